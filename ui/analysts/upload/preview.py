"""The sheet as the department sent it, page by page, with troubled and corrected cells marked in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from catalog import Issue
from ui.analysts.sheet import Marks, Place, Window, draw, number, places

ROWS_A_PAGE = 60
COLUMNS_SHOWN = 60
# Of a long range of cells only so many are marked: the range itself stands in the list of issues.
MARKED_A_RANGE = 2000


def marks_of(issues: Iterable[Issue], corrected: Iterable[str], sheet: str) -> Marks:
    """Which cells of the sheet look troubled or corrected, and what is said over them. An error outweighs a warning."""
    marks = Marks()
    for issue in sorted((i for i in issues if i.sheet == sheet), key=lambda i: i.severity == "error"):
        if issue.severity != "note":
            _mark(marks, issue)
    marks.looks.update((place, "corrected") for cell in corrected for place in places(cell))
    return marks


def _mark(marks: Marks, issue: Issue) -> None:
    for place in places(issue.cells, MARKED_A_RANGE):
        marks.looks[place] = issue.severity
        marks.says[place] = issue.message


def preview(view: Any, marks: Marks, *, key: str) -> str | None:
    """Draws one page of the sheet; the address of the cell just clicked."""
    known = len(view.lines) or view.n_rows
    pages = max(1, -(-known // ROWS_A_PAGE))
    page = st.pagination(pages, key=f"{key}-page") if pages > 1 else 1
    top = (page - 1) * ROWS_A_PAGE + 1
    window = Window(top, 1, min(known, top + ROWS_A_PAGE - 1), min(view.n_columns, COLUMNS_SHOWN))
    picked = draw(view, window, marks, key=f"{key}-sheet-{page}", pickable=True)
    if known < view.n_rows:
        st.markdown(f":gray[:small[共 {view.n_rows} 行，这里画出前 {known} 行；其余照常识别，问题见右侧]]")
    return picked


def first_texts(view: Any, names: Iterable[str], rows: Sequence[int], limit: int = 4) -> dict[str, list[str]]:
    """The first different texts of each column in these rows, for a question about it; of a table that lies on its side
    a column is a row of the sheet, of a form a cell."""
    return {name: _distinct(view, _places(view, name, rows), limit) for name in names}


def _distinct(view: Any, there: Iterable[Place], limit: int) -> list[str]:
    texts = (view.texts.get(place, "") for place in there)
    return list(dict.fromkeys(text for text in texts if text))[:limit]


def _places(view: Any, name: str, rows: Sequence[int]) -> list[Place]:
    if name.isalpha():
        return [(row, number(name)) for row in rows]
    if name.isdigit():
        across = ((int(name), column) for column in range(1, view.n_columns + 1))
        return [place for place in across if view.roles.get(place) != "header"]
    return list(places(name, 1))
