"""What figures, titles, findings and notes say: ``catalog/wording/metrics.toml`` and, of a page with key figures of its
own, ``catalog/wording/pages/<page>.toml``, typed."""

from __future__ import annotations

from functools import cache

import msgspec

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Numbers(Declared, frozen=True):
    """``[numbers]``."""

    missing: str
    pp: str
    money: str
    large_money: str
    hundred_million: float
    myriad: str
    clauses_apart: str


class Honesty(Declared, frozen=True):
    """``[honesty]``."""

    severity: str
    word: str
    message: str


class KeyFigure(Declared, frozen=True):
    """``[figures]`` of a page: how the value is printed (``kind``: count, of = a share like 14/28, rate, money,
    points), whether up or down is better (``good``, "" for neither), and what it counts (``note``)."""

    label: str
    kind: str
    good: str
    note: str


class Measures(Declared, frozen=True):
    """``[measures]``."""

    short_of: str
    beyond: str
    used_early: str
    stands: str
    against_target: str
    against_limit: str
    equal: str
    above: str
    below: str
    places: tuple[str, ...]
    place_short: str
    place_better: str
    nothing_over: str
    within: str
    early: str
    over: str
    points: str


class Rollup(Declared, frozen=True):
    """``[rollup]``."""

    unweighted: str
    one: str
    between: str


class Evidence(Declared, frozen=True):
    """``[evidence]``."""

    closed_late: str
    left: str
    not_counted: str
    new_now: str
    standstill: str
    missing: str
    joined: str
    gap: str
    book: dict[str, str]
    sums: dict[str, str]


class HeadlineWords(Declared, frozen=True):
    """``[headline_words]``."""

    period: str
    year: str
    between: str
    unlike_n: str
    unlike_year: str
    unlike_rows: str
    unlike_sizes: str
    unlike_basis: str
    unlike_ranked: str
    unlike: str
    rank: str
    score: str


class Empty(Declared, frozen=True):
    """``[empty]``."""

    nobody: str
    unit_has_none: str
    unit_missing: str
    blank: str
    lacking: str


class TitleWords(Declared, frozen=True):
    """``[title]``."""

    longest: int
    above: str
    below: str
    even: str


class TabTitle(Declared, frozen=True):
    """``[title.tabs]`` of a page."""

    tab: str
    sentences: tuple[str, ...]
    what: str = ""
    of: tuple[str, ...] = ()
    activities: bool = False


class PageTitle(Declared, frozen=True):
    """``[title]`` of a page: the first sentence whose blanks can be filled and that fits is taken."""

    sentences: tuple[str, ...]
    what: str = ""
    of: tuple[str, ...] = ()
    tabs: dict[str, TabTitle] = msgspec.field(default_factory=dict)


class OriginKinds(Declared, frozen=True):
    """``[origin_kinds]``."""

    province: str
    special: str
    special_regions: tuple[str, ...]
    country: str
    joined: str


class Clocks(Declared, frozen=True):
    """``[clocks]``."""

    curve: str
    calendar: str
    curves: str
    curve_used: str
    between: str


class RowCounts(Declared, frozen=True):
    """``[row_counts]``."""

    rows: str
    between: str
    joined: str


class MetricWords(Declared, frozen=True):
    """The whole of ``wording/metrics.toml``."""

    numbers: Numbers
    honesty: dict[str, Honesty]
    measures: Measures
    rollup: Rollup
    evidence: Evidence
    headline_words: HeadlineWords
    empty: Empty
    title: TitleWords
    task: PageTitle
    origin_kinds: OriginKinds
    clocks: Clocks
    row_counts: RowCounts


class PageWords(Declared, frozen=True):
    """The whole of ``wording/pages/<page>.toml``: its key figures in their order, and what it is titled with."""

    figures: dict[str, KeyFigure]
    title: PageTitle


@cache
def metric_words() -> MetricWords:
    """What ``catalog/wording/metrics.toml`` declares."""
    return made((HERE / "wording/metrics.toml").read_text("utf-8"), MetricWords, file="wording/metrics.toml")


@cache
def page_words() -> dict[str, PageWords]:
    """What each page with key figures of its own declares in ``catalog/wording/pages/<page>.toml``, by page."""
    files = sorted((HERE / "wording/pages").glob("*.toml"))
    return {p.stem: made(p.read_text("utf-8"), PageWords, file=f"wording/pages/{p.name}") for p in files}
