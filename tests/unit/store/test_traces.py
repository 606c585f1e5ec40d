"""From a value back to its cell, its sender and its correction."""

import pytest

from store import Actor, Desk, Refused
from tests.unit.store.readings import AT, reading, task


@pytest.fixture
def traced(desk, store):
    """A corrected value of a published row."""
    number = desk.keep(b"bytes", "建设局7月.xlsx", at=AT)
    desk.correct(number, "进展", "J6", "12", original="1 2", reason="电话核实", at="2017-08-01T10:00:00")
    draft = desk.save(
        reading([task("绿化", 3.0), task("修路", 12.0)], raw=[{"actual_value": "3.0"}, {"actual_value": "12"}]),
        upload=number,
        at=AT,
    )
    Desk(store, Actor("孙科", "admin")).publish(draft, at="2017-08-02T08:00:00")
    row_id = store.frame("work_targets")["row_id"][1]
    return store.trace("work_targets", row_id, "actual_value")


def test_a_value_leads_to_its_cell_and_raw_text(traced, store):
    assert (traced.value, traced.raw, traced.file, traced.sheet, traced.cell, traced.row) == (
        12.0,
        "12",
        "建设局7月.xlsx",
        "进展",
        "J6",
        6,
    )
    assert store.original(traced.sha256) == b"bytes"


def test_a_value_leads_to_who_sent_and_who_published_it(traced):
    assert (traced.submitted_by, traced.submitted_at) == ("张科", AT)
    assert (traced.published_by, traced.published_at, traced.version) == ("孙科", "2017-08-02T08:00:00", 1)


def test_a_corrected_value_leads_to_its_original_text_and_the_reason(traced):
    assert (traced.corrected_from, traced.corrected_by, traced.corrected_at, traced.reason) == (
        "1 2",
        "张科",
        "2017-08-01T10:00:00",
        "电话核实",
    )


@pytest.mark.parametrize("field", ["task", "problem", "deadline"])
def test_an_uncorrected_value_has_no_correction(traced, store, field):
    trace = store.trace("work_targets", traced.row_id, field)

    assert trace.corrected_from is None


def test_a_missing_value_is_traced_to_its_row(traced, store):
    trace = store.trace("work_targets", traced.row_id, "problem")

    assert (trace.value, trace.cell, trace.raw, trace.row) == (None, None, None, 6)


def test_a_trace_belongs_to_the_period_asked_for(desk, store):
    for period, actual in (("2017-06", 1.0), ("2017-07", 2.0)):
        desk.publish(desk.save(reading([task("修路", actual)], period=period), content=period.encode(), at=AT), at=AT)
    row_id = store.frame("work_targets")["row_id"].item()

    values = [store.trace("work_targets", row_id, "actual_value", as_of=p).value for p in ("2017-06", "2017-07")]

    assert values == [1.0, 2.0]


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        ("nowhere", "actual_value", "没有编号为 nowhere 的数据行"),
        (None, "colour", "没有名为“colour”的字段"),
    ],
)
def test_what_does_not_exist_is_refused_in_words(traced, store, row, field, sentence):
    with pytest.raises(Refused, match=sentence):
        store.trace("work_targets", row or traced.row_id, field)


def test_two_values_of_one_sheet_row_are_traced_apart(desk, store):
    both = reading([task("修路", 1.0), task("修路", 1.0)])
    both.tables[0].frame["source_row"] = [5, 5]
    desk.publish(desk.save(both, content=b"merged", at=AT), at=AT)

    frame = store.frame("work_targets")
    cells = [store.trace("work_targets", row_id, "actual_value").cell for row_id in frame["row_id"]]

    assert cells == ["J5", "J6"]


def three_units(desk):
    for unit, done in (("建设局", 1.0), ("住建局", 2.0), ("教育局", 3.0)):
        rows = [task(f"{unit}修路", done), task(f"{unit}绿化", done)]
        desk.publish(desk.save(reading(rows, department=unit), content=unit.encode(), at=AT), at=AT)


def test_many_values_are_traced_at_once_each_as_it_would_be_alone(desk, store):
    three_units(desk)
    ids = store.frame("work_targets")["row_id"]
    wanted = [(row_id, field) for row_id in ids for field in ("actual_value", "task")]

    assert store.traces("work_targets", wanted) == [store.trace("work_targets", *one) for one in wanted]


def test_tracing_more_rows_asks_the_database_no_more_often(desk, store):
    from sqlalchemy import event

    three_units(desk)
    asked = []
    event.listen(store.database.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    counts = []
    for ids in (store.frame("work_targets")["row_id"][:1], store.frame("work_targets")["row_id"]):
        asked.clear()
        store.traces("work_targets", [(row_id, "actual_value") for row_id in ids])
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_many_traces_are_of_the_meeting_or_moment_asked_for(desk, store):
    desk.publish(desk.save(reading([task("修路", 1.0)]), content=b"1", at=AT), at=AT)
    desk.freeze("七月调度会", as_of="2017-07", at=AT)
    then = store.version()
    desk.publish(desk.save(reading([task("修路", 2.0)]), content=b"2", at=AT), at=AT)
    wanted = [(store.frame("work_targets")["row_id"].item(), "actual_value")]

    values = [
        store.traces("work_targets", wanted, **when)[0].value
        for when in ({}, {"until": then}, {"meeting": "七月调度会"})
    ]

    assert values == [2.0, 1.0, 1.0]


def test_a_row_that_is_not_there_has_no_trace(traced, store):
    found = store.traces("work_targets", [("nowhere", "task"), (traced.row_id, "task")])

    assert [found[0], found[1].value] == [None, "修路"]
