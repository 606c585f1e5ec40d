"""Headings, charts with their alternative text, side-by-side cells, and the sentence shown where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from catalog.numbers import nothing_said, plain
from catalog.text import is_missing
from ui import empty, facts, written
from ui.escape import md
from ui.look import look
from ui.markup import Html, tag
from ui.scope import View

# A picture's figures: column titles and their values, as words or numbers.
Table = Mapping[str, Iterable[object]]
Picker = Callable[..., Any]
# Marks that a running sentence, read to somebody, does without.
MARKS = str.maketrans("", "", "▲◆●■□○※")
# What a figure is high, in px, that names no height.
PLOTLYS_HEIGHT = 450
_CHINESE = {
    "dictionary": {
        "Download plot as a PNG": "下载图片",
        "Download plot": "下载图片",
        "Taking snapshot - this may take a few seconds": "正在生成图片，请稍候",
        "Preparing image - this may take a few seconds": "正在生成图片，请稍候",
        "Snapshot succeeded": "图片已生成",
        "Image download succeeded": "图片已下载",
        "Sorry, there was a problem downloading your snapshot!": "图片未能生成",
    },
    "format": {
        "days": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
        "shortDays": ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
        "months": [f"{m}月" for m in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")],
        "shortMonths": [f"{m}月" for m in range(1, 13)],
        "date": "%Y-%m-%d",
    },
}


class Line:
    """A section's heading line: where the table of its chart is put."""

    def __init__(self) -> None:
        self.place: DeltaGenerator | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    title: str
    note: str

    def draw(self, line: Line) -> None:
        line.place = st.container(horizontal=True, vertical_alignment="top", gap="small")
        if look().large:  # notes are read from the far rows too
            said = f"### {md(self.title)} :gray[{md(self.note)}]" if self.note else f"### {md(self.title)}"
        else:
            said = f"**{md(self.title)}** :gray[:small[{md(self.note)}]]" if self.note else f"**{md(self.title)}**"
        line.place.markdown(said, width="stretch", anchors=False)


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: str

    def draw(self, line: Line) -> None:
        del line
        st.markdown(f":gray[{md(self.words)}]")


@dataclass(frozen=True, slots=True)
class _Chart:
    spec: str
    alt: str
    name: str
    height: int
    table: Html | None
    in_line: bool

    def draw(self, line: Line) -> None:
        if self.table is not None:
            place = line.place if self.in_line and line.place is not None else None
            row = place or st.container(horizontal=True, horizontal_alignment="right")
            with row.popover("数据表", type="tertiary"):
                written.html(self.table)
        config = {
            "locale": "zh-CN",
            "locales": {"zh-CN": _CHINESE},
            # Nothing in a chart is dragged or zoomed: what hovering says and a click opens is links.js's.
            "staticPlot": True,
            "displayModeBar": False,
            "toImageButtonOptions": {"format": "png", "scale": 3, "filename": self.name},
        }
        written.chart(self.spec, alt=self.alt, config=config, height=self.height)


_Mark = _Heading | _Sentence | _Chart
# What the piece that is being made shows; None where things are shown at once.
_marks: ContextVar[list[_Mark] | None] = ContextVar("marks", default=None)


def piece(function: Callable[..., None]) -> Callable[..., None]:
    """A body piece, made of the functions below: what it shows is kept, and drawn again for the same arguments. Never
    for widgets or components."""

    @facts.known
    @wraps(function)
    def made(view: View, *asked: Any, **named: Any) -> tuple[_Mark, ...]:
        marks: list[_Mark] = []
        before = _marks.set(marks)
        try:
            function(view, *asked, **named)
        finally:
            _marks.reset(before)
        return tuple(marks)

    @wraps(function)
    def drawn(view: View, *asked: Any, **named: Any) -> None:
        marks = made(view, *asked, **named)
        written.again((marks, look().large), lambda: _draw(marks))

    return drawn


def _draw(marks: Iterable[_Mark]) -> None:
    line = Line()
    for mark in marks:
        mark.draw(line)


def _show(mark: _Mark, line: Line | None = None) -> Line:
    """Put a mark on the page, or into the piece that is being made."""
    line, marks = line or Line(), _marks.get()
    if marks is None and isinstance(mark, _Chart):
        mark.draw(line)
    elif marks is None:
        written.again((mark, look().large), lambda: mark.draw(Line()))
    else:
        marks.append(mark)
    return line


def section(title: str, note: str = "") -> Line:
    """A section's heading with a grey note that explains its marks; gives the line, for :func:`chart`."""
    return _show(_Heading(title, note))


def chart(figure: go.Figure, *, alt: str, name: str, table: Table | None = None, line: Line | None = None) -> None:
    """A figure as it was built, with the finding as its text for screen readers and a Chinese name for its picture.

    ``table`` is what it shows, column by column, for those who cannot see it or want its figures: a folded table in the
    heading's ``line``. The meeting screen has none.
    """
    folded = _table(table, name) if table is not None and not look().present else None
    spoken = nothing_said(" ".join(alt.translate(MARKS).split()))
    height = int(figure.layout.height or PLOTLYS_HEIGHT)
    _show(_Chart(str(pio.to_json(figure, validate=False)), spoken, name, height, folded, line is not None), line)


def _table(columns: Table, name: str) -> Html:
    cell = "padding:2px 12px 2px 0;text-align:left;white-space:nowrap"
    head = tag("tr", *(tag("th", title, scope="col", style=cell) for title in columns))
    rows = zip(*columns.values(), strict=True)
    body = (tag("tr", *(tag("td", _said(value), style=cell) for value in row)) for row in rows)
    return tag("table", tag("caption", name, style="text-align:left"), tag("thead", head), tag("tbody", *body))


def _said(value: object) -> str:
    if is_missing(value) or value == "":
        return "—"
    return plain(value, 1) if isinstance(value, float) else str(value)


def cells(columns: int, *, narrowest: int = 480) -> list[DeltaGenerator]:
    """Cells side by side that wrap by themselves on a narrow screen and stay beside each other on paper."""
    grid = st.grid(columns, min_column_width=narrowest, gap=("small", "medium"))
    return [grid.cell() for _ in range(columns)]


def nothing(sentence: str) -> None:
    """A plain sentence in place of a picture that has nothing to show."""
    _show(_Sentence(sentence))


def aside(sentence: str) -> None:
    """A small grey sentence beside widgets. Streamlit's own caption is too faint to read."""
    st.markdown(f":gray[:small[{md(sentence)}]]")


def unreported(view: View, what: str, *datasets: str, lacking: str = "", areas: Sequence[str] = ()) -> None:
    """The sentence that says why there is nothing of ``what`` (ui/empty.py)."""
    nothing(f"{empty.sentence(view, what, datasets, lacking, areas=areas)}。")


def picture_height(view: View, desk: int, present: int, *, phone: int | None = None) -> int:
    """The height in px that makes the page one screen: at a desk, on the meeting screen, on a phone."""
    if view.look.phone:
        return phone or desk
    return present if view.look.present else desk


def pick(view: View, label: str, options: Sequence[str], key: str, *, control: Picker = st.selectbox) -> str:
    """One of ``options``, by the reader or by the link. On the meeting screen nothing is in the way: the link decides,
    the first is shown where it names none."""
    if view.look.present:
        asked = st.query_params.get(key)
        return asked if asked and asked in options else options[0]
    return str(control(label, options, key=key, bind="query-params"))


def tabs(view: View, names: Sequence[str], key: str = "tab") -> tuple[str, DeltaGenerator]:
    """The tab that is open and the place its body goes to. It lives in the URL; only that body is worked out. On the
    meeting screen there are no tabs: the link names the body."""
    if view.look.present:
        asked = st.query_params.get(key)
        return (asked if asked and asked in names else names[0]), st.container()
    places = st.tabs(names, key=key, bind="query-params", on_change="rerun")
    opened = [(name, place) for name, place in zip(names, places, strict=True) if place.open]
    return opened[0] if opened else (names[0], places[0])
