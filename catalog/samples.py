"""What the invented sample workbooks are made from: ``catalog/samples.toml``, typed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Cover(Declared, frozen=True):
    """``[cover]``."""

    sheet: str
    lines: list[str]


class Font(Declared, frozen=True):
    """``[font]``."""

    title: str
    header: str
    body: str


class DeliveryLate(Declared, frozen=True):
    """``[delivery.late]``."""

    unit: str
    month: int
    received: date


class DeliveryCorrected(Declared, frozen=True):
    """``[delivery.corrected]``."""

    unit: str
    month: int
    received: date
    mark: str
    project: str
    field: str
    of: str
    value: int


class Delivery(Declared, frozen=True):
    """``[delivery]``."""

    missing: list[list[Any]]
    late: DeliveryLate
    corrected: DeliveryCorrected
    file: str


class Streets(Declared, frozen=True):
    """``[streets]``."""

    names: list[str]


class Livelihood(Declared, frozen=True):
    """``[livelihood]``."""

    rows: list[list[Any]]


class InvestmentWords(Declared, frozen=True):
    """``[investment.words]``."""

    origins: list[str]
    sites: list[str]
    classes: list[str]
    content: list[str]
    stop_reasons: list[str]
    problems: list[str]
    next_steps: list[str]


class Investment(Declared, frozen=True):
    """``[investment]``."""

    lead_unit: str
    near: str
    names: list[str]
    ends: list[str]
    industries: list[dict[str, Any]]
    words: InvestmentWords
    progress: dict[str, list[str]]
    stage_words: dict[str, list[str]]
    batches: list[dict[str, Any]]
    stories: list[dict[str, Any]]
    claims: list[dict[str, Any]]


class Clients(Declared, frozen=True):
    """``[clients]``."""

    count: int
    words: dict[str, list[str]]
    intentions: list[str]
    statuses: list[str]
    progress: dict[str, str]
    stop_reason: str
    canonical: dict[str, str]


class Carriers(Declared, frozen=True):
    """``[carriers]``."""

    rows: list[list[Any]]
    science: list[str]
    address: str


class KeyProjects(Declared, frozen=True):
    """``[key_projects]``."""

    rows: list[list[Any]]
    progress: list[list[Any]]
    problems: list[str]


class Issues(Declared, frozen=True):
    """``[issues]``."""

    counts: dict[str, int]
    classes: list[list[str]]
    visitors: list[str]
    satisfaction: list[str]
    statuses: dict[str, str]
    progress: dict[str, list[str]]


class CampaignWords(Declared, frozen=True):
    """``[campaign_words]``."""

    problem: str
    statuses: dict[str, str]


class StyleCampaign(Declared, frozen=True):
    """``[style_campaign]``."""

    unit: str
    name: str
    rows: list[list[str]]


class Review(Declared, frozen=True):
    """``[review]``."""

    unit: str
    month: int
    classes: dict[str, list[str]]
    ballots: int
    alike: dict[str, str]


class Standings(Declared, frozen=True):
    """``[standings]``."""

    unit: str
    months: list[int]
    source: str
    rows: list[list[Any]]


class Telling(Declared, frozen=True):
    """``[telling]``."""

    steps_counted_in: str
    number: str
    first: str
    nothing: list[str]
    waiting: str
    done: str
    over: str
    unmeasured: list[str]
    problems: list[str]
    next_steps: list[str]
    nodes: dict[str, list[str]]
    status: dict[str, list[str]]
    works: dict[str, list[list[Any]]]


class Exercises(Declared, frozen=True):
    """``[exercises]``."""

    folder: str
    month: int
    received: date
    books: dict[str, list[str]]
    begun: float
    mistakes: list[dict[str, Any]]


class Samples(Declared, frozen=True):
    """The whole of ``samples.toml``; tables of many rows stay rows."""

    seed: int
    year: int
    months: list[int]
    mark: str
    zone: str
    contact: str
    phone: str
    money_units: list[str]
    money_factors: dict[str, int]
    list_separator: str
    glued_units: list[str]
    line: str
    money_line: str
    section: str
    numerals: list[str]
    subtotal: str
    header_unit: str
    points_header: str
    cover: Cover
    hidden_sheet: str
    blank_sheets: list[str]
    font: Font
    date_formats: dict[str, str]
    delivery: Delivery
    curves: dict[str, list[float]]
    work: list[dict[str, Any]]
    streets: Streets
    street_work: list[dict[str, Any]]
    livelihood: Livelihood
    investment: Investment
    clients: Clients
    carriers: Carriers
    key_projects: KeyProjects
    issues: Issues
    campaigns: list[dict[str, Any]]
    campaign_words: CampaignWords
    style_campaign: StyleCampaign
    review: Review
    standings: Standings
    telling: Telling
    follows: dict[str, dict[str, Any]]
    support: dict[str, list[str]]
    forms: dict[str, dict[str, Any]]
    units: list[dict[str, Any]]
    exercises: Exercises


@cache
def samples() -> Samples:
    """What ``catalog/samples.toml`` declares."""
    return made((HERE / "samples.toml").read_text("utf-8"), Samples, file="samples.toml")
