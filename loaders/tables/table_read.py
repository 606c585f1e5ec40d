"""A table as it is being read: what its parts know of each other, and what checks and the ledger look at afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog import Dataset, Issue
from loaders.tables.blocks import Block
from loaders.tables.columns import Mapped
from loaders.tables.draft import Draft
from loaders.tables.preamble import Lead
from loaders.tables.rows import BodyRow, data_rows
from loaders.tables.values import Cells


@dataclass(slots=True)
class TableRead:
    """A table with the evidence checks and the ledger need: its block, its rows' roles, its columns' cells."""

    draft: Draft
    block: Block
    lead: Lead
    kind: Dataset | None
    mapped: Mapped
    body: list[BodyRow]
    cells: dict[str, Cells] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    keys: list[tuple[str, ...] | None] | None = None  # of its rows, once somebody asked for them

    @property
    def data_rows(self) -> list[int]:
        return data_rows(self.body)
