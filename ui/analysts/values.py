"""A stored value as the desk shows it: exactly, with its unit, so that two different values never look the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd

from catalog import dataset
from catalog.numbers import MINUS
from catalog.stages import stage_word

NOTHING = "—"
_STATUS = {
    "done": "办结",
    "ahead": "超序时",
    "on_track": "正常推进",
    "behind": "滞后",
    "not_started": "未启动",
    "suspended": "暂停",
    "terminated": "终止",
}
_STATUS_KINDS = ("status", "issue_status", "fix_status", "follow_status")
# More decimals than a clerk types; fewer than binary fractions betray.
DECIMALS = 6


def value_words(name: str, field: str, value: Any) -> str:
    """A field's value in words: 0.856 → 85.6%, 1200.0 → 1,200万元, a day as ISO; a dash where it is missing."""
    if value is None or pd.isna(value):
        return NOTHING
    kind = dataset(name).field(field).kind
    if isinstance(value, (date, datetime)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, (int, float)):
        return f"{_exact(value * 100)}%" if kind == "rate" else f"{_exact(value)}{_unit(name, field)}"
    if kind == "stage":
        return stage_word(str(value))
    return _STATUS.get(str(value), str(value)) if kind in _STATUS_KINDS else str(value)


def label(name: str, field: str | None) -> str:
    """The field's label; the whole row where there is no field."""
    return dataset(name).field(field).label if field else "整行"


def _unit(name: str, field: str) -> str:
    return dataset(name).field(field).unit or ""


def _exact(value: float) -> str:
    text = f"{value:,.{DECIMALS}f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)
