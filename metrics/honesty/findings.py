"""How a finding is worded and where it points."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pandas as pd

from catalog import dataset, datasets
from catalog.book import book
from catalog.honesty import Honesty as HonestyOf
from catalog.words.metrics import metric_words
from metrics import printed
from metrics.columns import texts

COLUMNS = ["row_id", "item", "department", "field", "label", "code", "word", "severity", "old", "new", "message"]
COLUMNS += ["source_file", "source_sheet", "source_row"]


MYRIAD = 10_000


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: ``at`` is the row's position in the current frame, or in the previous one where ``gone``."""

    at: int
    code: str
    field: str | None = None
    old: str = ""
    new: str = ""
    blanks: dict[str, Any] = dataclasses.field(default_factory=dict)
    gone: bool = False


def rule(name: str) -> HonestyOf:
    """What the checks look at in a dataset: cumulative, main, target, above, dates, finished, finish_date.

    A dataset that names none of these is looked at for what every dataset has: rows that come and go.
    """
    kept = book().rules.honesty.datasets.get(name)
    return kept or (datasets()[name].honesty if name in datasets() else HonestyOf())


def table(found: Sequence[Finding], current: pd.DataFrame, previous: pd.DataFrame | None, name: str) -> pd.DataFrame:
    """The findings as a frame (honesty.COLUMNS), in the order of the rows, those of vanished rows last."""
    now, before = _addresses(current, name), _addresses(current.iloc[:0] if previous is None else previous, name)
    ordered = sorted(found, key=lambda f: (f.gone, f.at))
    rows = [_row(f, (before if f.gone else now)[f.at], name) for f in ordered]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(finding: Finding, address: dict[str, Any], name: str) -> dict[str, Any]:
    words = metric_words().honesty[finding.code]
    label = printed.label(name, finding.field) if finding.field else ""
    message = words.message.format(label=label, old=finding.old, new=finding.new, **_times() | finding.blanks)
    about = {"field": finding.field, "label": label, "old": finding.old, "new": finding.new, "message": message}
    return {**address, "code": finding.code, "word": words.word, "severity": words.severity, **about}


def _times() -> dict[str, str]:
    """By how many times a wrongly typed unit makes a number wrong, as people say it."""
    words, jump = metric_words().numbers, book().rules.honesty.jump
    return {"times": f"{jump / MYRIAD:g}{words.myriad}" if jump >= MYRIAD else f"{jump:g}"}


def _addresses(frame: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    """Per row: its identity, what it is called, who reported it, where it stands in the workbook."""
    named = {"row_id": "row_id", "item": _called(name), "department": "reporting_department"}
    named |= {"source_file": "source_file", "source_sheet": "source_sheet"}
    columns = {column: texts(frame, source) for column, source in named.items()}
    columns["source_row"] = texts(frame, "source_row")
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _called(name: str) -> str:
    """The field a row is called by: the first required one."""
    return next(f.name for f in dataset(name).fields if f.required)
