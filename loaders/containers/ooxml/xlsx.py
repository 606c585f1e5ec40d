"""Zipped workbooks (.xlsx, .xlsm, zipped .et): values from calamine, everything else from the sheets' own XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog import Issue, issue
from loaders.containers import limits
from loaders.containers.ooxml.agreement import agree
from loaders.containers.ooxml.cell_images import read_cell_images
from loaders.containers.ooxml.comments import read_comments
from loaders.containers.ooxml.drawings import read_drawings
from loaders.containers.ooxml.facts import Facts
from loaders.containers.ooxml.outline import Outline, read_outline
from loaders.containers.ooxml.package import Package
from loaders.containers.ooxml.placed_images import read_placed_images
from loaders.containers.ooxml.rich_text import Runs, marked_cells, marked_strings
from loaders.containers.ooxml.scan import scan
from loaders.containers.ooxml.second_reader import second_sheets
from loaders.containers.ooxml.strings import check_shown, weigh_strings
from loaders.containers.ooxml.styles import Styles, read_styles
from loaders.containers.references import reference
from loaders.containers.runs import mark
from loaders.containers.trim import stray_cells, without
from loaders.containers.values import Sheet, cleaned, clipped, fast_sheets, stretch
from loaders.grid import Grid, Laid, Place, Workbook
from loaders.unreadable import Unreadable

SHOWN_STRAY = 20
PLACED = "IMAGE()"  # what shows a picture in a cell, whether it was worked out or put there


@dataclass(slots=True)
class _Part:
    """One sheet's XML in its package."""

    package: Package
    name: str

    def blocks(self) -> Iterator[bytes]:
        return self.package.blocks(self.name)

    def facts(self, styles: Styles, keep_places: bool = False) -> Facts:
        return scan(self.blocks, self.package.size(self.name), styles, keep_places)


@dataclass(slots=True)
class _Checked:
    """A workbook found fit to be read: the bytes to read (less stray cells) and what the XML says of each sheet."""

    content: bytes
    outline: Outline
    facts: dict[str, Facts]
    controls: bool
    runs: dict[str, list[tuple[Place, Runs]]] = field(default_factory=dict)
    comments: dict[str, dict[Place, str]] = field(default_factory=dict)
    pictures: dict[str, list[Laid]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def open_xlsx(content: bytes) -> Workbook:
    """The workbook in a zip of OOXML parts."""
    checked = _check(content)
    sheets, remarks = _sheets(checked)
    grids = [_grid(sheet, checked.facts.get(sheet.name, Facts()), checked) for sheet in sheets]
    if not grids:
        raise Unreadable("no_sheets")
    return Workbook(grids, checked.issues + remarks + _remarks(checked.outline), date1904=checked.outline.date1904)


def _sheets(checked: _Checked) -> tuple[list[Sheet], list[Issue]]:
    """The sheets by the fast reader; where that fails or finds none, by the second one, which is said."""
    try:
        sheets = fast_sheets(checked.content)
    except Unreadable as why:
        if why.code != "damaged":
            raise
        sheets = []
    if sheets:
        return sheets, agree(checked.content, sheets, checked.facts)
    return second_sheets(checked.content, sum(f.n_filled for f in checked.facts.values())), [issue("second_reader")]


def _check(content: bytes) -> _Checked:
    """Everything that can be known before the fast reader is trusted with the file."""
    package = Package(content)
    outline = read_outline(package)
    parts = _parts(package, outline)
    styles = read_styles(package.read("xl/styles.xml"))
    strings = weigh_strings(package, outline.strings)
    facts: dict[str, Facts] = {}
    stray: dict[str, list[Place]] = {}
    for name, part in parts.items():
        facts[name] = part.facts(styles)
        far = _stray(part, facts[name], styles)
        stray |= {name: far} if far else {}
    if stray:
        smaller = without(content, package, {parts[name].name: far for name, far in stray.items()})
        checked = _check(smaller)
        checked.issues = _left_out(stray) + checked.issues
        return checked
    _check_totals(list(facts.values()))
    check_shown(strings, [(facts[name], part.blocks()) for name, part in parts.items()])
    marked = marked_strings(package.blocks(outline.strings)) if strings.signs else {}
    rich = {name: part for name, part in parts.items() if marked or facts[name].inline}
    runs = {name: list(marked_cells(part.blocks(), marked)) for name, part in rich.items()}
    comments = {name: read_comments(package, part.name) for name, part in parts.items()}
    pictures, remarks = _pictures(package, parts, facts)
    return _Checked(content, outline, facts, strings.controls, runs, comments, pictures, remarks)


def _pictures(
    package: Package, parts: dict[str, _Part], facts: dict[str, Facts]
) -> tuple[dict[str, list[Laid]], list[Issue]]:
    """The pictures over and in the cells of each sheet, and what is to be said of drawings nobody can follow."""
    found: dict[str, list[Laid]] = {}
    remarks: list[Issue] = []
    for name, part in parts.items():
        laid, said = read_drawings(package, part.name, name, part.blocks())
        placed = read_placed_images(package, part.blocks())
        found[name] = [*laid, *read_cell_images(package, facts[name].formulas), *placed]
        for one in placed:  # for programs that know no pictures in cells, an error stands in its place
            facts[name].errors.pop(one.start, None)
            facts[name].formulas[one.start] = PLACED
            facts[name].uncached.add(one.start)
        remarks += said
    return found, remarks


def _parts(package: Package, outline: Outline) -> dict[str, _Part]:
    """Every sheet's part. A part that serves two sheets would be read as often as it is named."""
    parts = {name: _Part(package, part) for name, part in outline.sheets.items() if part in package}
    if not parts:
        raise Unreadable("no_sheets")
    if len(outline.sheets) > limits.SHEETS or len({part.name.lower() for part in parts.values()}) < len(parts):
        raise Unreadable("too_many_sheets")
    return parts


def _stray(part: _Part, facts: Facts, styles: Styles) -> list[Place]:
    if facts.area <= limits.DENSE_AREA or facts.n_filled * 20 > facts.area:
        return []
    return stray_cells(part.facts(styles, keep_places=True))


def _left_out(stray: dict[str, list[Place]]) -> list[Issue]:
    named = [(sheet, reference(*place)) for sheet, places in stray.items() for place in places]
    return [issue("stray_cell", sheet=sheet, cells=cell) for sheet, cell in named[:SHOWN_STRAY]] + [
        issue("stray_cells", sheet=sheet, count=len(places) - SHOWN_STRAY)
        for sheet, places in stray.items()
        if len(places) > SHOWN_STRAY
    ]


def _check_totals(sheets: list[Facts]) -> None:
    area, filled = max(facts.area for facts in sheets), sum(facts.n_filled for facts in sheets)
    if area > limits.AREA or sum(facts.area for facts in sheets) > limits.TOTAL_AREA or filled > limits.FILLED_CELLS:
        raise Unreadable("too_large")
    if sum(facts.filled_bytes for facts in sheets) > limits.FILLED_BYTES:
        raise Unreadable("too_large")
    if max(facts.n_merges for facts in sheets) > limits.MERGES:
        raise Unreadable("too_many_merges")


def _remarks(outline: Outline) -> list[Issue]:
    return [issue("external_links")] if outline.external_links else []


def _grid(sheet: Sheet, facts: Facts, checked: _Checked) -> Grid:
    rows = cleaned(sheet.rows, checked.controls or facts.controls, facts.errors)
    stretch(rows, [*facts.formulas, *facts.errors])
    grid = Grid(sheet.name, sheet.visible, rows, clipped(sheet.merges, rows))
    grid.formats, grid.formulas, grid.errors = facts.formats, facts.formulas, facts.errors
    grid.struck, grid.invisible = facts.struck, facts.invisible
    grid.comments = checked.comments.get(sheet.name, {})
    grid.pictures = checked.pictures.get(sheet.name, [])
    for place, runs in checked.runs.get(sheet.name, ()):
        mark(grid, place, runs)
    grid.untrusted = set(facts.uncached) if checked.outline.trusted else set(facts.formulas)
    grid.hidden_rows = {row for row in facts.hidden_rows if row <= grid.n_rows}
    last = grid.n_columns
    grid.hidden_columns = {c for low, high in facts.hidden_columns for c in range(max(low, 1), min(high, last) + 1)}
    return grid
