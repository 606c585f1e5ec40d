"""Another zone: an empty workbook, filled with its own lists, is all that a store needs. No code is changed."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from catalog.book import judged_by, shipped
from catalog.page import page_title
from exports.book import workbook
from loaders.cells.department import department
from store import Desk, local_actor
from store.reading.owed_reports import owed
from tests.unit.store.readings import AT, reading, task
from tools.new_zone import empty, load, main

UNITS = [f"演示{n}局" for n in "甲乙丙丁戊己庚辛"]
WORKS = ["园区建设", "科技创新", "营商环境", "民生保障"]


def filled() -> bytes:
    """Eight departments, four works, 31 items, one duty to report."""
    book = load_workbook(BytesIO(workbook(empty("演示高新区", 2018))))
    rows = {
        "单位": [(name, "部门", "一位副主任", f"{name}（老名）") for name in UNITS],
        "工作": [(name, "一项", "分值", "分项一、分项二") for name in WORKS],
        "类别": [("教育",), ("医疗",)],
        "实事": [(2018, n, "教育" if n % 2 else "医疗", f"实事{n}", None, UNITS[n % 8]) for n in range(1, 32)],
        "报送任务": [("work_targets", "、".join(UNITS), "2018-01")],
    }
    for sheet, lines in rows.items():
        for line in lines:
            book[sheet].append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_filled_workbook_is_the_book_of_a_new_zone(store):
    assert load(filled(), store, AT) == []
    book = store.book()
    assert (len(book.units), len(book.areas), len(book.items_of(2018))) == (8, 4, 31)
    with judged_by(book):
        assert page_title("work_areas") == "四项工作"
        assert page_title("livelihood") == "31项民生实事"
        assert book.zone.product == "演示高新区重点工作督查看板"
        assert department("演示甲局")[2]
        assert not department("建设局")[2]
        assert {one.department for one in owed("2018-01")} == set(UNITS)


def test_the_new_zone_reports_and_is_shown(store):
    load(filled(), store, AT)
    desk = Desk(store, local_actor())
    saved = desk.save(reading([task("修路", 40.0)], department="演示甲局", period="2018-01"), content=b"x", at=AT)
    desk.publish(saved, at=AT)
    with judged_by(store.book()):
        assert store.frame("work_targets", as_of="2018-01")["task"].tolist() == ["修路"]


def test_a_workbook_with_faults_changes_nothing(store):
    book = load_workbook(BytesIO(filled()))
    book["实事"]["F2"] = "没有的局"
    out = BytesIO()
    book.save(out)
    assert load(out.getvalue(), store, AT) == ["实事 F2 单位清单里没有“没有的局”"]
    assert store.book() is shipped()


def test_the_command_writes_an_empty_workbook_and_loads_it(tmp_path):
    path = tmp_path / "目录.xlsx"
    assert main(["empty", "演示高新区", "2018", str(path)]) == 0
    assert main(["load", str(path), f"sqlite:///{tmp_path}/store.db"]) == 0
