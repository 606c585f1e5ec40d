"""Every act at the desk in every state of a month: done, or refused by its lock; and a locked month shows the same."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from types import SimpleNamespace

import pytest

from catalog import datasets
from catalog.book.current import text_of
from store import Desk, Refused, Store, local_actor
from store.notices import Asked, ReplyLine
from tests.unit.store.notices import ISSUED, notice
from tests.unit.store.readings import AT, reading, task

UNIT, OTHER, MONTH = "建设局", "环保局", "2017-07"
LATER = "2017-09-01T09:00:00"
# What a locked month refuses, as the office wants it.
LOCKED = {
    "publish", "withdraw", "send_back", "restore", "return_file", "receive", "receive_version", "declare_no_progress",
    "choose", "explain_change", "change_book", "undo_book", "release", "reopen", "remove_demo",
}  # fmt: skip
# By state what is refused; every other act is done. What a month is already, it is once more without a word.
REFUSED = {
    "collecting": set(), "released": set(), "frozen": set(),
    "locked": LOCKED - {"release"}, "locked in collection": LOCKED - {"reopen"},
}  # fmt: skip
# What only reads.
READS = {"upload", "uploads", "files", "original", "pictures", "meeting", "accounts", "audit", "require_sight"}


def saved(boss: Desk, content: bytes, department: str = UNIT, **more) -> int:
    rows = [task("修路", float(len(content)))]
    return boss.save(reading(rows, department=department), content=content, at=AT, **more).submission_ids[0]


def published(boss: Desk, content: bytes, department: str = UNIT, **more) -> int:
    return boss.publish([saved(boss, content, department, **more)], at=AT).submission_ids[0]


@pytest.fixture
def office(store) -> SimpleNamespace:
    """A desk whose month holds something for every act: versions, drafts, files, one item of two units, made-up rows."""
    boss = Desk(store, local_actor())
    file = boss.keep(b"kept", "x.xlsx", at=AT)
    of_file = published(boss, b"kept", upload=file)
    waiting, aside, wrong = (boss.keep(text, f"{text}.xlsx", at=AT) for text in (b"w", b"a", b"r"))
    boss.assign(waiting, "t", department=UNIT, at=AT)
    boss.discard(aside, at=AT)
    old, now = published(boss, b"22", "教育局"), published(boss, b"333", "教育局")
    published(boss, b"4444", OTHER)
    published(boss, b"55555", "财政局", demo=True)
    book = boss.change_book(post("一位副主任"), applies_from=dt.date(2017, 7, 1), reason="x", at=AT)
    boss.issue_notices([notice(UNIT, f"事项{i}") for i in range(6)], **ISSUED)
    numbers = [demand.number for demand in store.demands()]
    boss.send_notice(numbers[0], way="公文系统", day="2017-08-10", at=AT)
    for number in numbers[3:5]:
        boss.reply(number, [ReplyLine(1, "征地慢")], content=number.encode(), file="r", day="2017-08-12", at=AT)
    boss.ask_extension(numbers[5], 1, reason="r", until="2017-09-30", day="2017-08-12", at=AT)
    boss.make_account("boss", "admin", [], "hash", at=AT)
    boss.make_account("somebody", "viewer", [], "hash", at=AT)
    return SimpleNamespace(
        desk=boss, store=store, file=file, of_file=of_file, waiting=waiting, aside=aside, wrong=wrong, old=old, now=now,
        draft=saved(boss, b"666666"), n=numbers, book=book.seq, row=store.frame("work_targets")["row_id"][0],
    )  # fmt: skip


def post(name: str):
    return {("units", UNIT): {"name": UNIT, "kind": "department", "lead_post": name}}


def put(office: SimpleNamespace, state: str) -> None:
    """Bring the month into that state."""
    desk = office.desk
    steps = {
        "collecting": lambda: desk.reopen(MONTH, reason="r", at=AT),
        "released": lambda: desk.release(MONTH, at=AT),
        "frozen": lambda: (desk.release(MONTH, at=AT), desk.freeze("七月会", as_of=MONTH, at=AT)),
        "locked": lambda: (desk.release(MONTH, at=AT), desk.lock_period(MONTH, at=AT)),
        "locked in collection": lambda: (desk.reopen(MONTH, reason="r", at=AT), desk.lock_period(MONTH, at=AT)),
    }
    steps[state]()


def acts(o: SimpleNamespace) -> Mapping[str, Callable[[], object]]:
    """Every act of the desk, on what the month holds, in an order in which each has something to act on."""
    d, day, later = o.desk, "2017-08-20", "2017-09-20"
    about = Asked("work_targets", "修路", "修路", UNIT, "副主任", "请求追加用地指标")
    return {
        "keep": lambda: d.keep(b"new", "y.xlsx", at=AT),
        "assign": lambda: d.assign(o.waiting, "t", period=MONTH, at=AT),
        "recognise": lambda: d.recognise(o.waiting, [], at=AT),
        "accept": lambda: d.accept(o.waiting, at=AT),
        "correct": lambda: d.correct(o.waiting, "s", "A1", "1", original="", reason="r", at=AT),
        "answer": lambda: d.answer("form", "work_targets", {"h": None}, department=UNIT, at=AT),
        "discard": lambda: d.discard(o.waiting, at=AT),
        "resume": lambda: d.resume(o.aside, at=AT),
        "save": lambda: saved(d, b"7777777"),
        "publish": lambda: d.publish([o.draft], at=AT, expect={o.draft: o.of_file}),
        "receive": lambda: d.receive(o.file, "2017-07-30", reason="r", at=AT),
        "receive_version": lambda: d.receive_version(o.now, "2017-07-30", reason="r", at=AT),
        "return_file": lambda: d.return_file(o.file if _stands(o, o.of_file) else o.wrong, reason="r", at=AT),
        "withdraw": lambda: d.withdraw(o.now, reason="r", at=AT),
        "restore": lambda: d.restore(o.old, reason="r", at=AT),
        "send_back": lambda: d.send_back(saved(d, b"88888888"), reason="r", at=AT),
        "declare_no_progress": lambda: d.declare_no_progress("standings", UNIT, MONTH, reason="r", at=AT),
        "choose": lambda: d.choose("work_targets", o.row, OTHER, reason="r", at=AT),
        "explain_change": lambda: d.explain_change("work_targets", o.row, "added", approved_by="a", reason="r", at=AT),
        "change_book": lambda: d.change_book(post("另一位"), applies_from=dt.date(2017, 7, 31), reason="r", at=AT),
        "undo_book": lambda: d.undo_book(o.book, reason="r", at=AT),
        "freeze": lambda: d.freeze("另一会", as_of=MONTH, at=AT),
        "remove_demo": lambda: d.remove_demo(at=AT),
        "reopen": lambda: d.reopen(MONTH, reason="r", at=LATER),
        "release": lambda: d.release(MONTH, at=LATER),
        "lock_period": lambda: d.lock_period("2017-01", at=AT),
        "unlock_period": lambda: d.unlock_period("2017-01", reason="r", at=AT),
        "note_item": lambda: d.note_item(about, said="r", as_of=MONTH, day=day, at=AT),
        "sign_off": lambda: d.sign_off(about, said="r", as_of=MONTH, day=day, at=AT),
        "issue_notices": lambda: d.issue_notices([notice(UNIT, "新事项")], **ISSUED),
        "send_notice": lambda: d.send_notice(o.n[1], way="送达", day=day, at=AT),
        "receive_notice": lambda: d.receive_notice(o.n[0], signed="办公室", day=day, at=AT),
        "reply": lambda: d.reply(o.n[0], [ReplyLine(1, "r")], content=b"r", file="r", day=day, at=AT),
        "ask_extension": lambda: d.ask_extension(o.n[1], 1, reason="r", until=later, day="2017-08-10", at=AT),
        "remind": lambda: d.remind(o.n[2], 1, day="2017-08-30", at=AT),
        "redo": lambda: d.redo(o.n[3], 1, reason="r", until=later, day=day, at=AT),
        "close_demand": lambda: d.close_demand(o.n[4], 1, reason="r", day=day, at=AT),
        "decide_extension": lambda: d.decide_extension(o.n[5], 1, granted=True, reason="r", day=day, at=AT),
        "make_account": lambda: d.make_account("one more", "viewer", [], "hash", at=AT),
        "change_account": lambda: d.change_account("somebody", role="auditor", at=AT, moment=0.0),
        "set_password": lambda: d.set_password("somebody", "other", at=AT, moment=0.0),
        "end_sign_ins": lambda: d.end_sign_ins("somebody", at=AT, moment=0.0),
    }  # fmt: skip


def _stands(o: SimpleNamespace, submission: int) -> bool:
    return any(line.submission_id == submission and line.current for line in o.store.lines())


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused as refused:
        return refused.code
    return "done"


def shown(store: Store) -> dict[str, object]:
    """What the month shows: every figure, who reported when, who is chosen, by which book, and whether it is released."""
    frames = {name: store.frame(name, as_of=MONTH).to_csv() for name in datasets()}
    ledger = store.ledger(MONTH)[["dataset", "department", "received", "submission_id"]].to_csv()
    others = [store.approvals(name) for name in datasets()], store.standstills("standings", MONTH)
    return {
        **frames,
        "ledger": ledger,
        "others": others,
        "book": text_of(store.book(dt.date(2017, 7, 31))),
        **store.months(),
    }


def test_the_table_names_every_act_of_the_desk(office) -> None:
    public = {name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if not name.startswith("_")}
    assert set(acts(office)) == public - READS
    assert set(acts(office)) >= LOCKED


@pytest.mark.parametrize("state", REFUSED)
def test_every_act_in_every_state_of_a_month(office, state: str) -> None:
    put(office, state)
    found = {name: outcome(act) for name, act in acts(office).items()}
    assert {name: came for name, came in found.items() if came != "done"} == dict.fromkeys(
        REFUSED[state], "period_locked"
    )


@pytest.mark.parametrize("state", ["locked", "locked in collection"])
def test_a_locked_month_shows_the_same_whatever_is_tried(office, state: str) -> None:
    put(office, state)
    before = shown(office.store)
    for act in acts(office).values():
        outcome(act)
    assert shown(office.store) == before


def test_what_stands_on_a_locked_supplement_is_not_taken_from_under_it(store) -> None:
    boss = Desk(store, local_actor())
    rows = [task("修路", 1.0), task("建桥", 2.0)]
    june = boss.save(reading(rows, department=UNIT, period="2017-06"), content=b"6", at=AT).submission_ids[0]
    boss.publish([june], at=AT)
    july = saved(boss, b"7")
    boss.publish([july], at=AT, adding={july: june})
    boss.lock_period(MONTH, at=AT)
    before = shown(store)
    for act in (boss.withdraw, boss.send_back):
        with pytest.raises(Refused, match="2017年7月已锁定"):
            act(june, reason="r", at=AT)
    assert shown(store) == before


def test_a_month_before_a_locked_one_moves_nothing_the_locked_one_stands_on(store) -> None:
    boss = Desk(store, local_actor())
    june = []
    for number in (1, 2, 3):
        found = reading([task("修路", number)], department=UNIT, period="2017-06")
        june += boss.save(found, content=b"%d" % number, at=AT).submission_ids
        boss.publish(june[:2], at=AT)
    boss.lock_period(MONTH, at=AT)
    before = shown(store)
    acts = (
        lambda: boss.publish([june[2]], at=AT),
        lambda: boss.restore(june[0], reason="r", at=AT),
        lambda: boss.withdraw(june[1], reason="r", at=AT),
        lambda: boss.send_back(june[1], reason="r", at=AT),
        lambda: boss.declare_no_progress("work_targets", UNIT, "2017-06", reason="r", at=AT),
    )
    assert [outcome(act) for act in acts] == ["later_period_locked"] * len(acts)
    assert shown(store) == before
    assert not boss.send_back(june[2], reason="r", at=AT).repeated  # a draft is in no figure


def test_a_lock_leaves_later_changes_of_the_book_and_approvals_of_later_months(store) -> None:
    boss = Desk(store, local_actor())
    published(boss, b"1")
    boss.lock_period(MONTH, at=AT)
    assert not boss.change_book(post("八月起"), applies_from=dt.date(2017, 8, 1), reason="r", at=AT).repeated
    august = boss.save(reading([task("建桥", 2.0)], department=UNIT, period="2017-08"), content=b"8", at=AT)
    row = store.frame("work_targets")["row_id"][0]
    boss.publish(august, at=AT)
    boss.explain_change("work_targets", row, "ended", approved_by="a", reason="r", at=AT)
    assert len(store.approvals("work_targets", as_of="2017-08")) == 1
    assert store.approvals("work_targets", as_of=MONTH) == []
    seen = store.version()
    boss.unlock_period(MONTH, reason="r", at=AT)
    assert len(store.approvals("work_targets", as_of=MONTH)) == 1
    assert store.approvals("work_targets", until=seen, as_of=MONTH) == []  # what was frozen then stays as it was
