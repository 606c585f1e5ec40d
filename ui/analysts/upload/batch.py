"""Many files without a doubt at once: one line each of what they change, then all of them published in one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from store import Line
from store.versions.uploads import Upload
from ui.analysts.table import Cell, table
from ui.analysts.upload.difference import Difference, difference_of, sentence, show_effect
from ui.analysts.upload.identity import identity_of
from ui.analysts.upload.publishing import drafts_of, publish, titled
from ui.analysts.upload.rereading import Understood


def without_doubt(upload: Upload, understood: Understood) -> bool:
    """Whether nothing of the file is open: no question, no error, every table's department and period known."""
    meant = [identity_of(upload, one) for one in understood.reported()]
    known = all(one.department and one.period for one in meant)
    return bool(meant) and known and not understood.questions() and not understood.count("error")


def together(read: Iterable[tuple[Upload, Understood]]) -> bool:
    """Offers to look through and publish all files that raise no doubt, where there are two or more.

    Whether they are on the desk now.
    """
    ready = [(upload, understood) for upload, understood in read if without_doubt(upload, understood)]
    if len(ready) < 2:
        return False
    if not st.toggle(f"一并核对和发布 {len(ready)} 份没有疑问的文件", key="together"):
        return False
    drafts = [line for upload, found in ready for line in drafts_of(upload, found) if line.state == "draft"]
    if not drafts:
        st.markdown(":gray[这些文件现在的内容都已发布。]")
        return True
    _list(drafts)
    st.markdown("#### 发布后各页关键数字", anchors=False)
    show_effect(drafts)
    publish(drafts, key="together")
    return True


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
