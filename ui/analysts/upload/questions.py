"""The open questions of a table: which field is this column? One click answers, and the form is remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from catalog import Dataset, Issue, dataset
from loaders import Column

SHOWN_SUGGESTIONS = 4
SHOWN_VALUES = 4
ASKED_FOR = ("unit_missing", "rate_scale_unknown")
UNITS = {
    "money": {"万元": "万元", "亿元": "亿元", "元": "元"},
    "area_size": {"平方米": "平方米", "万平方米": "万平方米", "亩": "亩"},
}
SCALES = {"percent": "85 就是 85%", "fraction": "0.85 就是 85%"}


def ask(columns: Sequence[Column], name: str, values: dict[str, list[str]], *, key: str) -> dict[str, str | None]:
    """Shows each open question of a table of dataset ``name``; ``{header: field | None}`` once one was answered.

    ``values`` are the first texts of each column by letter, so that the person sees what stands there.
    """
    meant = dataset(name)
    taken = {column.field for column in columns if column.field}
    answers: dict[str, str | None] = {}
    for column in (c for c in columns if c.asked):
        with st.container(border=True, key=f"{key}-question-{column.letter}"):
            st.markdown(f":material/help: **{column.letter} 列是哪一项？**")
            st.text(f"表头：{column.header or '（空）'}")
            st.text(f"内容：{'｜'.join(values.get(column.letter, [])[:SHOWN_VALUES]) or '（空列）'}")
            answers |= _answer(column, meant, taken, f"{key}-{column.letter}")
    return answers


def ask_scales(
    columns: Sequence[Column], issues: Iterable[Issue], name: str, *, key: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Asks in which unit, or on which scale, a whole column is, where its numbers were withheld for want of it.

    ``{header: unit}`` and ``{header: scale}`` once one was answered.
    """
    wanting = {(issue.code, re.sub(r"\d.*", "", issue.cells)) for issue in issues if issue.code in ASKED_FOR}
    units: dict[str, str] = {}
    scales: dict[str, str] = {}
    for column in (c for c in columns if c.field):
        field = dataset(name).field(str(column.field))
        if ("unit_missing", column.letter) in wanting and field.kind in UNITS:
            units |= _choose(column, f"“{field.label}”没有写单位，是？", UNITS[field.kind], key)
        if ("rate_scale_unknown", column.letter) in wanting:
            scales |= _choose(column, f"“{field.label}”没有百分号，怎样读？", SCALES, key)
    return units, scales


def _choose(column: Column, question: str, options: Mapping[str, str], key: str) -> dict[str, str]:
    """One question about a column with its answers as buttons; {header: answer} once clicked."""
    with st.container(border=True, key=f"{key}-scale-{column.letter}"):
        st.markdown(f":material/help: **{column.letter} 列{question}**")
        row = st.container(horizontal=True)
        clicked = [a for a, words in options.items() if row.button(words, key=f"{key}-{column.letter}-{a}")]
    return {column.header: clicked[0]} if clicked else {}


def _answer(column: Column, meant: Dataset, taken: set[str], key: str) -> dict[str, str | None]:
    ranked = [name for name in column.suggestions if name in meant.field_names][:SHOWN_SUGGESTIONS]
    clicked: dict[str, str | None] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for place, name in enumerate(ranked):
            if st.button(_titled(meant, name), key=f"{key}-{name}", type="secondary" if place else "primary"):
                clicked = {column.header: name}
        if st.button("不采用此列", key=f"{key}-none", type="tertiary"):
            clicked = {column.header: None}
        others = [name for name in meant.field_names if name not in taken and name not in ranked]
        other = st.selectbox(
            "其他字段",
            others,
            index=None,
            key=f"{key}-other",
            format_func=lambda name: _titled(meant, name),
            placeholder="选其他字段…",
            label_visibility="collapsed",
            width=220,
        )
    return {column.header: other} if other else clicked


def _titled(meant: Dataset, name: str) -> str:
    field = meant.field(name)
    return f"{field.label}（{field.unit}）" if field.unit else field.label
