"""The zone among its peers on a slide: its place on every indicator, and how far it is to the next."""

from __future__ import annotations

from typing import Any

from catalog.numbers import plain
from exports.dossier import Dossier, named, words
from exports.slides.accountability import climbed
from exports.slides.canvas import MARGIN, WIDTH, put_figures, put_section, put_sentence
from exports.slides.charts import Bullet, put_bullets
from exports.slides.tables import Cell, head_row, put_table

SHOWN = 10
TOP, RIGHT, ROW = 2.52, 6.0, 0.36
HEADS = ("place_now", "place_lost", "place_before", "place_gained")


def standing(slide: Any, dossier: Dossier) -> None:
    """Key figures, a bar an indicator as long as the share of peers up to the zone's place, and the table beside it."""
    text, table = words()["slides"], dossier.standing
    if table.empty:
        put_sentence(slide, text["no_standing"], (MARGIN, 1.5, WIDTH - 2 * MARGIN))
        return
    put_figures(slide, dossier.figures["standing"])
    shown = table.head(SHOWN)
    put_section(slide, text["places"], text["places_note"], MARGIN, TOP, RIGHT - 0.2)
    bars = [_bar(row) for row in shown.to_dict("records")]
    box = (MARGIN - 0.1, TOP + 0.35 + ROW, RIGHT - MARGIN - 0.1, ROW * len(bars))
    put_bullets(slide, box, bars, names=0.44, heads=HEADS, size=11)
    note = text["behind_note"].format(shown=SHOWN, n=len(table)) if len(table) > SHOWN else text["distances_note"]
    put_section(slide, text["distances"], note, RIGHT, TOP)
    heads = words()["heads"]
    titles = ("value", "rank", "rank_change", "next_peer", "distance", "behind_peer", "lead_over")
    rows = [head_row([heads[c] for c in titles], right=(0, 1, 2, 4, 6)), *map(_row, shown.to_dict("records"))]
    place = (RIGHT, TOP + 0.35, WIDTH - MARGIN - RIGHT)
    put_table(slide, place, (0.75, 0.7, 0.5, 1.2, 1.15, 1.2, 1.15), rows, size=10.5, row_height=ROW)


def _bar(row: dict[Any, Any]) -> Bullet:
    """The shorter, the further ahead; nothing to draw without a place or without the number of peers."""
    now, before = (row[c] / row["rank_total"] for c in ("rank", "previous_rank"))
    light = "behind" if row["rank_change"] < 0 else "on_track"
    return Bullet(row["name"], None if now != now else now, None if before != before else before, _place(row), light)


def _place(row: dict[Any, Any]) -> str:
    if row["rank"] != row["rank"]:
        return plain(None)
    total = "" if row["rank_total"] != row["rank_total"] else f"/{plain(row['rank_total'])}"
    return f"{plain(row['rank'])}{total}"


def _row(row: dict[Any, Any]) -> list[Cell]:
    unit, gap = (row[c] if isinstance(row[c], str) else "" for c in ("unit", "distance_unit"))
    value, distance, lead = (_amount(row[c], u) for c, u in (("value", unit), ("distance", gap), ("lead", gap)))
    peers = [named(row[c]) if isinstance(row[c], str) else "" for c in ("next_peer", "behind_peer")]
    place = Cell(_place(row), bold=True, align="right")
    first = [Cell(value, align="right"), place, climbed(row["rank_change"])]
    return [*first, Cell(peers[0]), Cell(distance, align="right"), Cell(peers[1]), Cell(lead, align="right")]


def _amount(value: float, unit: str) -> str:
    if value != value:
        return plain(None)
    return f"{plain(value, 0 if value == int(value) else 1)}{unit}"
