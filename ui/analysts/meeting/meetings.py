"""Meetings frozen for ever: freeze one, list them, compare two, and say why the denominator changed."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from access.serving.zone import minute
from catalog import dataset
from catalog.numbers import period_words
from store.versions.meetings import Meeting
from ui import facts, released, source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.meeting.headline_changes import show_headlines
from ui.analysts.table import Cell, Head, table
from ui.analysts.values import label, value_words
from ui.escape import md
from ui.scope import View
from ui.trace_link import trace_href

KINDS = {"added": ("新增事项", "good"), "gone": ("不再报送", "missing"), "changed": ("改动", "told")}
LEDGER_KINDS = {
    "added": ("新增", "good"),
    "ended": ("终止", "open"),
    "split": ("拆分", "told"),
    "merged": ("合并", "told"),
    "renamed": ("改名", "told"),
    "retargeted": ("目标调整", "check"),
}
SHOWN = 400


def frozen() -> list[Meeting]:
    """Every frozen meeting, newest first."""
    return list(reversed(source.meetings()))


def freeze_form(period: str) -> None:
    """Name, day, note: the figures that stand now are kept under that name for ever."""
    seen = source.version()
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        st.text_input("会议名称", placeholder=f"{period_words(period)}调度会", key="meeting-name", width=300)
        periods = list(reversed(source.periods(seen)))
        as_of = st.selectbox(
            "数据截至", periods, format_func=period_words, key="meeting-as-of", width=150, on_change=_unsure
        )
        st.date_input("开会日期", value=None, format="YYYY-MM-DD", key="meeting-day", width=160)
        st.text_input("备注", key="meeting-note", width=260)
        st.button(
            "定稿", type="primary", icon=":material/event_available:", key="freeze", on_click=_freeze, args=(seen,)
        )
    ready = released.counted(seen, as_of)
    open_ = as_of in released.open_months(seen)
    st.markdown(md(_readiness(as_of, ready, collecting=open_)))
    if open_:
        st.checkbox("这一期还在收集，仍要定稿", key="meeting-sure")
    for show, sentence in st.session_state.pop("meeting-said", ()):
        (st.success if show == "done" else st.warning)(md(sentence))


def _unsure() -> None:
    """What was said of one month is not said of another."""
    st.session_state["meeting-sure"] = False


def _freeze(seen: int) -> None:
    """Freeze the figures that stood on the screen; refused where they have moved since."""
    told = st.session_state
    as_of, held = told["meeting-as-of"], told["meeting-day"]
    if as_of in released.open_months(seen) and not told.get("meeting-sure"):
        told["meeting-said"] = [("why", "这一期还没有发布：请勾选后再定稿，或先到报送台账发布本月。")]
        return
    name, note = str(told["meeting-name"] or ""), str(told["meeting-note"] or "")
    held_on = held.isoformat() if held else ""
    figures = facts.printed(View(seen, as_of))
    receipt = attempt(
        lambda: desk().freeze(name, as_of=as_of, at=now(), held_on=held_on, note=note, figures=figures, seen=seen)
    )
    if receipt is not None:
        words = "此前已按同样内容定稿" if receipt.repeated else "已定稿"
        said = f"{name.strip()}：{words}，日志序号 {receipt.seq}。这次会议的数字以后都可以原样再现。"
        told["meeting-said"] = [("done", said)]


def _readiness(period: str, counts: dict, *, collecting: bool) -> str:
    """What a freeze would hold: who has reported and who has not, and whether the month was released."""
    missing = counts["missing_departments"]
    gap = f"，缺{'、'.join(missing)}" if missing else ""
    state = "还在收集" if collecting else "已发布"
    return f"{period_words(period)}{state}：已报 {counts['reported']}/{counts['due']} 家{gap}。"


def meeting_list(found: list[Meeting]) -> None:
    """The frozen meetings; each opens the leaders' pages as they stood."""
    heads: list[Head | str] = ["会议", "数据截至", "开会日期", Head("报送份数", "number"), "定稿", "备注", "当时的页面"]
    table(heads, [_meeting_row(one) for one in found], key="meetings", tall="300px")


def compare(found: list[Meeting]) -> None:
    """Every key figure and every cell that differs between two meetings (or a meeting and now), with the submission
    that changed it."""
    pair = choose_pair(found, "diff")
    if pair is None:
        return
    files = source.submissions().set_index("submission_id")
    st.markdown("#### 关键数字", anchors=False)
    show_headlines(*pair, files)
    st.markdown("#### 逐项数据", anchors=False)
    changed = _differences(source.version(), *pair)
    if changed.empty:
        st.markdown(":gray[两者的数据完全一致。]")
        return
    counts = changed["kind"].value_counts()
    st.text("，".join(f"{KINDS[kind][0]} {counts[kind]} 处" for kind in KINDS if kind in counts))
    shown = of_one_dataset(changed, "diff")
    heads: list[Head | str] = [
        "变化",
        "数据类别",
        "事项",
        "字段",
        "前",
        "后",
        "改动来自",
    ]
    table(
        heads,
        [_change_row(one, files, pair[1]) for one in shown.head(SHOWN).to_dict("records")],
        key="diff",
        tall="520px",
    )
    if len(shown) > SHOWN:
        st.markdown(f":gray[:small[共 {len(shown)} 处，先列 {SHOWN} 处，可按数据类别筛选]]")


@st.cache_resource(show_spinner="正在比较两个时点…", max_entries=16)
def _differences(version: int, before: str, after: str) -> pd.DataFrame:  # noqa: ARG001 - the version keys the cache
    return source.store().differences(before, after)


def choose_pair(found: list[Meeting], key: str) -> tuple[str, str] | None:
    """Two states to compare: meetings by name, months by period."""
    states = _states([m.name for m in reversed(found)], list(source.periods(source.version())))
    if len(states) < 2:
        st.markdown(":gray[至少要有两次会议或两期数据才能比较。]")
        return None
    names = {m.name: f"{m.name}（定稿）" for m in found}
    said = {state: names.get(state) or f"{period_words(state)}（现在的数）" for state in states}
    with st.container(horizontal=True):
        before = st.selectbox(
            "前", states, index=max(len(states) - 2, 0), format_func=said.__getitem__, key=f"{key}-before", width=300
        )
        after = st.selectbox(
            "后", states, index=len(states) - 1, format_func=said.__getitem__, key=f"{key}-after", width=300
        )
    if before == after:
        st.markdown(":gray[请选两个不同的时点。]")
        return None
    return str(before), str(after)


def _states(names: list[str], months: list[str]) -> list[str]:
    """The last two are compared at first: the last two meetings, or the only one and what stands now."""
    if len(names) == 1:
        return [*months[:-1], *names, *months[-1:]]
    return [*months, *names]


def of_one_dataset(changed: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows of the dataset chosen, or all."""
    names = sorted(set(changed["dataset"]))
    name = st.selectbox(
        "数据类别", names, index=None, placeholder="全部类别", key=f"{key}-dataset",
        format_func=lambda n: dataset(n).label, width=240,
    )  # fmt: skip
    return changed[changed["dataset"] == name] if name else changed


def _meeting_row(one: Meeting) -> list[Cell]:
    there = f"./?{urlencode({'meeting': one.name})}"
    return [
        Cell(one.name, looks="strong", href=there), Cell(period_words(one.as_of)), Cell(one.held_on or "—"),
        Cell(str(len(one.submissions)), looks="number"), Cell(minute(one.at), one.actor),
        Cell(one.note or "—"), Cell("打开", href=there),
    ]  # fmt: skip


def _change_row(one: dict, files: pd.DataFrame, after: str) -> list[Cell]:
    word, looks = KINDS[one["kind"]]
    field = one["field"] if isinstance(one["field"], str) else None
    old, new = (value_words(one["dataset"], field, one[side]) if field else "" for side in ("old", "new"))
    number = one["submission_id"]
    known = pd.notna(number) and number in files.index
    by = files.loc[number] if known else None
    as_of = after if len(after) == 7 and after[4] == "-" else ""
    href = trace_href(one["dataset"], one["row_id"], field, as_of=as_of) if field and one["kind"] == "changed" else ""
    return [
        Cell(word, looks=f"short {looks}"), Cell(dataset(one["dataset"]).label, looks="soft"), Cell(one["label"]),
        Cell(label(one["dataset"], field)), Cell(old, looks="old"), Cell(new, looks="new", href=href),
        Cell(one["department"], f"{by['file']}，报送号 {number}" if by is not None else ""),
    ]  # fmt: skip
