"""Key projects on a slide: investment done by group of sites against its plan, and the projects furthest behind."""

from __future__ import annotations

from typing import Any

from catalog.numbers import money, plain, rate
from exports.dossier import Dossier, judged, named, words
from exports.palette import text_of
from exports.slides.canvas import MARGIN, WIDTH, put_figures, put_section, put_sentence
from exports.slides.charts import Bullet, put_bullets
from exports.slides.tables import Cell, head_row, put_table

SHOWN = 9
TOP, RIGHT = 2.52, 5.9
PRESSING = ("behind", "warning")


def key_projects(slide: Any, dossier: Dossier) -> None:
    """Key figures, a bullet a group of sites, and the red and amber projects with who answers."""
    text, whole = words()["slides"], WIDTH - 2 * MARGIN
    if dossier.key_projects.empty:
        put_sentence(slide, text["no_key_projects"], (MARGIN, 1.5, whole))
        return
    put_figures(slide, dossier.figures["key_projects"])
    put_section(slide, text["groups"], text["groups_note"], MARGIN, TOP, RIGHT - 0.2)
    bars = [_bullet(row) for row in dossier.project_groups.to_dict("records")]
    put_bullets(slide, (MARGIN - 0.1, TOP + 0.4, RIGHT - MARGIN - 0.2, 0.62 * len(bars)), bars, names=0.34)
    _money(slide, dossier, TOP + 0.6 + 0.62 * len(bars))
    urgent = dossier.key_projects[dossier.key_projects["light"].isin(PRESSING)]
    shown = urgent.head(SHOWN)
    counted = text["behind_note"].format(shown=len(shown), n=len(urgent)) if len(urgent) > SHOWN else ""
    put_section(slide, text["projects_behind"], counted or text["projects_note"], RIGHT, TOP)
    if urgent.empty:
        put_sentence(slide, text["none_behind_here"], (RIGHT, TOP + 0.4, WIDTH - MARGIN - RIGHT))
        return
    heads = words()["heads"]
    columns = ("project", "place", "rate", "deviation", "lead_department", "lead_leader")
    rows = [head_row([heads[c] for c in columns], right=(2,)), *map(_row, shown.to_dict("records"))]
    place = (RIGHT, TOP + 0.35, WIDTH - MARGIN - RIGHT)
    put_table(slide, place, (1.8, 1.2, 0.7, 1.2, 0.9, 1.7), rows, size=10, row_height=0.38)


def _bullet(row: dict[Any, Any]) -> Bullet:
    known, due = (None if row[c] != row[c] else float(row[c]) for c in ("rate", "time_rate"))
    return Bullet(row["name"], known, due, rate(row["rate"]), row["light"])


def _money(slide: Any, dossier: Dossier, top: float) -> None:
    """What the bullets rest on: projects, plan and investment done of each group."""
    heads = words()["heads"] | words()["slides"]["short_heads"]
    columns = ("group", "n_projects", "plan", "done", "deviation")
    rows = [head_row([heads[c] for c in columns], right=(1, 2, 3))]
    for row in dossier.project_groups.to_dict("records"):
        amounts = [money(row[c]) for c in ("annual_plan", "completed_ytd")]
        figures = [plain(row["n"]), *amounts]
        cells = [Cell(row["name"]), *(Cell(figure, align="right") for figure in figures)]
        rows.append([*cells, Cell(judged(row), text_of(row["light"]), lines=2)])
    place = (MARGIN, top, RIGHT - MARGIN - 0.3)
    put_table(slide, place, (1.55, 0.5, 1.05, 1.05, 1.3), rows, size=10.5, row_height=0.36)


def _row(row: dict[Any, Any]) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(row["name"], tone, bold=True),
        Cell(named(row["category"])),
        Cell(rate(row["rate"]), align="right"),
        Cell(judged(row), tone, bold=True, lines=2),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]
