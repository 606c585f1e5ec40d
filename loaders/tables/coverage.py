"""The coverage ledger: every cell of a sheet that holds something falls to exactly one role."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from catalog import Issue, issue
from loaders.grid import Place, Value
from loaders.tables import rows as roles
from loaders.tables.columns import READ
from loaders.tables.draft import SheetView
from loaders.tables.lines import is_note
from loaders.tables.sheet import PREVIEW_ROWS, Sheet, address, holds
from loaders.tables.table_read import TableRead
from loaders.tables.written import as_text, texts_of

TITLE, META, HEADER, SECTION, VALUE, TOTAL, NOTE, IGNORED, UNCLAIMED = (
    "title", "meta", "header", "section", "value", "total", "note", "ignored", "unclaimed",
)  # fmt: skip
ROLES = (TITLE, META, HEADER, SECTION, VALUE, TOTAL, NOTE, IGNORED, UNCLAIMED)
_OF_ROW = {
    roles.TOTAL: TOTAL,
    roles.SECTION: SECTION,
    roles.NOTE: NOTE,
    roles.HEADER: HEADER,
    roles.TITLE: TITLE,
    roles.EMPTY: IGNORED,
    roles.DOUBT: IGNORED,
    roles.NAMELESS: IGNORED,
    roles.PAIR: IGNORED,
    roles.WHOLE: TOTAL,
    roles.PART: IGNORED,
    roles.NOTHING: IGNORED,
}


class _Owner:
    """What one table says of the cells of its header and body."""

    def __init__(self, table: TableRead) -> None:
        block = table.block
        self.left, self.right = block.left, block.right
        self.body = {b.row: _OF_ROW.get(b.role, "") for b in table.body}
        self.rows = {row: role for row, role in self.body.items() if block.body_top <= row <= block.body_bottom}
        self.rows |= dict.fromkeys(range(block.head.top, block.head.bottom + 1), HEADER)
        self.columns = {column: VALUE for column, why in table.mapped.why.items() if why == READ}
        own = range(self.left, self.right + 1)
        self.usual: list[str | None] = [
            self.columns.get(column, IGNORED) if column in own else None
            for column in range(1, block.band.sheet.n_columns + 1)
        ]
        self._merge_at = block.band.sheet.merge_at

    def role(self, row: int, column: int) -> str | None:
        """The role of a cell of the table's, or of a merge that reaches into it; None for any other."""
        said = self.rows.get(row)
        if said is None:
            return None
        if not self.left <= column <= self.right:
            merge = self._merge_at.get((row, column))
            if merge is None or merge.left > self.right or merge.right < self.left:
                return None
        return said or self.columns.get(column, IGNORED)


class Ledger:
    """Who owns which cell of one sheet: tables own their rows and columns, all else is claimed cell by cell."""

    def __init__(self, sheet: Sheet, tables: list[TableRead]) -> None:
        self.sheet = sheet
        self.tables = tables
        self.single: dict[Place, str] = {}
        # Cells that hold something although they have no value: errors, and formulas nobody has calculated.
        self.wordless: set[Place] = {*sheet.grid.errors, *sheet.grid.untrusted}
        for table in tables:
            self.single.update(dict(table.lead.roles.items()))
        self.owners = [_Owner(table) for table in tables]

    def claim(self, places: Iterable[Place], role: str) -> None:
        """Give cells that no table owns a role."""
        self.single.update(dict.fromkeys(places, role))

    def claim_relaid(self, tables: list[TableRead]) -> None:
        """Give the cells of tables that lie otherwise in the file the roles they have upright."""
        for upright in {id(table.sheet): table.sheet for table in tables}.values():
            laid = Ledger(upright, [table for table in tables if table.sheet is upright])
            rows, columns = range(1, upright.n_rows + 1), range(1, upright.n_columns + 1)
            for row, column in itertools.product(rows, columns):
                if holds(upright.grid.value(row, column)) or (row, column) in laid.wordless:
                    role = laid.role(row, column)
                    self.claim([upright.place(row, column)] if role != UNCLAIMED else [], role)

    def role(self, row: int, column: int) -> str:
        """The role of a cell that holds something."""
        for owner in self.owners:
            found = owner.role(row, column)
            if found:
                return found
        return self.single.get((row, column), UNCLAIMED)

    def outside(self) -> Iterator[Place]:
        """Every cell that holds something and stands in no table's header or body."""
        spans = self._spans
        width = self.sheet.n_columns
        errors = self.wordless
        for row, cells in enumerate(self.sheet.rows, start=1):
            covered = spans.get(row, ())
            if covered and covered[0] == (1, width):
                continue
            for column, value in enumerate(cells, start=1):
                if (holds(value) or (row, column) in errors) and not any(a <= column <= b for a, b in covered):
                    yield row, column

    @cached_property
    def _spans(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """By row, the columns that tables own."""
        spans: dict[int, tuple[tuple[int, int], ...]] = {}
        for table, owner in zip(self.tables, self.owners, strict=True):
            head = table.block.head
            here = ((owner.left, owner.right),)
            for row in (*range(head.top, head.bottom + 1), *owner.body):
                spans[row] = spans[row] + here if row in spans else here
        return spans

    def count(self) -> Counter[str]:
        """How many cells fell to each role; data rows are counted column by column."""
        counts: Counter[str] = Counter()
        data = self._count_data(counts)
        errors = self.wordless
        for row, cells in enumerate(self.sheet.rows, start=1):
            done = data.get(row, ())
            if done and done[0] == (1, self.sheet.n_columns):
                continue
            for column, value in enumerate(cells, start=1):
                if (holds(value) or (row, column) in errors) and not any(a <= column <= b for a, b in done):
                    counts[self.role(row, column)] += 1
        return counts

    def _count_data(self, counts: Counter[str]) -> dict[int, list[tuple[int, int]]]:
        """Count the cells of all data rows; the spans of columns counted, by row."""
        grid, errors = self.sheet.rows, self.wordless
        counted: dict[int, list[tuple[int, int]]] = {}
        for table, owner in zip(self.tables, self.owners, strict=True):
            rows = table.data_rows
            data = set(rows)
            for column in range(owner.left, owner.right + 1):
                n = _held(self.sheet.of_column(column, rows))
                n += sum(1 for row, at in errors if at == column and row in data and not holds(grid[row - 1][at - 1]))
                counts[owner.columns.get(column, IGNORED)] += n
            for row in rows:
                counted.setdefault(row, []).append((owner.left, owner.right))
        return counted

    def unclaimed(self) -> Iterator[Issue]:
        """An issue for every cell nobody owns."""
        for row, column in self.outside():
            if self.role(row, column) == UNCLAIMED:
                text = as_text(self.sheet.grid.value(row, column))
                yield issue("cell_unclaimed", sheet=self.sheet.name, cells=address(row, column), value=text[:60])

    def view(self) -> SheetView:
        """What a preview shows of the sheet: texts and roles of its first rows."""
        grid = self.sheet.grid
        view = SheetView(grid.name, not grid.visible, grid.n_rows, grid.n_columns)
        view.merges = [(m.top, m.left, m.bottom, m.right) for m in self.sheet.merges if m.top <= PREVIEW_ROWS]
        columns = range(1, self.sheet.n_columns + 1)
        for row, texts in enumerate(zip(*(self._texts(column) for column in columns), strict=True), start=1):
            view.lines.append(list(texts))
            view.line_roles.append(self._line_roles(row, texts))
        for row, column in (place for place in self.wordless if place[0] <= len(view.lines)):
            view.lines[row - 1][column - 1] = self._shown(row, column, grid.value(row, column))
            view.line_roles[row - 1] = [*view.line_roles[row - 1]]
            view.line_roles[row - 1][column - 1] = self.role(row, column)
        return view

    def _line_roles(self, row: int, texts: Sequence[str | None]) -> list[str | None]:
        """The role of each cell of a row that shows something; data rows of one table alone share one line."""
        owners = [owner for owner in self.owners if row in owner.rows]
        usual: list[str | None] = [None] * len(texts)
        if len(owners) == 1 and not owners[0].rows[row]:
            usual = owners[0].usual
        if None not in usual and None not in texts:
            return usual
        both = enumerate(zip(texts, usual, strict=True), start=1)
        return [text and (role or self.role(row, column)) for column, (text, role) in both]

    def _texts(self, column: int) -> list[str | None]:
        """A column's first cells as text, None for those that hold nothing to read; what was once written is."""
        values = self.sheet.columns[column - 1][:PREVIEW_ROWS]
        first, known = self.sheet.written.get(column, (1, []))
        known = known[: max(0, PREVIEW_ROWS + 1 - first)]
        texts = _written(values[: first - 1]) + known + _written(values[first - 1 + len(known) :])
        blanks = {text for text in set(texts) if text is not None and not text.strip()}
        return [None if text in blanks else text for text in texts] if blanks else texts

    def _shown(self, row: int, column: int, value: Value) -> str:
        """What stands in a cell that has no value to be relied on: its error, its formula, what was left there."""
        grid = self.sheet.grid
        formula = "=" + grid.formulas.get((row, column), "")
        return grid.errors.get((row, column)) or (formula if value is None else as_text(value))


def _written(values: Sequence[Value]) -> list[str | None]:
    return texts_of(values, set(map(type, values)))


def _held(values: Sequence[Value]) -> int:
    """How many values of a column hold something."""
    texts = set(values) if str in set(map(type, values)) else set()
    blanks = [v for v in texts if isinstance(v, str) and (not v or v.isspace())]
    return len(values) - values.count(None) - sum(values.count(blank) for blank in blanks)


def loose_notes(sheet: Sheet, ledger: Ledger) -> Iterator[Issue]:
    """Texts beside or below every table: notes where they read like notes, otherwise ignored; either way said."""
    for place in list(ledger.outside()):
        if ledger.role(*place) != UNCLAIMED:
            continue
        text = as_text(sheet.grid.value(*place))
        note = isinstance(sheet.grid.value(*place), str) and is_note(text)
        ledger.claim([place], NOTE if note else IGNORED)
        code = "cell_beside" if not note else "row_note"
        yield issue(code, sheet=sheet.name, cells=address(*place), value=text[:60], n=1)
