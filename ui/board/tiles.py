"""Tiles: places as labelled squares, their shade an amount or a count. Never a map: no outline, no boundary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog import numbers
from catalog.lamps import glyph
from catalog.numbers import money
from catalog.text import is_missing
from charts import Look
from charts.heat import FEW
from charts.theme import ink_on, step
from ui.board.lists import linked
from ui.markup import Html, tag


@dataclass(frozen=True, slots=True)
class Tile:
    """A place: full name, short label, where it lies in the grid (1-based), count and amount (ten-thousands), and where
    these lead; how many are behind (``late``), and where that leads."""

    name: str
    label: str
    column: int
    row: int
    n: int
    amount: float
    href: str = ""
    late: int = 0
    late_href: str = ""


def origin_tiles(tiles: Sequence[Tile], look: Look) -> Html:
    """Provinces and countries at their rough places in a grid; shaded by the number of projects."""
    top = max([FEW, *(float(t.n) for t in tiles)])
    columns = max((t.column for t in tiles), default=1)
    return tag("div", *(_tile(t, top, look, placed=True) for t in tiles), class_="tiles", style=f"--columns:{columns}")


def space_tiles(groups: Sequence[tuple[str, Sequence[Tile]]], look: Look) -> Html:
    """Groups of places under a heading each (one core, three corridors, …), shaded by amount."""
    top = max((t.amount for _, tiles in groups for t in tiles if not is_missing(t.amount)), default=0.0)
    parts, every = [], [t for _, tiles in groups for t in tiles]
    # One unit for all of them.
    unit, figures = numbers.in_one_unit(t.amount for t in every)
    said = {t.name: f"·{figure}{unit}" if figure else "" for t, figure in zip(every, figures, strict=True)}
    for name, tiles in groups:
        columns = 1 if len(tiles) == 1 else 3
        body = (_tile(t, top, look, by_amount=True, amount=said[t.name]) for t in tiles)
        parts += [tag("div", name, class_="group"), tag("div", *body, class_="tiles", style=f"--columns:{columns}")]
    return tag("div", *parts)


def _tile(
    tile: Tile, top: float, look: Look, *, by_amount: bool = False, placed: bool = False, amount: str = ""
) -> Html:
    value = tile.amount if by_amount else float(tile.n)
    style = f"grid-column:{tile.column};grid-row:{tile.row}" if placed else ""
    if tile.n and not is_missing(value):
        fill = step(value, top, look)
        style = f"background:{fill};color:{ink_on(fill, look)};{style}"
    count = f"{tile.n}个" if tile.n else ""
    hint = f"{tile.name}：{tile.n}个" + ("" if is_missing(tile.amount) else f"，{money(tile.amount)}")
    said = linked(f"{count}{amount if tile.n else ''}", tile.href)
    late = linked(f" {glyph('behind')}{tile.late}", tile.late_href) if tile.late else None
    return tag("span", tag("b", tile.label, late), said, class_="tile", style=style, title=hint)
