"""Every file ever received is found with its state; a returned one is answered by a new one for the same report."""

from __future__ import annotations

import pytest

from store import Actor, Desk, NotAllowed, Refused, local_actor
from tests.unit.store.readings import AT, reading, task

UNIT = "建设局"
ABOUT = {"dataset": "work_targets", "department": UNIT, "period": "2017-07", "rows": 1}
CELL = {"code": "rate_scale_unknown", "sheet": "进展", "cell": "I5", "value": "85", "said": "没有百分号"}
LATER = "2017-08-02T09:00:00+08:00"


@pytest.fixture
def boss(store) -> Desk:
    return Desk(store, local_actor())


def kept(desk: Desk, content: bytes = b"1", file: str = "建设局7月.xlsx") -> int:
    number = desk.keep(content, file, at=AT)
    desk.recognise(number, [ABOUT], at=AT)
    return number


def made(desk: Desk, number: int, actual: float = 1.0):
    return desk.save(reading([task("修路", actual)], department=UNIT, period="2017-07"), upload=number, at=AT)


def state(desk: Desk, number: int) -> str:
    return next(f.state for f in desk.files() if f.upload == number)


ENDS = {
    "received": lambda _desk, _n: None,
    "checking": made,
    "accepted": lambda desk, n: (made(desk, n), desk.accept(n, at=AT)),
    "published": lambda desk, n: desk.publish(made(desk, n), at=AT),
    "returned": lambda desk, n: desk.return_file(n, reason="数不对", cells=[CELL], at=AT),
    "set_aside": lambda desk, n: desk.discard(n, at=AT),
    "withdrawn": lambda desk, n: desk.withdraw(
        desk.publish(made(desk, n), at=AT).submission_ids[0], reason="有误", at=AT
    ),
}


@pytest.mark.parametrize("wanted", ENDS)
def test_a_file_is_found_in_its_state_with_unit_month_kind_and_who(boss, wanted: str) -> None:
    number = kept(boss)
    ENDS[wanted](boss, number)
    found = next(f for f in boss.files() if f.upload == number)
    assert found.state == wanted
    assert (found.departments, found.periods, found.datasets) == ((UNIT,), ("2017-07",), ("work_targets",))
    assert (found.kept_by, found.rows) == (boss.actor.name, 1)


def test_a_superseded_file_says_so(boss) -> None:
    first, second = kept(boss, b"1"), kept(boss, b"2")
    boss.publish(made(boss, first), at=AT)
    boss.publish(made(boss, second, 2.0), at=AT)
    assert (state(boss, first), state(boss, second)) == ("superseded", "published")


def test_a_file_saved_without_being_kept_is_found_too(boss) -> None:
    boss.publish(boss.save(reading([task("修路", 1.0)], department=UNIT), content=b"x", at=AT), at=AT)
    assert [(f.upload, f.state, f.departments) for f in boss.files()] == [(None, "published", (UNIT,))]


def test_returning_keeps_the_cells_and_takes_the_figures_back(store, boss) -> None:
    number = kept(boss)
    boss.publish(made(boss, number), at=AT)
    boss.return_file(number, reason="第5行有误", cells=[CELL], at=LATER)
    returned = boss.upload(number).returned
    assert (returned.reason, returned.cells, returned.at) == ("第5行有误", (CELL,), LATER)
    assert store.frame("work_targets").empty
    assert [line.state for line in store.lines()] == ["returned"]


def test_a_new_file_answers_a_returned_one(boss) -> None:
    first = kept(boss)
    boss.return_file(first, reason="数不对", at=AT)
    second = kept(boss, b"2", "建设局7月（更正）.xlsx")
    found = {f.upload: f for f in boss.files()}
    assert (found[first].state, found[first].answered_by, found[second].state) == ("answered", second, "received")


def test_a_file_of_another_month_answers_nothing(boss) -> None:
    first = kept(boss)
    boss.return_file(first, reason="数不对", at=AT)
    other = boss.keep(b"2", "建设局8月.xlsx", at=AT)
    boss.recognise(other, [ABOUT | {"period": "2017-08"}], at=AT)
    assert state(boss, first) == "returned"


@pytest.mark.parametrize("end", ["returned", "set_aside"])
def test_what_was_put_away_is_taken_up_again(boss, end: str) -> None:
    number = kept(boss)
    ENDS[end](boss, number)
    with pytest.raises(Refused, match="先恢复"):
        boss.accept(number, at=AT)
    boss.resume(number, at=AT)
    assert state(boss, number) == "received"


def test_returning_needs_a_reason_and_the_right_to(store, boss) -> None:
    number = kept(boss)
    with pytest.raises(Refused, match="理由"):
        boss.return_file(number, reason=" ", at=AT)
    with pytest.raises(NotAllowed):
        Desk(store, Actor("王", "analyst", frozenset({UNIT}))).return_file(number, reason="x", at=AT)


def test_recognising_the_same_again_writes_nothing(store, boss) -> None:
    number = kept(boss)
    before = store.version()
    assert boss.recognise(number, [ABOUT], at=AT).repeated
    assert store.version() == before


@pytest.mark.parametrize(
    ("end", "kind"), [("received", "received"), ("returned", "returned"), ("set_aside", "never"), ("checking", "draft")]
)
def test_a_file_in_the_queue_is_received_and_not_missing(store, boss, end: str, kind: str) -> None:
    number = kept(boss)
    ENDS[end](boss, number)
    ledger = store.ledger("2017-07")
    mine = ledger[ledger["department"].eq(UNIT) & ledger["dataset"].eq("work_targets") & ledger["period"].eq("2017-07")]
    assert mine["kind"].tolist() == [kind]


def test_only_the_own_files_are_found_by_who_answers_for_one_unit(store, boss) -> None:
    kept(boss)
    other = Desk(store, Actor("李", "reporter", frozenset({"教育局"})))
    own = other.keep(b"9", "教育局.xlsx", at=AT)
    assert [f.upload for f in other.files()] == [own]
