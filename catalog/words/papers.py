"""What slides, bulletins, lists, pictures and packs say: ``catalog/wording/exports.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Theme(Declared, frozen=True):
    """``[theme]``."""

    head: str
    body: str


class Slides(Declared, frozen=True):
    """``[slides]``."""

    areas: str
    areas_note: str
    works: str
    works_note: str
    behind_note: str
    behind: str
    within_due: str
    shortfall: str
    tick: str
    beyond_due: str
    funnel: str
    funnel_now: str
    funnel_overdue: str
    funnel_past: str
    funnel_in_time: str
    funnel_later: str
    funnel_note: str
    funnel_beside: str
    in_unit: str
    in_brackets: str
    matrix: str
    longest: str
    longest_note: str
    groups: str
    groups_note: str
    projects_behind: str
    projects_note: str
    none_behind_here: str
    no_projects: str
    no_key_projects: str
    no_campaigns: str
    no_issues: str
    no_fixes: str
    no_reviews: str
    no_duties: str
    no_standing: str
    pending_note: str
    no_pending: str
    open_ask: str
    settled_ask: str
    months: str
    no_follow_up: str
    no_items: str
    issue_steps: str
    fixes: str
    fixes_note: str
    clocks: str
    clocks_note: str
    working_days: str
    reviews: str
    reviews_front: str
    reviewed: str
    pressing: str
    none_pressing: str
    by_department: str
    by_leader: str
    counted_note: str
    too_few: str
    of_judged: str
    praised: str
    places: str
    places_note: str
    place_now: str
    place_lost: str
    place_before: str
    place_gained: str
    distances: str
    distances_note: str
    all_of: str
    all_problems: str
    agenda: str
    layout: str
    placeholder: str
    cover_title: str
    part: str
    red_items: str
    red_title: str
    no_promise: str
    red_owners: str
    chart_alt: str
    photograph_alt: str
    table_alt: str
    notes_head: str
    rule_head: str
    days: str
    items_of: str
    board_separator: str
    campaign_heads: dict[str, str]
    short_heads: dict[str, str]


class Bulletin(Declared, frozen=True):
    """``[bulletin]``."""

    draft: str
    draft_demo: str
    title: str
    addressees: str
    opening: str
    overall: str
    part: str
    full_stop: str
    area_line: str
    area_milestones: str
    area_unjudged: str
    area_gap: str
    short_of_time: str
    before_time: str
    ahead: str
    behind: str
    ranking: str
    ranked: str
    no_ranking: str
    names: str
    reports: str
    all_reported: str
    missing: str
    last_time: str
    no_last_time: str
    last_time_counts: str
    last_time_closed: str
    last_time_item: str
    promised: str
    reply: str
    again: str
    day_to_come: str
    by_department: str
    department_line: str
    no_department: str
    amber_only: str
    amber_unit: str
    digits: tuple[str, ...]
    item: str
    red_running: str
    names_apart: str
    done: str
    behind_time: str
    no_behind: str
    by_leader: str
    leader_item: str
    pending_said: str
    pending_head: str
    pending_item: str
    raised: dict[str, str]
    no_pending: str
    pending_red: str
    pending_opinion: str
    demands_head: str
    demand_to_come: str
    demand: str
    objection: str
    annex_lines: tuple[str, ...]
    annex_behind: str
    annex_behind_title: str
    annex_on_track: str
    annex_on_track_title: str
    annex_figures: str
    annex_figures_title: str
    signed: str
    signed_demo: str
    page_number: str
    classes: dict[str, str]
    fonts: dict[str, str]
    fallbacks: dict[str, str]


class Lists(Declared, frozen=True):
    """``[lists]``."""

    font: str
    title: str
    figures: str
    urgent: str
    behind: str
    departments: str
    leaders: str
    follow_up: str
    pending: str
    note: str
    money_note: str
    page_of: str
    file_name: str


class Pictures(Declared, frozen=True):
    """``[pictures]``."""

    no_chromium: str
    no_font: str
    failed: str
    page_failed: str
    page_broken: str
    chart: str


class Pack(Declared, frozen=True):
    """``[pack]``."""

    slides: str
    bulletin: str
    lists: str
    pictures: str
    contents: str
    contents_head: str
    not_frozen: str
    demo_line: str
    left_out: str


class PaperWords(Declared, frozen=True):
    """The whole of ``wording/exports.toml``."""

    separator: str
    as_of: str
    demo: str
    none: str
    not_named: str
    slide_font: str
    theme: Theme
    none_behind: str
    none_red: str
    parts: dict[str, str]
    heads: dict[str, str]
    slides: Slides
    bulletin: Bulletin
    lists: Lists
    pictures: Pictures
    pack: Pack


@cache
def paper_words() -> PaperWords:
    """What ``catalog/wording/exports.toml`` declares."""
    return made((HERE / "wording/exports.toml").read_text("utf-8"), PaperWords, file="wording/exports.toml")
