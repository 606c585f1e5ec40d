"""What a meeting's papers are made from: one set of frozen figures, gathered once, printed many times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from catalog.book import book
from catalog.dataset import Dataset
from catalog.lamps import reason
from catalog.numbers import day
from catalog.words.papers import PaperWords, paper_words
from exports.office_text import harmless


@dataclass(frozen=True, slots=True)
class Kpi:
    """One headline figure as it stands on the screen: already written, so that no paper rounds it again.

    ``delta``: the change since the period before, ``light`` whether it is good; ``note``: what the figure rests on;
    ``number`` the number it is, for a workbook, and its ``kind``: count of rate money points score rank text.
    """

    label: str
    value: str
    delta: str = ""
    note: str = ""
    light: str = ""
    number: float | None = None
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Remarks:
    """Sentences that no page's figures make: the findings on all that is ``behind``, on what the last meeting demanded
    (``followed``) and on what waits for a decision (``waiting``); how these demands stand (``counts``), until when to
    object (``objection``), what the longest projects are cut from (``longest``), what rates lack for want of
    weights (``unweighted``)."""

    behind: str = ""
    followed: str = ""
    waiting: str = ""
    counts: str = ""
    objection: str = ""
    longest: str = ""
    unweighted: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the papers of one meeting show: rates are fractions, deviations percentage points, money 10,000 yuan.

    Which columns its frames have is declared in exports/columns.py and held by a test on a real meeting.

    ``areas``: area, shown (the rate as the page writes it), rate, time_rate (the due point), deviation, light, n,
    n_measurable, basis, milestones, milestones_due, milestones_reached.
    ``sub_areas`` and ``tasks``: area, name, rate, time_rate, deviation, light, step, lead_department, lead_leader;
    ``sub_areas`` also shown. Where a light is no judgement (not begun, not reported), the deviation is missing.
    ``items``: category, name, rate, time_rate, deviation, light, lead_department, lead_leader, deadline.
    ``behind``: name, category, rate, time_rate, deviation, light, days_over, deadline, lead_department, lead_leader
    (red, then amber), and in the sheets' words target, progress, problem, next_step; without a rate it is the days
    past its deadline that make it red.
    ``stages``: stage, now, overdue, reached, amount. ``matrix``: industry x carrier amounts.
    ``projects``: project, stage, industry, site, days, days_over, amount, amount_word (which kind of money that is),
    lead_department, lead_leader; ``longest`` the same without industry and site.
    Frames with an owner also hold short_department and short_leader, for narrow columns.
    ``departments`` / ``leaders``: name, short, unit_class, red, amber, overdue, unanswered, late, n, n_judged,
    n_on_time, on_time_rate, rank, rank_change, front, last; ``praised``: category, front, last in words.
    ``project_groups``: name, rate, time_rate, deviation, light, n, annual_plan, completed_ytd.
    ``key_projects``: name, category, total, plan, done, rate, time_rate, deviation, light, days_over and owners, the
    furthest behind on top.
    ``issue_steps``: name, reached, now, overdue. ``issue_clocks``: name, limit_days, n_due, n_kept, kept_rate.
    ``campaigns``: name, n, open, partial, fixed, closed, returned, overdue, fixed_rate, closed_rate.
    ``late_issues`` / ``urgent_fixes``: name, category, light, days_over, state, deadline and owners.
    ``reviews``: category, name, rank, score, satisfaction, votes, front.
    ``standing``: name, value, unit, rank, rank_total, previous_rank, rank_change, next_peer, distance, behind_peer,
    lead (both in distance_unit), source.
    ``follow_up``: item, demand, post, department, short_department, deadline, then, now, now_light, state, closed,
    reply (the state of its notice), promise, kept, times (how many meetings running have named it).
    ``pending``: what waits for a decision: source_word, since, item, ask, owners, red_months, settled, opinion.
    ``figures``: page -> its key figures. ``findings``: page -> the sentence they make. ``remarks``: other sentences.
    ``rows``: of each dataset that is not listed as one of these frames, what was reported, with dataset and name.
    ``sources``: page -> lines for the notes, each naming figure, file, sheet and cell.
    ``answer_by``: the day by which units answer what the meeting demands.
    ``missing``: the units that still owe a report.
    ``photographs``: (dataset, row_id) -> the first pictures of a red item's row, PNG or JPEG.
    ``seq``: the number in the store's log the figures were frozen at, None where they were not.
    """

    meeting: str
    as_of: date
    demo: bool
    reported: str
    findings: Mapping[str, str]
    figures: Mapping[str, tuple[Kpi, ...]]
    rules: Mapping[str, str]
    areas: pd.DataFrame
    sub_areas: pd.DataFrame
    tasks: pd.DataFrame
    items: pd.DataFrame
    behind: pd.DataFrame
    stages: pd.DataFrame
    matrix: pd.DataFrame
    projects: pd.DataFrame
    longest: pd.DataFrame
    departments: pd.DataFrame
    leaders: pd.DataFrame
    praised: pd.DataFrame
    project_groups: pd.DataFrame
    key_projects: pd.DataFrame
    issue_steps: pd.DataFrame
    issue_clocks: pd.DataFrame
    campaigns: pd.DataFrame
    late_issues: pd.DataFrame
    urgent_fixes: pd.DataFrame
    reviews: pd.DataFrame
    standing: pd.DataFrame
    follow_up: pd.DataFrame
    answer_by: date | None
    pending: pd.DataFrame = field(default_factory=pd.DataFrame)
    remarks: Remarks = Remarks()
    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    demands: tuple[str, ...] = ()
    seq: int | None = None
    missing: tuple[str, ...] = ()
    photographs: Mapping[tuple[str, str], tuple[bytes, ...]] = field(default_factory=dict)

    def stamp(self, page: str) -> str:
        """The line under every slide and sheet: product, page, cut-off date, whether it is made up, and reports in."""
        words = paper_words()
        parts = [
            book().zone.product,
            page,
            words.as_of.format(day=day(self.as_of)),
            words.demo if self.demo else "",
        ]
        return words.separator.join(p for p in [*parts, self.reported] if p)


def listed(dossier: Dossier, known: Dataset) -> pd.DataFrame | None:
    """The rows that the papers list of a dataset; None where they have none."""
    found: pd.DataFrame | None = (
        getattr(dossier, known.papers.frame) if known.papers.frame else dossier.rows.get(known.name)
    )
    return found


def counted(text: str, **blanks: object) -> str:
    """A wording with its blanks filled, those that count what the book says ({areas}, {front} …) too."""
    return text.format(**book().counts(), **blanks)


def words() -> PaperWords:
    """The exports' own sentences and headings."""
    return paper_words()


def lamp(light: str) -> str:
    """Shape and word of a light, as the rules name them: colour is never the only mark."""
    lights = book().rules.lights
    word, mark = lights.words.get(light, light), lights.glyphs.get(light, "")
    return word if word.startswith(mark) else f"{mark}{word}"


def in_words(said: str) -> str:
    """A lamp inside a running sentence: its word without the mark that stands before it in lists, what lit it in
    brackets, a gap to time by its name and not by its sign."""
    marks = "".join(book().rules.lights.glyphs.values())
    word, _, why_ = said.translate(str.maketrans("", "", marks)).strip().partition(" ")
    text = paper_words().bulletin
    ways = {"\u2212": text.short_of_time, "+": text.before_time}
    if why_[:1] in ways:
        why_ = ways[why_[0]].format(gap=why_[1:])
    return word + paper_words().slides.in_brackets.format(text=why_) if why_.strip("0.") else word


def why(row: Mapping[Any, Any], decimals: int = 1) -> str:
    """What lit a row's lamp (catalog/lamps.py); "" where nothing is known to."""
    dataset = row.get("dataset", "")
    cause = row.get("cause")
    return reason(row["light"], row["deviation"], row.get("days_over"), dataset=dataset, decimals=decimals, cause=cause)


def judged(row: Mapping[Any, Any]) -> str:
    """The lamp and what lit it."""
    return f"{lamp(row['light'])} {why(row)}".strip()


def named(value: object) -> str:
    """A unit, post or place as it stands; a word for it where nobody filled it in."""
    return harmless(value) or paper_words().not_named
