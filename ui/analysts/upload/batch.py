"""Many files without a doubt at once: one line each of what they change, then all of them published in one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from catalog.numbers import period_words
from store import Desk, Line, Refused
from store.versions.uploads import Upload
from ui import source
from ui.analysts import alike
from ui.analysts.desk import attempt, desk, now
from ui.analysts.locks import why_held
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload.difference import Difference, asks_whether_whole, difference_of, sentence, show_effect
from ui.analysts.upload.publishing import save, standing_id, titled
from ui.analysts.upload.rereading import reread_all
from ui.analysts.upload.standing import Standing
from ui.background import Tell, begun, progress
from ui.escape import md

JOB = "together-job"


def together(read: Iterable[tuple[Upload, Standing]]) -> bool:
    """Offers to look through and publish all files that raise no doubt, where there are two or more.

    Whether they are on the desk now.
    """
    ready = [upload for upload, stands in read if stands.without_doubt]
    if len(ready) < 2:
        return False
    if not st.toggle(f"一并核对和发布 {len(ready)} 份没有疑问的文件", key="together"):
        return False
    drafts = _prepared(ready)
    if drafts is None:
        return True
    drafts, apart = _apart(drafts)
    told = [(f"{titled(line)}（{line.file}）", why) for line, why in apart]
    alike.say(st.warning, told, icon=":material/call_split:", tail="请单独核对。")
    if not drafts:
        st.markdown(":gray[这些文件现在的内容都已发布，或要单独核对。]")
        return True
    _list(drafts)
    st.markdown("#### 发布后各页关键数字", anchors=False)
    show_effect(drafts)
    moved = [line for line in drafts if standing_id(line) != line.base]
    if moved:
        st.warning(md(f"其中 {len(moved)} 份在存稿后已有他人发布的版本，上面的变化是与该版本相比。"))
    st.button(
        f"发布 {len(drafts)} 份报送", type="primary", icon=":material/publish:", on_click=_begin,
        key=f"publish-together-{[(d.submission_id, standing_id(d)) for d in drafts]}", args=(drafts,),
    )  # fmt: skip
    return True


def receipt() -> None:
    """What came of the last publishing of many: how far it is, then every report with its version or why not."""
    key = st.session_state.get(JOB)
    task = begun(key, lambda _tell: ()) if key else None
    if task is None:
        return
    if not task.over():
        progress(task)
        return
    came: Sequence[Came] = attempt(task.result) or ()
    failed = [one for one in came if one.why]
    if came:
        said = (
            f"一并发布已办完：发布 {len(came) - len(failed)} 份"
            + (f"，{len(failed)} 份未发布" if failed else "")
            + "。"
        )
        (st.warning if failed else st.success)(said, icon=":material/receipt_long:")
        heads: list[Head | str] = ["报送", "结果", Head("版本", "number"), Head("行数", "number"), "文件", "内容哈希"]
        ordered = sorted(came, key=lambda one: not one.why)
        table(heads, [_receipt_row(one) for one in ordered], key="together-receipt", tall="360px")
    st.button("收起回执", key="together-done", type="tertiary", on_click=_put_by)


def _prepared(ready: Sequence[Upload]) -> list[Line] | None:
    """The drafts of these uploads, each compared with what stands; None while that is being worked out."""
    sits, understood = desk(), {upload.id: found for upload, found in reread_all(ready)}
    numbers = [upload.id for upload in ready]

    def work(tell: Tell) -> list[Line]:
        found = []
        for place, upload in enumerate(ready):
            tell(place, len(ready), f"正在存稿和比较，{place + 1}/{len(ready)}：{upload.file}")
            found += [line for line in save(sits, upload, understood[upload.id]).lines if line.state == "draft"]
        for line in found:
            difference_of(line)
        return found

    if any(found.pending for found in understood.values()):
        st.info("还有文件正在识别，稍候自动显示。", icon=":material/hourglass_top:")
        return None
    task = begun(f"together-{numbers}-{source.version()}-{sits.actor.name}-{source.store().last_answer()}", work)
    if not task.over():
        progress(task)
        return None
    return attempt(task.result) or []


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one report: as it stands now, or why it was not published."""

    line: Line
    why: str = ""


def _begin(drafts: Sequence[Line]) -> None:
    """Begin to publish them one by one: what one is refused for holds up no other."""
    sits, moment = desk(), now()
    expect = {line.submission_id: standing_id(line) for line in drafts}

    def work(tell: Tell) -> list[Came]:
        came = []
        for place, line in enumerate(drafts):
            tell(place, len(drafts), f"正在发布，{place + 1}/{len(drafts)}：{titled(line)}")
            came.append(_publish_one(sits, line, expect, moment))
        return came

    st.session_state[JOB] = f"publish-{sits.actor.name}-{moment.isoformat()}"
    begun(st.session_state[JOB], work)


def _publish_one(sits: Desk, line: Line, expect: Mapping[int, int | None], moment: datetime) -> Came:
    try:
        return Came(sits.publish([line.submission_id], at=moment, expect=expect).lines[0])
    except Refused as refused:
        return Came(line, str(refused))


def _put_by() -> None:
    st.session_state.pop(JOB, None)


def _receipt_row(one: Came) -> list[Cell]:
    done = Cell("未发布", one.why, "wrong") if one.why else Cell("已发布", looks="good")
    return [
        Cell(titled(one.line), looks="strong"), done,
        Cell("" if one.why else f"第{one.line.version}版", looks="number"),
        Cell(str(one.line.rows), looks="number"), Cell(one.line.file, looks="soft"),
        Cell("" if one.why else one.line.content_hash[:12], says=one.line.content_hash, looks="soft"),
    ]  # fmt: skip


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
    if closed := why_held([line.period]):
        return closed
    if line.period != month:
        return f"是{period_words(line.period)}的报送，其余都是{period_words(month)}的。"
    if times > 1:
        return f"同一单位的同一张表有{times}份，不知以哪份为准。"
    found = difference_of(line)
    if asks_whether_whole(found):
        return "上次的事项有较多不在其中，要说明是完整报送还是补报。"
    n = int(found.findings["severity"].ne("note").sum())
    return f"与上次或自身相比有{n}处需要核对。" if n else ""


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
