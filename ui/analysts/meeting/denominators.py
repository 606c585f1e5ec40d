"""The denominator ledger: items added, ended, split or retargeted between two moments, and by whose approval."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from catalog import dataset
from catalog.book import spelled
from store.book import Version
from store.versions.meetings import Meeting
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.meeting.meetings import LEDGER_KINDS, choose_pair, of_one_dataset
from ui.analysts.table import Cell, Head, table
from ui.analysts.values import label, value_words


def ledger(found: list[Meeting]) -> None:
    """What changed the denominator between two moments, and the form that notes an approval."""
    pair = choose_pair(found, "denominator")
    if pair is None:
        return
    changed = _changed(source.store().version(), *pair)
    if changed.empty:
        st.markdown(":gray[两个时点之间，事项和目标都没有变化。]")
        return
    noted = changed["approved_by"].notna().sum()
    st.text(f"基数变动 {len(changed)} 处，其中 {noted} 处已注明批准依据。")
    changed = of_one_dataset(changed, "denominator")
    heads: list[Head | str] = ["变动", "数据类别", "事项", "内容", "单位", "批准", "理由"]
    table(heads, [_row(one) for one in changed.to_dict("records")], key="denominator", tall="420px")
    _note_form(changed)


@st.cache_resource(show_spinner="正在比较两个时点…", max_entries=16)
def _changed(version: int, before: str, after: str) -> pd.DataFrame:  # noqa: ARG001 - the version keys the cache
    return _by_book(source.store().denominator(before, after))


def _by_book(changed: pd.DataFrame) -> pd.DataFrame:
    """What the office answered in its book of rows that came or went, with the paper it rests on."""
    said: dict[tuple[str, str], Version] = {}
    for version in source.store().book_history("successions"):
        for name in (*(version.value or {}).get("before", ()), *(version.value or {}).get("after", ())):
            said[str((version.value or {})["dataset"]), spelled(name)] = version
    records = changed.to_dict("records")
    return pd.DataFrame([one | _answered(one, said) for one in records], columns=changed.columns)


def _answered(one: dict, said: dict[tuple[str, str], Version]) -> dict[str, str]:
    # A row is labelled by its whole key, in which its name is one of the parts.
    version = next(
        (v for (name, word), v in said.items() if name == one["dataset"] and word in spelled(one["label"])), None
    )
    if version is None or version.value is None or one["kind"] not in ("added", "ended"):
        return {}
    kind = str(version.value["kind"])
    return {
        "kind": kind, "approved_by": version.paper or version.reason, "reason": version.reason,
        "noted_by": version.actor, "noted_at": version.at,
    }  # fmt: skip


def _note_form(changed: pd.DataFrame) -> None:
    records = changed.to_dict("records")
    names = {i: f"{LEDGER_KINDS[one['kind']][0]} · {one['label']}" for i, one in enumerate(records)}
    with st.form("denominator-note", border=True), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("变动", list(names), format_func=names.__getitem__, key="note-place", width=380)
        st.text_input("批准人或文件", key="note-approved", width=240)
        st.text_input("理由", key="note-reason", width=280)
        st.form_submit_button("注明批准依据", type="primary", on_click=_note, args=(records,))


def _note(records: list[dict]) -> None:
    """Note what the boxes say at the click, of the change that was on the screen."""
    one = records[st.session_state["note-place"]]
    said = {name: str(st.session_state[f"note-{name}"] or "") for name in ("approved", "reason")}
    about = (one["dataset"], one["row_id"], one["kind"])
    attempt(lambda: desk().explain_change(*about, approved_by=said["approved"], reason=said["reason"], at=now()))


def _row(one: dict) -> list[Cell]:
    word, looks = LEDGER_KINDS[one["kind"]]
    field = one["field"] if isinstance(one["field"], str) else None
    said = "整项"
    if field:
        old, new = (value_words(one["dataset"], field, one[side]) for side in ("old", "new"))
        said = f"{label(one['dataset'], field)}：{old} → {new}"
    noted = isinstance(one["approved_by"], str)
    return [
        Cell(word, looks=f"short {looks}"), Cell(dataset(one["dataset"]).label, looks="soft"), Cell(one["label"]),
        Cell(said), Cell(one["department"]),
        Cell(one["approved_by"]) if noted else Cell("未注明", looks="check"),
        Cell(one["reason"] if noted else "", one["noted_by"] if noted else ""),
    ]  # fmt: skip
