"""The entries of the office's book behind a figure or a row: which version counts, since when, by which paper."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from metrics import book_entries
from store.book import Version
from ui import facts, source
from ui.analysts.book.proposal import list_title
from ui.analysts.table import Cell, Head, table
from ui.analysts.values import NOTHING
from ui.scope import View
from ui.trace_link import entry_href

HEADS = ("清单", "条目", "用作", "事项数", "版本", "生效日", "文号")
APPROVAL, SHIPPED, ALWAYS = "批准记录", "随软件提供", "自始有效"


def listed(view: View, entries: pd.DataFrame) -> None:
    """The entries as a table, each leading to its history; nothing where a figure rests on none."""
    if entries.empty:
        return
    st.markdown(
        "#### 目录依据 :gray[:small[目标、分值、口径、曲线取自办公室目录，点条目看它的更改记录]]", anchors=False
    )
    lines = [_line(view, row) for row in entries.to_dict("records")]
    if view.look.phone:
        table(HEADS[1:3], [[line[1], Cell(line[2].text, under=_dated(line))] for line in lines], key="grounds-book")
    else:
        heads = [Head(head, "number") if head == "事项数" else head for head in HEADS]
        table(heads, lines, key="grounds-book")


def of_row(view: View | None, dataset: str, row_id: str) -> None:
    """As :func:`listed`, for one row."""
    if view is None:
        return
    cells = pd.DataFrame({"dataset": [dataset], "row_id": [row_id], "role": ["counted"]})
    listed(view, _of_cells(view.plain(), tuple(cells.itertuples(index=False, name=None))))


@facts.known
def _of_cells(view: View, cells: tuple[tuple[str, str, str], ...]) -> pd.DataFrame:
    return book_entries.of_cells(pd.DataFrame(cells, columns=["dataset", "row_id", "role"]), facts.judged_of(view))


def plain(view: View, entries: pd.DataFrame) -> pd.DataFrame:
    """The same lines as plain columns."""
    lines = [[cell.text for cell in _line(view, row)] for row in entries.to_dict("records")]
    return pd.DataFrame(lines, columns=list(HEADS))


def _line(view: View, row: dict) -> list[Cell]:
    used, n = Cell(row["used"]), Cell(str(row["n"]), looks="number")
    if not row["list"]:
        approved = [Cell(NOTHING), Cell(NOTHING), Cell(row["paper"] or NOTHING)]
        return [Cell(APPROVAL, looks="short"), Cell(row["name"]), used, n, *approved]
    version = version_of(view, row["list"], row["key"])
    number = Cell(f"第{version.seq}号更改" if version and version.applies_from else SHIPPED, looks="short")
    since = Cell((version.applies_from if version else "") or ALWAYS, looks="short")
    paper = Cell(row["paper"] or (version.paper if version else "") or NOTHING)
    name = Cell(row["name"], href=entry_href(row["list"], row["key"]))
    return [Cell(list_title(row["list"]), looks="short"), name, used, n, number, since, paper]


def _dated(line: list[Cell]) -> str:
    return "，".join(cell.text for cell in line[4:] if cell.text != NOTHING)


def version_of(view: View, name: str, key: str) -> Version | None:
    """The version of an entry that counts for the view: of those that apply on its day the one written last; None while
    it is as shipped."""
    day = view.day.isoformat()
    found = source.store().book_history(name, key)
    known = [v for v in found if v.applies_from <= day and (view.until is None or v.seq <= view.until)]
    return max(known, key=lambda v: v.seq, default=None)
