"""Two meetings (or months) compared by their key figures: which differ, and by whose submission each was moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from catalog import dataset
from catalog.numbers import period_words
from catalog.page import page_title
from metrics import evidence, headline, judged
from ui import facts, source
from ui.analysts.table import Cell, Head, table
from ui.papers.panel import meeting_view
from ui.scope import View

SHOWN = 3
Adds = dict[tuple[str, str], list[tuple[float | None, float | None]]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A key figure with another text before than after, and the submissions whose rows moved it."""

    page: str
    name: str
    before: str
    after: str
    submissions: tuple[int, ...]


def show_headlines(before: str, after: str, files: pd.DataFrame) -> None:
    """Every key figure that differs between two states, page by page, each with the reports that moved it."""
    found = moved(source.version(), before, after)
    if not found:
        st.markdown(":gray[各页关键数字没有变化。]")
        return
    heads: list[Head | str] = ["页面", "指标", Head("前", "number"), Head("后", "number"), "改动来自"]
    table(heads, [_row(one, files) for one in found], key="headlines", tall="420px")


@st.cache_resource(show_spinner="正在比较两个时点…", max_entries=16)
def moved(version: int, before: str, after: str) -> list[Moved]:
    """The key figures of all pages that differ; meetings by what was noted when they were frozen."""
    sides = [_view(version, state) for state in (before, after)]
    texts = [_texts(view) for view in sides]
    frames = [judged.judge(facts.judged_from(view), as_of=view.day) for view in sides]
    found = []
    for page in headline.PAGES:
        then, now = (said.get(page, {}) for said in texts)
        for name in (n for n in dict.fromkeys([*then, *now]) if then.get(n) != now.get(n)):
            adds = [_adds(_rests(page, name, *side)) for side in zip(sides, frames, strict=True)]
            numbers = _submissions(adds[0], adds[1], *frames)
            found.append(Moved(page, name, then.get(name, "—"), now.get(name, "—"), numbers))
    return found


def _view(version: int, state: str) -> View:
    meeting = next((m for m in source.meetings() if m.name == state), None)
    return meeting_view(meeting) if meeting else View(version, state)


def _texts(view: View) -> Mapping[str, Mapping[str, str]]:
    meeting = next((m for m in source.meetings() if m.name == view.meeting), None)
    return meeting.figures if meeting and meeting.figures else facts.printed(view)


def _rests(page: str, name: str, view: View, known: judged.Judged) -> tuple[evidence.Rows, ...]:
    """Nothing for a figure that is no longer declared: what it was is noted, what it rested on nobody can say now."""
    if name not in headline.words_of(page):
        return ()
    with source.judging(view.meeting, view.as_of):
        return headline.rests(page, name, known, as_of=view.day)


def _adds(rests: Iterable[evidence.Rows]) -> Adds:
    """What each row (dataset, identity) adds above and below the line."""
    found: Adds = {}
    for rows in rests:
        names = [rows.dataset] * len(rows.frame) if rows.dataset else rows.frame["dataset"]
        whole = rows.part if rows.whole is None else rows.whole
        for key, above, below in zip(zip(names, rows.frame["row_id"], strict=True), rows.part, whole, strict=True):
            if not (pd.isna(above) and pd.isna(below)):
                found.setdefault(key, []).append((_known(above), _known(below)))
    return found


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _submissions(then: Adds, now: Adds, old: judged.Judged, new: judged.Judged) -> tuple[int, ...]:
    """The submissions of the rows that add otherwise than before and came with another report. What the passing of time
    or a rule has moved came with none."""
    changed = [key for key in dict.fromkeys([*now, *then]) if then.get(key) != now.get(key)]
    names = {name for name, _ in changed}
    before = {name: _numbers(old[name]) for name in names}
    after = {name: _numbers(new[name]) | _gone(old[name], new[name]) for name in names}
    pairs = ((before[name].get(row_id), after[name].get(row_id)) for name, row_id in changed)
    found = Counter(late for early, late in pairs if late is not None and early != late)
    return tuple(number for number, _ in found.most_common())


def _numbers(frame: pd.DataFrame) -> dict[str, int]:
    return dict(zip(frame["row_id"], frame["submission_id"], strict=True))


def _gone(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, int]:
    """By rows that are there no more, or only with what was reported before: their department's newest report, which
    came without them."""
    newest = new.sort_values("period", kind="stable")
    reports = dict(zip(newest["reporting_department"], newest["submission_id"], strict=True))
    late = new["period"] < new["reporting_department"].map(newest.groupby("reporting_department")["period"].last())
    lost = pd.concat([old[~old["row_id"].isin(set(new["row_id"]))], new[late]])
    owners = zip(lost["row_id"], lost["reporting_department"], strict=True)
    return {row_id: reports[unit] for row_id, unit in owners if unit in reports}


def _row(one: Moved, files: pd.DataFrame) -> list[Cell]:
    return [
        Cell(page_title(one.page), looks="soft short"), Cell(facts.figure_label(one.page, one.name), looks="strong"),
        Cell(one.before, looks="number old"), Cell(one.after, looks="number new"), _by(one.submissions, files),
    ]  # fmt: skip


def _by(numbers: Sequence[int], files: pd.DataFrame) -> Cell:
    """The reports that moved a figure, the one with the most rows first; all of them over the cell."""
    if not numbers:
        return Cell("时间推移或口径", "没有新的报送", looks="soft")
    said = [_report(files.loc[number], number) for number in numbers]
    more = f"等 {len(said)} 份报送" if len(said) > SHOWN else ""
    return Cell(
        "、".join(str(files.loc[n]["department"]) for n in numbers[:SHOWN]) + more, said[0], says="\n".join(said)
    )


def _report(one: pd.Series, number: int) -> str:
    about = f"{dataset(one['dataset']).label} · {one['department']} · {period_words(one['period'])}"
    return f"{about}（{one['file']}，报送号 {number}）"
