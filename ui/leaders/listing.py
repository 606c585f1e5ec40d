"""Tables of the leaders' pages: all columns at a desk, the few that matter on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalog import numbers
from catalog.lamps import glyph, lamp_text, light_word
from catalog.text import is_missing
from catalog.words.metrics import metric_words
from ui import board
from ui.markup import Html, tag
from ui.scope import View

Row = Sequence[object]
NUMBER = "num"


def listed(
    view: View, heads: Sequence[tuple[str, str]], rows: Sequence[Row], *, caption: str,
    hrefs: Sequence[str] = (), phone: Sequence[int] = (), far: Sequence[int] = (), dense: bool = False,
    sparse: bool = False,
) -> Html:  # fmt: skip
    """A table; ``phone`` names the columns that stay on a phone (the first always should), ``far`` those that the far
    rows read. A row that is a text heads the rows below it; ``dense`` keeps rows low. Of a ``sparse`` table a column
    that no row fills is named below it."""
    asked = phone if view.look.phone else far if view.look.large else ()
    kept: Sequence[int] = asked or range(len(heads))
    empty = [i for i in kept if sparse and rows and all(row[i] in ("", None) for row in rows)]
    table = board.rows_table(
        [heads[i] for i in kept if i not in empty],
        [row if isinstance(row, str) else [row[i] for i in kept if i not in empty] for row in rows],
        caption=caption,
        hrefs=hrefs,
        dense=dense,
    )
    return board.stacked(table, board.note(f"各行均无：{'、'.join(heads[i][0] for i in empty)}。")) if empty else table


def in_one_unit(title: str, amounts: Iterable[object]) -> tuple[tuple[str, str], list[str]]:
    """A column of amounts (10,000 yuan): its head with the one unit they are in, and their figures."""
    unit, said = numbers.in_one_unit(None if is_missing(a) else float(a) for a in amounts)  # type: ignore[arg-type]
    return (f"{title}（{unit}）", NUMBER), said


def fitting(view: View, desk: int, *, present: int, large: int) -> int:
    """How many rows stand on one screen: at a desk, on the meeting screen, from the far rows."""
    return large if view.look.large else present if view.look.present else desk


def some_of(n: int, top: int, what: str) -> str:
    """What a heading adds where only the first ``top`` of ``n`` are shown; "" where all are."""
    return f"；共{n}{what}，列前{top}{what[:1]}" if n > top else ""


def only_pressing(shown: int, n: int, what: str) -> str:
    """What a screen for the far rows says of the rows it leaves out; "" where it leaves out none."""
    return f"只列滞后、预警的，{shown}/{n}{what}" if shown < n else ""


def lamp(
    light: object,
    deviation: object = None,
    days_over: object = None,
    *,
    href: str = "",
    cause: object = None,
) -> Html:
    """Mark, word and what lit it in the lamp's colour, leading to ``href``."""
    name = "not_measurable" if is_missing(light) else str(light)
    return tag("span", board.linked(lamp_text(name, deviation, days_over, cause=cause), href), class_=f"lamp {name}")


def count(light: str, n: object, href: str = "") -> Html | str:
    """How many items a lamp has, in its colour, leading to ``href``; nothing where there is none."""
    if is_missing(n) or not n:
        return ""
    text = f"{glyph(light)} {int(n)}"  # type: ignore[call-overload]
    return tag("span", board.linked(text, href), class_=f"lamp {light}", title=light_word(light))


def some(n: object, href: str) -> object:
    """A count of more than none, leading to ``href``; nothing else is printed."""
    return board.linked(n, href) if n and not is_missing(n) else ""


def climbed(change: object, href: str = "", unlike: str = "") -> Html | str:
    """A change of rank: climbed, fallen, or the same, leading to ``href``; nothing where there is no earlier rank, and
    that it cannot be held against that one where ``unlike`` says why."""
    if unlike:
        return tag("span", metric_words().headline_words.unlike, class_="faint", title=unlike)
    if is_missing(change):
        return ""
    places = int(change)  # type: ignore[call-overload]
    if not places:
        return tag("span", "→", class_="faint")
    light, arrow = ("on_track", "↑") if places > 0 else ("behind", "↓")
    return tag("span", board.linked(f"{arrow}{abs(places)}", href), class_=f"lamp {light}")
