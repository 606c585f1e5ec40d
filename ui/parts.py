"""Headings, charts with their alternative text, side-by-side cells, and the sentence shown where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from catalog.numbers import plain
from charts.wording import is_missing
from ui import source
from ui.escape import md
from ui.look import look
from ui.markup import Html, tag
from ui.scope import View

# A body piece: what it draws is kept and replayed for the same arguments. Never for widgets or components.
# A picture's figures: column titles and their values, as words or numbers.
Table = Mapping[str, Iterable[object]]
Picker = Callable[..., Any]
piece = source.by_its_view(st.cache_resource(show_spinner=False, max_entries=256, hash_funcs={View: View.key}))

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


def section(title: str, note: str = "") -> DeltaGenerator:
    """A section's heading with a grey note that explains its marks; gives the line, for :func:`chart`."""
    line = st.container(horizontal=True, vertical_alignment="top", gap="small")
    line.markdown(f"**{md(title)}** :gray[:small[{md(note)}]]" if note else f"**{md(title)}**", width="stretch")
    return line


def chart(
    figure: go.Figure, *, alt: str, name: str, table: Table | None = None, line: DeltaGenerator | None = None
) -> None:
    """A figure as it was built, with the finding as its text for screen readers and a Chinese name for its picture.

    ``table`` is what it shows, column by column, for those who cannot see it or want its figures: a folded table in the
    heading's ``line``. The meeting screen has none.
    """
    if table is not None and not look().present:
        with (line or st.container(horizontal=True, horizontal_alignment="right")).popover("数据表", type="tertiary"):
            st.html(_table(table, name))
    config = {
        "locale": "zh-CN",
        "locales": {"zh-CN": _CHINESE},
        # Nothing in a chart is dragged or hovered over: its numbers are links and nothing else.
        "staticPlot": True,
        "displayModeBar": False,
        "toImageButtonOptions": {"format": "png", "scale": 3, "filename": name},
    }
    st.plotly_chart(figure, theme=None, config=config, alt=alt)


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
    st.markdown(f":gray[{md(sentence)}]")


def unreported(view: View, what: str) -> None:
    """The sentence where nobody has reported ``what``, or the view's unit has none of it."""
    nothing(f"{view.department}没有{what}。" if view.department else f"还没有单位报送{what}。")


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
