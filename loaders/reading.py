"""What ``read`` gives back: tables as frames, with the address of every value and everything found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from catalog import Issue, dataset
from loaders.pictures.encoding import Picture
from loaders.tables.draft import Column, Draft, Parse, SheetView

if TYPE_CHECKING:
    import pandas as pd  # a second to import, which the worker that opens files must not pay

_DATES = frozenset({"date", "start_date", "deadline"})
_NUMBERS = frozenset({"money", "number", "rate", "area_size"})
_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = -(1 << 63)  # what numpy takes for no day at all


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A picture that belongs to the record of a row, and the cell it lies on."""

    row: int
    cell: str
    picture: Picture


class Table:
    """One table of a sheet. ``frame``, ``cells`` and ``raw`` are parallel, a row a record, built when asked for;
    ``pictures`` those on its records' rows."""

    def __init__(self, draft: Draft, pictures: Mapping[str, Picture] = MappingProxyType({})) -> None:
        self._draft = draft
        self.dataset: str | None = draft.dataset
        self.sheet: str = draft.sheet
        self.range: str = draft.range
        self.signature: str = draft.signature
        self.columns: tuple[Column, ...] = tuple(draft.columns)
        self.department: str | None = draft.department
        self.period: str | None = draft.period
        kept = ((row, cell, pictures.get(sha256)) for row, cell, sha256 in draft.pictures)
        self.pictures = tuple(RowPicture(row, cell, picture) for row, cell, picture in kept if picture)

    def __repr__(self) -> str:
        return f"Table({self.dataset}, {self.sheet}!{self.range}, {len(self._draft.rows)} rows)"

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The canonical values: money in ten thousands of yuan, rates as fractions, dates as datetime64."""
        import pandas as pd

        draft = self._draft
        if draft.dataset is None:
            return pd.DataFrame({"source_sheet": [], "source_row": []})
        kind, index = dataset(draft.dataset), pd.RangeIndex(len(draft.rows))
        blank = [None] * len(draft.rows)
        data = {f.name: _column(f.kind, draft.values.get(f.name, blank), index) for f in kind.fields}  # noqa: PD011
        data["source_sheet"] = pd.Series([draft.sheet] * len(draft.rows), dtype=object, index=index)
        data["source_row"] = pd.Series(draft.rows, dtype="int64", index=index)
        return pd.DataFrame(data, index=index)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Of each value, the address it came from; a merged or section value has its anchor's."""
        return self._texts(self._draft.cells)

    @cached_property
    def raw(self) -> pd.DataFrame:
        """Of each value, what the cell holds, as text."""
        return self._texts(self._draft.raw)

    def _texts(self, lists: dict[str, list[str | None]]) -> pd.DataFrame:
        import numpy as np
        import pandas as pd

        draft = self._draft
        if draft.dataset is None:
            return pd.DataFrame()
        names = list(dataset(draft.dataset).field_names)
        table = np.full((len(names), len(draft.rows)), None, dtype=object)
        for line, name in zip(table, names, strict=True):
            line[:] = lists.get(name)
        return pd.DataFrame(table.T, columns=names, dtype=object)


def _column(kind: str, values: list[Any], index: pd.RangeIndex) -> Any:
    """A column of a frame: floats, days, or whatever was read as it is."""
    import numpy as np
    import pandas as pd

    if kind in _NUMBERS:
        return np.array(values, dtype=np.float64)
    if kind not in _DATES:
        return pd.Series(values, dtype=object, index=index)
    # Counted by hand: numpy and pandas look at each day for microseconds.
    counted = [_NO_DAY if v is None else v.toordinal() - _EPOCH for v in values]
    return np.array(counted, dtype="datetime64[D]").astype("datetime64[us]")


@dataclass(slots=True)
class Reading:
    """Everything read from one file. ``coverage`` counts its cells by role; ``sheets`` are for previews."""

    file: str
    sha256: str
    tables: tuple[Table, ...]
    issues: tuple[Issue, ...]
    coverage: dict[str, int] = field(default_factory=dict)
    sheets: tuple[SheetView, ...] = ()


def reading_of(parsed: Parse) -> Reading:
    """A parse with its tables as frames."""
    tables = tuple(Table(draft, parsed.pictures) for draft in parsed.drafts)
    return Reading(parsed.file, parsed.sha256, tables, tuple(parsed.issues), parsed.coverage, tuple(parsed.sheets))
