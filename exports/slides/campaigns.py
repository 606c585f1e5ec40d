"""Activities and style on a slide: enterprise problems step by step, rectification by campaign, and what presses."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.numbers import plain, rate
from exports.dossier import Dossier, judged, named, words
from exports.palette import text_of
from exports.slides.canvas import MARGIN, WIDTH, put_figures, put_section, put_sentence
from exports.slides.funnel import put_funnel
from exports.slides.tables import Cell, head_row, put_table

TOP, CLOCKS, REVIEW, RIGHT, ROW = 2.52, 4.68, 5.76, 6.3, 0.3
# An item's name may run over two lines.
HIGH, BOTTOM = 0.42, 6.95
SIZE = 10.5
COUNTED, REVIEWED, CLASSES = 6, 3, 4
LEFT_WIDTH, RIGHT_WIDTH = RIGHT - MARGIN - 0.3, WIDTH - MARGIN - RIGHT
STATES = ("n", "open", "partial", "fixed", "closed", "returned", "overdue")


def campaigns(slide: Any, dossier: Dossier) -> None:
    """Key figures, the course of the enterprises' problems, both clocks, the campaigns, the review, what presses."""
    text = words()["slides"]
    steps, counts = dossier.issue_steps, dossier.campaigns
    if not steps["reached"].sum() and not counts["n"].sum() and dossier.reviews.empty:
        put_sentence(slide, text["no_campaigns"], (MARGIN, 1.5, WIDTH - 2 * MARGIN))
        return
    put_figures(slide, dossier.figures["campaigns"])
    put_section(slide, text["issue_steps"], text["funnel_note"], MARGIN, TOP, RIGHT - 0.2)
    if steps["reached"].sum():
        put_funnel(slide, (MARGIN - 0.1, TOP + 0.28, RIGHT - MARGIN - 0.2, 1.88), steps, size=10.5)
    else:
        put_sentence(slide, text["no_issues"], (MARGIN, TOP + 0.4, LEFT_WIDTH))
    _counts(slide, counts)
    _clocks(slide, dossier.issue_clocks)
    _review(slide, dossier.reviews)
    _pressing(slide, dossier, TOP + 0.55 + ROW * (1 + min(COUNTED, int((counts["n"] > 0).sum()))))


def _counts(slide: Any, counts: pd.DataFrame) -> None:
    """Where the problems of each campaign stand; aspects without a problem are told by their number."""
    text, heads = words()["slides"], words()["heads"] | words()["slides"]["campaign_heads"]
    some = counts[counts["n"] > 0]
    shown = some.head(COUNTED)
    put_section(slide, text["fixes"], text["fixes_note"].format(n=len(counts) - len(some)), RIGHT, TOP)
    if some.empty:
        put_sentence(slide, text["no_fixes"], (RIGHT, TOP + 0.4, RIGHT_WIDTH))
        return
    titles = ["campaign", *STATES, "fixed_rate", "closed_rate"]
    rows = [head_row([heads[c] for c in titles], right=range(1, len(titles)))]
    for row in shown.to_dict("records"):
        numbers = [plain(row[c]) if row[c] else "" for c in STATES]
        late = text_of("behind" if row["overdue"] else "")
        cells = [Cell(number, align="right") for number in numbers[:-1]]
        cells += [Cell(numbers[-1], late, bold=True, align="right")]
        rates = [Cell(rate(row[c], 0), align="right") for c in ("fixed_rate", "closed_rate")]
        rows.append([Cell(named(row["name"])), *cells, *rates])
    widths = (2.15, 0.4, 0.6, 0.48, 0.6, 0.6, 0.48, 0.48, 0.6, 0.6)
    put_table(slide, (RIGHT, TOP + 0.33, RIGHT_WIDTH), widths, rows, size=10, row_height=ROW)


def _clocks(slide: Any, clocks: pd.DataFrame) -> None:
    text, heads = words()["slides"], words()["heads"]
    put_section(slide, text["clocks"], text["clocks_note"], MARGIN, CLOCKS, RIGHT - 0.2)
    titles = ("clock", "limit_days", "n_due", "n_kept", "kept_rate")
    rows = [head_row([heads[c] for c in titles], right=range(1, 5))]
    for row in clocks.to_dict("records"):
        figures = [text["working_days"].format(n=plain(row["limit_days"])), plain(row["n_due"]), plain(row["n_kept"])]
        rows.append(
            [Cell(row["name"]), *(Cell(figure, align="right") for figure in [*figures, rate(row["kept_rate"])])]
        )
    put_table(slide, (MARGIN, CLOCKS + 0.3, LEFT_WIDTH), (1.0, 1.2, 0.8, 0.8, 1.0), rows, size=SIZE, row_height=0.27)


def _review(slide: Any, reviews: pd.DataFrame) -> None:
    """The front three of every class of the public review, a row a class."""
    text = words()["slides"]
    put_section(slide, text["reviews"], text["reviews_front"], MARGIN, REVIEW, RIGHT - 0.2)
    rows = []
    for name, part in reviews.groupby("category", sort=False):
        first = part[part["front"]].head(REVIEWED).to_dict("records")
        said = [text["reviewed"].format(name=row["name"], score=plain(row["score"], 2)) for row in first]
        rows.append([Cell(named(name)), Cell(words()["bulletin"]["names"].join(said))])
    if rows:
        place = (MARGIN, REVIEW + 0.29, LEFT_WIDTH)
        put_table(slide, place, (1.15, 4.3), rows[:CLASSES], size=10, row_height=0.25, head=False)
    else:
        put_sentence(slide, text["no_reviews"], (MARGIN, REVIEW + 0.3, LEFT_WIDTH))


def _pressing(slide: Any, dossier: Dossier, top: float) -> None:
    """Enterprise problems past their deadline and rectification items overdue, sent back or due soon, in one list."""
    text, heads = words()["slides"], words()["heads"]
    urgent = pd.concat([dossier.late_issues, dossier.urgent_fixes], ignore_index=True)
    fit = int((BOTTOM - top - 0.33 - ROW) / HIGH)
    counted = text["behind_note"].format(shown=fit, n=len(urgent)) if len(urgent) > fit else ""
    put_section(slide, text["pressing"], counted, RIGHT, top)
    if urgent.empty:
        put_sentence(slide, text["none_pressing"], (RIGHT, top + 0.35, RIGHT_WIDTH))
        return
    titles = ("issue", "light", "due", "lead_department", "lead_leader")
    rows = [head_row([heads[c] for c in titles]), *map(_row, urgent.head(fit).to_dict("records"))]
    widths = (1.75, 1.4, 1.0, 0.85, 1.8)
    put_table(slide, (RIGHT, top + 0.33, RIGHT_WIDTH), widths, rows, size=10, row_height=HIGH)


def _row(row: dict[Any, Any]) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(row["name"], tone, bold=True, lines=2),
        Cell(judged(row), tone, bold=True, lines=2),
        Cell("" if row["deadline"] is None or row["deadline"] != row["deadline"] else f"{row['deadline']:%Y-%m-%d}"),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]
