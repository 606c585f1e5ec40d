"""Formats only calamine reads (.xlsb, .ods): values, and an honest note that formats and merges are unknown."""

from __future__ import annotations

from catalog import issue
from loaders.containers.older.binary_check import check_binary_parts
from loaders.containers.older.open_document_check import check_open_document
from loaders.containers.older.open_document_runs import marked_cells
from loaders.containers.ooxml.package import Package
from loaders.containers.runs import mark
from loaders.containers.said import pictures_elsewhere
from loaders.containers.values import cleaned, clipped, fast_sheets
from loaders.grid import Grid, Place, Workbook
from loaders.unreadable import Unreadable


def open_values(content: bytes, kind: str) -> Workbook:
    """The values of an .xlsb or .ods workbook."""
    package = Package(content)
    if kind == "ods":
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Unreadable("password")
        check_open_document(package)
    else:
        check_binary_parts(package)
    grids = []
    for sheet in fast_sheets(content):
        errors: dict[Place, str] = {}
        rows = cleaned(sheet.rows, controls=True, errors=errors)
        grid = Grid(sheet.name, sheet.visible, rows, errors=errors, formats_known=False, merges_known=False)
        grid.merges = clipped(sheet.merges, rows)
        grids.append(grid)
    by_name = {grid.name: grid for grid in grids}
    for name, place, runs in marked_cells(package) if kind == "ods" else ():
        if name in by_name:
            mark(by_name[name], place, runs)
    if not grids:
        raise Unreadable("no_sheets")
    said = [issue("no_merges_known", kind=f".{kind}")]
    if any(name.startswith(("pictures/", "xl/media/")) for name in package.names()):
        said.append(pictures_elsewhere(kind))
    return Workbook(grids, said, kind=kind)
