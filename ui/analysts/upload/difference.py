"""What a draft would change: against the department's previous report, row by row, and in the headline figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from catalog import SEVERITIES, datasets
from catalog.book import book
from catalog.numbers import period_words
from catalog.page import page_title
from loaders import Table
from metrics import difference, honesty
from metrics.promised import UNREPORTED
from store import Line
from ui import source, whole_month
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload.beside import worked_out
from ui.analysts.values import NOTHING, label, value_words
from ui.background import begun, progress
from ui.scope import last_day

KINDS = {"changed": ("改动", "told"), "new": ("新增", "good"), "vanished": ("减少", "missing")}
SHOWN_CHANGES, SHOWN_FINDINGS = 300, 300
SEVERITY_LOOKS = {"error": ("有误", "wrong"), "warning": ("请核对", "check"), "note": ("说明", "open")}

# (row id, field) → the cell the new value stands in, "F17".
Addresses = Mapping[tuple[str, str], str]

known = st.cache_resource(show_spinner=False, max_entries=64)


@dataclass(frozen=True, slots=True)
class Difference:
    """A draft beside what it follows: the previous line (None: the first report), changes and findings; for each row
    of the changes that are shown its sheet and line (``places``)."""

    line: Line
    previous: Line | None
    changes: pd.DataFrame
    findings: pd.DataFrame
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def difference_of(line: Line) -> Difference:
    """The draft against the department's previous submission of the dataset: same period's, else an earlier one's."""
    previous = previous_of(line)
    return _difference(line, previous)


def previous_of(line: Line) -> Line | None:
    """What stands for the same department and dataset: of the same period, else of the last one before."""
    about = (line.dataset, line.department)
    standing = [
        one
        for one in source.lines()
        if one.current and (one.dataset, one.department) == about and one.period <= line.period
        and one.submission_id != line.submission_id
    ]  # fmt: skip
    return max(standing, key=lambda one: one.period, default=None)


@known
def _difference(line: Line, previous: Line | None) -> Difference:
    return worked_out(compared, line, previous, rows=line.rows + (previous.rows if previous else 0))


def compared(line: Line, previous: Line | None) -> Difference:
    """The draft against that line."""
    now = _rows(line, line.period)
    then = _rows(previous, line.period) if previous else None
    changes = difference.rows(now.iloc[:0] if then is None else then, now, line.dataset)
    with source.judging("", line.period):
        found = honesty.compare(then, now, line.dataset)
    shown = now[now["row_id"].isin(changes["row_id"].head(SHOWN_CHANGES))]
    at = zip(shown["source_sheet"].tolist(), shown["source_row"].tolist(), strict=True)
    places = dict(zip(shown["row_id"].astype(str).tolist(), at, strict=True))
    return Difference(line, previous, changes, found, places)


def _rows(line: Line, by: str) -> pd.DataFrame:
    """The rows of a submission, a renamed one under its own identity."""
    known = source.store()
    return whole_month.with_one_identity(known, known.rows(line.submission_id), line.dataset, by)


def addresses(tables: Iterable[Table], found: Difference) -> dict[tuple[str, str], str]:
    """Where each value of the rows whose changes are shown stands in the workbook."""
    ids = {place: row_id for row_id, place in found.places.items()}
    return {
        (ids[place], str(field)): str(cell)
        for one in tables
        if one.dataset == found.line.dataset
        for place, cells in _at_places(one, ids)
        for field, cell in cells.items()
        if isinstance(cell, str)
    }


def show_difference(found: Difference, cells: Addresses) -> None:
    """The draft's changes in one sentence, then what looks odd, then every change (old → new, by cell)."""
    st.text(sentence(found))
    _show_findings(found.findings, f"findings-{found.line.submission_id}")
    if found.changes.empty:
        return
    if found.previous is None:
        return
    shown = found.changes.head(SHOWN_CHANGES)
    rows = [_change_row(found.line.dataset, change, cells) for change in shown.to_dict("records")]
    heads: list[Head | str] = ["变化", "事项", "字段", "上次", "本次", "单元格"]
    table(heads, rows, key=f"changes-{found.line.submission_id}", tall="420px")
    if len(found.changes) > SHOWN_CHANGES:
        st.markdown(f":gray[:small[共 {len(found.changes)} 处变化，先列 {SHOWN_CHANGES} 处]]")


def show_effect(lines: Sequence[Line], adding: Mapping[int, int] | None = None) -> None:
    """What publishing all these drafts does to the headline figures of every page."""
    period = max(line.period for line in lines)
    drafts = tuple(line.submission_id for line in lines)
    asked = (source.version(), period, drafts, tuple(sorted((adding or {}).items())))
    rows = sum(line.rows for line in lines)
    task = begun(f"effect-{asked}", lambda _tell: _effect(*asked, _rows_in_all=rows))
    if not task.over():
        task.words = "正在计算各页关键数字…"
        progress(task)
        return
    effect = task.result()
    if effect.empty:
        st.markdown(":gray[各页关键数字不变。]")
        return
    figures = [_effect_row(figure) for figure in effect.to_dict("records")]
    heads: list[Head | str] = [
        "页面",
        "指标",
        Head("发布前", "number"),
        Head("发布后", "number"),
        Head("变化", "number"),
    ]
    table(heads, figures, key="effect")


@known
def _effect(
    version: int,  # noqa: ARG001 - keys the cache
    period: str,
    drafts: tuple[int, ...],
    adding: tuple[tuple[int, int], ...],
    _rows_in_all: int,
) -> pd.DataFrame:
    return worked_out(effect_of, period, drafts, adding, rows=_rows_in_all)


def effect_of(period: str, drafts: tuple[int, ...], adding: tuple[tuple[int, int], ...]) -> pd.DataFrame:
    """What publishing these drafts does to the headline figures as of the period."""
    before, after = frames_with(period, ()), frames_with(period, drafts, adding)
    return difference.effect(before, after, as_of=last_day(period))


def missing_items(line: Line) -> list[str]:
    """Which of the year's livelihood items nobody has reported once this draft stands; empty for other datasets."""
    if line.dataset != "livelihood_projects":
        return []
    rows = frames_with(line.period, (line.submission_id,))["livelihood_projects"]
    return rows.loc[rows["row_id"].str.startswith(UNREPORTED), "project"].tolist()


def frames_with(
    period: str, drafts: tuple[int, ...], adding: tuple[tuple[int, int], ...] = ()
) -> dict[str, pd.DataFrame]:
    """Every dataset as of the period, with these drafts shown as if they were published, some as supplements."""
    known = source.store()
    found = {name: known.frame(name, as_of=period, instead=drafts, adding=dict(adding)) for name in datasets()}
    return {name: whole_month.completed(source.store(), rows, name, period) for name, rows in found.items()}


def asks_whether_whole(found: Difference) -> bool:
    """Whether so much of the report before is gone that somebody must say: a whole report, or a supplement to it."""
    if found.previous is None:
        return False
    rule, gone = book().rules.submissions, _gone(found)
    return gone >= rule.gone_least and gone > rule.gone_share * found.previous.rows


def gone_words(found: Difference) -> str:
    """How much of the report before is not in the draft."""
    before = period_words(found.previous.period) if found.previous else ""
    total = found.previous.rows if found.previous else 0
    return f"{before}报送的 {total} 项中有 {_gone(found)} 项不在这份表里。"


def _gone(found: Difference) -> int:
    return int(found.changes.loc[found.changes["kind"].eq("vanished"), "row_id"].nunique())


def sentence(found: Difference) -> str:
    """How much the draft changes, against what."""
    rows = found.line.rows
    if found.previous is None:
        return f"首次报送：{rows} 行，没有可比的上次报送。"
    counts = found.changes["kind"].value_counts()
    items = found.changes.groupby("kind")["row_id"].nunique()
    against = f"与{period_words(found.previous.period)}第 {found.previous.version} 版相比"
    added, gone = items.get("new", 0), items.get("vanished", 0)
    emptied = int(_emptied(found.changes).sum())
    tail = f"，其中 {emptied} 处上次有数、本次空缺" if emptied else ""
    return f"{against}：共 {rows} 行，新增 {added} 项，减少 {gone} 项，改动 {counts.get('changed', 0)} 处{tail}。"


def _emptied(changes: pd.DataFrame) -> pd.Series:
    """Which changes took a value away: often a cell that could not be read."""
    return (changes["kind"] == "changed") & changes["new"].isna() & changes["old"].notna()


def _show_findings(findings: pd.DataFrame, key: str) -> None:
    if findings.empty:
        return
    ordered = findings.assign(order=findings["severity"].map(SEVERITIES.index)).sort_values("order", kind="stable")
    rows = [finding_row(one) for one in ordered.head(SHOWN_FINDINGS).to_dict("records")]
    table(["", "事项", "发现", "位置"], rows, key=key, tall="300px")
    if len(ordered) > SHOWN_FINDINGS:
        st.markdown(f":gray[:small[共 {len(ordered)} 处发现，先列 {SHOWN_FINDINGS} 处，有误的在前]]")


def finding_row(one: Mapping[Any, Any]) -> list[Cell]:
    """A finding as cells: severity, item, sentence, where."""
    word, looks = SEVERITY_LOOKS[one["severity"]]
    where = f"{one['source_sheet']} 第{one['source_row']}行" if pd.notna(one.get("source_row")) else ""
    return [
        Cell(word, looks=f"short {looks}"), Cell(str(one["item"])), Cell(str(one["message"]), looks="long"),
        Cell(where, looks="soft"),
    ]  # fmt: skip


def _change_row(name: str, change: Mapping[Any, Any], cells: Addresses) -> list[Cell]:
    word, looks = KINDS[change["kind"]]
    field = change["field"] if isinstance(change["field"], str) and change["field"] else None
    old, new = (value_words(name, field, change[side]) if field else "" for side in ("old", "new"))
    return [
        Cell(word, looks=f"short {looks}"), Cell(str(change["item"])), Cell(label(name, field)),
        Cell(old, looks="old" if field else ""), Cell(new, looks="check" if field and new == NOTHING else "new"),
        Cell(cells.get((str(change["row_id"]), field or ""), ""), looks="short soft"),
    ]  # fmt: skip


def _effect_row(figure: Mapping[Any, Any]) -> list[Cell]:
    return [
        Cell(page_title(str(figure["page"])), looks="soft short"), Cell(str(figure["label"]), looks="strong"),
        Cell(str(figure["before_text"]), looks="number soft"), Cell(str(figure["after_text"]), looks="number"),
        Cell(str(figure["change_text"]), looks="number strong"),
    ]  # fmt: skip


def _at_places(one: Table, wanted: Mapping[tuple[str, int], str]) -> Iterator[tuple[tuple[str, int], dict[Any, Any]]]:
    """The cells of the table's rows that stand at these places."""
    places = list(zip(one.frame["source_sheet"].tolist(), one.frame["source_row"].tolist(), strict=True))
    kept = [n for n, place in enumerate(places) if place in wanted]
    return zip([places[n] for n in kept], one.cells.iloc[kept].to_dict("records"), strict=True)
