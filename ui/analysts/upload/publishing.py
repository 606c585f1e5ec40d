"""From drafts to published versions: the difference first, then one act, then a receipt that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from access.serving.zone import minute
from catalog import dataset
from catalog.numbers import period_words
from catalog.page import page_title
from store import Conflict, Desk, Line, Receipt
from store.versions.uploads import Upload
from ui import source
from ui.analysts import alike
from ui.analysts.desk import attempt, desk, now
from ui.analysts.locks import why_held
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload.difference import (
    Difference,
    addresses,
    asks_whether_whole,
    difference_of,
    gone_words,
    missing_items,
    show_difference,
    show_effect,
)
from ui.analysts.upload.rereading import Understood
from ui.background import Tell, begun, progress
from ui.escape import md

WHOLE, SUPPLEMENT = "完整报送", "补报"
ACCEPT = "核对无误，先记为核收，稍后再发布"


def drafts_of(upload: Upload, understood: Understood) -> list[Line] | None:
    """The upload's tables as drafts, as they read now, each compared with what stands; unchanged ones are the same
    drafts. Refusals are shown. None while this is still being worked out: then how far it is stands on the page."""
    sits = desk()
    # What was said of it, and what stands; not the saving of these very drafts.
    said = (upload.tables, upload.corrections, upload.received, source.store().last_answer(), source.version())
    mine = [(x.submission_id, x.state) for x in source.lines() if x.submission_id in upload.submissions]
    put_away = [one for one in mine if one[1] not in ("draft", "replaced")]
    key = f"compare-{upload.id}-{said}-{put_away}-{sits.actor.name}"
    task = begun(key, lambda tell: _compared(sits, upload, understood, tell))
    if not task.over():
        progress(task)
        return None
    found = attempt(task.result)
    return list(found) if found else []


def _compared(sits: Desk, upload: Upload, understood: Understood, tell: Tell) -> tuple[Line, ...]:
    tell(0, 3, "正在存稿…")
    lines = save(sits, upload, understood).lines
    for place, line in enumerate(lines):
        tell(1 + place, 2 + len(lines), f"正在比较 {line.rows} 行：{titled(line)}…")
        difference_of(line)
    return lines


def save(sits: Desk, upload: Upload, understood: Understood) -> Receipt:
    """Keeps what the upload reads as by now as drafts. ``Refused`` where a table's department or period is unknown."""
    return sits.save(
        understood.reading, upload=upload.id, at=now(), received=upload.kept_at[:10],
        mappings=understood.mappings, corrections=understood.corrections,
    )  # fmt: skip


def review(upload: Upload, understood: Understood, lines: Sequence[Line]) -> None:
    """Per draft what it changes, together what they do to the headline figures; then the button that publishes."""
    drafts = [line for line in lines if line.state == "draft"]
    if not drafts:
        st.markdown(":gray[这份文件现在的内容都已发布，没有新的差异。]")
        return
    adding: dict[int, int] = {}
    asked: dict[int, int] = {}
    unsaid = False
    for line in drafts:
        st.markdown(f"#### {md(titled(line))}", anchors=False)
        found = difference_of(line)
        if found.previous is not None and asks_whether_whole(found):
            whole = _whole_or_supplement(found)
            unsaid = unsaid or whole is None
            asked[line.submission_id] = found.previous.submission_id
            adding |= {line.submission_id: found.previous.submission_id} if whole is False else {}
        show_difference(found, addresses(understood.tables, found))
        if absent := missing_items(line):
            st.text(f"{page_title('livelihood')}中还有 {len(absent)} 项没有单位报送：{'、'.join(absent)}")
    st.markdown("#### 发布后各页关键数字", anchors=False)
    show_effect(drafts, adding)
    if unsaid:
        st.info("先说明是完整报送还是补报，再发布。", icon=":material/help:")
        return
    publish(drafts, key=str(upload.id), asked=asked, upload=upload)


def _whole_or_supplement(found: Difference) -> bool | None:
    """What is said of a draft that lacks much of the report before: True whole, False supplement, None nothing."""
    st.warning(md(gone_words(found)), icon=":material/help:")
    said = st.radio(
        "这份表是", [WHOLE, SUPPLEMENT], index=None, key=f"whole-{found.line.submission_id}", horizontal=True,
        captions=["没有列出的事项不再报送", "只新增、更改表内事项，其余照旧"],
    )  # fmt: skip
    return None if said is None else said == WHOLE


def receipts(upload: Upload) -> None:
    """What was published of the upload: version, rows, hashes and the log's sequence number. Stays after a reload."""
    published = source.submissions()
    mine = published[published["submission_id"].isin(upload.submissions) & published["published_at"].notna()]
    if mine.empty:
        return
    st.success(md(f"{upload.file} 已发布，回执如下。"), icon=":material/task_alt:")
    rows = [_receipt_row(one) for one in mine.to_dict("records")]
    table(
        ["数据类别", "单位", "期数", Head("版本", "number"), Head("行数", "number"), "发布", "内容哈希", "状态"],
        rows,
        key="receipt",
    )
    said = [f"文件 {upload.file}", f"原件 SHA-256 {upload.sha256}"]
    said += [_receipt_words(one) for one in mine.to_dict("records")]
    st.code("\n".join(said), language=None, wrap_lines=True)


def titled(line: Line) -> str:
    """What a submission is about, in words."""
    return f"{dataset(line.dataset).label} · {line.department} · {period_words(line.period)}"


def publish(drafts: Sequence[Line], *, key: str, asked: Mapping[int, int], upload: Upload) -> None:
    """The button that publishes all these drafts or none; where somebody was faster, their version is shown first.

    ``asked``: the drafts that may be supplements, each with the submission it would add to.
    """
    moved = [line for line in drafts if standing_id(line) != line.base]
    alike.say(st.warning, [_conflict(line) for line in moved], icon=":material/sync_problem:")
    words = "核对无误，仍以本稿为准发布" if moved else f"发布 {len(drafts)} 份报送"
    # The key names what stands: a click on the button of a minute ago is not consent to supersede what came since.
    expect = {line.submission_id: standing_id(line) for line in drafts}
    closed = why_held(line.period for line in drafts)
    for said in st.session_state.pop(f"moved-{key}", ()):
        st.error(md(said), icon=":material/sync_problem:")
    with st.container(horizontal=True):
        # Callbacks: a click is not lost where the run it began is overtaken by another.
        st.button(
            words, type="primary", icon=":material/publish:", key=f"publish-{key}-{expect}", on_click=_publish,
            args=(key, [d.submission_id for d in drafts], expect, asked), disabled=bool(closed),
            help=closed or None,
        )  # fmt: skip
        if not upload.accepted:
            st.button(
                "核收", icon=":material/check:", key=f"accept-{key}", on_click=_accept, args=(upload.id,), help=ACCEPT
            )


def _publish(key: str, ids: Sequence[int], expect: Mapping[int, int | None], asked: Mapping[int, int]) -> None:
    # What was said at the click, which may be later than what the page was drawn with.
    adding = {one: to for one, to in asked.items() if st.session_state.get(f"whole-{one}") == SUPPLEMENT}
    try:
        attempt(lambda: desk().publish(ids, at=now(), expect=expect, adding=adding))
    except Conflict as conflict:
        st.session_state[f"moved-{key}"] = [str(conflict)]


def _accept(number: int) -> None:
    attempt(lambda: desk().accept(number, at=now()))


def standing_id(line: Line) -> int | None:
    """The submission that stands for the same department, dataset and period now."""
    about = (line.dataset, line.department, line.period)
    standing = (one for one in source.lines() if one.current)
    return next((o.submission_id for o in standing if (o.dataset, o.department, o.period) == about), None)


def _conflict(line: Line) -> tuple[str, str]:
    """Somebody else published the same meanwhile: who, when and what; the difference above is against theirs."""
    theirs = source.submissions().set_index("submission_id")
    number = standing_id(line)
    if number is None:
        return titled(line), "原先在册的版本已被撤回，本稿发布后将成为在册版本。"
    other = theirs.loc[number]
    said = (
        f"在你存稿之后，{other['published_by']} 于 {minute(str(other['published_at']))} 发布了"
        f"第 {other['version']} 版（{other['file']}）。上面列出的差异已是与该版本的差异。"
    )
    return titled(line), said


STATES = {
    "published": "在册", "draft": "草稿", "withdrawn": "已撤回", "returned": "已退回", "replaced": "已被替换",
}  # fmt: skip


def state_cell(state: str, current: bool) -> Cell:
    """A submission's review state in words: a published version that no longer stands was superseded."""
    if state == "published":
        return Cell("在册", looks="good") if current else Cell("已被新版替代", looks="open")
    looks = {"draft": "told", "withdrawn": "missing", "returned": "missing"}.get(state, "open")
    return Cell(STATES.get(state, state), looks=looks)


def _receipt_row(one: dict) -> list[Cell]:
    return [
        Cell(dataset(one["dataset"]).label, looks="strong"), Cell(one["department"]), Cell(period_words(one["period"])),
        Cell(f"第{one['version']}版", looks="number"), Cell(str(one["rows"]), looks="number"),
        Cell(minute(str(one["published_at"])), one["published_by"]),
        Cell(one["content_hash"][:12], says=one["content_hash"]),
        state_cell(one["state"], one["current"]),
    ]  # fmt: skip


def _receipt_words(one: dict) -> str:
    about = f"{dataset(one['dataset']).label}/{one['department']}/{one['period']}"
    return f"{about} 第{one['version']}版 {one['rows']}行 报送号{one['submission_id']} 内容哈希 {one['content_hash']}"
