"""What the last meeting demanded and what has become of it: the same rows and words on the page and in the papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from catalog.lamps import lamp_text
from catalog.numbers import day
from catalog.text import is_missing
from catalog.words.follow_up import follow_up_words
from catalog.words.notices import notice_words
from metrics import follow_up, promises
from store.notices import Demand
from store.versions.meetings import Meeting
from ui import facts, frozen, raised, released, source
from ui.scope import View


def demands(view: View) -> pd.DataFrame:
    """Last meeting's demands and what became of them; without an earlier meeting, of the period before."""
    return _followed(view.plain(), source.acts())


@facts.known
def _followed(view: View, acts: int) -> pd.DataFrame:  # noqa: ARG001 - meetings, notices and answers move no figure
    then, held_on = _last_time(view)
    table = _demands(view.plain(), None if then is None else then.plain(), held_on)
    return promises.beside(table, answers_of(view), _times(view), day=view.day)


def answers_of(view: View) -> dict[tuple[str, str], dict[str, Any]]:
    """What the latest notice on each matter came to, as the view knows it: dataset and identity -> its answer."""
    day = held_on(view) or view.day
    return {(d.matter.dataset, d.matter.identity): _answer(d, day) for d in raised.demands(view.until)}


def _answer(demand: Demand, day: date) -> dict[str, Any]:
    line = demand.reply.line if demand.reply else None
    promised = pd.Timestamp(line.promised).date() if line and line.promised else None
    return {
        "number": demand.number,
        "reply": notice_words().states[demand.state(day)],
        "promised": promised,
        "promised_text": line.promised_text if line else "",
        "measure": line.measure if line else "",
    }


def _times(view: View) -> dict[tuple[str, str], int]:
    """How many meetings running, the last one first, have named what the last one named."""
    running: dict[tuple[str, str], int] = {}
    for i, meeting in enumerate(_earlier(view)):
        named = _named_at(replace(view.plain(), as_of=meeting.as_of, meeting=meeting.name, until=meeting.seq))
        still = named if i == 0 else {key for key, times in running.items() if times == i} & named
        if not still:
            break
        running |= dict.fromkeys(still, i + 1)
    return running


def _named_at(then: View) -> set[tuple[str, str]]:
    duties = facts.duties(then)
    red = duties[duties["light"] == "behind"]
    return set(zip(red["dataset"], red["identity"], strict=True))


@facts.known
def _demands(view: View, then: View | None, held_on: Any) -> pd.DataFrame:
    before = facts.duties(view).head(0) if then is None else facts.duties(then)
    table = follow_up.table(before, facts.duties(view), held_on=held_on)
    said = {when: [_lit(row, when) for row in table.to_dict("records")] for when in ("then", "now")}
    return table.assign(post=table["leader"], **said)


def finding(view: View) -> str:
    """The page's title: how many demands there were and how many are met."""
    return _finding(view, source.acts())


@facts.known
def _finding(view: View, acts: int) -> str:  # noqa: ARG001 - meetings, notices and answers move no figure
    table = demands(view)
    if table.empty:
        return (
            "没有需要跟踪的会议要求"
            if last_time(view)
            else facts.why_first(view, "还没有上次会议可以跟踪").rstrip("。")
        )
    met = int(table["closed"].sum())
    whose = "上次会议点名" if of_meeting(view) else "上期滞后"
    rest = len(table) - met
    told = [f"{met}项已办结或转为正常"] * bool(met) + [f"{rest}项尚未办结或转为正常"] * bool(rest)
    return "，".join([f"{whose}{len(table)}项", *told])


def counted_words(view: View) -> str:
    """How many demands stand in each state, in one line."""
    return _counted_words(view, source.acts())


@facts.known
def _counted_words(view: View, acts: int) -> str:  # noqa: ARG001 - as above
    table = demands(view)
    if table.empty:
        return ""
    words = follow_up_words().states
    states = "、".join(f"{words[state]}{n}项" for state, n in follow_up.counts(table).items())
    asked_for = table["deadline"].max()  # they were all asked for on the same day
    until = "" if is_missing(asked_for) else f"，{day(asked_for)}前答复"
    asked = f"要求追上序时进度{until}；" if of_meeting(view) else "没有会议定稿，与上期对照；"
    return f"{asked}自{last_time(view)}以来：{states}"


def last_time(view: View) -> str:
    """What the demands are measured from, in words; "" where there is nothing earlier."""
    then, _ = _last_time(view)
    return "" if then is None else (f"定稿“{then.meeting}”" if then.meeting else f"{then.day_words}的数据")


def of_meeting(view: View) -> bool:
    """Whether the demands are those of a meeting; else they are only what was red a period before."""
    then, _ = _last_time(view)
    return then is not None and bool(then.meeting)


def asked_at(view: View) -> str:
    """Which meeting or period the demands are measured from: what caches of them must know beside the view, because
    freezing an earlier meeting moves no figure and yet moves this."""
    then, held_on = _last_time(view)
    known = raised.demands(view.until)
    acts = max((seq for d in known for seq in (d.notice, *(a.seq for a in d.acts))), default=0)
    return f"{(then.as_of, then.meeting, then.until) if then else ''} {held_on} {acts}"


def answer_by(view: View) -> date | None:
    """The day by which units answer what this meeting demands; None of a period nobody met about yet."""
    day = held_on(view)
    return None if day is None else follow_up.answer_by(day)


def held_on(view: View) -> date | None:
    """The day of the meeting that the view shows, from which windows count; None where there is none yet."""
    meeting = frozen.meeting_of(view)
    return pd.Timestamp(meeting.held_on).date() if meeting and meeting.held_on else None


def published_on(view: View) -> date | None:
    """The day from which units may object to what the view ranks: of the meeting it shows, else the month's release;
    None where neither is known."""
    return held_on(view) if view.meeting else released.day_of(view)


def _last_time(view: View) -> tuple[View | None, Any]:
    earlier = _earlier(view)
    if earlier:
        last = earlier[0]
        then = replace(view, as_of=last.as_of, meeting=last.name, until=last.seq)
        return then, pd.Timestamp(last.held_on).date() if last.held_on else None
    return facts.before(view), None


def _earlier(view: View) -> list[Meeting]:
    """The meetings before this one, the last of each period, newest first; none that was frozen later."""
    known = [m for m in source.meetings() if view.until is None or m.seq < view.until]
    last = {m.as_of: m for m in sorted(known, key=lambda m: m.seq) if m.as_of < view.as_of}
    return [last[period] for period in sorted(last, reverse=True)]


def _lit(row: dict[Any, Any], when: str) -> str:
    """The lamp of a demand at the meeting ("then") or "now", and what lit it."""
    light, deviation, days, cause = (row[f"{when}_{name}"] for name in ("light", "deviation", "days_over", "cause"))
    return "—" if is_missing(light) else lamp_text(light, deviation, days, row["dataset"], cause)
