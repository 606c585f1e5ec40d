"""xl/styles.xml as the scan of a sheet needs it: number format, struck out or not, seen or not, for each style."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from loaders.containers import limits
from loaders.containers.formats import GENERAL, builtin_formats, shows_nothing
from loaders.containers.references import whole
from loaders.containers.xml import Attributes, walk
from loaders.unreadable import Unreadable

_REMEMBERED_BYTES = 1 << 17
STRUCK, WHITENED = 0, 1
WHITE = {"FFFFFFFF", "00FFFFFF", "FFFFFF"}


@dataclass(slots=True)
class Styles:
    """Per style number (the ``s`` of a cell): ``formats`` (General for most), ``struck``, ``invisible``.

    Each list has one entry more than the file has styles: what a style number out of range falls back to.
    """

    formats: list[str] = field(default_factory=lambda: [GENERAL])
    struck: list[bool] = field(default_factory=lambda: [False])
    invisible: list[bool] = field(default_factory=lambda: [False])

    @property
    def last(self) -> int:
        return len(self.formats) - 1

    def remarkable(self) -> np.ndarray:
        """bool per style: whether a cell of it has anything to remember."""
        marks = zip(self.formats, self.struck, self.invisible, strict=True)
        return np.array([code != GENERAL or struck or unseen for code, struck, unseen in marks])

    def is_struck(self) -> np.ndarray:
        """bool per style."""
        return np.array(self.struck)

    def is_invisible(self) -> np.ndarray:
        """bool per style."""
        return np.array(self.invisible)


class _Reader:
    """Collects fonts, fills and number formats while walking, then resolves the cell styles."""

    def __init__(self) -> None:
        self.codes = dict(builtin_formats())
        self.fonts: list[list[bool]] = []  # struck out, white
        self.fills: list[bool] = []
        self.cells: list[Attributes] = []
        self._inside = ""
        self._solid = self._white = False

    def start(self, name: str, found: Attributes) -> None:
        if name in ("fonts", "fills", "cellXfs", "dxfs", "cellStyleXfs", "borders", "cellStyles"):
            self._inside = name
        elif name == "numFmt" and self._inside != "dxfs":
            self.codes[whole(found.get("numFmtId"))] = found.get("formatCode", GENERAL)
        elif self._inside == "fonts":
            self._font(name, found)
        elif self._inside == "fills":
            self._fill(name, found)
        elif self._inside == "cellXfs" and name == "xf":
            self.cells.append(found)
        if max(len(self.cells), len(self.fonts), len(self.fills), len(self.codes)) > limits.STYLES:
            raise Unreadable("too_many_styles")

    def _font(self, name: str, found: Attributes) -> None:
        if name == "font":
            self.fonts.append([False, False])
        elif name == "strike" and self.fonts:
            self.fonts[-1][STRUCK] = found.get("val", "1") not in ("0", "false")
        elif name == "color" and self.fonts:
            self.fonts[-1][WHITENED] = _is_white(found)

    def _fill(self, name: str, found: Attributes) -> None:
        if name == "fill":
            self.fills.append(True)
        elif name == "patternFill" and self.fills:
            self.fills[-1] = found.get("patternType", "none") == "none"
        elif name == "gradientFill" and self.fills:
            self.fills[-1] = False
        elif name == "fgColor" and self.fills and _is_white(found):
            self.fills[-1] = True

    def styles(self) -> Styles:
        made = Styles([], [], [])
        for xf in [*self.cells, {}]:
            code = self.codes.get(whole(xf.get("numFmtId")), GENERAL)
            font = _at(self.fonts, xf.get("fontId"), [False, False])
            made.formats.append(GENERAL if code.lower() == "general" else code)
            made.struck.append(font[STRUCK])
            on_white = _at(self.fills, xf.get("fillId"), True)
            made.invisible.append(shows_nothing(code) or (font[WHITENED] and on_white))
        return made


def read_styles(data: bytes) -> Styles:
    """The cell styles of ``xl/styles.xml``; one plain style where the file has none.

    Workbooks made from one form have one and the same: the last ones are remembered.
    """
    return _remembered(data) if len(data) <= _REMEMBERED_BYTES else _styles(data)


def _styles(data: bytes) -> Styles:
    if not data:
        return Styles()
    reader = _Reader()
    walk(data, reader.start)
    return reader.styles()


_remembered = lru_cache(maxsize=32)(_styles)


def _is_white(colour: Attributes) -> bool:
    return colour.get("rgb", "").upper() in WHITE or colour.get("theme") == "0" or colour.get("indexed") in ("1", "9")


def _at(items: list[Any], index: str | None, otherwise: Any) -> Any:
    position = whole(index)
    return items[position] if 0 <= position < len(items) else otherwise
