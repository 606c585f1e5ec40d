"""The open questions of a table: which field is this column? One click answers, and the form is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from catalog import Dataset, dataset

SHOWN_SUGGESTIONS = 4
SHOWN_VALUES = 4


class Column(Protocol):
    """A column as the loaders understood it."""

    letter: str
    header: str
    field: str | None
    suggestions: Sequence[str]
    asked: bool


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


def _answer(column: Column, meant: Dataset, taken: set[str | None], key: str) -> dict[str, str | None]:
    ranked = [name for name in column.suggestions if name in meant.field_names][:SHOWN_SUGGESTIONS]
    clicked: dict[str, str | None] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for place, name in enumerate(ranked):
            looks = "primary" if place == 0 else "secondary"
            if st.button(_titled(meant, name), key=f"{key}-{name}", type=looks):
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
