"""The reporting ledger on screen: units by datasets for one period, each absence called by its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from catalog import dataset, datasets
from ui import source
from ui.analysts.desk import now
from ui.analysts.table import Cell, table
from ui.scope import period_words

# kind: word, look, whether it counts as reported, whether the unit is chased for it
KINDS: dict[str, tuple[str, str]] = {
    "on_time": ("已报", "good"),
    "late": ("迟报", "late"),
    "extra": ("已报（不要求）", "good"),
    "no_progress": ("无进度已说明", "told"),
    "never": ("未报", "missing"),
    "draft": ("已收未发布", "check"),
    "returned": ("已退回待重报", "missing"),
    "withdrawn": ("已撤回待重报", "missing"),
    "not_due": ("未到期", "open"),
}
REPORTED = ("on_time", "late", "no_progress")
CHASED = ("never", "draft", "returned", "withdrawn")


@dataclass(frozen=True, slots=True)
class Picked:
    """A cell of the matrix: whose report of what."""

    department: str
    dataset: str


def choose_period() -> tuple[str, date | None]:
    """The period looked at (in the link) and the day lateness is judged on: None is the day after it was due."""
    known = list(reversed(_periods()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = st.selectbox(
            "期数", known, format_func=period_words, key="ledger", bind="query-params", width=160,
            index=known.index(_latest(known)),
        )  # fmt: skip
        on = st.date_input("统计到", value=None, format="YYYY-MM-DD", key="ledger-day", width=160, help=None)
        st.markdown(":gray[:small[不填则按应报日次日统计；工作日扣除节假日，见节假日表]]")
    return period, on if isinstance(on, date) else None


def ledger_of(period: str, on: date | None) -> pd.DataFrame:
    """The rows of one period of the store's ledger."""
    whole = _ledger(source.version(), period, on)
    return whole[whole["period"] == period]


@st.cache_resource(show_spinner=False, max_entries=32)
def _ledger(version: int, period: str, on: date | None) -> pd.DataFrame:  # noqa: ARG001 - the version keys the cache
    return source.store().ledger(period, on=on)


def sentence(rows: pd.DataFrame, period: str) -> str:
    """The page's title: how many of the reports that are due have come."""
    expected = rows[rows["expected"]]
    reported = expected["kind"].isin(REPORTED).sum()
    absent = expected.loc[expected["kind"].isin(CHASED), "department"].nunique()
    tail = f"，{absent}家单位缺报" if absent else "，没有缺报"
    return f"{period_words(period)}已报{reported}份、应报{len(expected)}份{tail}"


def counts(rows: pd.DataFrame) -> None:
    """已报/应报 by reports and by units, late ones, and absences by kind."""
    expected = rows[rows["expected"]]
    reported = expected["kind"].isin(REPORTED)
    complete = reported.groupby(expected["department"]).all()
    late = (expected["kind"] == "late").sum()
    absent = expected["kind"].isin(CHASED).sum()
    grid = st.grid(4, min_column_width=150)
    told = (expected["kind"] == "no_progress").sum()
    cards = [
        ("已报/应报（份）", f"{reported.sum()}/{len(expected)}", f"无进度已说明 {told} 份，计入已报"),
        ("报齐单位（家）", f"{complete.sum()}/{len(complete)}", "该单位应报的各类表都已报"),
        ("迟报（份）", str(late), f"最长迟 {_longest(expected)} 个工作日" if late else "没有迟报"),
        ("缺报（份）", str(absent), _absence_words(expected)),
    ]
    for name, figure, note in cards:
        with grid.cell().container(border=True, height="stretch", gap="xxsmall"):
            st.metric(name, figure)
            st.markdown(f":gray[:small[{note}]]")


def matrix(rows: pd.DataFrame) -> Picked | None:
    """Units down, datasets across; a click on a cell answers with it."""
    shown = [name for name in datasets() if name in set(rows["dataset"])]
    by_place = {(r["department"], r["dataset"]): r for r in rows.to_dict("records")}
    departments = list(dict.fromkeys(rows["department"]))
    lines = [
        [Cell(d, _post(by_place, d), "strong short"), *(_cell(by_place, d, name) for name in shown)]
        for d in departments
    ]
    picked = table(["单位", *(dataset(n).label for n in shown)], lines, key="ledger-matrix", first_stays=True)
    return Picked(*picked.split("|", 1)) if picked else None


def _cell(by_place: dict, department: str, name: str) -> Cell:
    row = by_place.get((department, name))
    if row is None:
        return Cell("·", looks="soft")
    word, looks = KINDS[row["kind"]]
    return Cell(word, _under(row), f"short {looks}", pick=f"{department}|{name}", says=str(row["reason"] or ""))


def _under(row: dict) -> str:
    if row["kind"] == "late":
        return f"{_day(row['received'])} 迟{row['working_days_late']}个工作日"
    if pd.notna(row["received"]):
        return f"{_day(row['received'])} 第{row['version']}版"
    return f"应报 {_day(row['due'])}"


def _day(value: pd.Timestamp) -> str:
    return f"{value.month}月{value.day}日"


def _post(by_place: dict, department: str) -> str:
    found = (row["lead_post"] for (d, _), row in by_place.items() if d == department)
    post = next(found, None)
    return post if isinstance(post, str) else ""


def _longest(expected: pd.DataFrame) -> int:
    late = expected["working_days_late"].dropna()
    return int(late.max()) if len(late) else 0


def _absence_words(expected: pd.DataFrame) -> str:
    found = expected["kind"].value_counts()
    parts = [f"{KINDS[kind][0]} {found[kind]}" for kind in CHASED if kind in found]
    return "，".join(parts) or "没有缺报"


def _periods() -> list[str]:
    """Published periods and the one after them: its reports are the next to come."""
    known = list(source.periods(source.version()))
    last = pd.Period(known[-1] if known else now().strftime("%Y-%m"), freq="M")
    return sorted({*known, str(last), str(last + 1)})


def _latest(known: Sequence[str]) -> str:
    published = source.periods(source.version())
    return published[-1] if published else known[-1]
