"""What the columns of a table mean, in one place: what is asked, what was recognised, what was answered before.

One line a column; all answers are given in one act and remembered for the form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from catalog import Dataset, dataset
from ui.analysts.table import Cell, table
from ui.analysts.upload.columns import (
    NOT_TAKEN,
    SCALES,
    Answers,
    Choice,
    Line,
    answers_of,
    choices,
    clashes,
    field_words,
    has_scale,
    named,
    proposed,
    units_of,
)
from ui.escape import md

SHOWN_VALUES = 4
WIDTHS = (3, 2.6, 1.3, 1.7)
QUESTIONS = {"field": "是哪一项？", "unit": "没有写单位，是？", "scale": "没有百分号，怎样读？"}
KNOWN_TALL = "300px"
Act = Callable[[Answers], object]


def ask(lines: Sequence[Line], name: str, *, key: str, act: Act) -> None:
    """Show the columns of a table of dataset ``name``: boxes for what is asked or is to be changed, one button for all
    of them; below, in a list, what every other column is. ``act`` is given what was chosen once the button is pressed.
    """
    meant, opened = dataset(name), st.session_state.setdefault(f"{key}-opened", [])
    open_lines = [line for line in lines if line.wanted or line.letter in opened]
    if open_lines:
        _boxes(open_lines, lines, meant, key, act)
    known = [line for line in lines if line not in open_lines]
    if known and (letter := _known(known, meant, key)):
        st.session_state[f"{key}-opened"] = [*opened, letter]
        st.rerun()


def _boxes(open_lines: Sequence[Line], lines: Sequence[Line], meant: Dataset, key: str, act: Act) -> None:
    asked = sum(bool(line.wanted) for line in open_lines)
    with st.container(border=True, key=f"{key}-columns"):
        st.markdown(f"**{asked} 列要回答**" if asked else "**改列的含义**")
        chosen = {line.letter: _line(line, meant, key) for line in open_lines}
        given = sum(_complete(line, chosen[line.letter]) for line in open_lines)
        for sentence in st.session_state.pop(f"{key}-clash", ()):
            st.error(md(sentence), icon=":material/block:")
        with st.container(horizontal=True):
            st.button(
                f"一并记住 {given} 列", key=f"{key}-answer", type="primary", icon=":material/check:",
                disabled=not given, on_click=_answer, args=(lines, open_lines, meant, key, act),
                help="这种表样以后不再问；改了的，以后也按改的读",
            )  # fmt: skip
            if st.session_state[f"{key}-opened"]:
                st.button("不改了", key=f"{key}-close", type="tertiary", on_click=_close, args=(key,))


def _line(line: Line, meant: Dataset, key: str) -> Choice:
    """One column's boxes; what stands in them."""
    # The keys name what counts by now: what a colleague answered meanwhile is shown, not overwritten by an old choice.
    key = _key(line, key)
    column, names = line.column, choices(line, meant)
    heading, field_box, unit_box, scale_box = st.columns(WIDTHS, vertical_alignment="bottom")
    heading.markdown(f"**{_question(line)}** {md(column.header or '（没有表头）')}")
    heading.text("｜".join(line.texts[:SHOWN_VALUES]) or "（空列）")
    before = proposed(line)
    name = field_box.selectbox(
        f"{named(column.letter)}的字段", names, key=f"{key}-field",
        index=names.index(before) if before in names else None,
        format_func=lambda one: field_words(meant, one), placeholder="选字段，或不采用", label_visibility="collapsed",
    )  # fmt: skip
    units = units_of(meant, name)
    unit = scale = None
    if units:
        unit = unit_box.selectbox(
            f"{named(column.letter)}的单位", units, index=units.index(line.unit) if line.unit in units else None,
            key=f"{key}-unit", placeholder="单位？", label_visibility="collapsed",
        )  # fmt: skip
    if has_scale(meant, name):
        scale = scale_box.selectbox(
            f"{named(column.letter)}的百分数", list(SCALES),
            index=list(SCALES).index(line.scale) if line.scale else None,
            key=f"{key}-scale", format_func=SCALES.__getitem__, placeholder="按表上写法", label_visibility="collapsed",
        )  # fmt: skip
    return Choice(name, unit, scale)


def _question(line: Line) -> str:
    asked = next((words for what, words in QUESTIONS.items() if what in line.wanted), "")
    return f"{named(line.letter)}{asked}"


def _complete(line: Line, said: Choice) -> bool:
    """Whether all that is wanted of the line was chosen."""
    has = {"field": said.field is not None, "unit": bool(said.unit), "scale": bool(said.scale)}
    return said.field == NOT_TAKEN or (said.field is not None and all(has[what] for what in line.wanted))


def _key(line: Line, key: str) -> str:
    return f"{key}-{line.letter}-{line.column.field}-{line.column.asked}"


def _said(line: Line, meant: Dataset, key: str) -> Choice:
    """What the line's boxes say at the click, which may be later than what the page was drawn with."""
    field, unit, scale = (st.session_state.get(f"{_key(line, key)}-{box}") for box in ("field", "unit", "scale"))
    return Choice(field, unit if unit in units_of(meant, field) else None, scale if has_scale(meant, field) else None)


def _answer(lines: Sequence[Line], open_lines: Sequence[Line], meant: Dataset, key: str, act: Act) -> None:
    chosen = {line.letter: _said(line, meant, key) for line in open_lines}
    said = {line.letter: chosen[line.letter] for line in open_lines if _complete(line, chosen[line.letter])}
    clash = clashes(lines, said, meant.name)
    if clash:
        st.session_state[f"{key}-clash"] = clash
        return
    given = answers_of(lines, said)
    if not (given.fields or given.units or given.scales) or act(given) is not None:
        _close(key)


def _close(key: str) -> None:
    st.session_state[f"{key}-opened"] = []


def _known(known: Sequence[Line], meant: Dataset, key: str) -> str | None:
    """Every other column in one line: what it is and who said so; the letter of the one to be changed."""
    told = sum(line.told for line in known)
    words = f"其余 {len(known)} 列" + (f"，其中 {told} 列按记住的回答" if told else "")
    with st.expander(words, expanded=False, key=f"{key}-known"):
        rows = [_known_row(line, meant) for line in known]
        return table(["列", "表头", "内容", "字段", "单位", "依据", ""], rows, key=f"{key}-known-list", tall=KNOWN_TALL)


def _known_row(line: Line, meant: Dataset) -> list[Cell]:
    column = line.column
    unit = SCALES.get(line.scale or "", line.unit or "")
    why = "记住的回答" if line.told or line.scale else "表头" if column.field else "不认作字段"
    return [
        Cell(column.letter, looks="strong short"), Cell(column.header or "（没有表头）"),
        Cell("｜".join(line.texts[:2]), looks="soft"), Cell(field_words(meant, column.field)), Cell(unit),
        Cell(why, looks="told" if line.told else "soft"),
        Cell("改", pick=column.letter, says=f"改 {named(column.letter)}"),
    ]  # fmt: skip
