"""The sheet a unit answers on: its matters filled in, what is to be filled marked, its number the way back to them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from catalog.colours import colours
from catalog.numbers import day
from exports.dossier import words as exported
from exports.file_properties import owned
from exports.notices.paper import NoticePaper, words
from exports.office_text import harmless

COLUMNS = {
    "position": 6,
    "item": 26,
    "department": 16,
    "gap": 22,
    "deadline": 15,
    "cause": 30,
    "measure": 34,
    "promised": 16,
    "signed": 14,
}
ASKED = ("cause", "measure", "promised", "signed")
HEAD_ROW, LAST = 3, len(COLUMNS) - 1
FILL = colours().printed.to_fill


def reply_sheet(paper: NoticePaper) -> bytes:
    """The .xlsx a unit fills in and sends back; the loaders know it again by its number and headings."""
    out, text = BytesIO(), words()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet(text.reply_title)
    form = _forms(book)
    page.merge_range(0, 0, 0, LAST, text.reply_title, form["title"])
    head = text.reply_head.format(number=paper.number, name=harmless(paper.addressee), due=day(paper.due))
    page.merge_range(1, 0, 1, LAST, head, form["plain"])
    page.merge_range(2, 0, 2, LAST, text.reply_help, form["plain"])
    for i, (column, width) in enumerate(COLUMNS.items()):
        page.set_column(i, i, width)
        page.write_string(HEAD_ROW, i, text.heads[column], form["head"])
    _rows(page, paper, form)
    end = HEAD_ROW + len(paper.rows) + 2
    page.merge_range(end, 0, end, LAST, text.reply_sign, form["plain"])
    _set_print(page, paper, end)
    book.close()
    return owned(out.getvalue(), title=f"{text.reply_title} {paper.number}", day=paper.issued, demo=paper.demo)


def _forms(book: Any) -> dict[str, Any]:
    face = {"font_name": exported().lists.font, "font_size": 11, "valign": "vcenter", "text_wrap": True}
    ruled = {**face, "border": 1}
    made = {
        "title": {**face, "font_size": 18, "bold": True, "align": "center"},
        "plain": face,
        "head": {**ruled, "bold": True, "align": "center"},
        "told": ruled,
        "asked": {**ruled, "bg_color": FILL},
        "number": {**ruled, "align": "center"},
        "day": {**ruled, "num_format": "yyyy-mm-dd", "align": "center"},
        "asked_day": {**ruled, "num_format": "yyyy-mm-dd", "bg_color": FILL},
    }
    return {name: book.add_format(looks) for name, looks in made.items()}


def _rows(page: Any, paper: NoticePaper, form: dict[str, Any]) -> None:
    for r, row in enumerate(paper.rows, HEAD_ROW + 1):
        page.set_row(r, 48)
        page.write_number(r, 0, row.position, form["number"])
        for i, column in enumerate(COLUMNS):
            if column in ASKED:
                page.write_blank(r, i, None, form["asked_day" if column == "promised" else "asked"])
            elif column == "deadline" and row.deadline is not None:
                page.write_datetime(r, i, row.deadline, form["day"])
            elif column != "position":
                page.write_string(r, i, harmless(getattr(row, column) or ""), form["told"])


def _set_print(page: Any, paper: NoticePaper, end: int) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.freeze_panes(HEAD_ROW + 1, 2)
    page.print_area(0, 0, end, LAST)
    page.set_footer(f"&L{words().demo if paper.demo else ''}&R{paper.number}")
