"""Bytes in, plain data out: every table of a file with its issues, without pandas, so that a bare worker can run it."""

from __future__ import annotations

import hashlib
import logging
import re

from catalog import Issue, issue
from catalog.layout import layout
from loaders.cells import fold
from loaders.checks import check_file, check_table
from loaders.containers import open_workbook
from loaders.containers.collector import collector_paused
from loaders.corrections import corrected
from loaders.grid import Grid, Workbook
from loaders.mappings import Corrections, Mappings
from loaders.pictures.rows import Album, keep_pictures
from loaders.tables.blocks import FORM, Block
from loaders.tables.coverage import IGNORED, NOTE, ROLES, Ledger, loose_notes
from loaders.tables.crosstab import groups_of, place_column, read_crosstab
from loaders.tables.draft import Draft, Parse
from loaders.tables.forms import tables_of
from loaders.tables.match import years_of
from loaders.tables.preamble import Lead, conflicts, read_lead
from loaders.tables.sheet import Sheet, address, area
from loaders.tables.table import read_table
from loaders.tables.table_read import TableRead
from loaders.tables.words import words

log = logging.getLogger(__name__)
_CORNER = re.compile(r"([A-Z]{1,3})([0-9]+)")


def parse(
    content: bytes, file: str, mappings: Mappings, corrections: Corrections, password: str | None = None
) -> Parse:
    """Read a file as plain data; ``password`` opens an encrypted one. Raises ``Unreadable`` only."""
    sha256 = hashlib.sha256(content).hexdigest()
    with collector_paused():
        workbook = open_workbook(content, file, password)
        return parse_workbook(workbook, Parse(file, sha256), mappings, corrections)


def parse_workbook(workbook: Workbook, result: Parse, mappings: Mappings, corrections: Corrections) -> Parse:
    """Read grids that are already open; ``result`` names the file and takes everything found."""
    result.issues.extend(workbook.issues)
    result.coverage = dict.fromkeys(ROLES, 0)
    tables: list[TableRead] = []
    album = Album(result.pictures)
    for grid in workbook.grids:
        first = len(result.drafts)
        found = _read_safely(corrected(grid, corrections), workbook, mappings, result)
        tables.extend(found)
        if grid.pictures:
            result.issues.extend(_pictures_safely(grid, result.drafts[first:], found, album))
    result.issues.extend(check_file(tables))
    order = {grid.name: number for number, grid in enumerate(workbook.grids)}
    result.issues.sort(key=lambda one: _position(order, one))
    return result


def _pictures_safely(grid: Grid, drafts: list[Draft], tables: list[TableRead], album: Album) -> list[Issue]:
    """The pictures of one sheet, given to its records."""
    try:
        return keep_pictures(grid, drafts, next((t.draft for t in tables if t.block.lies == FORM), None), album)
    except Exception:
        log.exception("the pictures of a sheet could not be kept")
        return [issue("drawing_unreadable", sheet=grid.name)]


def _position(order: dict[str, int], one: Issue) -> tuple[int, int, int]:
    """Where an issue stands in the file: sheet by sheet, row by row, as a clerk goes through it."""
    corner = _CORNER.match(one.cells)
    column = sum((ord(c) - 64) * 26**i for i, c in enumerate(reversed(corner[1]))) if corner else 0
    return order.get(one.sheet, -1), int(corner[2]) if corner else 0, column


def _read_safely(grid: Grid, workbook: Workbook, mappings: Mappings, result: Parse) -> list[TableRead]:
    """The tables of one sheet. A sheet nobody foresaw costs its own data, with an error over it, never the file."""
    drafts, issues = len(result.drafts), len(result.issues)
    try:
        return _read_sheet(grid, workbook, mappings, result)
    except Exception:
        log.exception("a sheet could not be read")
        del result.drafts[drafts:], result.issues[issues:]
        result.issues.append(issue("sheet_failed", sheet=grid.name))
        return []


def _read_sheet(grid: Grid, workbook: Workbook, mappings: Mappings, result: Parse) -> list[TableRead]:
    sheet, file = Sheet(grid), result.file
    tables = _read_blocks(sheet, workbook, file, mappings)
    ledger = Ledger(sheet, [table for table in tables if table.sheet is sheet])
    ledger.claim_relaid([table for table in tables if table.sheet is not sheet])
    result.issues.extend(_sheet_issues(sheet, bool(tables), ledger))
    for table in tables:
        result.drafts.append(table.draft)
        result.issues.extend(table.issues)
    if tables:
        result.issues.extend(loose_notes(sheet, ledger))
    result.issues.extend(ledger.unclaimed())
    result.issues.extend(_comments(sheet))
    for role, n in ledger.count().items():
        result.coverage[role] += n
    result.sheets.append(ledger.view())
    return tables


def _read_blocks(sheet: Sheet, workbook: Workbook, file: str, mappings: Mappings) -> list[TableRead]:
    """The tables of a sheet; a line of units above one holds for those stacked under it that have none."""
    tables: list[TableRead] = []
    for block in tables_of(sheet):
        lead = read_lead(block, file)
        above = next((t for t in reversed(tables) if t.block.left <= block.right and block.left <= t.block.right), None)
        borrowed = lead.borrow_unit(above.lead) if above else False
        if above:
            lead.go_on_from(above.lead, years_of(block.head.paths))
        table = _read_block(block, lead, workbook, file, mappings)
        if borrowed and table.kind:
            table.issues.append(
                issue(
                    "unit_from_above", sheet=sheet.name, cells=table.draft.range, where=lead.unit_cell, unit=lead.unit
                )
            )
        tables.append(table)
    return tables


def _read_block(block: Block, lead: Lead, workbook: Workbook, file: str, mappings: Mappings) -> TableRead:
    groups = groups_of(block.head)
    place = place_column(block, groups)
    if place:
        return read_crosstab(block, lead, groups, place)
    table = read_table(block, lead, mappings, file, workbook.date1904)
    table.issues.extend(conflicts(lead, table.draft.sheet))
    table.issues.extend(check_table(table))
    return table


def _sheet_issues(sheet: Sheet, read: bool, ledger: Ledger) -> list[Issue]:
    found: list[Issue] = []
    empty = not any(v not in (None, "") for cells in sheet.rows for v in cells) if sheet.n_rows < 50 else False
    if not sheet.grid.visible and not empty:
        found.append(
            issue("sheet_hidden", sheet=sheet.name, cells=area(1, 1, max(1, sheet.n_rows), max(1, sheet.n_columns)))
        )
    if sheet.grid.hidden_columns and read:
        found.extend(_hidden_columns(sheet))
    if not read and not empty:
        found.extend(_no_table(sheet, ledger))
    return found


def _comments(sheet: Sheet) -> list[Issue]:
    """What people left on cells; a comment that reads like a correction is worth a look."""
    corrects = layout().comments.corrects
    return [
        issue(
            "comment_corrects" if any(word in text for word in corrects) else "cell_comment",
            sheet=sheet.name,
            cells=address(*place),
            value=text.strip()[:80],
        )
        for place, text in sheet.grid.comments.items()
        if text.strip()
    ]


def _hidden_columns(sheet: Sheet) -> list[Issue]:
    columns = [c for c in sorted(sheet.grid.hidden_columns) if c <= sheet.n_columns]
    return [issue("column_hidden", sheet=sheet.name, cells=area(1, c, sheet.n_rows, c)) for c in columns]


def _no_table(sheet: Sheet, ledger: Ledger) -> list[Issue]:
    """A cover, a page of instructions, or a sheet nobody could read as a table."""
    quiet = fold(sheet.name) in words(layout().titles.covers)
    places = list(ledger.outside())
    ledger.claim(places, NOTE if quiet else IGNORED)
    if quiet:
        return []
    cells = area(
        min(r for r, _c in places), min(c for _r, c in places), max(r for r, _c in places), max(c for _r, c in places)
    )
    cover = len(places) <= 12 and sheet.n_rows <= 40
    return [issue("sheet_cover" if cover else "sheet_without_table", sheet=sheet.name, cells=cells)]
