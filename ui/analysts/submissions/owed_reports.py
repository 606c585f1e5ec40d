"""The reporting ledger on screen: units by datasets for one period, each absence called by its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st

from catalog import dataset, datasets
from catalog.numbers import period_words
from ui import source
from ui.analysts.desk import now
from ui.analysts.table import Cell, LaidOut, draw, lay_out

# kind: word, look, whether it counts as reported, whether the unit is chased for it
KINDS: dict[str, tuple[str, str]] = {
    "on_time": ("已报", "good"),
    "late": ("迟报", "late"),
    "extra": ("已报（不要求）", "good"),
    "no_progress": ("无进度已说明", "told"),
    "never": ("未报", "missing"),
    "received": ("已收", "check"),
    "draft": ("已收未发布", "check"),
    "returned": ("已退回待重报", "missing"),
    "withdrawn": ("已撤回待重报", "missing"),
    "not_due": ("未到期", "open"),
}
REPORTED = ("on_time", "late", "no_progress")
# In our own queue: received, not yet published; nobody is chased for it.
QUEUED = ("received", "draft")
CHASED = ("never", "returned", "withdrawn")


@dataclass(frozen=True, slots=True)
class Picked:
    """A cell of the matrix: whose report of what."""

    department: str
    dataset: str


def choose_period() -> tuple[str, date]:
    """The period looked at (in the link) and the day absences are judged on: the real day, unless another is named."""
    known = list(reversed(_periods()))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = st.selectbox(
            "期数", known, format_func=period_words, key="ledger", bind="query-params", width=160,
            index=known.index(_latest(known)),
        )  # fmt: skip
        on = st.date_input("统计到", value=None, format="YYYY-MM-DD", key="ledger-day", width=160, help=None)
        st.markdown(":gray[:small[不填则按今天统计；应报日和节假日见目录管理]]")
    return period, on if isinstance(on, date) else now().date()


class Ledger:
    """One period's reports, and what the page says of them: worked out when first asked for, kept till the next act."""

    def __init__(self, rows: pd.DataFrame, period: str) -> None:
        self.rows, self.period = rows, period
        self._expected = rows[rows["expected"]]

    @cached_property
    def sentence(self) -> str:
        """The page's title: how many of the reports that are due have come."""
        reported = self._expected["kind"].isin(REPORTED).sum()
        absent = self._expected.loc[self._expected["kind"].isin(CHASED), "department"].nunique()
        queued = int(self._expected["kind"].isin(QUEUED).sum())
        waiting = f"，已收待发布{queued}份" if queued else ""
        tail = f"，{absent}家单位缺报" if absent else "，没有缺报"
        return f"{period_words(self.period)}已报{reported}份、应报{len(self._expected)}份{waiting}{tail}"

    @cached_property
    def cards(self) -> list[tuple[str, str, str]]:
        """已报/应报 by reports and by units, late ones, and absences by kind: name, figure, note."""
        expected = self._expected
        reported = expected["kind"].isin(REPORTED)
        complete = reported.groupby(expected["department"]).all()
        late, told = ((expected["kind"] == kind).sum() for kind in ("late", "no_progress"))
        return [
            ("已报/应报（份）", f"{reported.sum()}/{len(expected)}", f"无进度已说明 {told} 份，计入已报"),
            ("报齐单位（家）", f"{complete.sum()}/{len(complete)}", "该单位应报的各类表都已报"),
            ("迟报（份）", str(late), f"最长迟 {_longest(expected)} 个工作日" if late else "没有迟报"),
            ("缺报（份）", str(expected["kind"].isin(CHASED).sum()), _absence_words(expected)),
        ]

    @cached_property
    def matrix(self) -> LaidOut:
        """Units down, datasets across."""
        names = [name for name in datasets() if name in set(self.rows["dataset"])]
        by_place = {(r["department"], r["dataset"]): r for r in self.rows.to_dict("records")}
        lines = [
            [Cell(d, _post(by_place, d), "strong short"), *(_cell(by_place, d, name) for name in names)]
            for d in dict.fromkeys(self.rows["department"])
        ]
        return lay_out(["单位", *(dataset(n).label for n in names)], lines, first_stays=True)

    @cached_property
    def owed(self) -> pd.DataFrame:
        """The reports to be chased, sorted by lead post and unit."""
        missing = self._expected[self._expected["kind"].isin(CHASED)]
        return missing.sort_values(["lead_post", "department", "dataset"], kind="stable")

    @cached_property
    def reports(self) -> dict[str, list[str]]:
        """The datasets of each unit."""
        found: dict[str, list[str]] = {}
        for unit, name in zip(self.rows["department"], self.rows["dataset"], strict=True):
            found.setdefault(unit, []).append(name)
        return {unit: list(dict.fromkeys(names)) for unit, names in found.items()}


def ledger_of(period: str, on: date | None) -> Ledger:
    """One period of the store's ledger."""
    return _ledger(source.acts(), period, on)


@st.cache_resource(show_spinner=False, max_entries=32)
def _ledger(version: int, period: str, on: date | None) -> Ledger:  # noqa: ARG001 - the version keys the cache
    whole = source.store().ledger(period, on=on)
    return Ledger(whole[whole["period"] == period], period)


def counts(found: Ledger) -> None:
    """The cards over the matrix."""
    grid = st.grid(4, min_column_width=150)
    for name, figure, note in found.cards:
        with grid.cell().container(border=True, height="stretch", gap="xxsmall"):
            st.metric(name, figure)
            st.markdown(f":gray[:small[{note}]]")


def matrix(found: Ledger) -> Picked | None:
    """Units by datasets; a click on a cell answers with it."""
    picked = draw(found.matrix, key="ledger-matrix")
    return Picked(*picked.split("|", 1)) if picked else None


def _cell(by_place: dict, department: str, name: str) -> Cell:
    row = by_place.get((department, name))
    if row is None:
        return Cell("·", looks="soft")
    word, looks = KINDS[row["kind"]]
    return Cell(word, _under(row), f"short {looks}", pick=f"{department}|{name}", says=_reason(row["reason"]))


def _reason(said: object) -> str:
    return said if isinstance(said, str) else ""


def _under(row: dict) -> str:
    if row["kind"] == "late":
        return f"{_day(row['received'], row['due'])} 迟{row['working_days_late']}个工作日"
    if pd.notna(row["received"]):
        return f"{_day(row['received'], row['due'])} 第{row['version']}版"
    return f"应报 {_day(row['due'], row['due'])}"


def _day(value: pd.Timestamp, due: pd.Timestamp) -> str:
    """The day in words, with its year where that is not the year it was due."""
    year = "" if value.year == due.year else f"{value.year}年"
    return f"{year}{value.month}月{value.day}日"


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
