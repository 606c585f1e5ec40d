"""A sheet before it is sent: what would be read, asked, doubted and changed. It stays in this session alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import pandas as pd
import streamlit as st

from catalog import Issue, dataset
from catalog.numbers import period_words
from loaders import Mappings, Reading, Table, Unreadable
from loaders.pool import shared_pool
from metrics import difference, honesty
from store import Line
from store.versions.rows import rows_of
from ui import source
from ui.analysts.desk import actor
from ui.analysts.sheet import places
from ui.analysts.table import Cell, table
from ui.analysts.upload.columns import Answers, lines
from ui.analysts.upload.difference import Difference, sentence, show_difference
from ui.analysts.upload.preview import first_texts, marks_of, preview
from ui.analysts.upload.problems import SEVERITY_WORDS
from ui.analysts.upload.questions import ask
from ui.escape import md

HELD, SAID = "check-held", "check-said"
LOOKS = {"error": "wrong", "warning": "check", "note": "open"}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer given on this page: of which form, about which headers."""

    signature: str
    dataset: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Held:
    """The file on this page: its bytes and how it reads with the answers given here, or why it cannot be read;
    ``mappings``: all that was answered, here and before."""

    file: str
    content: bytes
    reading: Reading | None
    why: str = ""
    mappings: Mappings = field(default_factory=Mappings)


def hand_in() -> Held | None:
    """The box for one workbook and what it reads as by now; None where none was handed in."""
    turn = st.session_state.get("check-round", 0)
    box = "把要报送的工作簿拖到这里自查。只在这一页里读，不保存、不报送"
    file = st.file_uploader(box, key=f"check-{turn}")
    if file is None:
        st.session_state.pop(HELD, None)
        st.session_state.pop(SAID, None)
        return None
    content = file.getvalue()
    said: Sequence[Said] = st.session_state.get(SAID, ())
    key = f"{hashlib.sha256(content).hexdigest()} {said!r}"
    if st.session_state.get(HELD, ("",))[0] != key:
        st.session_state[HELD] = (key, _read(file.name, content, said))
    return st.session_state[HELD][1]


def answered() -> Sequence[Said]:
    """The answers given on this page."""
    return st.session_state.get(SAID, ())


def verdict(held: Held | None) -> str:
    """The page's title: what would be read, asked and doubted."""
    if held is None:
        return "报送之前先自查"
    if held.reading is None:
        return f"{held.file}：{held.why}"
    known = reported(held.reading)
    rows = sum(len(one.frame) for one in known)
    asked = sum(column.asked for one in known for column in one.columns)
    errors, warnings = (sum(i.severity == s for i in held.reading.issues) for s in ("error", "warning"))
    return f"读出{len(known)}张表{rows}行，要问{asked}处，有误{errors}处，请核对{warnings}处"


def reported(reading: Reading) -> list[Table]:
    """The tables that would be part of a report."""
    return [one for one in reading.tables if one.dataset]


def show(held: Held) -> None:
    """Table by table: whose report of what it is, the questions, the sheet with its marks, the doubts, the changes."""
    if held.reading is None:
        st.error(md(f"{held.file}：{held.why}"), icon=":material/block:")
        return
    known = reported(held.reading)
    if not known:
        st.warning("这个文件里没有认出要报送的表。可先下载空白模板填写。", icon=":material/help:")
    for place, one in enumerate(known):
        _table(held, held.reading, one, f"check-{place}")
    _doubts(held.reading.issues)


def _table(held: Held, reading: Reading, one: Table, key: str) -> None:
    name = str(one.dataset)
    whose = [one.department or "单位没有写明", period_words(one.period) if one.period else "月份没有写明"]
    st.markdown(f"#### {md(one.sheet)} · {dataset(name).label} · {md('、'.join(whose))}", anchors=False)
    if one.frame.empty:
        st.error("这张表没有一行数据，不能作为报送；本期确无进展的，请说明“本期无进度”。", icon=":material/block:")
    view = next(sheet for sheet in reading.sheets if sheet.name == one.sheet)
    rows = sorted({row for row, _ in places(one.range, 100_000)})
    values = first_texts(view, [c.letter for c in one.columns], rows[1:])
    mine = [issue for issue in reading.issues if issue.sheet == one.sheet]
    ask(lines(one, held.mappings, mine, values), name, key=key, act=partial(_say, one.signature, name))
    preview(view, marks_of(mine, (), one.sheet), key=key)
    changes = compared(one)
    if changes is not None:
        st.text(sentence(changes))
        if changes.previous is not None:
            show_difference(changes, {})


def _say(signature: str, name: str, given: Answers) -> Said:
    said = Said(signature, name, given)
    st.session_state[SAID] = (*answered(), said)
    return said


def compared(one: Table) -> Difference | None:
    """What the table would change against what stands of its unit; None where that is not this reader's to see, or the
    table does not say whose and for when it is."""
    if not (one.department and one.period) or one.frame.empty or not actor().sees(one.department):
        return None
    about = (one.dataset, one.department)
    standing = [
        x for x in source.lines() if x.current and (x.dataset, x.department) == about and x.period <= one.period
    ]
    previous = max(standing, key=lambda line: line.period, default=None)
    then = source.store().rows(previous.submission_id) if previous else None
    now = _as_stored(one)
    name = str(one.dataset)
    changes = difference.rows(now.iloc[:0] if then is None else then, now, name)
    return Difference(_line(one), previous, changes, honesty.compare(then, now, name))


def _as_stored(one: Table) -> pd.DataFrame:
    rows = rows_of([one], str(one.dataset))
    return one.frame.assign(
        row_id=[row["row_id"] for row in rows], reporting_department=one.department, period=one.period, submission_id=0
    )


def _line(one: Table) -> Line:
    """The table as if it were a draft; its number is nobody's and tells this page's tables apart."""
    nobodys = -(1 + int(hashlib.sha256(f"{one.sheet}{one.range}".encode()).hexdigest()[:8], 16))
    about = (str(one.dataset), str(one.department), str(one.period))
    return Line(nobodys, *about, "draft", False, None, len(one.frame), "", "", "", False, "")


def _doubts(issues: Sequence[Issue]) -> None:
    shown = sorted((i for i in issues if i.severity != "note"), key=lambda i: i.severity != "error")
    st.markdown("#### 逐格问题", anchors=False)
    if not shown:
        st.markdown(":gray[没有要改的单元格。]")
        return
    rows = [
        [
            Cell(SEVERITY_WORDS[i.severity], looks=f"short {LOOKS[i.severity]}"), Cell(f"{i.sheet} {i.cells}".strip()),
            Cell(i.value or "—"), Cell(i.message, i.suggestion, "long"),
        ]
        for i in shown
    ]  # fmt: skip
    table(["", "单元格", "原文", "问题和建议"], rows, key="check-doubts", tall="420px")


def _read(file: str, content: bytes, said: Sequence[Said]) -> Held:
    mappings = Mappings()
    own = next(iter(sorted(actor().departments)), None)
    for one in source.store().answers(own):
        mappings.remember(one.signature, one.dataset, one.fields, units=one.units, scales=one.scales)
    for given in said:
        told = given.answers
        mappings.remember(given.signature, given.dataset, told.fields, units=told.units, scales=told.scales)
    try:
        return Held(file, content, shared_pool().read(content, file=file, mappings=mappings), mappings=mappings)
    except Unreadable as reason:
        return Held(file, content, None, str(reason), mappings)
