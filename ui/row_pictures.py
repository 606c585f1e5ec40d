"""Photographs that lie on the row of an item in its unit's workbook, shown where the item is looked at by itself."""

from __future__ import annotations

import streamlit as st

from store import Refused, Trace
from store.versions.pictures import KeptPicture
from ui import source
from ui.analysts.desk import desk
from ui.escape import md
from ui.scope import View

COLUMNS, NARROWEST = 2, 220


def of_trace(trace: Trace) -> None:
    """The photographs of the row a traced value stands in; nothing where it has none."""
    _show(trace.department, trace.submission_id, trace.sheet, trace.row)


def of_item(view: View, dataset: str, row_id: str) -> None:
    """The photographs of an item's row; nothing where it has none."""
    rows = source.frame(view, dataset)
    for row in rows[rows["row_id"] == row_id].head(1).to_dict("records"):
        place = row["reporting_department"], int(row["submission_id"]), row["source_sheet"], int(row["source_row"])
        _show(*place)


def _show(department: str, submission: int, sheet: str, row: int) -> None:
    try:
        found = desk().pictures(department, submission, sheet, row)
    except Refused:
        return
    if not found:
        return
    st.markdown(f"**现场照片** :gray[:small[取自{md(department)}报送的工作簿，共{len(found)}张]]", anchors=False)
    grid = st.grid(COLUMNS, min_column_width=NARROWEST)
    for picture in found:
        grid.cell().image(picture.content, caption=md(_where(sheet, picture)), width="stretch")


def _where(sheet: str, picture: KeptPicture) -> str:
    return f"{sheet}!{picture.cell}"
