"""The lists as a workbook: filters, data bars, print set-up; whatever a cell says stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from exports.dossier import Dossier, lamp, stage_word, words
from exports.office_text import harmless
from exports.palette import HEAD, INK3, LINE, text_of, tint_of

NUMBER_FORMATS = {
    "rate": "0.0%",
    "time_rate": "0.0%",
    "deviation": "+0.0;-0.0;0.0",
    "step": "+0.0;-0.0;0.0",
    "amount": "#,##0",
    "deadline": "yyyy-mm-dd",
}
WIDTHS = {
    "name": 34,
    "project": 34,
    "demand": 40,
    "category": 14,
    "lead_leader": 26,
    "lead_department": 20,
    "site": 18,
    "department": 24,
    "leader": 28,
}
HEAD_ROW = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its name, rows and the columns it shows."""

    name: str
    frame: pd.DataFrame
    columns: Sequence[str]
    note: str


def lists(dossier: Dossier) -> bytes:
    """The .xlsx of a meeting: tasks, items, projects, red and amber, units, leaders, follow-up."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {**options, "nan_inf_to_errors": False})
    formats = _Formats(book)
    for sheet in _sheets(dossier):
        _write_sheet(book, formats, sheet, dossier)
    book.close()
    return out.getvalue()


def _sheets(dossier: Dossier) -> list[Sheet]:
    text = words()["lists"]
    judged = ("light", "rate", "time_rate", "deviation")
    owners = ("lead_department", "lead_leader")
    counts = ("n", "red", "amber", "overdue", "unanswered", "late", "rank")
    project = ("project", "stage", "industry", "site", "amount", "days", "days_over", *owners)
    follow_up = ("demand", "post", "department", "deadline", "then", "now", "state")
    return [
        Sheet(text["behind"], dossier.behind, ("name", "category", *judged, *owners), text["note"]),
        Sheet(text["tasks"], dossier.tasks, ("area", "name", *judged, "step", *owners), text["note"]),
        Sheet(text["items"], dossier.items, ("category", "name", *judged, *owners, "deadline"), text["note"]),
        Sheet(text["projects"], dossier.projects, project, text["money_note"]),
        Sheet(
            text["departments"], dossier.departments.rename(columns={"name": "department"}), ("department", *counts), ""
        ),
        Sheet(text["leaders"], dossier.leaders.rename(columns={"name": "leader"}), ("leader", *counts), ""),
        Sheet(text["follow_up"], dossier.follow_up, follow_up, ""),
    ]


class _Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **looks: Any) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_size": 11, "valign": "vcenter", **looks})
        return self._made[key]


def _write_sheet(book: Any, formats: _Formats, sheet: Sheet, dossier: Dossier) -> None:
    page = book.add_worksheet(sheet.name)
    last = len(sheet.columns) - 1
    page.write_string(0, 0, sheet.name, formats.of(bold=True, font_size=16))
    stamp = words()["separator"].join(p for p in (dossier.stamp(sheet.name), sheet.note) if p)
    page.write_string(1, 0, harmless(stamp), formats.of(font_color=f"#{INK3}"))
    heads = words()["heads"]
    for c, column in enumerate(sheet.columns):
        number = sheet.frame[column].dtype.kind in "if" if column in sheet.frame else False
        head = formats.of(bold=True, bg_color=f"#{HEAD}", bottom=2, align="right" if number else "left")
        page.write_string(HEAD_ROW, c, heads[column], head)
        page.set_column(c, c, WIDTHS.get(column, 11))
    page.set_default_row(20)
    for r, row in enumerate(sheet.frame.to_dict("records"), HEAD_ROW + 1):
        for c, column in enumerate(sheet.columns):
            _write_value(page, formats, (r, c), column, row)
    bottom = HEAD_ROW + max(1, len(sheet.frame))
    page.autofilter(HEAD_ROW, 0, bottom, last)
    page.freeze_panes(HEAD_ROW + 1, 2)
    if "rate" in sheet.columns:
        c = sheet.columns.index("rate")
        bar = {"type": "data_bar", "bar_color": "#C3D5E6", "bar_solid": True, "min_type": "num", "min_value": 0}
        page.conditional_format(HEAD_ROW + 1, c, bottom, c, {**bar, "max_type": "num", "max_value": 1})
    _set_print(page, dossier, bottom, last)


def _write_value(page: Any, formats: _Formats, at: tuple[int, int], column: str, row: Mapping[Any, Any]) -> None:
    value = row.get(column)
    looks: dict[str, Any] = {"bottom": 1, "bottom_color": f"#{LINE}"}
    if column in NUMBER_FORMATS:
        looks["num_format"] = NUMBER_FORMATS[column]
    if column == "light":
        value, light = lamp(str(value)), str(value)
        looks |= {"bg_color": f"#{tint_of(light)}", "font_color": f"#{text_of(light)}"}
    if column == "stage":
        value = stage_word(str(value))
    form = formats.of(**looks)
    if value is None or value != value:
        page.write_blank(*at, None, form)
    elif isinstance(value, (int, float)):
        page.write_number(*at, float(value), form)
    elif hasattr(value, "year"):
        page.write_datetime(*at, pd.Timestamp(value).to_pydatetime(), form)
    else:
        page.write_string(*at, harmless(value), form)


def _set_print(page: Any, dossier: Dossier, bottom: int, last: int) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.print_area(0, 0, bottom, last)
    mark = words()["demo"] if dossier.demo else ""
    page.set_footer(f"&L{mark}&R{words()['lists']['page_of']}")
