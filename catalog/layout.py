"""How departments lay out a sheet: ``catalog/layout.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Header(Declared, frozen=True):
    """``[header]``."""

    neutral_groups: tuple[str, ...]
    done_groups: tuple[str, ...]
    of_which: tuple[str, ...]
    remarks: tuple[str, ...]
    max_length: int
    rate_words: tuple[str, ...]
    measured_twins: dict[str, str]
    second_fields: dict[str, str]
    everywhere: tuple[str, ...]
    plan_words: tuple[str, ...]
    unit_or_department: tuple[str, ...]


class Titles(Declared, frozen=True):
    """``[titles]``."""

    department: tuple[str, ...]
    date: tuple[str, ...]
    unit: tuple[str, ...]
    other: tuple[str, ...]
    attachment: str
    title_words: tuple[str, ...]
    continued: tuple[str, ...]
    page_marks: str
    unit_in_title: str
    covers: tuple[str, ...]
    months_in_sheet: str


class Rows(Declared, frozen=True):
    """``[rows]``."""

    totals: tuple[str, ...]
    total_endings: tuple[str, ...]
    of_which: tuple[str, ...]
    notes: str
    note_starts: str
    note_ends: tuple[str, ...]
    sections: str
    ordinal: str
    counted: str
    opens_of_which: str
    section_count: str
    section_endings: str
    top_levels: str
    column_numbers: str
    plan_rows: tuple[str, ...]
    done_rows: tuple[str, ...]
    result_fields: tuple[str, ...]
    nothings: tuple[str, ...]
    says_nothing: str


class Ticks(Declared, frozen=True):
    """``[ticks]``."""

    marked: tuple[str, ...]
    unmarked: tuple[str, ...]


class Comments(Declared, frozen=True):
    """``[comments]``."""

    corrects: tuple[str, ...]


class Summaries(Declared, frozen=True):
    """``[summaries]``."""

    words: tuple[str, ...]
    identity: tuple[str, ...]


class MoneyColumns(Declared, frozen=True):
    """``[money_columns]``."""

    words: tuple[str, ...]


class Matching(Declared, frozen=True):
    """``[matching]``."""

    title_weight: float
    sheet_weight: float
    margin: float
    share: float
    slots: tuple[tuple[str, ...], ...]


class Crosstab(Declared, frozen=True):
    """``[crosstab]``."""

    regions: tuple[str, ...]
    months: str
    periods: str
    parts: dict[str, tuple[str, ...]]


class Forms(Declared, frozen=True):
    """``[forms]``."""

    min_labels: int


class Output(Declared, frozen=True):
    """``[output]``."""

    list_mark: str
    nothing: str
    and_more: str


class Checks(Declared, frozen=True):
    """``[checks]``."""

    sums: tuple[str, ...]
    early_words: tuple[str, ...]
    finished_words: tuple[str, ...]
    off_scale_from: int
    items_in_title: str


class Layout(Declared, frozen=True):
    """The whole of ``layout.toml``."""

    header: Header
    periods: dict[str, str]
    titles: Titles
    rows: Rows
    ticks: Ticks
    comments: Comments
    summaries: Summaries
    money_columns: MoneyColumns
    matching: Matching
    crosstab: Crosstab
    forms: Forms
    output: Output
    checks: Checks


@cache
def layout() -> Layout:
    """What ``catalog/layout.toml`` declares."""
    return made((HERE / "layout.toml").read_text("utf-8"), Layout, file="layout.toml")
