"""From a figure back to its cell: the value, what was typed, who sent it when, and the sheet around it as it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from access.serving.zone import minute
from catalog import dataset, datasets
from catalog.numbers import period_words
from catalog.text import shorten
from loaders import SheetView, Unreadable
from loaders.pool import shared_pool
from store import NotAllowed, Refused, Trace
from ui import next_step, source, whole_month
from ui.analysts.desk import desk
from ui.analysts.sheet import Marks, around, draw, places
from ui.analysts.table import Cell, table
from ui.analysts.values import NOTHING, label, value_words
from ui.escape import md
from ui.identity import sees_contacts
from ui.masks import COVER, masked
from ui.scope import View, is_period

NOWHERE = "这个链接所指的数据不存在，或那一期没有报送。"
PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which value the link asks about, as of which period or as frozen for which meeting."""

    dataset: str
    row: str
    field: str
    as_of: str | None
    meeting: str | None


def asked() -> Asked | None:
    """What the link asks for; None where it names no value of a known dataset."""
    said = st.query_params
    name, row, field = said.get("dataset", ""), said.get("row", ""), said.get("field", "")
    as_of, meeting = said.get("as_of", ""), said.get("meeting", "")
    if name not in datasets() or not row or field not in dataset(name).field_names:
        return None
    if (as_of and not is_period(as_of)) or (meeting and meeting not in {m.name for m in source.store().meetings()}):
        return None
    return Asked(name, row, field, as_of or None, meeting or None)


def look_up(view: View | None) -> Asked | None:
    """Without a link: choose dataset, item and field; the choice becomes the link."""
    if st.query_params.get("row"):
        st.warning(NOWHERE, icon=":material/link_off:")
    st.text("在任何一页点事项名称或数字，就会来到这里。也可以直接查：")
    if view is None:
        way = next_step.link("upload", next_step.TO_UPLOAD)
        st.info(f"还没有发布任何数据，没有可查的数。{way}", icon=":material/search_off:")
        return None
    grid = st.grid(3, min_column_width=240)
    filled = [name for name, rows in source.frames(view).items() if len(rows)]
    name = grid.cell().selectbox("数据类别", filled, format_func=lambda n: dataset(n).label, key="look-dataset")
    rows = source.frame(view, name)
    titles = dict(zip(rows["row_id"], _titles(name, rows), strict=True))
    row = grid.cell().selectbox(
        "事项", list(titles), format_func=titles.__getitem__, index=None, key="look-row", placeholder="选一项"
    )
    fields = [f.name for f in dataset(name).fields if sees_contacts() or not f.private]
    field = grid.cell().selectbox(
        "字段", fields, format_func=lambda f: label(name, f), index=None, key="look-field", placeholder="选字段"
    )
    if row and field:
        st.query_params.update({"dataset": name, "row": row, "field": field, "as_of": view.as_of})
        st.rerun()
    return None


def as_of_the_link(view: View | None, question: Asked) -> View | None:
    """The frame's view as of the period or meeting the link names, for the stamp beside the title."""
    if view is None:
        return None
    frozen = {meeting.name: meeting.as_of for meeting in source.meetings()}
    as_of = question.as_of or frozen.get(question.meeting or "")
    return replace(view, as_of=as_of) if as_of else view


def sentence(trace: Trace, question: Asked) -> str:
    """The page's title: the item, the field, the value and where it stands."""
    value = value_words(trace.dataset, trace.field, trace.value)
    rows = source.store().frame(question.dataset, **_when(question))
    item = next(iter(_titles(question.dataset, rows[rows["row_id"] == question.row])), "")
    named = f"“{shorten(item, 12)}”{label(trace.dataset, trace.field)}"
    return f"{named}：{shorten(value, 14)}，在{trace.cell or f'第{trace.row}行'}"


def trace_of(question: Asked) -> Trace | None:
    """The trace, or the sentence why there is none."""
    try:
        found = _found(question)
        desk().require_sight(found.department)
        return found if sees_contacts() else _covered(found)
    except NotAllowed as refused:
        st.warning(md(refused), icon=":material/search_off:")
    except Refused:  # what a link names is not read back to whoever followed it
        st.warning(NOWHERE, icon=":material/search_off:")
    return None


def _found(question: Asked) -> Trace:
    """The trace; of a row its unit reports no more, that of the last month it did. ``Refused`` where there is none."""
    when = _when(question)
    try:
        return source.store().trace(question.dataset, question.row, question.field, **when)
    except Refused:
        month = when["as_of"] or {m.name: m.as_of for m in source.meetings()}.get(question.meeting or "")
        asked = [(question.row, question.field)]
        before = (
            whole_month.traces(source.store(), question.dataset, asked, as_of=month, until=when.get("until"))
            if month
            else [None]
        )
        if before[0] is None:
            raise
        return before[0]


def _when(question: Asked) -> dict[str, Any]:
    """What the store is asked: what a meeting froze, or of a period before the meeting's what stood at its freeze."""
    kept = {meeting.name: meeting for meeting in source.meetings()}.get(question.meeting or "")
    if kept and question.as_of and question.as_of < kept.as_of:
        return {"as_of": question.as_of, "until": kept.seq}
    return {"as_of": question.as_of, "meeting": question.meeting}


def _covered(trace: Trace) -> Trace:
    """The trace as those are shown it who may not see contacts: a contact's value and wording covered."""
    spec = dataset(trace.dataset).field(trace.field)
    if not spec.private:
        return trace
    value, raw, before = (
        masked(spec, said, may_see=False) for said in (trace.value, trace.raw or "", trace.corrected_from or "")
    )
    return replace(trace, value=value, raw=raw, corrected_from=before)


def other_fields(question: Asked) -> None:
    """The other figures of the same row, one click each."""
    rows = source.store().frame(question.dataset, **_when(question))
    row = rows[rows["row_id"] == question.row].iloc[0]
    shown = [f.name for f in dataset(question.dataset).fields if sees_contacts() or not f.private]
    filled = [n for n in shown if value_words(question.dataset, n, row[n]) != NOTHING]
    chosen = st.selectbox(
        "同一行的其他数据", filled, index=filled.index(question.field) if question.field in filled else None,
        format_func=lambda n: f"{label(question.dataset, n)}：{value_words(question.dataset, n, row[n])}",
        key=f"field-of-{question.row}-{question.field}", width=420,
    )  # fmt: skip
    if chosen and chosen != question.field:
        st.query_params["field"] = chosen
        st.rerun()


def show_trace(trace: Trace) -> None:
    """Value, raw text, place, sender and correction, as label and text."""
    where = f"{trace.sheet}!{trace.cell}" if trace.cell else f"{trace.sheet} 第{trace.row}行"
    facts = [
        ("数值", value_words(trace.dataset, trace.field, trace.value)),
        ("原文", trace.raw if trace.raw is not None else NOTHING),
        ("文件", trace.file),
        ("单元格", where),
        ("报送", f"{trace.department}，{period_words(trace.period)}，报送号 {trace.submission_id}"),
        ("存稿", f"{trace.submitted_by}，{minute(trace.submitted_at or NOTHING)}"),
        (
            "发布",
            f"{trace.published_by}，{minute(trace.published_at or NOTHING)}，第{trace.version}版"
            if trace.published_at
            else "未发布",
        ),
        *_correction(trace),
        ("原件 SHA-256", trace.sha256),
    ]
    table(["", ""], [[Cell(name, looks="short soft"), Cell(text, looks="long")] for name, text in facts], key="trace")


def show_neighbourhood(trace: Trace) -> None:
    """The original's cells around the value, drawn as in the workbook, with that cell marked."""
    place = next(places(trace.cell or "", 1), (trace.row, 1))
    view = sheet_of(trace.sha256, trace.file, trace.sheet)
    view = view if view is None or sees_contacts() else _without_contacts(view, trace)
    if view is None or place[0] > len(view.lines):
        st.info("原件已存档，这一格不在可以画出的范围内；请下载原件，在上面写明的单元格查看。")
        return
    marks = Marks({place: "marked"}, {place: f"{label(trace.dataset, trace.field)}"})
    draw(view, around(view, place, rows=9, columns=9), marks, key="neighbourhood", tall="560px")


def _without_contacts(view: SheetView, trace: Trace) -> SheetView:
    """The sheet with every cell covered that stands in a column of contacts, and every text that is a phone number."""
    private = [f for f in dataset(trace.dataset).fields if f.private]
    wanted = [(row, f.name) for row in source.store().rows(trace.submission_id)["row_id"] for f in private]
    found = source.store().traces(trace.dataset, wanted, as_of=trace.period) if wanted else []
    columns = {column for one in found if one and one.cell for _, column in places(one.cell, 1)}
    heads = {word for f in private for word in (f.label, *f.synonyms)}
    columns |= {at[1] for at, text in view.texts.items() if re.sub(r"\s", "", text) in heads}
    lines = [
        [
            COVER if text and role != "header" and (column in columns or PHONE.search(text)) else text
            for column, (text, role) in enumerate(zip(*line, strict=True), start=1)
        ]
        for line in zip(view.lines, view.line_roles, strict=True)
    ]
    return replace(view, lines=lines)


def download(trace: Trace) -> None:
    """The original byte for byte. Its hash is part of the name, so that no cache can hand out an older file."""
    stem, dot, ending = trace.file.rpartition(".")
    name = f"{stem or ending}_{trace.sha256[:12]}{dot + ending if stem else ''}"
    try:
        content = desk().original(trace.sha256)
    except Refused as refused:
        st.markdown(f":gray[{md(refused)}]")
        return
    st.download_button(
        "下载原件", content, file_name=name, icon=":material/download:", on_click="ignore", key="original"
    )


@st.cache_resource(show_spinner=False, max_entries=32)
def sheet_of(sha256: str, file: str, sheet: str) -> SheetView | None:
    """The sheet as it came, without corrections; None where the file cannot be drawn."""
    try:
        reading = shared_pool().read(source.store().original(sha256), file=file)
    except Unreadable:
        return None
    return next((view for view in reading.sheets if view.name == sheet), None)


def _titles(name: str, rows: pd.DataFrame) -> list[str]:
    keys = [key for key in dataset(name).key if key in rows]
    return [" · ".join(str(v) for v in line if not pd.isna(v)) for line in rows[keys].itertuples(index=False)]


def _correction(trace: Trace) -> list[tuple[str, str]]:
    if trace.corrected_by is None:
        return []
    who = f"{trace.corrected_by}，{minute(trace.corrected_at or NOTHING)}，理由：{trace.reason}"
    return [("更正前", trace.corrected_from or NOTHING), ("更正", who)]
