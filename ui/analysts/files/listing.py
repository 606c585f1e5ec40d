"""The list of every file ever received, with filters and a search that live in the link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from catalog import dataset
from catalog.access import access
from catalog.numbers import period_words
from store.reading.files import File
from ui import next_step
from ui.analysts.files.states import STATES, href, moment
from ui.analysts.table import Cell, Head, table
from ui.identity import identity
from ui.look import look

A_PAGE = 100


def sentence(files: Sequence[File]) -> str:
    """The page's title: how many files came in and how they stand."""
    counted = Counter(file.state for file in files)
    said = [f"{word}{counted[state]}份" for state, (word, _) in STATES.items() if counted[state]]
    return f"共收到{len(files)}份文件：{'、'.join(said)}" if files else "还没有收到文件"


def filtered(files: Sequence[File]) -> list[File]:
    """The files that fit the filters; the choice stands in the link."""
    shown = list(files)
    states = [state for state in STATES if any(file.state == state for file in files)]
    wanted = st.pills(
        "状态", [STATES[state][0] for state in states], selection_mode="multi", key="state", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    if wanted:
        shown = [file for file in shown if STATES[file.state][0] in wanted]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for label, key, said in FILTERS:
            shown = _narrowed(files, shown, label, key, said)
        return _searched(shown)


def listing(files: Sequence[File]) -> None:
    """The files as a table, a page at a time; each leads to where it is opened."""
    if not files:
        st.info(f"没有这样的文件。换个条件，或收新的。{next_step.link('upload', next_step.TO_UPLOAD)}")
        return
    pages = -(-len(files) // A_PAGE)
    page = st.pagination(pages, key="files-page") if pages > 1 else 1
    opens = access().opens(identity().role, "upload")
    heads: list[Head | str] = ["文件", "状态", "单位", "期数", "数据类别", "收到", "经手", Head("行数", "number")]
    rows = [_row(file, opens) for file in files[(page - 1) * A_PAGE : page * A_PAGE]]
    shown = 4 if look().phone else len(heads)
    table(heads[:shown], [row[:shown] for row in rows], key="files", tall="70vh")


def _units(file: File) -> list[str]:
    return [name or "（未认出）" for name in file.departments] or ["（未认出）"]


def _months(file: File) -> list[str]:
    return [period_words(period) for period in file.periods if period] or ["（未认出）"]


def _kinds(file: File) -> list[str]:
    return [dataset(name).label for name in file.datasets if name] or ["（未认出）"]


def _people(file: File) -> list[str]:
    return list(dict.fromkeys([file.kept_by, file.by]))


FILTERS: tuple[tuple[str, str, Callable[[File], list[str]]], ...] = (
    ("单位", "of", _units),
    ("期数", "month", _months),
    ("数据类别", "kind", _kinds),
    ("经手人", "who", _people),
)


def _narrowed(
    files: Sequence[File], shown: list[File], label: str, key: str, said: Callable[[File], list[str]]
) -> list[File]:
    options = sorted({word for file in files for word in said(file)})
    chosen = st.selectbox(
        label, options, index=None, key=key, bind="query-params", placeholder=f"全部{label}", width=190,
        label_visibility="collapsed",
    )  # fmt: skip
    return [file for file in shown if chosen in said(file)] if chosen else shown


def _searched(shown: list[File]) -> list[File]:
    word = st.text_input(
        "查找", key="find", bind="query-params", placeholder="文件名、校验码、理由里的字", label_visibility="collapsed"
    )
    wanted = str(word or "").strip().casefold()
    return [file for file in shown if wanted in _told(file).casefold()] if wanted else shown


def _told(file: File) -> str:
    reason = file.returned.reason if file.returned else ""
    return " ".join([file.file, file.sha256, reason, *_units(file), *_months(file), *_kinds(file), *_people(file)])


def _row(file: File, opens: bool) -> list[Cell]:
    word, looks = STATES[file.state]
    link = href(file) if opens or file.upload is None else ""
    return [
        Cell(file.file, looks="strong", href=link, says=file.sha256),
        Cell(word, file.returned.reason if file.returned else "", f"short {looks}"),
        Cell("、".join(_units(file))), Cell("、".join(_months(file)), looks="short"), Cell("、".join(_kinds(file))),
        Cell(file.received[:10], f"入库 {moment(file.kept_at)}", "short"),
        Cell(file.kept_by, "" if file.by == file.kept_by else f"{file.by} {moment(file.at)}", "soft"),
        Cell(str(file.rows), looks="number"),
    ]  # fmt: skip
