"""Many files without a doubt at once: one line each of what they change, then all of them published in one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import streamlit as st

from store import Line
from store.versions.uploads import Upload
from ui.analysts.table import Cell, table
from ui.analysts.upload.difference import Difference, asks_whether_whole, difference_of, sentence, show_effect
from ui.analysts.upload.publishing import drafts_of, publish, titled
from ui.analysts.upload.rereading import reread
from ui.analysts.upload.standing import Standing
from ui.escape import md
from ui.scope import period_words


def together(read: Iterable[tuple[Upload, Standing]]) -> bool:
    """Offers to look through and publish all files that raise no doubt, where there are two or more.

    Whether they are on the desk now.
    """
    ready = [upload for upload, stands in read if stands.without_doubt]
    if len(ready) < 2:
        return False
    if not st.toggle(f"一并核对和发布 {len(ready)} 份没有疑问的文件", key="together"):
        return False
    drafts = [line for upload in ready for line in drafts_of(upload, reread(upload)) if line.state == "draft"]
    drafts, apart = _apart(drafts)
    for line, why in apart:
        st.warning(md(f"{titled(line)}（{line.file}）：{why}，请单独核对。"), icon=":material/call_split:")
    if not drafts:
        st.markdown(":gray[这些文件现在的内容都已发布，或要单独核对。]")
        return True
    _list(drafts)
    st.markdown("#### 发布后各页关键数字", anchors=False)
    show_effect(drafts)
    publish(drafts, key="together")
    return True


def _apart(drafts: Sequence[Line]) -> tuple[list[Line], list[tuple[Line, str]]]:
    """The drafts that may be published at once, of one month alone, and those to be looked at singly, each with why."""
    months = Counter(line.period for line in drafts)
    month = max(months, key=lambda period: (months[period], period), default="")
    twice = Counter((line.dataset, line.department, line.period) for line in drafts)
    kept, apart = [], []
    for line in drafts:
        why = _why_apart(line, month, twice[line.dataset, line.department, line.period])
        if why:
            apart.append((line, why))
        else:
            kept.append(line)
    return kept, apart


def _why_apart(line: Line, month: str, times: int) -> str:
    if line.period != month:
        return f"是{period_words(line.period)}的报送，其余都是{period_words(month)}的"
    if times > 1:
        return f"同一单位的同一张表有{times}份，不知以哪份为准"
    found = difference_of(line)
    if asks_whether_whole(found):
        return "上次的事项有较多不在其中，要说明是完整报送还是补报"
    n = int(found.findings["severity"].ne("note").sum())
    return f"与上次或自身相比有{n}处需要核对" if n else ""


def _list(drafts: Sequence[Line]) -> None:
    rows = [_row(line, difference_of(line)) for line in drafts]
    table(["报送", "变化", "发现", "文件"], rows, key="together-list", tall="420px")


def _row(line: Line, found: Difference) -> list[Cell]:
    warnings = found.findings[found.findings["severity"] != "note"]
    said = "；".join(f"{one['item']}：{one['message']}" for one in warnings.head(3).to_dict("records"))
    more = f"等 {len(warnings)} 条" if len(warnings) > 3 else ""
    looks = "long check" if len(warnings) else "soft"
    return [
        Cell(titled(line), looks="strong"),
        Cell(sentence(found)),
        Cell(said + more or "没有需要核对的", looks=looks),
        Cell(line.file, looks="soft"),
    ]
