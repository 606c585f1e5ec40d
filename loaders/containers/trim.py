"""Cells far away from everything else: left out before the fast reader lays out the whole area up to them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import numpy as np

from loaders.containers import limits
from loaders.containers.ooxml.facts import Facts
from loaders.containers.ooxml.package import Package, open_directory
from loaders.containers.references import reference
from loaders.grid import Place
from loaders.unreadable import Unreadable


def stray_cells(facts: Facts) -> list[Place]:
    """The filled cells beyond a wide gap; ``Unreadable`` where the sheet is too large with or without them."""
    if facts.filled is None:
        return []
    rows, columns = facts.filled
    near = (rows <= _reach(rows, limits.EMPTY_ROWS)) & (columns <= _reach(columns, limits.EMPTY_COLUMNS))
    far = sorted(set(zip(rows[~near].tolist(), columns[~near].tolist(), strict=True)))
    area = int(rows[near].max(initial=0)) * int(columns[near].max(initial=0))
    if area > limits.AREA or len(far) > limits.STRAY_CELLS:
        raise Unreadable("too_wide")
    return far


def without(content: bytes, package: Package, stray: dict[str, list[Place]]) -> bytes:
    """The same workbook without these cells, by part. ``Unreadable`` where one cannot be cut out."""
    made = io.BytesIO()
    entries = open_directory(content)[1]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for entry in entries:
            name = entry.filename.replace("\\", "/").lstrip("/")
            data = package.read(name, limits.FILLED_BYTES)
            new.writestr(entry.filename, _cut(data, stray.get(name, [])))
    return made.getvalue()


def _reach(numbers: np.ndarray, gap: int) -> int:
    """The last number before the first gap wider than ``gap``, counting from 1; 0 if even the first lies beyond it."""
    used = np.concatenate(([0], np.unique(numbers)))
    wide = np.flatnonzero(np.diff(used) > gap)
    return int(used[wide[0]] if len(wide) else used[-1])


def _cut(sheet: bytes, places: Iterable[Place]) -> bytes:
    kept, done = [], 0
    spans = sorted(_span(sheet, reference(*place).encode()) for place in places)
    for start, end in spans:
        kept.append(sheet[done:start])
        done = max(done, end)
    return b"".join([*kept, sheet[done:]])


def _span(sheet: bytes, name: bytes) -> tuple[int, int]:
    """Where the cell of that reference starts and ends."""
    at = sheet.find(b'r="' + name + b'"')
    start, tag_end = sheet.rfind(b"<", 0, at), sheet.find(b">", at)
    closing = sheet.find(b"</c>", tag_end) + 4
    if min(at, start, tag_end) < 0 or (sheet[tag_end - 1] != ord("/") and closing < 4):
        raise Unreadable("too_wide")
    return start, tag_end + 1 if sheet[tag_end - 1] == ord("/") else closing
