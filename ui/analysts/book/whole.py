"""The whole book as one workbook: down, changed in Excel, up again, refused by cell or proposed; and its history."""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import groupby

import streamlit as st

from access.serving.zone import minute
from catalog.book.lists import Entries, Name, Value, applied, changed, entries_of
from catalog.book.renaming import renamed
from exports.book import workbook
from loaders.book import BookRead
from loaders.pool import shared_pool
from store.book import Version
from ui import parts, source
from ui.analysts.book.proposal import list_title, propose, told
from ui.analysts.desk import attempt, desk, keep_why_not, now, tell_why_not
from ui.analysts.table import table
from ui.escape import md

# Of a change with many entries, so many are named.
SHOWN = 4
RENAMED, ANEW = "改名", "终止并新增"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(day: dt.date) -> None:
    """Download and upload."""
    entries = entries_of(source.store().book(day))
    st.download_button(
        f"下载{day.year}年目录（.xlsx）",
        partial(_written, entries),
        f"目录-{day.isoformat()}.xlsx",
        MIME,
        key="book-download",
    )
    parts.aside("一张工作表是一份清单；改好后在下面上传，先看差异，再填理由和文号生效。")
    sent = st.file_uploader("上传改好的目录", type=["xlsx"], key="book-upload")
    if sent is None:
        return
    found = shared_pool().read_book(sent.getvalue(), entries)  # a file from outside, like every upload
    if found.faults:
        _faults(found)
    else:
        _compare(entries, found, day)


def _written(entries: Entries) -> bytes:
    """The file, when somebody takes it: not in every run of the page."""
    with source.judging(""):
        return workbook(entries)


def _compare(entries: Entries, found: BookRead, day: dt.date) -> None:
    """What may be a renaming is asked first; then the differences are proposed."""
    with st.form("book-compare"):
        if found.renamings:
            parts.aside(
                "下列条目换了名称。改名：历史相接，旧名仍可识别，引用一并改；终止并新增：原条目到此为止，另起一条。"
            )
        for one in found.renamings:
            st.radio(
                md(f"{list_title(one.list)}“{one.old}”→“{one.new}”"), [RENAMED, ANEW], horizontal=True, index=None,
                key=f"book-renamed-{one.list}-{one.old}",
            )  # fmt: skip
        st.form_submit_button("看差异", type="primary", on_click=_compared, args=(entries, found, day))
    tell_why_not("book-compare")


def _compared(entries: Entries, found: BookRead, day: dt.date) -> None:
    said = {one: st.session_state.get(f"book-renamed-{one.list}-{one.old}") for one in found.renamings}
    if None in said.values():
        keep_why_not("book-compare", "请先逐条说明是改名，还是终止并新增。")
        return
    same = [one for one, answer in said.items() if answer == RENAMED]
    propose(changed(entries, renamed(found.entries, same, entries)), day, beside=False)


def _faults(found: BookRead) -> None:
    st.error(f"有{len(found.faults)}处不能接受，目录没有任何更改。", icon=":material/block:")
    rows = [[fault.sheet or "—", fault.cell or "—", fault.said] for fault in found.faults]
    table(["工作表", "单元格", "问题"], rows, key="book-faults", tall="26rem")


def history() -> None:
    """Every change: who, when, from which day, by which paper; each can be undone by a new one."""
    found = source.store().book_history()
    by_act = {seq: list(of) for seq, of in groupby(found, key=lambda version: version.seq)}
    acts: dict[int, list[str]] = {}
    then: dict[Name, Value] = {}
    for seq, versions in by_act.items():
        changes = {(version.list, version.key): version.value for version in versions}
        if versions[0].applies_from:
            acts[seq] = told(then, changes)
        then = applied(then, changes)
    heads = {seq: by_act[seq][0] for seq in acts}
    if not acts:
        st.info("目录还没有更改过，现为随软件提供的目录。")
        return
    rows = [_act(heads[seq], acts[seq]) for seq in sorted(acts, reverse=True)]
    table(["号", "时间", "更改人", "生效日", "文号", "理由", "内容"], rows, key="book-history", tall="26rem")
    with st.form("book-undo"):
        st.selectbox(
            "撤销哪一次", sorted(acts, reverse=True), key="book-undone",
            format_func=lambda s: f"第{s}号：{md(heads[s].reason)}",
        )  # fmt: skip
        st.text_input("撤销理由", max_chars=200, key="book-undo-reason")
        st.form_submit_button("撤销（另记一次更改）", on_click=_undo)


def _undo() -> None:
    seq, reason = st.session_state["book-undone"], str(st.session_state["book-undo-reason"] or "")
    attempt(lambda: desk().undo_book(seq, reason=reason, at=now()))


def _act(head: Version, changes: list[str]) -> list[str]:
    what = "；".join(changes[:SHOWN]) + (f"等{len(changes)}条" if len(changes) > SHOWN else "")
    return [
        str(head.seq),
        minute(head.at),
        head.actor,
        head.applies_from,
        head.paper or "—",
        head.reason,
        what,
    ]
