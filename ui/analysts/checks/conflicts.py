"""The same item reported by several units: side by side, the choice with its reason, totals before and after."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from access.serving.zone import minute
from catalog import Field, dataset
from store.reading.conflicts import ItemConflict
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.locks import why_held
from ui.analysts.table import Cell, Head, table
from ui.analysts.values import label, value_words
from ui.escape import md

ALL_STAND = "都保留（不是同一事项）"
ADDED_UP = ("money", "number", "area_size")


def conflicts_of(period: str) -> list[ItemConflict]:
    """Every item that several units report up to the period; undecided ones first."""
    return _conflicts(source.version(), period)


@st.cache_resource(show_spinner=False, max_entries=16)
def _conflicts(version: int, period: str) -> list[ItemConflict]:  # noqa: ARG001 - the version keys the cache
    return sorted(source.store().conflicts(period), key=lambda c: c.decided)


def show_conflicts(found: list[ItemConflict], period: str) -> None:
    """Choose one of the conflicts and settle it."""
    if not found:
        st.markdown(":gray[没有被多个单位重复报送的事项。]")
        return
    undecided = sum(not one.decided for one in found)
    st.text(f"{len(found)} 个事项由多个单位报送，{undecided} 个尚未裁定。")
    place = st.selectbox("事项", range(len(found)), format_func=lambda i: _title(found[i]), key="conflict-shown")
    one = found[place]
    _side_by_side(one)
    _totals(one, period)
    _decide(one)


def differing(one: ItemConflict) -> list[str]:
    """The fields in which the reports differ, in the dataset's order."""
    fields = dataset(one.dataset).field_names
    return [name for name in fields if len(one.rows[name].drop_duplicates()) > 1]


def totals(one: ItemConflict, whole: pd.DataFrame, department: str | None) -> list[tuple[str, float, float]]:
    """Per quantity that differs: the dataset's total with every report, and with only ``department``'s (None: all)."""
    others = whole[~whole["row_id"].isin(set(one.rows["row_id"])) | ~_of_item(one, whole)]
    kept = one.rows if department is None else one.rows[one.rows["reporting_department"] == department]
    sums = []
    for name in (n for n in differing(one) if _adds_up(dataset(one.dataset).field(n))):
        rest = others[name].sum()
        sums.append((name, float(rest + one.rows[name].sum()), float(rest + kept[name].sum())))
    return sums


def _of_item(one: ItemConflict, whole: pd.DataFrame) -> pd.Series:
    """Which rows of the whole frame are the item's reports; a second report of it has an identity of its own there."""
    places = set(zip(one.rows["submission_id"], one.rows["source_row"], strict=True))
    return pd.Series([p in places for p in zip(whole["submission_id"], whole["source_row"], strict=True)], whole.index)


def _side_by_side(one: ItemConflict) -> None:
    rows = one.rows.to_dict("records")
    heads: list[Head | str] = ["字段", *(str(r["reporting_department"]) for r in rows)]
    lines = [
        [
            Cell(label(one.dataset, name), looks="strong short"),
            *(Cell(value_words(one.dataset, name, r[name])) for r in rows),
        ]
        for name in differing(one)
    ]
    sources = [
        Cell("出处", looks="soft"),
        *(Cell(f"{r['source_sheet']} 第{r['source_row']}行", r["source_file"]) for r in rows),
    ]
    table(heads, [*lines, sources], key="conflict-rows", first_stays=True)


def _totals(one: ItemConflict, period: str) -> None:
    whole = source.store().frame(one.dataset, as_of=period)
    units = list(one.rows["reporting_department"])
    by_unit = {unit: {n: after for n, _, after in totals(one, whole, unit)} for unit in units}
    lines = [
        [Cell(label(one.dataset, name), looks="strong"), Cell(_quantity(one, name, before), looks="number soft"),
         *(Cell(_quantity(one, name, by_unit[u][name]), looks="number") for u in units)]
        for name, before, _ in totals(one, whole, None)
    ]  # fmt: skip
    if lines:
        st.markdown(f"**{md(dataset(one.dataset).label)}合计** :gray[:small[裁定前后]]")
        table(
            ["合计", Head("都计入", "number"), *(Head(f"只计{u}", "number") for u in units)],
            lines,
            key="conflict-totals",
        )


def _decide(one: ItemConflict) -> None:
    if one.decided:
        chosen = one.chosen or ALL_STAND
        st.info(md(f"已裁定：{chosen}。{one.chosen_by}，{minute(str(one.chosen_at))}，理由：{one.reason}"))
    closed = why_held(one.rows["period"])
    with st.form(f"conflict-{one.row_id}", border=True):
        options = [*one.rows["reporting_department"], ALL_STAND]
        st.radio("以哪个单位的数为准", options, horizontal=True, key=f"choice-{one.row_id}")
        st.text_input("理由", key=f"choice-reason-{one.row_id}", placeholder="必填，连同裁定人记入日志")
        st.form_submit_button(
            "裁定", type="primary", disabled=bool(closed), help=closed or None, on_click=_choose, args=(one,)
        )


def _choose(one: ItemConflict) -> None:
    """Settle the item that was on the screen, as its boxes say at the click."""
    choice = str(st.session_state[f"choice-{one.row_id}"])
    reason = str(st.session_state[f"choice-reason-{one.row_id}"] or "")
    department = None if choice == ALL_STAND else choice
    attempt(lambda: desk().choose(one.dataset, one.row_id, department, reason=reason, at=now()))


def _title(one: ItemConflict) -> str:
    state = "已裁定" if one.decided else "未裁定"
    return f"{state} · {dataset(one.dataset).label} · {one.label}（{'、'.join(one.rows['reporting_department'])}）"


def _adds_up(field: Field) -> bool:
    return field.kind in ADDED_UP


def _quantity(one: ItemConflict, name: str, value: float) -> str:
    return value_words(one.dataset, name, value)
