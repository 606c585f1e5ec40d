"""What the sheets say of a duty in words: what was planned, how far it is, what is in the way, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from catalog import dataset as described
from catalog import datasets
from catalog.numbers import money, plain
from catalog.words.metrics import metric_words
from metrics.columns import texts

COLUMNS = ["target", "progress", "problem", "next_step"]


def told(duties: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """``COLUMNS`` beside every row of ``duties`` (dataset, row_id), "" where its sheet says nothing.

    ``frames`` maps dataset -> the store's frame the duties were judged from. A livelihood item is told by the row of
    its sub-target that is worst just then, which is the row its duty names.
    """
    known = {
        name: _told_of(name, frame) for name, frame in frames.items() if name in datasets() and described(name).duty
    }
    nothing = dict.fromkeys(COLUMNS, "")
    rows = [known.get(one["dataset"], {}).get(one["row_id"], nothing) for one in duties.to_dict("records")]
    return duties.drop(columns=[c for c in COLUMNS if c in duties]).assign(
        **{column: [row[column] for row in rows] for column in COLUMNS}
    )


def unweighted(groups: pd.DataFrame, name: str = "area") -> str:
    """Which of ``groups`` (rollup.by_area or by_sub_area) have rows without a weight that their rate is made without,
    and how many, in words; "" where none has."""
    words = metric_words().rollup
    mine = groups[groups["n_unweighted"] > 0].to_dict("records")
    said = words.between.join(words.one.format(name=row[name] or row["area"], n=row["n_unweighted"]) for row in mine)
    return words.unweighted.format(said=said) if said else ""


def _told_of(name: str, frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    said = {column: [text or "" for text in texts(frame, field)] for column, field in _fields(name).items()}
    if "progress" in said:
        pairs = zip(texts(frame, "standstill"), said["progress"], strict=True)
        said["progress"] = [metric_words().numbers.clauses_apart.join(filter(None, pair)) for pair in pairs]
    said["target"] = [_target(name, row) for row in frame.to_dict("records")]
    by_row = {column: said.get(column, [""] * len(frame)) for column in COLUMNS}
    rows = zip(*(by_row[column] for column in COLUMNS), strict=True)
    return {row_id: dict(zip(COLUMNS, row, strict=True)) for row_id, row in zip(frame["row_id"], rows, strict=True)}


def _fields(name: str) -> dict[str, str]:
    """Which of the dataset's fields says what; none for what it does not say."""
    duty = described(name).duty
    said = (duty.progress, duty.problem, duty.next_step) if duty else ("", "", "")
    return {column: field for column, field in zip(COLUMNS[1:], said, strict=True) if field}


def _target(name: str, row: Mapping[Any, Any]) -> str:
    """The target as it was typed, else its number with its unit; of a key project the year's plan."""
    duty = described(name).duty
    if duty and duty.planned:
        return _sum(row.get(duty.planned), described(name).field(duty.planned).label)
    typed, value, unit = row.get("target_text"), row.get("target_value"), row.get("unit")
    if isinstance(typed, str) and typed:
        return typed
    if value is None or value != value:
        return ""
    number = plain(float(value), 0 if float(value).is_integer() else 1)
    return f"{number}{unit if isinstance(unit, str) else ''}"


def _sum(value: Any, label: str) -> str:
    return "" if value is None or value != value else f"{label}{money(float(value))}"
