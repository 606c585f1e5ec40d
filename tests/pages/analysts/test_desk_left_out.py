"""A row left out and a target lowered in the next month's sheet: the row stays as unreported, the old target counts."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from loaders import read
from metrics import progress
from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import AUGUST
from ui import source
from ui.scope import View, last_day

SHEET, PERIOD = "重点任务", "2017-08"


def publish_august(store: Store, *, without: str, halved: str) -> None:
    """August's workbook without one task, and with half the target of another."""
    book = load_workbook(AUGUST)
    sheet = book[SHEET]
    rows = {str(sheet.cell(row, column).value).strip(): (row, column) for row in range(1, 30) for column in range(1, 6)}
    heads = {
        str(cell.value): cell.column for row in sheet.iter_rows(min_row=1, max_row=4) for cell in row if cell.value
    }
    target = next(column for head, column in heads.items() if head.startswith("目标值"))
    at = sheet.cell(rows[halved][0], target)
    at.value = float(at.value) / 2
    sheet.delete_rows(rows[without][0])
    buffer = io.BytesIO()
    book.save(buffer)
    desk, reading = Desk(store, local_actor()), read(buffer.getvalue(), file=AUGUST.name)
    desk.publish(desk.save(reading, content=buffer.getvalue(), at="2017-08-31"), at="2017-08-31")


def test_a_task_left_out_stays_unreported_and_a_lowered_target_does_not_count(store: Store) -> None:
    july = store.frame("work_targets", as_of="2017-07")
    known = july[july["target_value"].notna()]["task"].tolist()
    if_left, if_halved = known[0], known[1]
    publish_august(store, without=if_left, halved=if_halved)
    view = View(source.version(), PERIOD)
    found = progress.assess(source.frame(view, "work_targets"), as_of=last_day(PERIOD)).set_index("task")
    was = july.set_index("task")["target_value"]
    assert found.loc[if_left, "period"] == "2017-07"
    assert found.loc[if_halved, ["target_value", "typed_target"]].tolist() == [was[if_halved], was[if_halved] / 2]
    course = source.history(view, "work_targets").set_index(["task", "period"])
    assert course.loc[(if_halved, PERIOD), "target_value"] == was[if_halved]
    trace = source.trace(view, "work_targets", str(found.loc[if_left, "row_id"]), "task")
    assert trace is not None
    assert (trace.period, trace.value) == ("2017-07", if_left)


def test_once_the_change_is_approved_the_new_target_counts_and_names_its_paper(store: Store) -> None:
    july = store.frame("work_targets", as_of="2017-07")
    known = july[july["target_value"].notna()]
    left, halved = known["task"].tolist()[:2]
    publish_august(store, without=left, halved=halved)
    desk = Desk(store, local_actor())
    ids = known.set_index("task")["row_id"]
    for row_id, kind in ((ids[halved], "retargeted"), (ids[left], "ended")):
        desk.explain_change("work_targets", row_id, kind, approved_by="〔2017〕9号", reason="会议决定", at="2017-09-01")
    found = source.frame(View(source.version(), PERIOD), "work_targets").set_index("task")
    assert left not in found.index
    assert found.loc[halved, "target_value"] == pytest.approx(known.set_index("task").loc[halved, "target_value"] / 2)
    assert found.loc[halved, "paper"] == "〔2017〕9号"
