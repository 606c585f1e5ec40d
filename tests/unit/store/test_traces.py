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
