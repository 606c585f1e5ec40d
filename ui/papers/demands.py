"""What the last meeting demanded and what has become of it: the same rows and words on the page and in the papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from catalog import declared
from catalog.numbers import day
from charts.wording import is_missing, lamp_text
from metrics import follow_up
from store.versions.meetings import Meeting
from ui import facts, frozen, source
from ui.scope import View


def demands(view: View) -> pd.DataFrame:
    """Last meeting's demands and what became of them; without an earlier meeting, of the period before."""
    then, held_on = _last_time(view)
    return _demands(view.plain(), None if then is None else then.plain(), held_on)


@facts.known
def _demands(view: View, then: View | None, held_on: Any) -> pd.DataFrame:
    before = facts.duties(view).head(0) if then is None else facts.duties(then)
    table = follow_up.table(before, facts.duties(view), held_on=held_on)
    said = {when: [_lit(row, when) for row in table.to_dict("records")] for when in ("then", "now")}
    return table.assign(post=table["leader"], **said)


def finding(view: View) -> str:
    """The page's title: how many demands there were and how many are met."""
    table = demands(view)
    if table.empty:
        return "没有需要跟踪的会议要求" if last_time(view) else "这是第一期，还没有上次会议可以跟踪"
    met = int(table["closed"].sum())
    return f"上次会议点名{len(table)}项，{met}项已追上，{len(table) - met}项仍未追上"


def counted_words(view: View) -> str:
    """How many demands stand in each state, in one line."""
    table = demands(view)
    if table.empty:
        return ""
    words = declared("wording/follow_up")["states"]
    states = "、".join(f"{words[state]}{n}项" for state, n in follow_up.counts(table).items())
    # They were all asked for on the same day.
    return f"要求追上时序进度，{day(table['deadline'].max())}前答复；自{last_time(view)}以来：{states}"


def last_time(view: View) -> str:
    """What the demands are measured from, in words; "" where there is nothing earlier."""
    then, _ = _last_time(view)
    return "" if then is None else (f"定稿“{then.meeting}”" if then.meeting else f"{then.day_words}的数据")


def asked_at(view: View) -> str:
    """Which meeting or period the demands are measured from: what caches of them must know beside the view, because
    freezing an earlier meeting moves no figure and yet moves this."""
    then, held_on = _last_time(view)
    return f"{(then.as_of, then.meeting, then.until) if then else ''} {held_on}"


def answer_by(view: View) -> date | None:
    """The day by which units answer what this meeting demands; None of a period nobody met about yet."""
    day = held_on(view)
    return None if day is None else follow_up.answer_by(day)


def held_on(view: View) -> date | None:
    """The day of the meeting that the view shows, from which windows count; None where there is none yet."""
    meeting = frozen.meeting_of(view)
    return pd.Timestamp(meeting.held_on).date() if meeting and meeting.held_on else None


def _last_time(view: View) -> tuple[View | None, Any]:
    # A meeting frozen later is none that this one looks back on.
    known = [m for m in source.store().meetings() if view.until is None or m.seq < view.until]
    earlier = [m for m in known if m.as_of < view.as_of]
    if earlier:
        last: Meeting = max(earlier, key=lambda m: (m.as_of, m.seq))
        then = replace(view, as_of=last.as_of, meeting=last.name, until=last.seq)
        return then, pd.Timestamp(last.held_on).date() if last.held_on else None
    return facts.before(view), None


def _lit(row: dict[Any, Any], when: str) -> str:
    """The lamp of a demand at the meeting ("then") or "now", and what lit it."""
    light, deviation, days = (row[f"{when}_{name}"] for name in ("light", "deviation", "days_over"))
    return "—" if is_missing(light) else lamp_text(light, deviation, days, row["dataset"])
