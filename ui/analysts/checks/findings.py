"""Everything open in what stands: what reading found and what does not add up, by severity and unit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import pandas as pd
import streamlit as st

from catalog import SEVERITIES, dataset, datasets
from metrics import honesty
from store.reading.conflicts import ItemConflict
from ui import source, whole_month
from ui.analysts.table import Cell, Head, LaidOut, draw, lay_out
from ui.analysts.upload.difference import SEVERITY_LOOKS
from ui.analysts.upload.problems import SEVERITY_WORDS
from ui.look import look
from ui.trace_link import trace_href

COLUMNS = (
    "severity",
    "department",
    "dataset",
    "period",
    "file",
    "place",
    "item",
    "message",
    "suggestion",
    "row_id",
    "field",
)
ROWS_A_PAGE = 50
known = st.cache_resource(show_spinner="正在核对…", max_entries=16)


class Findings:
    """What is open up to a period, and how the page lays it out: worked out when first asked for, kept until the next
    change. ``table`` has the columns ``COLUMNS``."""

    def __init__(self, found: pd.DataFrame) -> None:
        self.table = found
        self.counts = {s: n for s in SEVERITIES if (n := int((found["severity"] == s).sum()))}
        self.units, self.datasets = sorted(set(found["department"])), sorted(set(found["dataset"]))

    @cached_property
    def by_unit(self) -> LaidOut:
        """Units down, severities across: who has how much to settle."""
        counted = pd.crosstab(self.table["department"], self.table["severity"])
        counted = counted.reindex(columns=[s for s in SEVERITIES if s in counted.columns])
        ordered = counted.sort_values(list(counted.columns), ascending=False)
        heads: list[Head | str] = ["单位", *(Head(SEVERITY_WORDS[str(s)], "number") for s in ordered.columns)]
        rows = [
            [Cell(str(unit), looks="strong"), *(_count(n, str(s)) for s, n in line.items())]
            for unit, line in ordered.iterrows()
        ]
        return lay_out(heads, rows, tall="420px", first_stays=True)

    @lru_cache(maxsize=32)  # noqa: B019 - kept as long as the findings themselves
    def chosen(self, severities: tuple[str, ...], unit: str | None, name: str | None) -> pd.DataFrame:
        """Those of these severities, of one unit and dataset (None: all)."""
        shown = self.table[self.table["severity"].isin(severities)]
        shown = shown[shown["department"] == unit] if unit else shown
        return shown[shown["dataset"] == name] if name else shown

    @lru_cache(maxsize=32)  # noqa: B019 - as above
    def laid_out(self, asked: tuple[tuple[str, ...], str | None, str | None], page: int, phone: bool) -> LaidOut:
        """One page of those chosen, in fewer columns on a phone."""
        part = self.chosen(*asked).iloc[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE].to_dict("records")
        if phone:
            return lay_out(["", "问题"], [_short_row(one) for one in part], tall="640px")
        heads: list[Head | str] = ["", "单位", "数据类别", "事项", "问题", "建议", "位置"]
        return lay_out(heads, [_row(one) for one in part], tall="640px")


def open_findings(period: str) -> Findings:
    """Reading's issues and the honesty findings of what stands up to the period."""
    return _open_findings(source.version(), period)


def sentence(found: Findings, double: Sequence[ItemConflict]) -> str:
    """The page's title: how much is to be settled."""
    errors, warnings = (found.counts.get(s, 0) for s in ("error", "warning"))
    undecided = sum(not one.decided for one in double)
    counted = {"有误{n}处": errors, "请核对{n}处": warnings, "重复报送{n}项未裁定": undecided}
    return "、".join(said.format(n=n) for said, n in counted.items() if n) or "没有需要核对的问题"


def summary(found: Findings) -> None:
    """The table of units and severities."""
    draw(found.by_unit, key="findings-by-unit")


def listing(found: Findings) -> None:
    """The findings with filters by severity, unit and dataset, a page at a time; an item leads to its cell."""
    asked = _filters(found)
    pages = -(-len(found.chosen(*asked)) // ROWS_A_PAGE)
    if not pages:
        st.markdown(":gray[没有符合筛选的问题。]")
        return
    page = st.pagination(pages, key="findings-page") if pages > 1 else 1
    draw(found.laid_out(asked, page, look().phone), key="findings")


def _filters(found: Findings) -> tuple[tuple[str, ...], str | None, str | None]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        present = list(found.counts)
        severities = st.pills(
            "严重程度", present, selection_mode="multi", default=[s for s in present if s != "note"] or present,
            key="finding-severities", format_func=lambda s: f"{SEVERITY_WORDS[s]} {found.counts[s]}",
        )  # fmt: skip
        unit = st.selectbox("单位", found.units, index=None, placeholder="全部单位", key="finding-unit", width=220)
        name = st.selectbox(
            "数据类别", found.datasets, index=None, placeholder="全部类别", key="finding-dataset",
            format_func=lambda n: dataset(n).label, width=220,
        )  # fmt: skip
    return tuple(severities), unit, name


@known
def _open_findings(version: int, period: str) -> Findings:  # noqa: ARG001 - the version keys the cache
    parts = [_from_reading(period), *(_from_figures(name, period) for name in datasets())]
    found = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    order = found["severity"].map(SEVERITIES.index)
    ordered = found.assign(order=order).sort_values(["order", "department", "dataset"], kind="stable")
    return Findings(ordered[list(COLUMNS)])


def _from_reading(period: str) -> pd.DataFrame:
    """The issues kept with what stands, of the last period of each unit's dataset."""
    issues = source.store().issues()
    issues = issues[(issues["period"] <= period) & (issues["state"] == "published")]
    last = issues.groupby(["department", "dataset"])["period"].transform("max")
    issues = issues[issues["period"] == last]
    place = [f"{sheet} {cells}".strip() for sheet, cells in zip(issues["sheet"], issues["cells"], strict=True)]
    rows = issues.assign(place=place, item=issues["value"], row_id="", field="")
    return rows.reindex(columns=list(COLUMNS)).astype("str")


def _from_figures(name: str, period: str) -> pd.DataFrame:
    """What does not add up in a dataset's standing rows, against the period before."""
    rows = _rows(name, period, period)
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    earlier = [p for p in source.periods(source.version()) if p < period]
    before = _rows(name, earlier[-1], period) if earlier else None
    with source.judging("", period):
        found = honesty.compare(before, rows, name)
    place = [_place(one) for one in found.to_dict("records")]
    about = {"dataset": name, "period": period, "place": place, "file": found["source_file"], "suggestion": ""}
    return found.assign(**about).reindex(columns=list(COLUMNS)).astype("str")


def _rows(name: str, period: str, by: str) -> pd.DataFrame:
    known = source.store()
    return whole_month.with_one_identity(known, known.frame(name, as_of=period), name, by)


def _place(one: dict) -> str:
    row = one.get("source_row")
    return f"{one['source_sheet']} 第{int(row)}行" if row is not None and pd.notna(row) else ""


def _count(n: int, severity: str) -> Cell:
    return Cell(str(n) if n else "·", looks=f"number {SEVERITY_LOOKS[severity][1] if n else 'soft'}")


def _row(one: dict) -> list[Cell]:
    word, looks = SEVERITY_LOOKS[one["severity"]]
    return [
        Cell(word, looks=f"short {looks}"), Cell(one["department"]), Cell(dataset(one["dataset"]).label),
        Cell(one["item"], href=_href(one)), Cell(one["message"], looks="long"),
        Cell(one["suggestion"] or "—", looks="soft"), Cell(one["place"], one["file"], looks="soft"),
    ]  # fmt: skip


def _short_row(one: dict) -> list[Cell]:
    """For a phone: the sentence, and under it item, unit and place."""
    word, looks = SEVERITY_LOOKS[one["severity"]]
    under = "，".join(part for part in (one["item"], one["department"], one["place"]) if part)
    return [Cell(word, looks=f"short {looks}"), Cell(one["message"], under, href=_href(one))]


def _href(one: dict) -> str:
    """The way to the cell of a finding about one field of one row; "" for any other."""
    nothing = ("", "nan", "None")
    if one["row_id"] in nothing or one["field"] in nothing:
        return ""
    return trace_href(one["dataset"], one["row_id"], one["field"], as_of=one["period"])
