"""What was promised and nobody reported: an item of the year's list that no report names stands there, unreported."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from catalog.book.entries import Item
from metrics.columns import texts


def with_unreported(frame: pd.DataFrame, items: Iterable[Item]) -> pd.DataFrame:
    """``frame`` (livelihood_projects) and, after it, a row for each of ``items`` that it does not name.

    An item is named by its name or an alias. A row nobody reported has no period and no value: its lamp is
    ``no_report``. Before anybody has reported anything, nothing is added.
    """
    named = {str(name).strip() for name in texts(frame, "project") if name}
    missing = [item for item in items if not named & {item.name, *item.aliases}]
    if frame.empty or not missing:
        return frame
    rows = pd.DataFrame([_row(item) for item in missing]).reindex(columns=frame.columns)
    for name, kind in frame.dtypes.items():
        rows[name] = _filled(rows[name], kind)
    return pd.concat([frame, rows], ignore_index=True)


def _row(item: Item) -> dict[str, object]:
    deadline = pd.NaT if item.deadline is None else pd.Timestamp(item.deadline)
    known = {"number": str(item.number), "category": item.category, "project": item.name, "deadline": deadline}
    known |= {"target_value": item.target_value, "target_text": item.target_text or None, "unit": item.unit or None}
    return known | {"row_id": f"book-{item.key}", "period": "", "lead_department": item.department or None}


def _filled(column: pd.Series, kind: object) -> pd.Series:
    """The column in the frame's type. Where the type knows no missing value (the row of a sheet, a flag) it is naught:
    what nobody reported stands in no sheet."""
    if getattr(kind, "kind", "") in "iub":
        column = pd.Series(0, index=column.index)
    return column.astype(kind)
