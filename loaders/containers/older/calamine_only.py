"""Formats calamine reads whose XML says little more (.xlsb, .ods): values, and a note of what is unknown.

Of an .ods a second look at its XML tells merges and shares, and whether both readers read the same.
"""

from __future__ import annotations

from catalog import Issue, issue
from loaders.containers.older.binary_check import check_binary_parts
from loaders.containers.older.open_document_cells import Seen, second_look
from loaders.containers.older.open_document_check import check_open_document
from loaders.containers.older.open_document_runs import marked_cells
from loaders.containers.ooxml.agreement import hold_against, put
from loaders.containers.ooxml.package import Package
from loaders.containers.runs import mark
from loaders.containers.said import pictures_elsewhere
from loaders.containers.values import Sheet, cleaned, clipped, fast_sheets, stretch
from loaders.grid import Grid, Place, Workbook
from loaders.unreadable import Unreadable

SHARE = "0%"


def open_values(content: bytes, kind: str) -> Workbook:
    """The values of an .xlsb or .ods workbook."""
    package = Package(content)
    seen: Seen | None = None
    said: list[Issue] = []
    if kind == "ods":
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Unreadable("password")
        check_open_document(package)
        seen = second_look(package)
    else:
        check_binary_parts(package)
    sheets = _sheets(content, seen, said)
    grids = [_grid(sheet) for sheet in sheets]
    if not grids:
        raise Unreadable("no_sheets")
    by_name = {grid.name: grid for grid in grids}
    for name, place, runs in marked_cells(package) if kind == "ods" else ():
        if name in by_name:
            mark(by_name[name], place, runs)
    for grid in grids:
        if seen:
            grid.formats = dict.fromkeys(seen.shares.get(grid.name, ()), SHARE)
            grid.errors |= seen.errors.get(grid.name, {})
            stretch(grid.rows, list(grid.errors))
    said.append(issue("no_merges_known" if seen is None else "no_formats_known", kind=f".{kind}"))
    if any(name.startswith(("pictures/", "xl/media/")) for name in package.names()):
        said.append(pictures_elsewhere(kind))
    return Workbook(grids, said, kind=kind)


def _sheets(content: bytes, seen: Seen | None, said: list[Issue]) -> list[Sheet]:
    """The sheets by the fast reader, each held against the second look; by that alone where the fast reader fails."""
    others = {sheet.name: sheet for sheet in seen.sheets} if seen else {}
    try:
        sheets = fast_sheets(content)
    except Unreadable as why:
        if why.code != "damaged" or not others:
            raise
        said.append(issue("second_reader"))
        return [_even(sheet) for sheet in others.values()]
    for sheet in sheets:
        other = others.get(sheet.name)
        if seen and other is not None:
            for place in seen.errors[sheet.name]:
                put(sheet, place, "")
            said += hold_against(sheet, other)
            _take_texts(sheet, other)
            sheet.merges = other.merges
        elif seen:
            said.append(issue("readers_unsure", sheet=sheet.name))
    return sheets


def _take_texts(sheet: Sheet, other: Sheet) -> None:
    """Take each text with its line breaks and tabs, which the fast reader drops: "12" above "5" is no 125."""
    for ours, theirs in zip(sheet.rows, other.rows, strict=False):
        for at, (one, text) in enumerate(zip(ours, theirs, strict=False)):
            if isinstance(one, str) and isinstance(text, str) and one:
                ours[at] = text


def _even(sheet: Sheet) -> Sheet:
    """The sheet with its rows of one length."""
    width = max((len(row) for row in sheet.rows), default=0)
    return Sheet(sheet.name, sheet.visible, [[*row, *[""] * (width - len(row))] for row in sheet.rows], sheet.merges)


def _grid(sheet: Sheet) -> Grid:
    errors: dict[Place, str] = {}
    rows = cleaned(sheet.rows, controls=True, errors=errors)
    grid = Grid(sheet.name, sheet.visible, rows, errors=errors, formats_known=False)
    grid.merges, grid.merges_known = clipped(sheet.merges, rows), sheet.merges is not None
    return grid
