"""The six works on slides: every bar against its own due point, and the sub-items furthest behind with their owners."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.numbers import points
from exports.dossier import Dossier, judged, lamp, named, words
from exports.palette import INK3, text_of
from exports.slides.canvas import MARGIN, WIDTH, Look, put_section, put_text
from exports.slides.charts import Box, Bullet, put_bullets
from exports.slides.tables import Cell, head_row, put_table

MOST_ROWS = 15
ROW = 0.34


def put_areas(slide: Any, areas: pd.DataFrame, box: Box) -> None:
    """The six works as bullets."""
    put_bullets(slide, box, [_bullet(row, str(row["area"])) for row in areas.to_dict("records")], names=0.26)


def works(slide: Any, dossier: Dossier) -> None:
    """The sub-items with a rate, the furthest behind on top, as bullets level with a table of their owners."""
    judgeable = dossier.sub_areas[dossier.sub_areas["deviation"].notna()]
    worst = judgeable.sort_values("deviation", kind="stable").head(MOST_ROWS)
    if worst.empty:
        put_text(slide, words()["none_behind"], (MARGIN, 3.2, WIDTH - 2 * MARGIN, 0.6), Look(20, INK3, align="center"))
        return
    text, separator = words()["slides"], words()["separator"]
    note = text["works_note"].format(shown=len(worst), n=len(dossier.sub_areas))
    put_section(slide, text["works"], note, MARGIN, 1.14)
    bars = [_bullet(row, f"{row['area']}{separator}{row['name']}") for row in worst.to_dict("records")]
    put_bullets(slide, (MARGIN - 0.1, 1.5 + ROW, 6.0, ROW * len(worst)), bars, names=0.4, size=11)
    heads = words()["heads"]
    columns = ("rate", "deviation", "step", "lead_department", "lead_leader")
    rows = [head_row([heads[c] for c in columns], right=(0, 2))]
    rows += [_row(row) for row in worst.to_dict("records")]
    put_table(slide, (6.6, 1.5, WIDTH - MARGIN - 6.6), (1.0, 1.3, 0.9, 1.3, 2.4), rows, size=11, row_height=ROW)


def _row(row: dict[Any, Any]) -> list[Cell]:
    return [
        Cell(row["shown"], bold=True, align="right"),
        Cell(judged(row), text_of(row["light"]), lines=2),
        Cell(points(row["step"]), align="right"),
        Cell(named(row["short_department"])),
        Cell(named(row["lead_leader"])),
    ]


def _bullet(row: dict[Any, Any], name: str) -> Bullet:
    """A bar, or only a name with its lamp where nothing is begun or measured: a bar of zero would say it failed."""
    rate, due = (None if row[c] != row[c] else float(row[c]) for c in ("rate", "time_rate"))
    if rate is None or row["deviation"] != row["deviation"]:
        return Bullet(f"{name} {lamp(row['light'])}", None, due, "", row["light"])
    return Bullet(name, rate, due, row["shown"], row["light"])
