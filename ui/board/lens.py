"""The table-lens: every sub-item with bar, time tick, last period, step against due step, unit and leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.book import book
from catalog.lamps import lamp_text
from catalog.numbers import points as signed
from catalog.text import is_missing
from catalog.words.metrics import metric_words
from ui.board.lists import linked
from ui.markup import Html, join, tag


@dataclass(frozen=True, slots=True)
class LensRow:
    """A sub-item. Rates and steps are fractions, NaN where there is none; ``shown`` is the rate in words, ``note`` how
    much of it can be measured; ``unlike`` why there is no step; ``href`` leads to its tasks, ``traced`` to the cells of
    its figures, ``stepped`` to those of this and the last period."""

    area: str
    role: str
    name: str
    rate: float
    previous_rate: float
    due_rate: float
    shown: str
    deviation: float
    light: str
    step: float
    due_step: float
    department: str
    leader: str
    note: str = ""
    href: str = ""
    traced: str = ""
    stepped: str = ""
    unlike: str = ""


def lens(rows: Sequence[LensRow]) -> Html:
    """The whole lens, one table, grouped by area in the given order."""
    reach = max((abs(v) for r in rows for v in (r.step, r.due_step) if not is_missing(v)), default=0.0) or 1.0
    top = max([1.0, *(r.rate for r in rows if not is_missing(r.rate))])
    titles = (
        ("工作", "area"), ("任务", "task"), ("完成率　○上期　┃该项自身时序", "bar"), ("", "num rate"),
        ("对时序（百分点）", "lamp"), ("本期推进（┃应推进）", "step"), ("可量化", "note"), ("责任单位", "unit"),
        ("牵头领导", "post"),
    )  # fmt: skip
    head = tag("tr", *(tag("th", title, class_=kind, scope="col") for title, kind in titles))
    body = [_row(row, i == 0 or rows[i - 1].area != row.area, top, reach) for i, row in enumerate(rows)]
    caption = tag("caption", book().said("{areas}工作各分项：完成率、自身时序、上期、本期推进、责任单位和牵头领导"))
    return tag("table", caption, tag("thead", head), tag("tbody", *body), class_="lens", style=f"--rows:{len(rows)}")


def _row(row: LensRow, first: bool, top: float, reach: float) -> Html:
    name = join([tag("b", row.area), tag("span", row.role)]) if first else ""
    return tag(
        "tr",
        tag("td", name, class_="area"),
        tag("td", linked(row.name, row.href), class_="task", title=row.name),
        tag("td", _bar(row, top), class_="bar"),
        tag("td", linked(row.shown, row.traced), class_="num rate"),
        tag("td", tag("span", linked(lamp_text(row.light, row.deviation), row.traced), class_="lamp"), class_="lamp"),
        tag("td", _step(row, reach), class_="step"),
        tag("td", linked(row.note, row.traced), class_="note"),
        tag("td", row.department, class_="unit"),
        tag("td", row.leader, class_="post"),
        class_=f"{row.light}{' first' if first else ''}",
    )


def _bar(row: LensRow, top: float) -> Html:
    """The bar on a scale that reaches as far as the row that is furthest: over-fulfilment is drawn, never cut."""
    marks = [None if is_missing(row.rate) else tag("i", style=f"width:{_at(row.rate, top)}")]
    marks += [None if is_missing(row.due_rate) else tag("u", style=f"left:{_at(row.due_rate, top)}")]
    marks += [None if is_missing(row.previous_rate) else tag("s", style=f"left:{_at(row.previous_rate, top)}")]
    return tag("span", *marks, class_="gauge tall", aria_hidden="true")


def _step(row: LensRow, reach: float) -> Html:
    unlike = metric_words().headline_words.unlike if row.unlike else ""
    figure = unlike if is_missing(row.step) else signed(100 * row.step)
    slow = not is_missing(row.step) and not is_missing(row.due_step) and row.step < row.due_step / 2
    fill = None if is_missing(row.step) or row.step <= 0 else tag("i", style=f"width:{_at(row.step, reach)}")
    due = None if is_missing(row.due_step) else tag("u", style=f"left:{_at(max(row.due_step, 0), reach)}")
    bar = tag("span", fill, due, class_=f"gauge bare{' slow' if slow else ''}", aria_hidden="true")
    said = linked(figure, row.stepped)
    return tag("span", tag("span", said, class_="num", title=row.unlike or None), bar, class_="pair")


def _at(value: float, top: float) -> str:
    return f"{max(value, 0) / top * 100:.1f}%"
