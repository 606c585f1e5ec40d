"""One month as the office lives it: nineteen workbooks, some late, wrong, twice, empty, partial, until the meeting."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from catalog.book import shipped
from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import UNIT, Open, press, said
from tests.pages.analysts.test_desk_upload import send

HEADS = ["序号", "所属工作", "任务名称", "年度目标", "目标值", "计量单位", "完成值", "完成率", "责任单位", "完成时限"]
UNITS = next(one.departments for one in shipped().owes if one.dataset == "work_targets")
LATE, WRONG, TWICE, EMPTY, RETURNED = UNITS[0:3], UNITS[3:5], UNITS[5], UNITS[6], UNITS[7]


def book(unit: str, done: object = 10, rows: int = 2) -> bytes:
    """A unit's workbook of August: two tasks, the first with ``done`` as what was done."""
    made = Workbook()
    sheet = made.active
    for row in ([f"{unit}2017年8月重点任务进展表"], [f"填报单位：{unit}"], HEADS):
        sheet.append(row)
    for n in range(rows):
        value = done if n == 0 else 10
        rate = "50%" if value == 10 else f"{value * 5}%" if isinstance(value, int) else "50%"
        task = [n + 1, "发展", f"{unit}道路{n + 1}", "新建20公里", 20, "公里", value, rate, unit, "2017-12-31"]
        sheet.append(task)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


class Office:
    """One person at the desk, whose clicks are counted."""

    def __init__(self, store: Store, page: Open) -> None:
        self.store, self.page, self.clicks = store, page, 0

    def hand_in(self, *files: tuple[str, bytes]) -> AppTest:
        self.clicks += 1
        return send(self.page("upload"), *files)

    def press(self, app: AppTest, label: str) -> AppTest:
        self.clicks += 1
        return press(app, label)

    def publish_together(self, app: AppTest) -> AppTest:
        self.clicks += 1
        app.toggle(key="together").set_value(True).run()
        return self.press(app, next(b.label for b in app.button if b.label.startswith("发布 ")))

    def number(self, file: str) -> int:
        uploads = Desk(self.store, local_actor()).uploads()
        return next(u.id for u in uploads if u.file == file)

    def open(self, file: str, step: str = "识别与更正") -> AppTest:
        self.clicks += 1
        return self.page("upload", upload=str(self.number(file)), step=step)

    def send_back(self, file: str, why: str) -> None:
        app = self.open(file)
        app.text_input(key=f"return-reason-{self.number(file)}").set_value(why)
        self.press(app, "退回单位")

    def reported(self) -> set[str]:
        lines = (line for line in self.store.lines() if line.period == "2017-08" and line.current)
        return {line.department for line in lines if line.dataset == "work_targets"}


@pytest.fixture
def office(store: Store, page: Open) -> Office:
    return Office(store, page)


def first_delivery() -> list[tuple[str, bytes]]:
    """What came by the due day: sixteen units, two of them with what cannot be read, one without rows, one twice."""
    odd: dict[str, Callable[[], bytes]] = {
        **{unit: (lambda unit=unit: book(unit, "待核")) for unit in WRONG},
        EMPTY: lambda: book(EMPTY, rows=0),
        UNIT: lambda: book(UNIT, rows=1),
    }
    files = [(f"{unit}.xlsx", odd.get(unit, lambda unit=unit: book(unit))()) for unit in UNITS if unit not in LATE]
    return [*files, (f"{TWICE}（再报）.xlsx", book(TWICE, 11))]


def test_a_month_from_nineteen_workbooks_to_the_meeting(office: Office, store: Store, page: Open) -> None:
    office.hand_in(*first_delivery())
    assert len(Desk(store, local_actor()).uploads()) == 17

    office.send_back(f"{RETURNED}.xlsx", "数字与台账不符")
    for unit in WRONG:
        office.send_back(f"{unit}.xlsx", "完成值不是数")
    app = page("upload")
    app.toggle(key="together").set_value(True).run()
    assert "不知以哪份为准" in said(app)
    app = office.publish_together(page("upload"))
    assert "未发布" not in said(app).split("一并发布已办完")[1][:40]
    assert not office.reported() & {*LATE, *WRONG, EMPTY, UNIT, RETURNED, TWICE}

    app = office.open(f"{UNIT}.xlsx", "差异与发布")
    assert "先说明是完整报送还是补报" in said(app)
    app.radio[0].set_value("补报").run()
    office.press(app, "发布 1 份报送")
    rows = store.frame("work_targets", as_of="2017-08")
    assert len(rows[rows["reporting_department"].eq(UNIT)]) > 1

    office.press(office.open(f"{EMPTY}.xlsx"), "移出待办")
    office.press(office.open(f"{TWICE}.xlsx"), "移出待办")
    chased = said(page("submissions", ledger="2017年8月"))
    assert all(unit in chased for unit in LATE)
    again = [(f"{unit}（更正）.xlsx", book(unit, 12)) for unit in (*WRONG, RETURNED, EMPTY)]
    app = office.hand_in(*again, *((f"{unit}.xlsx", book(unit)) for unit in LATE))
    office.publish_together(app)
    assert office.reported() == set(UNITS)
    rows = store.frame("work_targets", as_of="2017-08").set_index("task")
    assert rows.loc[[f"{TWICE}道路1", f"{RETURNED}道路1"], "actual_value"].tolist() == [11, 12]

    app = page("submissions", ledger="2017年8月")
    app.checkbox(key="month-sure").check()  # of other kinds of tables not all have come: asked once
    office.press(app, "发布本月")
    assert store.months()["2017-08"] == "released"

    app = page("meeting")
    app.text_input(key="meeting-name").set_value("八月调度会")
    app.selectbox(key="meeting-as-of").set_value("2017-08")
    app.date_input(key="meeting-day").set_value(dt.date(2017, 9, 6))
    office.press(app, "定稿")
    assert [meeting.name for meeting in store.meetings()] == ["八月调度会"]
    files = {file.state for file in Desk(store, local_actor()).files()}
    assert files >= {"published", "answered", "set_aside"}
    assert office.clicks <= 40
