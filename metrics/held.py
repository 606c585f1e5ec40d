"""Rows held against the year's list: what was approved counts, and what a sheet says otherwise is kept beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import Promise, book, derived, spelled
from catalog.units import in_unit
from metrics.columns import Flags, Texts, texts

# Added to a frame whose rows the year's list names: what the sheet typed where the approved one counts instead, the
# paper the target rests on, the curve it is judged by.
NUMBERS = ("typed_target", "typed_weight")
WORDS = ("typed_unit", "paper")
BESIDE = (*NUMBERS, *WORDS)
# What of a promise stands in place of what a row says, and what only where the row says nothing.
COUNTS, FILLS = ("measure", "direction", "curve", "paper"), ("area", "sub_area", "category", "target_text")
RESULTS = ("actual_value", "period_target")
_NAN = float("nan")


def by_book(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` (work_targets or livelihood_projects) with the approved target, unit, weight, measure, curve and
    deadline of every row that the list of its year names; any other frame, and any other row, as it is.

    A target typed otherwise is kept as ``typed_target`` (with ``typed_unit``), a weight as ``typed_weight``; a result
    is brought to the approved unit, and withheld where it cannot be. A rate the unit worked out against the typed
    target is brought to the approved one. Of an item reported in several sub-targets its own target is nobody's.
    """
    if not len(frame):
        return frame
    promises = promised(frame)
    if not any(promises):
        return frame
    whole = _whole(frame, promises)
    rows = [_held(row, one, sole) for row, one, sole in zip(frame.to_dict("records"), promises, whole, strict=True)]
    return laid_over(frame, rows)


def promised(frame: pd.DataFrame) -> list[Promise | None]:
    """For each row what the list of its year has under its name; None where it has nothing."""
    name, listed = ("task", "tasks") if "task" in frame else ("project", "items")
    if name not in frame or (listed == "items" and "category" not in frame):
        return [None] * len(frame)
    named, periods = texts(frame, name), texts(frame, "period")
    return [_promise(listed, str(p or "")[:4], word) for word, p in zip(named, periods, strict=True)]


def unlisted(frame: pd.DataFrame) -> Flags:
    """Which rows the list of their year does not name; none of a year that has no list."""
    listed = "tasks" if "task" in frame else "items"
    years = [str(period or "")[:4] for period in texts(frame, "period")]
    kept = [bool(_by_name(listed, year)) for year in years]
    return np.array([known and one is None for known, one in zip(kept, promised(frame), strict=True)], dtype=bool)


def departures(frame: pd.DataFrame) -> pd.DataFrame:
    """Where a sheet says otherwise than the list: ``row_id item field typed approved paper``, the two in words."""
    held = by_book(frame)
    columns = ["row_id", "item", "field", "typed", "approved", "paper"]
    if "typed_target" not in held:
        return pd.DataFrame(columns=columns)
    name = "task" if "task" in held else "project"
    found = [
        {"row_id": row["row_id"], "item": row[name], "paper": row["paper"] or "", "field": field}
        | {
            "typed": _amount(row[typed], row["typed_unit"] or row["unit"], field),
            "approved": _amount(row[field], row["unit"], field),
        }
        for row in held.to_dict("records")
        for typed, field in (("typed_target", "target_value"), ("typed_weight", "weight"))
        if pd.notna(row[typed])
    ]
    return pd.DataFrame(found, columns=columns)


def _amount(value: float, unit: Any, field: str) -> str:
    return f"{value:.10g}" + (str(unit) if field == "target_value" and unit and pd.notna(unit) else "")


@derived
def _by_name(listed: str, year: str) -> dict[str, Promise]:
    every = book().tasks if listed == "tasks" else book().items
    mine: Sequence[Promise] = [one for one in every if str(one.year) == (year or str(book().zone.year))]
    return {spelled(word): one for one in reversed(mine) for word in (*one.aliases, one.name)}


def _promise(listed: str, year: str, name: str | None) -> Promise | None:
    return _by_name(listed, year).get(spelled(name)) if name else None


def _whole(frame: pd.DataFrame, promises: list[Promise | None]) -> list[bool]:
    """Whether a row stands for the whole promise: an item told in several contents in one period is told in parts."""
    periods, contents = texts(frame, "period"), texts(frame, "content")
    parts = {(p.key, period, content) for p, period, content in zip(promises, periods, contents, strict=True) if p}
    n = Counter((key, period) for key, period, _ in parts)
    tasks = "task" in frame
    return [tasks or p is None or n[p.key, period] == 1 for p, period in zip(promises, periods, strict=True)]


def _held(row: dict[Any, Any], one: Promise | None, whole: bool) -> dict[str, Any]:
    """What of the row is another thing by the list."""
    if one is None:
        return {}
    found: dict[str, Any] = {name: getattr(one, name) for name in COUNTS if getattr(one, name, "")}
    found |= {name: said for name in FILLS if (said := getattr(one, name, "")) and pd.isna(row.get(name))}
    if one.deadline is not None:
        found["deadline"] = pd.Timestamp(one.deadline)
    if one.weight is not None and "weight" in row:
        found |= {"weight": one.weight} | _typed("typed_weight", row["weight"], one.weight)
    return found | (_target(row, one) if whole and one.target_value is not None else {})


def _target(row: dict[Any, Any], one: Promise) -> dict[str, Any]:
    return at_target(row, float(one.target_value or 0.0), one.unit)


def at_target(
    row: dict[Any, Any], approved: float, unit_of_it: str = "", field: str = "target_value"
) -> dict[str, Any]:
    """What of the row is another thing where its target is this one, in this unit ("": the row's own).

    The row's amounts stand in that unit; a target typed otherwise is kept beside, and a rate that rests on it alone is
    brought to the approved one.
    """
    own = row.get("unit") if pd.notna(row.get("unit")) else unit_of_it or None
    unit = unit_of_it or own
    brought = {name: _brought(row[name], own, unit) for name in (field, *RESULTS) if name in row}
    typed = brought.pop(field, _NAN)
    found: dict[str, Any] = {**brought, field: approved} | ({"unit": unit} if "unit" in row else {})
    was: Any = row.get(field)
    if pd.notna(was) and (pd.isna(typed) or not np.isclose(typed, approved, rtol=1e-9, atol=1e-9)):
        before = pd.notna(row.get("typed_target"))
        found |= {} if before else {"typed_target": float(was), "typed_unit": own}
        rate: Any = row.get("completion_rate")
        found["completion_rate"] = rate * typed / approved if pd.notna(rate) and approved else _NAN
    return found


def _brought(amount: Any, own: str | None, unit: str | None) -> float:
    if pd.isna(amount):
        return _NAN
    found = float(amount) if own is None or unit is None else in_unit(float(amount), own, unit)
    return _NAN if found is None else found


def _typed(name: str, said: Any, approved: float) -> dict[str, Any]:
    return {name: float(said)} if pd.notna(said) and not np.isclose(float(said), approved) else {}


def laid_over(frame: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The frame with these values in place of its own, in its own types."""
    changed: dict[str, Any] = {}
    for name in dict.fromkeys([*BESIDE, *(key for row in rows for key in row)]):
        own = _own(frame, name)
        values = [row.get(name, own[i]) for i, row in enumerate(rows)]
        kind = frame[name].dtype if name in frame else "float64" if name in NUMBERS else "str"
        if getattr(kind, "kind", "") == "f" and any(isinstance(value, str) for value in values):
            kind = "str"  # a column of words in which no row said one
        changed[name] = pd.Series(values, index=frame.index, dtype=object).astype(kind)
    return frame.assign(**changed)


def words(frame: pd.DataFrame, name: str) -> Texts:
    """A text column, "" where it says nothing or is not there."""
    return np.array([said or "" for said in texts(frame, name)], dtype=object)


def _own(frame: pd.DataFrame, name: str) -> Texts:
    return texts(frame, name) if name in frame else np.full(len(frame), _NAN if name in NUMBERS else None, dtype=object)
