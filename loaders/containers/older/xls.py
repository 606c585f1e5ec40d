"""Binary workbooks (.xls, old WPS .et) with xlrd: slower than calamine, but a bad file never aborts the process."""

from __future__ import annotations

import io
from datetime import datetime

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.sheet import Sheet as XlsSheet
from xlrd.xldate import XLDateError, xldate_as_datetime

from catalog import issue
from loaders.containers import limits
from loaders.containers.formats import GENERAL, builtin_formats, shows_nothing
from loaders.containers.older.biff import formula_places
from loaders.containers.runs import Run, mark
from loaders.containers.said import pictures_elsewhere
from loaders.containers.values import CONTROLS, clipped, stretch
from loaders.grid import Box, Grid, Place, Value, Workbook
from loaders.unreadable import Unreadable

WHITE = (255, 255, 255)
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")  # how a PNG and a JPEG begin


def open_xls(content: bytes) -> Workbook:
    """The workbook in BIFF bytes; formulas are known by place, not by text.

    Where the reader stumbles over the file it tries again and overlooks damage, and says so. The fast reader is not
    asked: a bad file of this kind aborts its whole process.
    """
    if len(content) > limits.XLS_BYTES:
        raise Unreadable("too_large")
    return _open(content)


def _open(content: bytes) -> Workbook:
    book, overlooked = _book(content)
    if book.nsheets > limits.SHEETS:
        raise Unreadable("too_many_sheets")
    looks = _Looks(book)
    try:
        grids = [_grid(book, number, looks) for number in range(book.nsheets)]
    except Unreadable:
        raise
    except Exception as why:  # damage surfaces in xlrd as whatever exception is nearest
        raise Unreadable("old_xls") from why
    if not grids:
        raise Unreadable("no_sheets")
    remarks = [issue("second_reader")] if overlooked else []
    remarks += [issue("xls_without_formulas")] if any(grid.formulas for grid in grids) else []
    remarks += [pictures_elsewhere("xls")] if any(sign in content for sign in PICTURES) else []
    return Workbook(grids, remarks, kind="xls", date1904=book.datemode == 1)


def _book(content: bytes) -> tuple[Book, bool]:
    """The opened workbook, and whether damage was overlooked for it."""
    for formatting, forgiving in ((True, False), (False, False), (True, True), (False, True)):
        try:
            return _opened(content, formatting=formatting, forgiving=forgiving), forgiving
        except Exception as why:
            if "encrypted" in str(why).lower():
                raise Unreadable("password") from why
            if not formatting and forgiving:
                raise Unreadable("old_xls") from why
    raise Unreadable("old_xls")


def _opened(content: bytes, *, formatting: bool, forgiving: bool) -> Book:
    return xlrd.open_workbook(
        file_contents=content,
        formatting_info=formatting,
        ragged_rows=True,
        on_demand=True,
        logfile=io.StringIO(),
        ignore_workbook_corruption=forgiving,
    )


class _Looks:
    """Number format, struck out and invisible, by the number of a cell's style."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.known = bool(book.formatting_info)
        styles = book.xf_list if self.known else []
        self.formats = [self._format(xf.format_key) for xf in styles]
        self.struck = [bool(getattr(self._font(xf), "struck_out", False)) for xf in styles]
        self.invisible = [shows_nothing(f) or self._white(xf) for f, xf in zip(self.formats, styles, strict=True)]

    def _format(self, key: int) -> str:
        known = self._book.format_map.get(key)
        code = known.format_str if known and known.format_str else GENERAL
        code = builtin_formats().get(key, GENERAL) if code == GENERAL else code
        return GENERAL if code.lower() == "general" else code

    def _font(self, xf: xlrd.formatting.XF) -> xlrd.formatting.Font | None:
        return self.font(xf.font_index)

    def font(self, number: int) -> xlrd.formatting.Font | None:
        fonts = self._book.font_list
        return fonts[number] if number < len(fonts) else None

    def font_of(self, style: int) -> xlrd.formatting.Font | None:
        return self._font(self._book.xf_list[style]) if style < len(self._book.xf_list) else None

    def run(self, text: str, font: xlrd.formatting.Font | None) -> Run:
        """A piece of a text in that font."""
        if font is None:
            return Run(text)
        white = self._book.colour_map.get(font.colour_index) == WHITE
        return Run(text, bool(font.struck_out), bool(font.escapement), white)

    def _white(self, xf: xlrd.formatting.XF) -> bool:
        font, fill = self._font(xf), xf.background
        colours = self._book.colour_map
        on_white = fill.fill_pattern == 0 or colours.get(fill.pattern_colour_index) == WHITE
        return font is not None and colours.get(font.colour_index) == WHITE and on_white


def _grid(book: Book, number: int, looks: _Looks) -> Grid:
    sheet = book.sheet_by_index(number)
    grid = Grid(sheet.name, sheet.visibility == 0, formats_known=looks.known, merges_known=looks.known)
    grid.rows = _rows(sheet, book.datemode, grid.errors)
    calculated = formula_places(book, number)
    stretch(grid.rows, [*grid.errors, *calculated])
    grid.formulas = dict.fromkeys(calculated, "")
    grid.untrusted = {place for place, stale in calculated.items() if stale}
    grid.merges = clipped([Box(t + 1, l + 1, b, r) for t, b, l, r in sheet.merged_cells], grid.rows)  # noqa: E741
    if looks.known:
        _marks(sheet, looks, grid)
        _rich_texts(sheet, looks, grid)
        hidden = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
        grid.hidden_rows = {row for row in hidden if row <= grid.n_rows}
        grid.hidden_columns = {c + 1 for c, info in sheet.colinfo_map.items() if info.hidden and c < grid.n_columns}
    return grid


def _rich_texts(sheet: XlsSheet, looks: _Looks, grid: Grid) -> None:
    """Texts written in several ways: from each character listed on, the font with that number."""
    for (r, c), changes in sheet.rich_text_runlist_map.items():
        place = (r + 1, c + 1)
        typed = grid.value(*place)
        if not isinstance(typed, str) or not changes:
            continue
        own = looks.font_of(sheet.cell_xf_index(r, c))
        starts = [(0, own), *((at, looks.font(number)) for at, number in changes)]
        ends = [at for at, _font in starts[1:]] + [len(typed)]
        mark(grid, place, [looks.run(typed[at:end], font) for (at, font), end in zip(starts, ends, strict=True)])


def _rows(sheet: XlsSheet, datemode: int, errors: dict[Place, str]) -> list[list[Value]]:
    rows = [
        [
            _value(kind, value, datemode, (r + 1, c + 1), errors)
            for c, (kind, value) in enumerate(zip(sheet.row_types(r), sheet.row_values(r), strict=True))
        ]
        for r in range(sheet.nrows)
    ]
    last_row = max((r for r, row in enumerate(rows, 1) if any(value is not None for value in row)), default=0)
    filled = (c for row in rows for c, value in enumerate(row, 1) if value is not None)
    last_column = max(filled, default=0)
    return [(row + [None] * (last_column - len(row)))[:last_column] for row in rows[:last_row]]


def _value(kind: int, value: object, datemode: int, place: Place, errors: dict[Place, str]) -> Value:
    if kind == xlrd.XL_CELL_TEXT:
        return CONTROLS.sub("", str(value)) or None
    if kind == xlrd.XL_CELL_NUMBER:
        return float(value)  # type: ignore[arg-type]
    if kind == xlrd.XL_CELL_DATE:
        return _date(float(value), datemode)  # type: ignore[arg-type]
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        errors[place] = error_text_from_code.get(int(value), "#N/A")  # type: ignore[call-overload]
    return None


def _date(serial: float, datemode: int) -> Value:
    """What a serial shown as a date stands for: a day, a moment, or a time of day; the number where it is none."""
    try:
        moment: datetime = xldate_as_datetime(serial, datemode)
    except (XLDateError, OverflowError, ValueError):
        return serial
    if 0 <= serial < 1:
        return moment.time()
    return moment if serial % 1 else moment.date()


def _marks(sheet: XlsSheet, looks: _Looks, grid: Grid) -> None:
    """Formats and looks of the cells that hold something."""
    formats: dict[Place, str] = {}
    for r, row in enumerate(grid.rows[: sheet.nrows]):
        for c in range(min(len(row), sheet.row_len(r))):
            style, place = sheet.cell_xf_index(r, c), (r + 1, c + 1)
            if (row[c] is None and place not in grid.errors) or style >= len(looks.formats):
                continue
            if looks.formats[style] is not GENERAL:
                formats[place] = looks.formats[style]
            grid.struck |= {place} if looks.struck[style] else set()
            grid.invisible |= {place} if looks.invisible[style] else set()
    grid.formats = formats
