"""Errors made on purpose: what a clerk typed wrongly, put into a finished sheet, and what must be said about it."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tools.samples.calendar import words
from tools.samples.sheet import Told


def spoil(ws: Worksheet, told: Told, unit: str, form: str) -> None:
    """Put the errors declared for ``unit``'s ``form`` into ``ws`` and into its truth."""
    for mistake in words().exercises.mistakes:
        if (mistake["unit"], mistake["form"]) == (unit, form):
            _put(ws, told, mistake)


def _put(ws: Worksheet, told: Told, mistake: dict[str, Any]) -> None:
    name, kind = mistake["field"], mistake["kind"]
    if kind == "told":
        at = named = _letters(told.rows[0][1][name][0]) + str(told.total_row)
    else:
        row = _row(told, mistake["item"])
        at = row[name][0]
        row[name] = (at, mistake.get("truth"))
        named = row[mistake["named"]][0] if "named" in mistake else at
    ws[at].value = mistake["typed"]
    if kind == "unreadable":
        told.unreadable[at] = mistake["code"]
    elif "code" in mistake:
        told.spoken_of[named] = mistake["code"]


def _row(told: Told, item: str | int) -> dict[str, tuple[str, Any]]:
    if isinstance(item, int):
        return told.rows[item][1]
    return next(row for _, row in told.rows if row["project"][1] == item)


def _letters(address: str) -> str:
    return "".join(c for c in address if c.isalpha())
