"""Template workbooks: blank or filled in as told, they read back without a question and without an issue."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from catalog import dataset, datasets
from loaders import read, templates
from loaders.cells import read_cell

TYPED = {
    "money": 1200.5, "number": 7, "area_size": 900, "rate": "85%", "date": "2017-8-31", "start_date": "2017-3-1", "deadline": "2017-8-31",
    "post": "纪工委书记", "unit": "个", "departments": "教育局",
}  # fmt: skip


@pytest.mark.parametrize("name", datasets())
def test_a_blank_template_reads_back_without_questions_and_is_no_report(name: str) -> None:
    reading = read(templates.workbook(name), file=f"{name}.xlsx")
    (table,) = reading.tables
    assert (table.dataset, [c.header for c in table.columns if c.asked], len(table.frame)) == (name, [], 0)
    assert [(i.code, i.severity) for i in reading.issues] == [("table_empty", "error")]


@pytest.mark.parametrize("name", datasets())
def test_a_filled_template_reads_back_every_field(name: str) -> None:
    book = load_workbook(BytesIO(templates.workbook(name)))
    fields = [f for f in dataset(name).fields if not f.private]
    for column, field in enumerate(fields, start=1):
        offered = templates.choices(field.kind)
        value = offered[0] if offered else TYPED.get(field.kind, f"甲{field.label}")
        book.worksheets[0].cell(templates.HEAD_ROW + 1, column, 1 if field.name in ("number", "rank") else value)
    out = BytesIO()
    book.save(out)
    (table,) = read(out.getvalue(), file="a.xlsx").tables
    assert [f.name for f in fields if table.frame[f.name].isna().all()] == []


@pytest.mark.parametrize(
    "kind", ["status", "issue_status", "fix_status", "follow_status", "stage", "area", "category", "department"]
)
def test_every_word_a_drop_down_offers_is_understood(kind: str) -> None:
    read_back = {word: read_cell(kind, word) for word in templates.choices(kind)}
    assert read_back
    assert [word for word, parsed in read_back.items() if parsed.value is None or parsed.notes] == []


def test_a_template_freezes_its_head_and_offers_lists() -> None:
    book = load_workbook(BytesIO(templates.workbook("investment_projects")))
    sheet, page = book.worksheets
    assert sheet.freeze_panes == "C4"
    assert len(sheet.data_validations.dataValidation) == 6
    assert page.title == "填表说明"
    assert "联系电话" not in [c.value for c in sheet[templates.HEAD_ROW]]
