"""Key projects on slides: investment done by group of sites against its plan, and every project that is behind."""

from __future__ import annotations

from typing import Any

from catalog import dataset
from catalog.numbers import in_one_unit, plain, rate
from exports.dossier import Dossier, judged, words
from exports.palette import text_of
from exports.slides.canvas import (
    BELOW_FIGURES,
    BOTTOM,
    MARGIN,
    TOP,
    WIDTH,
    Draw,
    only,
    put_figures,
    put_section,
    put_sentence,
)
from exports.slides.charts import Bullet, put_bullets
from exports.slides.listing import listed
from exports.slides.page import PageOfSlides
from exports.slides.tables import Cell, head_row, put_table

RIGHT, HIGHEST = 6.0, 0.95
PRESSING = ("behind", "warning")
GROUPS = ("group", "n_projects", "plan", "done", "deviation")


def key_projects(dossier: Dossier) -> list[Draw]:
    """Key figures with a bullet a group of sites; then the red and amber projects with who answers."""
    if dossier.key_projects.empty:
        sentence = words().slides.no_key_projects
        return only(sentence)
    return [lambda slide: _groups(slide, dossier), *_behind(dossier)]


def _groups(slide: Any, dossier: Dossier) -> None:
    text = words().slides
    put_figures(slide, dossier.figures["key_projects"])
    put_section(slide, text.groups, text.groups_note, MARGIN, BELOW_FIGURES)
    bars = [_bullet(row) for row in dossier.project_groups.to_dict("records")]
    top = BELOW_FIGURES + 0.4
    high = min(HIGHEST, (BOTTOM - top) / (len(bars) + 1))  # the bars stand level with the rows beside them
    put_bullets(slide, (MARGIN - 0.1, top + high, RIGHT - MARGIN - 0.2, high * len(bars)), bars, names=0.38)
    heads = words().heads | text.short_heads
    groups = dossier.project_groups
    planned, done = groups["annual_plan"].tolist(), groups["completed_ytd"].tolist()
    unit, said = in_one_unit([*planned, *done])  # both columns in one unit, so that they can be compared
    money = {name: text.in_unit.format(head=heads[name], unit=unit) for name in ("plan", "done")}
    rows = [head_row([(heads | money)[c] for c in GROUPS], right=(1, 2, 3))]
    for row, *amounts in zip(groups.to_dict("records"), said[: len(planned)], said[len(planned) :], strict=True):
        cells = [Cell(row["name"]), *(Cell(figure, align="right") for figure in [plain(row["n"]), *amounts])]
        rows.append([*cells, Cell(judged(row), text_of(row["light"]))])
    put_table(slide, (RIGHT, top, WIDTH - MARGIN - RIGHT), (2.0, 0.7, 1.3, 1.3, 1.6), rows, row_height=high)


def _behind(dossier: Dossier) -> list[Draw]:
    text = words().slides
    urgent = dossier.key_projects[dossier.key_projects["light"].isin(PRESSING)].to_dict("records")
    if not urgent:
        return [lambda slide: put_sentence(slide, text.none_behind_here, (MARGIN, TOP, WIDTH - 2 * MARGIN))]
    section = (text.projects_behind, text.projects_note.format(n=len(urgent)))
    return listed(dataset("key_projects"), urgent, section)


def _bullet(row: dict[Any, Any]) -> Bullet:
    known, due = (None if row[c] != row[c] else float(row[c]) for c in ("rate", "time_rate"))
    return Bullet(row["name"], known, due, rate(row["rate"]), row["light"])


PAGE = PageOfSlides(key_projects, lambda dossier: dossier.key_projects)
