"""The lists as a workbook: filters, data bars, print set-up; whatever a cell says stays text."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from catalog.colours import colours
from catalog.page import page_title, told_datasets
from catalog.stages import stage_word
from exports.dossier import Dossier, Kpi, lamp, listed, words
from exports.file_properties import owned
from exports.office_text import harmless
from exports.palette import HEAD, INK3, LINE, text_of, tint_of

DAY = "yyyy-mm-dd"
NUMBER_FORMATS = {
    "rate": "0.0%",
    "time_rate": "0.0%",
    "deviation": "+0.0;-0.0;0.0",
    "step": "+0.0;-0.0;0.0",
    "amount": "#,##0",
    "total": "#,##0",
    "days_over": "0",
    "days": "0",
    "deadline": DAY,
    "answer_by": DAY,
    "plan": "#,##0",
    "done": "#,##0",
    "on_time_rate": "0.0%",
    "satisfaction": "0.0%",
    "score": "0.00",
}
FORMATS_OF = {"rate": "0.0%", "money": "#,##0", "date": DAY, "start_date": DAY, "deadline": DAY}
# What Excel takes for the name of a sheet.
LONGEST_NAME, NOT_IN_NAMES = 31, re.compile(r"[\\/*?:\[\]]")
WAITING = ("name", "raised", "ask", "lead_department", "lead_leader", "red_months", "opinion")
FIGURES = ("page", "figure", "number_value", "number_of", "printed", "delta", "note")
# Characters a column may be wide.
WIDEST, NARROWEST = 46, 8
ROWS_ON_A_PAGE = 45
HEAD_ROW = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its name, rows and the columns it shows."""

    name: str
    frame: pd.DataFrame
    columns: Sequence[str]
    note: str
    heads: Mapping[str, str] = field(default_factory=lambda: words().heads)
    formats: Mapping[str, str] = field(default_factory=lambda: NUMBER_FORMATS)


def lists(dossier: Dossier) -> bytes:
    """The .xlsx of a meeting: tasks, items, projects, red and amber, units, leaders, follow-up."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {**options, "nan_inf_to_errors": False})
    formats = _Formats(book)
    for sheet in _sheets(dossier):
        _write_sheet(book, formats, sheet, dossier)
    book.close()
    title = words().lists.title.format(meeting=dossier.meeting)
    return owned(out.getvalue(), title=title, day=dossier.as_of, demo=dossier.demo)


def _sheets(dossier: Dossier) -> list[Sheet]:
    text = words().lists
    stood = ("light", "rate", "stands", "against", "time_rate", "deviation", "days_over")
    owners = ("lead_department", "lead_leader")
    counts = ("n", "red", "amber", "overdue", "unanswered", "late", "n_on_time", "n_judged", "on_time_rate", "rank")
    urgent = pd.concat([dossier.late_issues, dossier.urgent_fixes], ignore_index=True)
    follow_up = ("demand", "post", "department", "answer_by", "then", "now", "state", "reply", "promise", "times")
    departments, leaders = (
        frame.rename(columns={"name": who})
        for frame, who in ((dossier.departments, "department"), (dossier.leaders, "leader"))
    )
    return [
        Sheet(text.figures, _figures(dossier), FIGURES, ""),
        Sheet(text.behind, dossier.behind, ("name", "category", *stood, *owners), text.note),
        *_of_datasets(dossier),
        Sheet(text.urgent, urgent, ("name", "category", "light", "days_over", "state", "deadline", *owners), ""),
        Sheet(text.departments, departments, ("department", *counts), ""),
        Sheet(text.leaders, leaders, ("leader", *counts), ""),
        Sheet(text.follow_up, dossier.follow_up.rename(columns={"deadline": "answer_by"}), follow_up, ""),
        Sheet(text.pending, _waiting(dossier), WAITING, ""),
    ]


def _of_datasets(dossier: Dossier) -> list[Sheet]:
    """A sheet a dataset, with the columns it declares."""
    text, sheets = words().lists, []
    for known in told_datasets():
        frame, columns = listed(dossier, known), known.sheet_columns
        if frame is None or not columns:
            continue
        kinds = {} if known.papers.frame else {field.name: field.kind for field in known.fields}
        labels = {field.name: field.label for field in known.fields}
        money = {"amount", "total"} & set(columns) or "money" in kinds.values()
        note = text.money_note if money else text.note if "deviation" in columns else ""
        title = NOT_IN_NAMES.sub("", known.sheet_title)[:LONGEST_NAME]
        heads = labels | words().heads if known.papers.frame else labels
        sheets.append(
            Sheet(title, frame, columns, note, heads, {c: FORMATS_OF[k] for c, k in kinds.items() if k in FORMATS_OF})
        )
    return sheets


def _waiting(dossier: Dossier) -> pd.DataFrame:
    """What waits for a decision, with who raised it and when in one column."""
    frame = dossier.pending
    if frame.empty:
        return pd.DataFrame(columns=[*WAITING])
    return frame.assign(name=frame["item"], raised=frame["source_word"] + frame["since"])


def _figures(dossier: Dossier) -> pd.DataFrame:
    """Every page's key figures as they are printed there."""
    rows = [
        (page_title(page), figure.label, *_numbers(figure), figure.value, figure.delta, figure.note)
        for page, figures in dossier.figures.items()
        for figure in figures
    ]
    return pd.DataFrame(rows, columns=[*FIGURES])


def _numbers(figure: Kpi) -> tuple[Any, Any]:
    """A key figure as a number, and the whole it is out of where it is printed so ("84/109")."""
    of = re.fullmatch(r"([\d,]+)/([\d,]+)\D*", figure.value)
    if of:
        return tuple(float(part.replace(",", "")) for part in of.groups())  # type: ignore[return-value]
    return figure.number, None


class _Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **looks: Any) -> Any:
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {"font_name": words().lists.font, "font_size": 11, "valign": "vcenter", **looks}
            )
        return self._made[key]


def _write_sheet(book: Any, formats: _Formats, sheet: Sheet, dossier: Dossier) -> None:
    page = book.add_worksheet(sheet.name)
    last = len(sheet.columns) - 1
    page.write_string(0, 0, sheet.name, formats.of(bold=True, font_size=16))
    stamp = words().separator.join(p for p in (dossier.stamp(sheet.name), sheet.note) if p)
    _write_heads(page, formats, sheet)
    wide = sum(_width(sheet, c) for c in sheet.columns)
    page.merge_range(1, 0, 1, last, harmless(stamp), formats.of(font_color=f"#{INK3}", text_wrap=True))
    page.set_default_row(18)
    page.set_row(1, 18 * math.ceil(_columns_of(stamp) / wide))
    for r, row in enumerate(sheet.frame.to_dict("records"), HEAD_ROW + 1):
        for c, column in enumerate(sheet.columns):
            _write_value(page, formats, (r, c), (column, row.get(column)), sheet.formats)
    bottom = HEAD_ROW + max(1, len(sheet.frame))
    page.autofilter(HEAD_ROW, 0, bottom, last)
    page.freeze_panes(HEAD_ROW + 1, 2)
    if "rate" in sheet.columns:
        c = sheet.columns.index("rate")
        bar = {
            "type": "data_bar",
            "bar_color": colours().light.blues[2],
            "bar_solid": True,
            "min_type": "num",
            "min_value": 0,
        }
        page.conditional_format(HEAD_ROW + 1, c, bottom, c, {**bar, "max_type": "num", "max_value": 1})
    _set_print(page, dossier, bottom, last)


def _write_heads(page: Any, formats: _Formats, sheet: Sheet) -> None:
    """The header row, each column as wide as its longest text."""
    for c, column in enumerate(sheet.columns):
        side = {"align": "right"} if _is_number(sheet.frame, column) else {"align": "left", "indent": 1}
        head = formats.of(bold=True, bg_color=f"#{HEAD}", bottom=2, **side)
        page.write_string(HEAD_ROW, c, sheet.heads[column], head)
        page.set_column(c, c, _width(sheet, column))


def _is_number(frame: pd.DataFrame, column: str) -> bool:
    return column in frame and frame[column].dtype.kind in "if"


def _width(sheet: Sheet, column: str) -> float:
    """Characters a column needs, a Chinese one counting two; the filter's arrow takes room beside the head."""
    frame, least = sheet.frame, max(NARROWEST, _columns_of(sheet.heads[column]) + 5)
    if sheet.formats.get(column) == DAY:
        return max(least, 12)
    shown = [] if column not in frame or _is_number(frame, column) else frame[column]
    needed = [_columns_of(value) + 3 for value in shown if value == value]
    return max(least, min(WIDEST, max(needed, default=0)))


def _columns_of(value: object) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in harmless(value))


def _write_value(
    page: Any, formats: _Formats, at: tuple[int, int], named: tuple[str, Any], numbers: Mapping[str, str]
) -> None:
    column, value = named
    looks: dict[str, Any] = {"bottom": 1, "bottom_color": f"#{LINE}"}
    if column in numbers:
        looks["num_format"] = numbers[column]
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
        page.write_string(*at, harmless(value), formats.of(**looks, indent=1))


def _set_print(page: Any, dossier: Dossier, bottom: int, last: int) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    page.center_horizontally()
    page.fit_to_pages(1, 1 if bottom <= ROWS_ON_A_PAGE else 0)
    page.repeat_rows(HEAD_ROW)
    page.print_area(0, 0, bottom, last)
    mark = words().demo if dossier.demo else ""
    page.set_footer(f"&L{mark}&R{words().lists.page_of}")
