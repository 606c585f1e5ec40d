"""The rules every number follows, typed: each has a version and the sentence a screen prints beside the number."""

from __future__ import annotations

from math import inf

import msgspec

from catalog.book.judging import Forecast, Levels
from catalog.book.rule import Rule, numbers_under
from catalog.honesty import Honesty as HonestyOf
from catalog.typed import Declared
from catalog.words.book import in_words

Words = dict[str, str]


class TimeProgress(Rule, frozen=True, kw_only=True):
    """By which plan time is measured; ``quarter_nodes`` are the shares due at quarter ends by area or sub-area."""

    order: tuple[str, ...]
    plan: str
    quarters: str
    curve: str
    months: str
    quarter_nodes: dict[str, tuple[float, ...]] = msgspec.field(default_factory=dict)


class DirectionRule(Rule, frozen=True, kw_only=True):
    """Which targets are ceilings: a pattern over their text."""

    lower_is_better: str


class Band(Declared, frozen=True, kw_only=True):
    """A band of the deviation in percentage points, [start, below); a missing end is open."""

    name: str
    word: str
    light: str
    start: float | None = msgspec.field(default=None, name="from")
    below: float | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """From where to below where it reaches, infinite where it is open."""
        return (-inf if self.start is None else self.start, inf if self.below is None else self.below)


class Lights(Rule, frozen=True, kw_only=True):
    """The lamps, most pressing first, and the bands of the deviation that light them."""

    order: tuple[str, ...]
    scale: tuple[str, ...]
    pressing: tuple[str, ...]
    on_time: tuple[str, ...]
    out_of_count: tuple[str, ...]
    words: Words
    glyphs: Words
    bands: tuple[Band, ...]


class Rollup(Rule, frozen=True, kw_only=True):
    """How tasks are brought together, in words, and the units that count milestones."""

    milestone_units: tuple[str, ...]
    sum: str
    points: str
    milestones: str
    single: str
    none: str


class Stage(Declared, frozen=True, kw_only=True):
    """A stage of the pipeline; ``limit`` in days, ``money`` what stands for it, ``date`` the field dating it."""

    name: str
    word: str
    money: str
    limit: int | None = None
    date: str = ""


class Money(Declared, frozen=True, kw_only=True):
    """A kind of money and the field it stands in."""

    word: str
    field: str


class Upto(Declared, frozen=True, kw_only=True):
    """A band of days up to and with ``upto``; open where it names none."""

    word: str
    upto: int | None = None

    @property
    def days(self) -> float:
        """Its last day, infinite where it is open."""
        return inf if self.upto is None else float(self.upto)


class Pipeline(Rule, frozen=True, kw_only=True):
    """The stages of an investment project and what counts beside them."""

    key_classes: tuple[str, ...]
    closed_follow_status: tuple[str, ...]
    no_reason: str
    no_place: str
    no_site: str
    no_industry: str
    stages: tuple[Stage, ...]
    other_stages: Words
    money: dict[str, Money]
    bands: tuple[Upto, ...]


class Freshness(Rule, frozen=True, kw_only=True):
    """How long after the last contact a client counts as fresh."""

    fresh: Upto
    ageing: Upto
    stale: Upto
    never: Upto

    def numbers(self) -> dict[str, str]:
        """The rule's numbers, and the first day after what is fresh."""
        return super().numbers() | {"ageing_from": f"{self.fresh.days + 1:g}"}


class Ranking(Rule, frozen=True, kw_only=True):
    """Who is ranked, and how the objection window is worded."""

    minimum_n: int
    front_n: int
    last_n: int
    decimals: int
    judged: tuple[str, ...]
    objection_days: int
    objection: str
    objection_to_come: str = ""
    post_class: str

    def numbers(self) -> dict[str, str]:
        """The rule's numbers, and how many units are named at either end, in words."""
        return super().numbers() | self.praised()

    def praised(self) -> dict[str, str]:
        """How many units are named as the first and as the last of their class, in words."""
        return {"front": in_words(self.front_n), "last": in_words(self.last_n)}


class Duties(Rule, frozen=True, kw_only=True):
    """When a duty without a rate is near its deadline, in working days."""

    soon_days: int


class IssueClock(Declared, frozen=True, kw_only=True):
    """Working days to answer and to solve an enterprise's problem."""

    answer: int
    solve: int


class Issues(Rule, frozen=True, kw_only=True):
    """How enterprises' problems are counted."""

    preset: str
    closed: tuple[str, ...]
    waiting: tuple[str, ...]
    unread: tuple[str, ...]
    noted_words: tuple[str, ...]
    satisfied: tuple[str, ...]
    dissatisfied: tuple[str, ...]
    no_class: str
    clocks: dict[str, IssueClock]
    clock_words: Words
    steps: Words

    def numbers(self) -> dict[str, str]:
        """The rule's numbers, and those of the clock in force."""
        return super().numbers() | numbers_under("clock", self.clocks[self.preset])


class Rectification(Rule, frozen=True, kw_only=True):
    """The states of a rectification, and the campaigns that look back."""

    look_back_campaigns: tuple[str, ...]
    states: Words


class Review(Rule, frozen=True, kw_only=True):
    """Points per vote."""

    source: str
    points: dict[str, float]
    content: tuple[str, ...]
    unknown: str
    decimals: int


class FollowUp(Rule, frozen=True, kw_only=True):
    """By how many working days after a meeting its demands are answered, and after a reminder."""

    answer_days: int
    reminded_days: int = 5


class Submissions(Rule, frozen=True, kw_only=True):
    """How a report came in; from which share of units on a month counts as released; what a draft may drop unasked."""

    kinds: Words
    released_share: float = 0.8
    gone_share: float = 0.3
    gone_least: int = 3


class Honesty(Rule, frozen=True, kw_only=True):
    """Thresholds and words of the honesty checks; ``datasets``: what books of before checked."""

    jump: float
    jump_decades: float
    done_rate: float
    early_words: tuple[str, ...]
    early_ends: tuple[str, ...]
    carried_over_words: tuple[str, ...]
    rate_tolerance: float
    text_length: int
    datasets: dict[str, HonestyOf] = msgspec.field(default_factory=dict)


class SiteGroup(Declared, frozen=True, kw_only=True):
    """Which lists of sites belong together on the space page."""

    name: str
    word: str
    lists: tuple[str, ...]


class KeyProjects(Rule, frozen=True, kw_only=True):
    """The words that say how far a key project's building is, and the groups of sites."""

    begun_words: tuple[str, ...]
    idle_words: tuple[str, ...]
    finished_words: tuple[str, ...]
    other: str
    groups: tuple[SiteGroup, ...]


class Rules(Declared, frozen=True, kw_only=True):
    """Every rule by its name."""

    time_progress: TimeProgress
    direction: DirectionRule
    levels: Levels
    lights: Lights
    rollup: Rollup
    pipeline: Pipeline
    freshness: Freshness
    ranking: Ranking
    duties: Duties
    issues: Issues
    rectification: Rectification
    review: Review
    follow_up: FollowUp
    standing: Rule
    submissions: Submissions
    forecast: Forecast
    honesty: Honesty
    key_projects: KeyProjects

    def named(self, name: str) -> Rule:
        """The rule of that name; ``KeyError`` where there is none."""
        if name not in self.__struct_fields__:
            raise KeyError(name)
        found: Rule = getattr(self, name)
        return found
