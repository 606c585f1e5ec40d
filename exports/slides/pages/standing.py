"""The zone among its peers on slides: its place on every indicator, and how far it is to the next."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from catalog import dataset
from catalog.numbers import plain
from exports.dossier import Dossier, named, words
from exports.slides.canvas import BELOW_FIGURES, MARGIN, WIDTH, Draw, only, put_figures, put_section
from exports.slides.charts import Bullet, put_bullets
from exports.slides.listing import Form
from exports.slides.page import PageOfSlides
from exports.slides.pages.accountability import climbed
from exports.slides.tables import Cell, head_row, put_table

SHOWN, HIGH = 6, 0.56
RIGHT = 5.1
NUMBERS = ("value", "rank", "rank_change", "distance", "lead_over")


def standing(dossier: Dossier) -> list[Draw]:
    """Key figures, a bar an indicator as long as the share of peers up to the zone's place, and the table beside it."""
    rows = dossier.standing.to_dict("records")
    if not rows:
        sentence = words().slides.no_standing
        return only(sentence)
    length = ceil(len(rows) / ceil(len(rows) / SHOWN))
    return [_drawn(rows[i : i + length], dossier) for i in range(0, len(rows), length)]


def _drawn(part: list[dict[Any, Any]], dossier: Dossier) -> Draw:
    def draw(slide: Any) -> None:
        text, heads = words().slides, words().heads
        put_figures(slide, dossier.figures["standing"])
        put_section(slide, text.places, text.places_note, MARGIN, BELOW_FIGURES, 8.6)
        put_section(slide, text.distances, "", 8.8, BELOW_FIGURES)
        top = BELOW_FIGURES + 0.38
        bars = [_bar(row) for row in part]
        said = (text.place_now, text.place_lost, text.place_before, text.place_gained)
        put_bullets(slide, (MARGIN - 0.1, top + HIGH, RIGHT - MARGIN, HIGH * len(bars)), bars, names=0.58, heads=said)
        asked = dataset("standings").slide_columns
        head = head_row([heads[c] for c in asked], right=[i for i, c in enumerate(asked) if c in NUMBERS])
        rows = [head, *([FORMS[c](row) for c in asked] for row in part)]
        widths = [WIDTHS.get(c, 1.35) for c in asked]
        put_table(slide, (RIGHT, top, WIDTH - MARGIN - RIGHT), widths, rows, row_height=HIGH)

    return draw


def _bar(row: dict[Any, Any]) -> Bullet:
    """The shorter, the further ahead; nothing to draw without a place or without the number of peers."""
    now, before = (row[c] / row["rank_total"] for c in ("rank", "previous_rank"))
    light = "behind" if row["rank_change"] < 0 else "on_track"
    place, due = (None if share != share else share for share in (now, before))
    return Bullet(row["name"], place, due, _place(row), light, beside=True)


def _place(row: Mapping[Any, Any]) -> str:
    if row["rank"] != row["rank"]:
        return plain(None)
    total = "" if row["rank_total"] != row["rank_total"] else f"/{plain(row['rank_total'])}"
    return f"{plain(row['rank'])}{total}"


def _amount(value: float, unit: str) -> str:
    if value != value:
        return plain(None)
    return f"{plain(value, 0 if value == int(value) else 1)}{unit}"


def _in_unit(column: str, unit: str) -> Form:
    return lambda row: Cell(_amount(row[column], row[unit] if isinstance(row[unit], str) else ""), align="right")


def _peer(column: str) -> Form:
    return lambda row: Cell(named(row[column]) if isinstance(row[column], str) else "", lines=2)


WIDTHS = {"value": 0.9, "rank": 0.95, "rank_change": 0.6, "next_peer": 1.5, "behind_peer": 1.5}
FORMS: dict[str, Form] = {
    "value": _in_unit("value", "unit"),
    "rank": lambda row: Cell(_place(row), bold=True, align="right"),
    "rank_change": lambda row: climbed(row["rank_change"]),
    "next_peer": _peer("next_peer"),
    "distance": _in_unit("distance", "distance_unit"),
    "behind_peer": _peer("behind_peer"),
    "lead_over": _in_unit("lead_over", "distance_unit"),
}

PAGE = PageOfSlides(standing, lambda dossier: dossier.standing.assign(dataset="standings"))
