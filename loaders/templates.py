"""Blank workbooks for departments, one a dataset: what they type into one reads back without a question."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from catalog import Dataset, Field, dataset
from catalog.book import book
from catalog.words.templates import template_words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEAD_ROW = 3
ROWS = 500
_LIST_COLUMN = "D"
_WIDE = frozenset({"text", "departments"})
_FORMATS = {"rate": "0.0%", "date": "yyyy-mm-dd", "start_date": "yyyy-mm-dd", "deadline": "yyyy-mm-dd"}
_UNITS_SHOWN = frozenset({"area_size", "number"})
_NAMED = {"area": "areas", "category": "categories", "industry": "industries", "department": "units"}


def workbook(name: str) -> bytes:
    """A blank .xlsx of a dataset: frozen head, drop-down lists, units, instructions. ``KeyError`` for no dataset.

    Fields about persons are left out: the dashboard keeps posts, not people.
    """
    from openpyxl import Workbook
    from openpyxl.packaging.core import DocumentProperties

    kind = dataset(name)
    fields = [f for f in kind.fields if not f.private]
    blank = Workbook()
    sheet = blank.active if blank.active is not None else blank.create_sheet()
    sheet.title = kind.label
    _lay_head(sheet, kind, fields)
    _lay_instructions(blank, sheet, kind, fields)
    product = book().zone.product
    title = template_words().title.format(label=kind.label)
    blank.properties = DocumentProperties(creator=product, lastModifiedBy=product, title=title, language="zh-CN")
    out = BytesIO()
    blank.save(out)
    return out.getvalue()


def choices(kind: str) -> list[str]:
    """The values offered for a kind of field; empty where anything may be typed."""
    offered = template_words().choices.get(kind)
    if offered:
        return list(offered)
    if kind in _NAMED:
        return [entry.name for entry in getattr(book(), _NAMED[kind])]
    if kind == "site":
        return [site for group in ("parks", "street_parks", "districts") for site in book().sites_in(group)]
    named = {"investor_class": "investor_classes", "aspect": "aspects"}.get(kind)
    return list(getattr(book().vocabulary, named)) if named else []


def header(field: Field) -> str:
    """A column's header: the label, with the unit where a number could be in another one."""
    shown = field.unit if field.kind in _UNITS_SHOWN else None
    return f"{field.label}({shown})" if shown else field.label


def _lay_head(sheet: Worksheet, kind: Dataset, fields: list[Field]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    words = template_words()
    has_money = any(f.kind == "money" for f in fields)
    sheet["A1"] = words.title.format(label=kind.label)
    sheet["A2"] = words.line.format(unit=words.money_unit if has_money else "").rstrip()
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(fields))
    line = Side(style="thin", color="999999")
    for column, field in enumerate(fields, start=1):
        cell = sheet.cell(HEAD_ROW, column, header(field))
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FDE9D9" if field.required else "EEECE1")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = 28 if field.kind in _WIDE else 14
        dimension.number_format = _FORMATS.get(field.kind, "General")
    sheet.row_dimensions[HEAD_ROW].height = 32
    names = [i for i, f in enumerate(fields, start=1) if f.required]
    sheet.freeze_panes = f"{get_column_letter(min(names) + 1 if names else 1)}{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _lay_instructions(book: Workbook, sheet: Worksheet, kind: Dataset, fields: list[Field]) -> None:
    """The sheet that says how to fill in each column; the drop-down lists stand in one column beside it."""
    words = template_words()
    page = book.create_sheet(words.instructions)
    lines = [words.head.format(label=kind.label, row=kind.row), words.no_merge, words.totals, words.fields]
    at = 1
    for column, field in enumerate(fields, start=1):
        offered = choices(field.kind)
        how = words.choose if offered else words.how.get(field.kind, words.how["text"])
        required = words.required if field.required else ""
        lines.append(words.field.format(label=field.label, required=required, how=how))
        if offered:
            _offer(sheet, page, column, at, offered, strict=field.kind != "department")
            at += len(offered)
    for row, text in enumerate(lines, start=1):
        page.cell(row, 1, text)
    page.column_dimensions["A"].width = 80
    page.column_dimensions[_LIST_COLUMN].hidden = True


def _offer(sheet: Worksheet, page: Worksheet, column: int, at: int, offered: list[str], *, strict: bool) -> None:
    """A drop-down list over the column; where several names may be typed it advises and does not refuse."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for row, text in enumerate(offered, start=at):
        page[f"{_LIST_COLUMN}{row}"] = text
    source = f"'{page.title}'!${_LIST_COLUMN}${at}:${_LIST_COLUMN}${at + len(offered) - 1}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=strict)
    sheet.add_data_validation(rule)
    letter = get_column_letter(column)
    rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{HEAD_ROW + ROWS}")
