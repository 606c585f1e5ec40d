"""What ``read`` gives back: tables as frames, with the address of every value and everything found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from catalog import Dataset, Issue, dataset
from loaders.tables.draft import Column, Draft, Parse, SheetView

if TYPE_CHECKING:
    import pandas as pd  # a second to import, which the worker that opens files must not pay

_DATES = frozenset({"date", "start_date", "deadline"})
_NUMBERS = frozenset({"money", "number", "rate", "area_size"})


class Table:
    """One table of a sheet. ``frame``, ``cells`` and ``raw`` are parallel, a row a record, built when asked for."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.dataset: str | None = draft.dataset
        self.sheet: str = draft.sheet
        self.range: str = draft.range
        self.signature: str = draft.signature
        self.columns: tuple[Column, ...] = tuple(draft.columns)
        self.department: str | None = draft.department
        self.period: str | None = draft.period

    def __repr__(self) -> str:
        return f"Table({self.dataset}, {self.sheet}!{self.range}, {len(self._draft.rows)} rows)"

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The canonical values: money in ten thousands of yuan, rates as fractions, dates as datetime64."""
        import pandas as pd

        draft = self._draft
        if draft.dataset is None:
            return pd.DataFrame({"source_sheet": [], "source_row": []})
        kind = dataset(draft.dataset)
        read = draft.values  # noqa: PD011 plain lists, not a frame
        data = {name: _series(kind, name, read.get(name), len(draft.rows)) for name in kind.field_names}
        data["source_sheet"] = pd.Series([draft.sheet] * len(draft.rows), dtype=object)
        data["source_row"] = pd.Series(draft.rows, dtype="int64")
        return pd.DataFrame(data)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Of each value, the address it came from; a merged or section value has its anchor's."""
        return self._texts(self._draft.cells)

    @cached_property
    def raw(self) -> pd.DataFrame:
        """Of each value, what the cell holds, as text."""
        return self._texts(self._draft.raw)

    def _texts(self, lists: dict[str, list[str | None]]) -> pd.DataFrame:
        import pandas as pd

        draft = self._draft
        if draft.dataset is None:
            return pd.DataFrame()
        names = dataset(draft.dataset).field_names
        blank = [None] * len(draft.rows)
        return pd.DataFrame({name: pd.Series(lists.get(name, blank), dtype=object) for name in names})


def _series(kind: Dataset, name: str, values: list[Any] | None, n: int) -> pd.Series:
    import pandas as pd

    of = kind.field(name).kind
    column = [None] * n if values is None else values
    if of in _NUMBERS:
        return pd.Series(column, dtype="float64")
    if of in _DATES:
        return pd.Series(pd.to_datetime(pd.Series(column, dtype=object)), dtype="datetime64[us]")
    return pd.Series(column, dtype=object)


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
    tables = tuple(Table(draft) for draft in parsed.drafts)
    return Reading(parsed.file, parsed.sha256, tables, tuple(parsed.issues), parsed.coverage, tuple(parsed.sheets))
