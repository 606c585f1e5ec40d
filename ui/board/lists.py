"""Lists of items: the red list, phone lines, what changed, a plain table, a dossier, the legend of the lamps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalog import lamps, numbers
from catalog.lamps import glyph, lamp_text, marked
from catalog.numbers import rate as percent
from catalog.stages import stage_word
from catalog.text import is_missing, shorten
from ui.markup import Html, join, tag

# Characters of a unit's short name, a stage or a state.
SHORT = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One item as a leader meets it: what, how far, against when, who answers, and the way to its cell (``traced``: the
    way its figures go where that is another; ``silent``: not reported this time, lit by the last report; ``told``: its
    problem and next step in the sheet's words; ``cause``: what lit its lamp where neither deviation nor deadline
    did)."""

    name: str
    group: str
    light: str
    rate: float
    due_rate: float
    deviation: float
    department: str
    leader: str
    href: str = ""
    shown: str = ""
    days_over: float = math.nan
    dataset: str = ""
    traced: str = ""
    silent: bool = False
    told: str = ""
    cause: str = ""


def gauge(rate: float, due_rate: float) -> Html:
    """A bar with a time tick; nothing filled where nothing is known. Over 100 % the figure says it."""
    fill = None if is_missing(rate) else tag("i", style=f"width:{min(max(rate, 0), 1) * 100:.1f}%")
    due = None if is_missing(due_rate) else tag("u", style=f"left:{min(max(due_rate, 0), 1) * 100:.1f}%")
    return tag("span", fill, due, class_="gauge", aria_hidden="true")


def red_list(items: Sequence[Item], *, phone: bool = False, caption: str = "红灯清单") -> Html:
    """The red list: a table with bar and tick, or cards on a phone. Unit and post stand beside every red."""
    if not items:
        return tag("p", "本期没有亮红灯的事项。", class_="soft")
    if phone:
        return tag("div", *(_card(item) for item in items), class_="cards")
    heads = (
        ("事项", ""),
        ("类别", ""),
        ("进度（┃时序）", ""),
        ("完成率", "num"),
        ("对时序", "num"),
        ("责任单位", ""),
        ("牵头领导", ""),
    )
    head = tag("tr", *(tag("th", title, class_=kind, scope="col") for title, kind in heads))
    body = (_red_row(item) for item in items)
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_="reds")
    return tag("div", table, class_="scroll")


def _red_row(item: Item) -> Html:
    return tag(
        "tr",
        tag("td", linked(f"{glyph(item.light)} {shorten(item.name, 12)}", item.href), class_="name", title=_hint(item)),
        tag("td", item.group),
        tag("td", gauge(item.rate, item.due_rate), class_="wide"),
        tag("td", linked(item.shown or percent(item.rate, 0), item.href), class_="num told" if item.shown else "num"),
        tag("td", tag("span", linked(_why(item), item.href), class_="lamp strong"), class_="num"),
        tag("td", item.department),
        tag("td", item.leader),
        class_=item.light,
    )


def _hint(item: Item) -> str:
    """The item's full name, and what its sheet says is in the way and comes next."""
    return "\u3000".join(part for part in (item.name, item.told) if part)


def _why(item: Item) -> str:
    """What lit its lamp, as beside every red item: the gap to schedule or the days past its deadline."""
    said = lamps.reason(item.light, item.deviation, item.days_over, dataset=item.dataset, cause=item.cause)
    return said or numbers.points(None)


def _card(item: Item) -> Html:
    top = tag(
        "span",
        tag("b", linked(f"{glyph(item.light)} {item.name}", item.href)),
        tag("span", linked(_why(item), item.href)),
        class_="top lamp",
    )
    done, who = linked(item.shown or f"完成{percent(item.rate, 0)}", item.href), f"·{item.department}·{item.leader}"
    under = tag("span", f"{item.group}·", done, who, class_="under")
    return tag(
        "div", top, under, tag("span", item.told, class_="under") if item.told else None, class_=f"line {item.light}"
    )


def item_lines(groups: Iterable[tuple[str, str, Sequence[Item]]]) -> Html:
    """Two lines an item with its bar, under a heading a group (name, role, items): the phone's table-lens."""
    parts = []
    for name, role, items in groups:
        parts += [tag("h4", name, tag("span", role)), *(_line(item) for item in items)]
    return tag("div", *parts, class_="cards")


def _line(item: Item) -> Html:
    why = lamps.reason(item.light, item.deviation, item.days_over, dataset=item.dataset, cause=item.cause)
    lamp = f"{glyph(item.light)}{why}" if why else lamp_text(item.light)
    rate = tag("b", linked(item.shown or percent(item.rate), item.traced or item.href))
    figures = tag("span", rate, "\u2003", tag("span", linked(lamp, item.traced or item.href), class_="lamp"))
    top = tag("span", linked(item.name, item.href), figures, class_="top")
    who = "·".join(part for part in (item.department, item.leader) if part)
    return tag(
        "div", top, gauge(item.rate, item.due_rate), tag("span", who, class_="under"), class_=f"line {item.light}"
    )


@dataclass(frozen=True, slots=True)
class Change:
    """An item whose lamp changed since the period before."""

    name: str
    before: str
    light: str
    deviation: float
    href: str = ""
    days_over: float = math.nan
    dataset: str = ""
    cause: str = ""


def change_list(title: str, changes: Sequence[Change]) -> Html:
    """What moved under one title: the item, its lamp before (grey) and now."""
    if not changes:
        return tag("div", tag("h5", title), tag("p", "无", class_="faint"))
    return tag("div", tag("h5", title), *(_change(change) for change in changes))


def _change(change: Change) -> Html:
    before = tag("span", f"{lamp_text(change.before)} → ", class_="faint")
    text = lamp_text(change.light, change.deviation, change.days_over, change.dataset, change.cause)
    now = tag("span", linked(text, change.href), class_=f"lamp {change.light}")
    return tag("p", tag("span", linked(change.name, change.href)), tag("span", before, now, class_="num"))


def heads(titles: str) -> list[tuple[str, str]]:
    """Column titles for :func:`rows_table`, separated by blanks; one that ends in ">" is a column of figures."""
    return [(title.rstrip(">"), "num" if title.endswith(">") else "") for title in titles.split()]


def rows_table(
    heads: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[object]],
    *,
    caption: str,
    hrefs: Sequence[str] = (),
    dense: bool = False,
) -> Html:
    """A plain table. ``heads`` are (title, "num" or ""); ``hrefs`` link the first cell of each row and its figures, but
    for those that are links of their own. A row that is a text heads the rows below it. A table without rows has no
    heads either: a sentence says that there are none."""
    rows = list(rows)
    if not rows:
        return note(f"没有可列的{heads[0][0]}。")
    head = tag("tr", *(tag("th", title, class_=kind, scope="col") for title, kind in heads))
    kinds = [kind for _, kind in heads]
    body = []
    for i, row in enumerate(rows):
        if isinstance(row, str):
            body.append(tag("tr", tag("th", row, colspan=len(kinds), scope="rowgroup", class_="part")))
            continue
        href = hrefs[i] if i < len(hrefs) else ""
        first = linked(row[0], href)
        pairs = zip(list(row)[1:], kinds[1:], strict=True)
        said = ((linked(value, href) if kind and _is_figure(value) else value, kind) for value, kind in pairs)
        cells = (tag("td", value, class_=kind or _short(value)) for value, kind in said)
        body.append(tag("tr", tag("td", first, class_="name"), *cells))
    kind = "plain dense" if dense else "plain"
    table = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_=kind)
    return tag("div", table, class_="scroll")


def filling(table: Html, rows: int) -> Html:
    """The table; on the meeting screen its ``rows`` share the height of the screen."""
    return tag("div", table, class_="filling", style=f"--rows:{rows}")


def spot(value: float, low: float, high: float, *, strong: bool = False) -> Html:
    """Where a value lies between two ends: a filled spot for the ``strong``, a ring for the others."""
    at = 100 * (min(max(value, low), high) - low) / (high - low)
    kind = f"gauge spots{' strong' if strong else ''}"
    return tag("span", tag("s", style=f"left:{at:.1f}%"), class_=kind, aria_hidden="true")


def _short(value: object) -> str:
    """What a word of a few characters is called, which a narrow column would otherwise break into a line each."""
    return "short" if isinstance(value, str) and len(value) <= SHORT else ""


def _is_figure(value: object) -> bool:
    """A number or words that nobody has made a link of."""
    return not isinstance(value, Html) and value not in (None, "", numbers.plain(None))


def dossier(facts: Mapping[str, object], *, paired: bool = False) -> Html:
    """Label and text, one a line (``paired``: two where there is room); what is missing is left out."""
    pairs = (
        join([tag("dt", label), tag("dd", value)])
        for label, value in facts.items()
        if not is_missing(value) and value != ""
    )
    return tag("dl", *pairs, class_="paired" if paired else "")


def lamp_legend(counts: Mapping[str, int], note: str = "", hrefs: Mapping[str, str] | None = None) -> Html:
    """How many of each lamp, in the given order, with where each count leads; lamps nobody has are left out."""
    said = {light: linked(f"{marked(light)} {n}", (hrefs or {}).get(light, "")) for light, n in counts.items() if n}
    marks = (tag("span", text, class_=f"lamp {light}") for light, text in said.items())
    return tag("div", *marks, tag("span", note, class_="faint"), class_="legend")


def linked(text: object, href: str) -> object:
    """``text`` as a link where there is somewhere to go."""
    return tag("a", text, href=href, target="_self") if href and text not in (None, "") else text


def note(sentence: object) -> Html:
    """A grey sentence between blocks; nothing where there is nothing to say."""
    return tag("p", sentence, class_="faint") if sentence else join([])


def stacked(*blocks: Html) -> Html:
    """Blocks below one another."""
    return tag("div", *blocks)


def stage_name(stage: object) -> str:
    """The word of an investment stage, "" where none was given."""
    return "" if is_missing(stage) else stage_word(str(stage))


def area_words(square_metres: Any) -> str:
    """A floor area in square metres with thousands commas, in 10,000 square metres from there on."""
    if is_missing(square_metres):
        return ""
    size = float(square_metres)
    return f"{numbers.plain(size / 10_000, 2)}万㎡" if size >= 10_000 else f"{numbers.plain(size)}㎡"
