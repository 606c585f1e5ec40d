"""Fills the field a section row stands for into the rows below it, and a category typed once into the blanks below."""

from __future__ import annotations

from dataclasses import dataclass

from catalog import issue
from catalog.layout import layout
from loaders.cells import Context, fold, read_cell
from loaders.cells.parsed import Parsed
from loaders.tables import rows as roles
from loaders.tables.columns import name_field
from loaders.tables.lines import is_section
from loaders.tables.rows import group_names
from loaders.tables.sheet import holds
from loaders.tables.table_read import TableRead
from loaders.tables.values import Cells
from loaders.tables.words import pattern

_FILLED_KINDS = frozenset({"category", "area"})


@dataclass(slots=True)
class Count:
    """What a section's line says it holds (None: nothing), and the rows and items that stand under it."""

    row: int
    said: int | None
    rows: int = 0
    items: int = 0


class Sections:
    """The section rows of one table, in reading order."""

    def __init__(self, table: TableRead, context: Context) -> None:
        self.table = table
        self.context = context
        self.sheet = table.block.band.sheet

    def fill(self) -> None:
        """Give every data row the section it stands under, where the dataset has a field for it and no column."""
        kind = self.table.kind
        name = kind.section_field if kind else ""
        if kind is None or not name:
            return
        if name in self.table.mapped.of_field:
            self._fill_down(name)
            return
        rows = [*self._above(), *self.table.body]
        if any(b.role == roles.SECTION for b in rows):
            self.table.cells[name] = self._from_sections(kind.field(name).kind, rows)

    def _above(self) -> list[roles.BodyRow]:
        """The section whose line stands over the header, where every section has a header of its own."""
        block = self.table.block
        for row in range(block.head.top - 1, block.lead_top - 1, -1):
            for column in block.band.filled(row):
                text = self.sheet.text(row, column)
                if is_section(text) and fold(section_name(text)) in group_names():
                    return [roles.BodyRow(row, roles.SECTION, column, text)]
        return []

    def _from_sections(self, kind: str, rows: list[roles.BodyRow]) -> Cells:
        cells = Cells()
        levels: dict[bool, tuple[str, str, Parsed]] = {}
        counts: list[Count] = []
        for body in rows:
            if body.role == roles.SECTION:
                top = pattern(layout().rows.top_levels).match(fold(body.text)) is not None or not levels
                self._open(levels, top, body, kind, counts)
            elif body.role == roles.DATA:
                self._count(counts, body.row)
                self._add(cells, levels)
        self._check_counts(counts)
        return cells

    def _open(
        self,
        levels: dict[bool, tuple[str, str, Parsed]],
        top: bool,
        body: roles.BodyRow,
        kind: str,
        counts: list[Count],
    ) -> None:
        if top:
            levels.clear()
        text = section_name(body.text)
        parsed = read_cell(kind, text, context=self.context)
        place = self.sheet.address(body.row, body.column)
        levels[top] = (text, place, parsed)
        said = pattern(layout().rows.section_count).search(fold(body.text))
        counts.append(Count(body.row, int(said[1]) if said else None))
        if parsed.withheld or (len(levels) > 1):
            code = "section_nested" if len(levels) > 1 else "section_unknown"
            self._say(code, body.row, text)

    def _say(self, code: str, row: int, text: str) -> None:
        """Said over all rows of the section: a section that is not understood leaves each of them without its field."""
        rows = [b.row for b in self.table.body]
        sections = [b.row for b in self.table.body if b.role == roles.SECTION and b.row > row]
        last = max((r for r in rows if not sections or r < sections[0]), default=row)
        block = self.table.block
        cells = self.sheet.area(row, block.left, max(row, last), block.left)
        self.table.issues.append(issue(code, sheet=self.sheet.name, cells=cells, value=text))

    def _add(self, cells: Cells, levels: dict[bool, tuple[str, str, Parsed]]) -> None:
        text, place, parsed = self._chosen(levels)
        cells.values.append(parsed.value if parsed else None)
        cells.places.append(place)
        cells.raw.append(text)
        cells.parsed.append(parsed or Parsed())

    def _chosen(self, levels: dict[bool, tuple[str, str, Parsed]]) -> tuple[str | None, str | None, Parsed | None]:
        """The innermost section that names a known group, else the outermost."""
        if not levels:
            return None, None, None
        inner = levels.get(False)
        if inner and fold(inner[0]) in group_names():
            return inner
        return levels.get(True) or inner or (None, None, None)

    def _count(self, counts: list[Count], row: int) -> None:
        """One more row of the open section; a row under the merged name of the one above is the same item."""
        if not counts or self.table.kind is None:
            return
        column = self.table.mapped.of_field.get(name_field(self.table.kind.name))
        merge = self.sheet.merge_at.get((row, column)) if column else None
        counts[-1].rows += 1
        counts[-1].items += merge is None or merge.top == row

    def _check_counts(self, counts: list[Count]) -> None:
        for count in counts:
            if count.said is not None and count.said not in (count.rows, count.items):
                cells = self.sheet.address(count.row, self.table.block.left)
                blanks = {"said": count.said, "n": count.items}
                self.table.issues.append(issue("section_count", sheet=self.sheet.name, cells=cells, **blanks))

    def _fill_down(self, name: str) -> None:
        """A category typed only into the first row of its group, unmerged: filled down, and said."""
        cells, table = self.table.cells[name], self.table
        if table.kind is None or table.kind.field(name).kind not in _FILLED_KINDS:
            return
        column = table.mapped.of_field[name]
        blanks = [i for i, row in enumerate(table.rows) if not holds(self.sheet.value(row, column))]
        for i in blanks:
            if i and cells.values[i - 1] is not None and (table.rows[i], column) not in self.sheet.merge_at:
                cells.values[i], cells.places[i], cells.raw[i] = (
                    cells.values[i - 1],
                    cells.places[i - 1],
                    cells.raw[i - 1],
                )
                where = self.sheet.address(table.rows[i], column)
                table.issues.append(issue("filled_down", sheet=self.sheet.name, cells=where, value=cells.raw[i] or ""))


def section_name(text: str) -> str:
    """A section's text without its number and its count of items."""
    bare = pattern(layout().rows.sections).sub("", fold(text), count=1)
    return pattern(layout().rows.section_count).sub("", bare).rstrip(":")
