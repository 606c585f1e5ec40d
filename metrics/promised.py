"""What was promised and nobody reported: what the year's list has and no report names stands there, unreported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from catalog.book import Book, Item, Promise, Task, spelled
from metrics.columns import texts

# The datasets whose rows a list of the book names, and the field that is the name.
LISTED = {"livelihood_projects": "project", "work_targets": "task"}


def promises_of(listed: Book, dataset: str, year: int) -> Sequence[Promise]:
    """What the book's list for the dataset promises for ``year``."""
    return listed.items_of(year) if dataset == "livelihood_projects" else listed.tasks_of(year)


def with_unreported(frame: pd.DataFrame, promises: Iterable[Promise]) -> pd.DataFrame:
    """``frame`` (livelihood_projects or work_targets) and, after it, a row for each of ``promises`` it does not name.

    A promise is named by its name or an alias, however spaced. A row nobody reported has no period and no value: its
    lamp is ``no_report``. Before anybody has reported anything, nothing is added.
    """
    called = next((name for name in LISTED.values() if name in frame), "")
    named = {spelled(str(name)) for name in texts(frame, called) if name}
    missing = [one for one in promises if not named & {spelled(word) for word in (one.name, *one.aliases)}]
    if frame.empty or not missing:
        return frame
    rows = pd.DataFrame([_row(one) for one in missing]).reindex(columns=frame.columns)
    for name, kind in frame.dtypes.items():
        rows[name] = _filled(rows[name], kind)
    return pd.concat([frame, rows], ignore_index=True)


def _row(one: Promise) -> dict[str, object]:
    deadline = pd.NaT if one.deadline is None else pd.Timestamp(one.deadline)
    known = {"number": str(one.number), "deadline": deadline, "unit": one.unit or None, "weight": one.weight}
    known |= {"target_value": one.target_value, "target_text": one.target_text or None}
    if isinstance(one, Item):
        known |= {"category": one.category, "project": one.name}
    if isinstance(one, Task):
        known |= {"area": one.area, "sub_area": one.sub_area or None, "task": one.name}
    return known | {"row_id": f"book-{one.key}", "period": "", "lead_department": one.department or None}


def _filled(column: pd.Series, kind: object) -> pd.Series:
    """The column in the frame's type. Where the type knows no missing value (the row of a sheet, a flag) it is naught:
    what nobody reported stands in no sheet."""
    if getattr(kind, "kind", "") in "iub":
        column = pd.Series(0, index=column.index)
    return column.astype(kind)
