"""The six works on slides: every bar against its own due point, and every sub-item with its owners."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import pandas as pd

from catalog import dataset
from catalog.numbers import points
from catalog.words.metrics import metric_words
from exports.dossier import Dossier, judged, lamp, words
from exports.palette import text_of
from exports.slides.canvas import BOTTOM, MARGIN, TOP, WIDTH, Draw, only, put_section
from exports.slides.charts import Box, Bullet, put_bullets
from exports.slides.listing import Form, form_of
from exports.slides.page import PageOfSlides
from exports.slides.tables import Cell, head_row, put_table

# Rows of a slide; few of them stand apart, but never further than this.
MOST_ROWS, HIGHEST = 14, 0.55
LIST_TOP, RIGHT = TOP + 0.38, 5.7
NUMBERS, WIDTHS = (
    ("rate", "step"),
    {"rate": 1.2, "deviation": 1.8, "step": 1.0, "lead_department": 1.25, "lead_leader": 2.1},
)


def put_areas(slide: Any, areas: pd.DataFrame, box: Box) -> None:
    """The six works as bullets."""
    put_bullets(slide, box, [_bullet(row, str(row["area"])) for row in areas.to_dict("records")], names=0.42)


def works(dossier: Dossier) -> list[Draw]:
    """Every sub-item, in the order it is given, as bullets level with a table of their owners."""
    rows = dossier.sub_areas.to_dict("records")
    if not rows:
        return only(words().none_behind)
    # Slides of one length rather than a last one with two rows.
    length = ceil(len(rows) / ceil(len(rows) / MOST_ROWS))
    parts = [rows[i : i + length] for i in range(0, len(rows), length)]
    return [_drawn(part, len(rows)) for part in parts]


def _drawn(part: list[dict[Any, Any]], n: int) -> Draw:
    def draw(slide: Any) -> None:
        text, separator = words().slides, words().separator
        put_section(slide, text.works, text.works_note.format(n=n), MARGIN, TOP - 0.06)
        high = min(HIGHEST, (BOTTOM - LIST_TOP) / (len(part) + 1))
        bars = [_bullet(row, f"{row['area']}{separator}{row['name']}", beside=True) for row in part]
        put_bullets(slide, (MARGIN - 0.1, LIST_TOP + high, RIGHT - MARGIN, high * len(part)), bars, names=0.58)
        known = dataset("work_targets")
        asked, heads, forms = known.slide_columns, words().heads, form_of(known) | FORMS
        head = head_row([heads[c] for c in asked], right=[i for i, c in enumerate(asked) if c in NUMBERS])
        rows = [head, *([forms[c](row) for c in asked] for row in part)]
        widths = [WIDTHS.get(c, 1.5) for c in asked]
        put_table(slide, (RIGHT, LIST_TOP, WIDTH - MARGIN - RIGHT), widths, rows, row_height=high)

    return draw


def _step(row: Mapping[Any, Any]) -> Cell:
    unlike = metric_words().headline_words.unlike
    return Cell(unlike if row.get("unlike") else points(row["step"]), align="right")


FORMS: dict[str, Form] = {
    "rate": lambda row: Cell(row["shown"], bold=True, align="right"),
    "deviation": lambda row: Cell(judged(row), text_of(row["light"])),
    "step": _step,
}


def _bullet(row: dict[Any, Any], name: str, *, beside: bool = False) -> Bullet:
    """A bar, or only a name with its lamp (unless a table ``beside`` says it) where nothing is begun or measured: a bar
    of zero would say it failed."""
    rate, due = (None if row[c] != row[c] else float(row[c]) for c in ("rate", "time_rate"))
    if rate is None or row["deviation"] != row["deviation"]:
        return Bullet(name if beside else f"{name} {lamp(row['light'])}", None, due, "", row["light"], beside)
    return Bullet(name, rate, due, row["shown"], row["light"], beside)


def _listed(dossier: Dossier) -> pd.DataFrame:
    return dossier.behind[dossier.behind["dataset"] == "work_targets"]


PAGE = PageOfSlides(works, _listed)
