"""An issue: one thing found in a workbook, with its cell and a sentence for the clerk who typed it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from catalog.declaration import HERE
from catalog.typed import Declared, made

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know about a workbook.

    ``cells`` is "C7", "C7:C39" or "" (the whole sheet; with ``sheet`` "" the whole file); ``value`` is what was typed.
    """

    code: str
    severity: str
    sheet: str = ""
    cells: str = ""
    value: str = ""
    message: str = ""
    suggestion: str = ""


class IssueWording(Declared, frozen=True):
    """How a kind of issue is told: how grave it is, the sentence for the clerk, and what to do about it."""

    severity: Literal["error", "warning", "note"]
    message: str
    suggestion: str = ""


@cache
def issue_wordings() -> dict[str, IssueWording]:
    """Every kind of issue by its code, as ``catalog/issues.toml`` declares it."""
    return made((HERE / "issues.toml").read_text("utf-8"), dict[str, IssueWording], file="issues.toml")


def issue(code: str, *, sheet: str = "", cells: str = "", value: object = "", **blanks: object) -> Issue:
    """An issue worded by ``catalog/issues.toml``; ``blanks`` fill its sentence. ``KeyError`` for an undeclared code."""
    template = issue_wordings()[code]
    fill = {
        "sheet": sheet,
        "cells": cells,
        **{name: _shown(blank) for name, blank in {"value": value, **blanks}.items()},
    }
    return Issue(
        code=code,
        severity=template.severity,
        sheet=sheet,
        cells=cells,
        value=str(_shown(value)),
        message=template.message.format(**fill),
        suggestion=template.suggestion.format(**fill),
    )


def _shown(value: object) -> object:
    """What a sheet shows of a value: a whole number without its point, nothing for no value."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return "" if value is None else value
