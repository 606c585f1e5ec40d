"""One entry of the book that a link asks for: what it says, and everything that was ever changed of it."""

from __future__ import annotations

import streamlit as st

from access.serving.zone import minute
from catalog.book.lists import LISTS, RULES, entries_of
from ui import source
from ui.analysts.book.proposal import called, differs, kind_of, list_title
from ui.analysts.table import table
from ui.escape import md

HEADS = ("号", "时间", "更改人", "生效日", "文号", "理由", "差异", "原为", "改为")


def asked() -> tuple[str, str] | None:
    """The list and key that the link names; None where it names none of the book's."""
    name, key = st.query_params.get("list", ""), st.query_params.get("entry", "")
    return (name, key) if key and (name in LISTS or name == RULES) else None


def show() -> None:
    """The entry's history, newest first; nothing where no link asks for one."""
    name = asked()
    if name is None:
        return
    found = source.store().book_history(*name)
    now = entries_of(source.store().book()).get(name)
    if now is None and not found:
        st.warning("这个链接没有指向目录里的任何条目。", icon=":material/search_off:")
        return
    with st.container(border=True):
        st.markdown(f"#### {md(list_title(name[0]))}“{md(called(name, None, now))}”的更改记录", anchors=False)
        rows, before = [], None
        for version in found:
            if version.applies_from:
                head = [str(version.seq), minute(version.at), version.actor, version.applies_from]
                told = [version.paper or "—", version.reason, kind_of(before, version.value)]
                rows.append([*head, *told, *differs(before, version.value)])
            before = version.value
        if rows:
            table(HEADS, rows[::-1], key="book-entry")
        else:
            st.markdown(":gray[这一条随软件提供，尚未更改过。]")
        st.markdown(f"现为：{md(differs(None, now)[1])}" if now is not None else "现已终止。")
