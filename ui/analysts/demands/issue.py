"""Notices are made from a frozen meeting's red items, or from those that are ticked; the store numbers them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from catalog.book import book
from catalog.lamps import lateness
from catalog.numbers import day as day_words
from catalog.numbers import period_words
from catalog.text import is_missing
from catalog.working_days import working_day_after
from exports.dossier import why
from store.notices import Matter, NewNotice
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.escape import md
from ui.papers.gathering import behind_items
from ui.papers.panel import meeting_view
from ui.scope import View

SAID = "notices-said"
TO = {"department": "责任单位", "leader": "牵头领导"}
SHOWN = {"name": "事项", "category": "类别", "gap": "差距", "lead_department": "责任单位", "lead_leader": "牵头领导"}


def choose_source(live: View | None) -> View | None:
    """A frozen meeting, the newest first, or the figures as they stand."""
    views = {meeting.name: meeting_view(meeting) for meeting in reversed(source.meetings())}
    views |= {f"{period_words(live.as_of)}（现在的数）": live.plain()} if live else {}
    if not views:
        return None
    return views[st.selectbox("依据", list(views), key="notice-source", width=320)]


def red_items(view: View) -> pd.DataFrame:
    """The red items of a view, each with its gap in words."""
    with source.judging(view.meeting, view.as_of):
        behind = behind_items(view)
        red = behind[behind["light"] == "behind"].reset_index(drop=True)
        return red.assign(gap=[_gap(row) for row in red.to_dict("records")])


def ticked(red: pd.DataFrame) -> pd.DataFrame:
    """The items that are ticked; all of them where none is."""
    shown = red[list(SHOWN)].rename(columns=SHOWN)
    event: Any = st.dataframe(
        shown, hide_index=True, selection_mode="multi-row", on_select="rerun", key="notice-items", height=320
    )
    rows = event.selection.rows
    return red.iloc[rows] if rows else red


def issue(view: View, items: pd.DataFrame) -> None:
    """The form: to units or to posts, issued on which day, answered by which day."""
    today = now().date()
    if said_before := st.session_state.pop(SAID, ""):
        st.success(md(said_before), icon=":material/task_alt:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "发给", list(TO), format_func=TO.__getitem__, default="department", required=True, key="notice-to"
        )
        issued = st.date_input("印发日期", today, format="YYYY-MM-DD", key="notice-issued", width=160)
        usual = working_day_after(issued, book().rules.follow_up.answer_days)
        due = st.date_input("答复时限", usual, format="YYYY-MM-DD", key=f"notice-due-{issued}", width=160)
        drafts = drafts_of(items, kind)
        clicked = st.button(f"发{len(drafts)}份督办通知", type="primary", icon=":material/send:", key="notice-issue")
    if not clicked:
        return
    said = attempt(
        lambda: desk().issue_notices(
            drafts, meeting=view.meeting, as_of=view.as_of, issued=issued.isoformat(), due=due.isoformat(), at=now()
        )
    )
    if said is not None:
        told = "此前已发过同样的通知" if said.repeated else f"已编号并记入日志：{len(drafts)}份，{len(items)}项"
        st.session_state[SAID] = f"{told}；答复时限{day_words(due)}。通知和回复单在“台账”下载。"
        st.rerun()  # the title counts what was sent just now


def drafts_of(items: pd.DataFrame, kind: str) -> list[NewNotice]:
    """One notice a unit ("department") or post ("leader"), in the order of their first item; nobody's are left out."""
    column = f"lead_{kind}"
    named = items[items[column].notna()]
    return [
        NewNotice(kind, str(name), tuple(_matters(part.to_dict("records"))))
        for name, part in named.groupby(column, sort=False)
    ]


def _matters(rows: Iterable[dict[Any, Any]]) -> Iterable[Matter]:
    for row in rows:
        deadline = "" if is_missing(row["deadline"]) else f"{row['deadline']:%Y-%m-%d}"
        unit, post = (_text(row[column]) for column in ("lead_department", "lead_leader"))
        problem = _told(row)
        yield Matter(row["dataset"], row["identity"], row["name"], unit, post, row["gap"], deadline, problem)


def _told(row: dict[Any, Any]) -> str:
    """What the sheet says is in the way, and what comes next."""
    problem, next_step = (_text(row[column]) for column in ("problem", "next_step"))
    return "；".join(part for part in (problem, f"下步打算：{next_step}" if next_step else "") if part)


def _gap(row: dict[Any, Any]) -> str:
    """How far behind in words: points behind time, or days past the deadline; a level and a limit as they stand."""
    reason, said = why(row), _text(row.get("said"))
    if said:
        over = lateness(row.get("days_over"), row["dataset"])
        return "；".join(part for part in (over, said) if part)
    if not reason:
        return "滞后"
    return f"落后时序{reason.lstrip('−-')}个百分点" if reason[0] in "−-" else reason


def _text(value: object) -> str:
    return "" if is_missing(value) else str(value)
