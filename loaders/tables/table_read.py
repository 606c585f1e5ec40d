"""A table as it is being read: what its parts know of each other, and what checks and the ledger look at afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog import Dataset, Issue
from loaders.tables.blocks import Block
from loaders.tables.columns import Mapped
from loaders.tables.draft import Draft
from loaders.tables.preamble import Lead
from loaders.tables.rows import BodyRow, data_rows
from loaders.tables.sheet import Sheet
from loaders.tables.values import Cells


@dataclass(slots=True)
class TableRead:
    """A table with the evidence checks and the ledger need: its block, its rows' roles, its columns' cells.

    Rows and columns are those of the block's sheet, on which every table stands upright; the draft's are the file's.
    """

    draft: Draft
    block: Block
    lead: Lead
    kind: Dataset | None
    mapped: Mapped
    body: list[BodyRow]
    rows: list[int] = field(default_factory=list)  # of its records
    cells: dict[str, Cells] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    keys: list[tuple[str, ...] | None] | None = None  # of its rows, once somebody asked for them

    @property
    def data_rows(self) -> list[int]:
        return data_rows(self.body)

    @property
    def sheet(self) -> Sheet:
        """The sheet it stands upright on."""
        return self.block.band.sheet

    def line(self, row: int, bottom: int = 0) -> str:
        """The cells of a row of the table, or of several, as the file has them."""
        return self.sheet.area(row, self.block.left, bottom or row, self.block.right)
