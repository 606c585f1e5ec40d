"""Activities and style on slides: enterprise problems step by step, rectification by campaign, and what presses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from catalog.numbers import plain, rate
from exports.dossier import Dossier, counted, judged, named, words
from exports.palette import text_of
from exports.slides.canvas import (
    BELOW_FIGURES,
    BOTTOM,
    MARGIN,
    SIZE,
    TOP,
    WIDTH,
    Draw,
    only,
    put_figures,
    put_section,
    put_sentence,
)
from exports.slides.funnel import put_funnel
from exports.slides.page import PageOfSlides
from exports.slides.tables import (
    AIRY,
    ROW,
    Cell,
    columns,
    head_row,
    headed,
    largest,
    needed,
    put_table,
    table_over_slides,
)

RIGHT, WHOLE = 7.0, WIDTH - 2 * MARGIN
STATES = ("n", "open", "partial", "fixed", "closed", "returned", "overdue")
COUNTED = (3.6, 0.6, 0.9, 0.8, 0.9, 0.9, 0.8, 0.8, 0.9, 0.9)
# Inches from a heading to its table, and from that to the next heading.
HEADING, APART = 0.4, 0.3
PRESSING = ("issue", "company", "light", "due", "lead_department", "lead_leader")


def campaigns(dossier: Dossier) -> list[Draw]:
    """Key figures and the enterprises' problems; the campaigns and the review; what presses, over its own slides."""
    text = words().slides
    steps, counts = dossier.issue_steps, dossier.campaigns
    if not steps["reached"].sum() and not counts["n"].sum() and dossier.reviews.empty:
        return only(text.no_campaigns)
    return [lambda slide: _issues(slide, dossier), *_fixes(dossier), *_pressing(dossier)]


def _issues(slide: Any, dossier: Dossier) -> None:
    text = words().slides
    put_figures(slide, dossier.figures["campaigns"])
    put_section(slide, text.issue_steps, text.funnel_note, MARGIN, BELOW_FIGURES, RIGHT - 0.2)
    if dossier.issue_steps["reached"].sum():
        put_funnel(
            slide, (MARGIN - 0.1, BELOW_FIGURES + 0.3, RIGHT - MARGIN - 0.2, 3.7), dossier.issue_steps, past=True
        )
    else:
        put_sentence(slide, text.no_issues, (MARGIN, BELOW_FIGURES + 0.4, RIGHT - MARGIN - 0.3))
    put_section(slide, text.clocks, text.clocks_note, RIGHT, BELOW_FIGURES)
    titles = ("clock", "limit_days", "n_due", "n_kept", "kept_rate")
    rows = [head_row([words().heads[c] for c in titles], right=range(1, 5))]
    for row in dossier.issue_clocks.to_dict("records"):
        limit = text.working_days.format(n=plain(row["limit_days"]))
        figures = [limit, plain(row["n_due"]), plain(row["n_kept"]), rate(row["kept_rate"])]
        rows.append([Cell(row["name"]), *(Cell(figure, align="right") for figure in figures)])
    place, shares = (RIGHT, BELOW_FIGURES + 0.4, WIDTH - MARGIN - RIGHT), (0.9, 1.4, 0.8, 0.8, 1.0)
    size, grow = largest(rows, columns(place[2], shares), BOTTOM - place[1])
    put_table(slide, place, shares, rows, size=size, whole=True, grow=grow)


def _fixes(dossier: Dossier) -> list[Draw]:
    """Where the problems of each campaign stand, then the front of every class of the public review: on one slide where
    both fit."""
    text, counts = words().slides, dossier.campaigns
    fixes = _Section(text.fixes, text.fixes_note, _counts(counts[counts["n"] > 0]), COUNTED, text.no_fixes)
    reviews = _Section(
        text.reviews, counted(text.reviews_front), _reviews(dossier.reviews), (2.2, 9.0), text.no_reviews
    )
    below = TOP + fixes.high + APART
    if below + reviews.high <= BOTTOM:
        room = min(AIRY, (BOTTOM - TOP - APART) / (fixes.high + reviews.high))
        below = TOP + HEADING + (fixes.high - HEADING) * room + APART
        return headed(lambda slide: fixes.put(slide, TOP, room), [lambda slide: reviews.put(slide, below, room)])
    return [*fixes.over_slides(), *reviews.over_slides()]


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with its note over a table (its first row the head), or over the sentence why there is none."""

    heading: str
    note: str
    rows: list[list[Cell]]
    shares: tuple[float, ...]
    nothing: str

    @property
    def high(self) -> float:
        inches = columns(WHOLE, self.shares)
        return HEADING + (sum(needed(cells, inches, SIZE, ROW) for cells in self.rows) if self.rows[1:] else ROW)

    def put(self, slide: Any, top: float, grow: float) -> None:
        self._head(slide, top)
        if self.rows[1:]:
            put_table(slide, (MARGIN, top + HEADING, WHOLE), self.shares, self.rows, whole=True, grow=grow)

    def over_slides(self) -> list[Draw]:
        if not self.rows[1:]:
            return [lambda slide: self._head(slide, TOP)]
        head, *rows = self.rows
        tables = table_over_slides(head, rows, self.shares, top=TOP + HEADING)
        return headed(lambda slide: self._head(slide, TOP), tables)

    def _head(self, slide: Any, top: float) -> None:
        put_section(slide, self.heading, self.note, MARGIN, top)
        if not self.rows[1:]:
            put_sentence(slide, self.nothing, (MARGIN, top + HEADING, WHOLE))


def _reviews(reviews: pd.DataFrame) -> list[list[Cell]]:
    text, heads = words().slides, words().heads
    rows = [head_row([counted(heads[c]) for c in ("unit_class", "front")])]
    for name, part in reviews.groupby("category", sort=False):
        first = part[part["front"]].to_dict("records")
        said = [text.reviewed.format(name=row["name"], score=plain(row["score"], 2)) for row in first]
        rows.append([Cell(named(name)), Cell(words().bulletin.names.join(said))])
    return rows


def _counts(some: pd.DataFrame) -> list[list[Cell]]:
    heads = words().heads | words().slides.campaign_heads
    titles = ["campaign", *STATES, "fixed_rate", "closed_rate"]
    rows = [head_row([heads[c] for c in titles], right=range(1, len(titles)))]
    for row in some.to_dict("records"):
        numbers = [plain(row[c]) if row[c] else "" for c in STATES]
        late = text_of("behind" if row["overdue"] else "")
        cells = [Cell(number, align="right") for number in numbers[:-1]]
        cells += [Cell(numbers[-1], late, bold=True, align="right")]
        rates = [Cell(rate(row[c], 0), align="right") for c in ("fixed_rate", "closed_rate")]
        rows.append([Cell(named(row["name"])), *cells, *rates])
    return rows


def _pressing(dossier: Dossier) -> list[Draw]:
    """Enterprise problems past their deadline and rectification items overdue, sent back or due soon, in one list."""
    text, heads = words().slides, words().heads
    urgent = pd.concat([dossier.late_issues, dossier.urgent_fixes], ignore_index=True).to_dict("records")
    if not urgent:
        return []
    head = head_row([heads[c] for c in PRESSING])
    tables = table_over_slides(head, list(map(_row, urgent)), (3.6, 2.4, 1.9, 1.3, 1.4, 2.1), top=TOP + 0.4)

    note = text.all_problems.format(n=len(urgent))
    return headed(lambda slide: put_section(slide, text.pressing, note, MARGIN, TOP), tables)


def _row(row: dict[Any, Any]) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(row["name"], tone, bold=True),
        Cell(named(row["category"])),
        Cell(judged(row), tone, bold=True),
        Cell("" if row["deadline"] is None or row["deadline"] != row["deadline"] else f"{row['deadline']:%Y-%m-%d}"),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]


PAGE = PageOfSlides(campaigns, lambda dossier: pd.concat([dossier.late_issues, dossier.urgent_fixes]))
