"""A department's sheet drawn as it was sent, every cell coloured by the part it was read as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import streamlit as st

from ui.analysts import picks

Place = tuple[int, int]

ROLES = {
    "title": "标题",
    "meta": "填报信息",
    "header": "表头",
    "section": "分节",
    "value": "数据",
    "total": "合计",
    "note": "备注",
    "ignored": "未采用",
}
MARKS = {"error": "有误，未采用", "warning": "请核对", "corrected": "已更正", "marked": "本数所在"}

_HERE = Path(__file__).parent
_draw = st.components.v2.component(
    "workbook_sheet",
    html='<div class="sheet"></div>',
    css=(_HERE / "sheet.css").read_text(encoding="utf-8"),
    js="".join((_HERE / name).read_text(encoding="utf-8") for name in ("keyboard.js", "sheet.js")),
)


class Sheet(Protocol):
    """What is drawn of a sheet: the loaders' view of it. Merges are (top, left, bottom, right), inclusive."""

    @property
    def n_rows(self) -> int: ...
    @property
    def n_columns(self) -> int: ...
    @property
    def texts(self) -> Mapping[Place, str]: ...
    @property
    def roles(self) -> Mapping[Place, str]: ...
    @property
    def merges(self) -> Sequence[tuple[int, int, int, int]]: ...


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a sheet on screen, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, place: Place) -> bool:
        return self.top <= place[0] <= self.bottom and self.left <= place[1] <= self.right


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said about single cells: how each looks (a key of MARKS) and the sentence shown over it."""

    looks: dict[Place, str] = field(default_factory=dict)
    says: dict[Place, str] = field(default_factory=dict)


def draw(
    sheet: Sheet, window: Window, marks: Marks, *, key: str, pickable: bool = False, tall: str = "480px"
) -> str | None:
    """Draws the window; the address of the cell just clicked ("F17") where ``pickable``, else None."""
    data = picture(sheet, window, marks) | {"pickable": pickable, "tall": tall}
    _draw(key=key, data=data, on_picked_change=picks.keeper(key))
    return picks.taken(key)


def picture(sheet: Sheet, window: Window, marks: Marks) -> dict[str, Any]:
    """The window as plain data: letters, rows of cells (text, classes, spans, sentence), and the legend."""
    merged = _clipped_merges(sheet, window)
    rows = [_line(sheet, row, window, merged, marks) for row in range(window.top, window.bottom + 1)]
    used = {looks for row in rows for cell in row["cells"] for looks in cell["looks"].split()}
    legend = [[name, label] for name, label in (ROLES | MARKS).items() if name in used and name != "value"]
    letters = [letter(column) for column in range(window.left, window.right + 1)]
    return {"letters": letters, "rows": rows, "legend": legend}


def around(sheet: Sheet, place: Place, *, rows: int = 8, columns: int = 8) -> Window:
    """The neighbourhood of a cell, cut at the sheet's edges."""
    return Window(
        max(1, place[0] - rows),
        max(1, place[1] - columns),
        min(max(sheet.n_rows, place[0]), place[0] + rows),
        min(max(sheet.n_columns, place[1]), place[1] + columns),
    )


def places(cells: str, limit: int = 4000) -> Iterator[Place]:
    """The places of an address such as "C7" or "C7:C39"; none where it is no address, at most ``limit``."""
    found = re.fullmatch(r"([A-Z]{1,3})([1-9]\d*)(?::([A-Z]{1,3})([1-9]\d*))?", cells)
    if not found:
        return
    left, top, right, bottom = found.groups()
    columns = range(number(left), number(right or left) + 1)
    rows = range(int(top), min(int(bottom or top), int(top) + limit) + 1)
    yield from ((row, column) for row in rows for column in columns)


def letter(column: int) -> str:
    """1 → "A", 27 → "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number(letters: str) -> int:
    """ "A" → 1, "AA" → 27."""
    value = 0
    for character in letters:
        value = value * 26 + ord(character) - 64
    return value


def address(place: Place) -> str:
    """(17, 6) → "F17"."""
    return f"{letter(place[1])}{place[0]}"


@dataclass(frozen=True, slots=True)
class _Merge:
    anchor: Place
    rows: int
    columns: int


def _clipped_merges(sheet: Sheet, window: Window) -> dict[Place, _Merge | None]:
    """Where a merge begins inside the window: its size there; the places it covers: None."""
    found: dict[Place, _Merge | None] = {}
    for first_row, first_column, last_row, last_column in sheet.merges:
        top, left = max(first_row, window.top), max(first_column, window.left)
        bottom, right = min(last_row, window.bottom), min(last_column, window.right)
        if top > bottom or left > right:
            continue
        covered = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        found.update(dict.fromkeys(covered))
        found[(top, left)] = _Merge((first_row, first_column), bottom - top + 1, right - left + 1)
    return found


def _line(sheet: Sheet, row: int, window: Window, merged: dict[Place, _Merge | None], marks: Marks) -> dict[str, Any]:
    cells = []
    for column in range(window.left, window.right + 1):
        merge = merged.get((row, column), _Merge((row, column), 1, 1))
        if merge:
            cells.append(_cell(sheet, merge, marks))
    return {"number": row, "cells": cells}


def _cell(sheet: Sheet, merge: _Merge, marks: Marks) -> dict[str, Any]:
    place = merge.anchor
    role, mark = sheet.roles.get(place, ""), marks.looks.get(place, "")
    said = [address(place), ROLES.get(role, ""), marks.says.get(place, "")]
    return {
        "at": address(place),
        "text": sheet.texts.get(place, ""),
        "looks": f"{role} {mark}".strip(),
        "says": " · ".join(part for part in said if part),
        "rows": merge.rows,
        "columns": merge.columns,
    }
