"""Enterprises' problems, rectification, the pipeline, the reviews and the peers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.golden.recomputed import office, rows
from tests.golden.recomputed.rows import Row

ANSWER, SOLVE, SOON = 3, 15, 5
CONTENT, DISCONTENT = ("很满意", "非常满意", "满意", "基本满意", "比较满意"), ("不满意", "很不满意")
SILENT = ("待交办", "待办理", "待受理", "未交办", "未办理", "尚未")
STAGES = ("lead", "negotiating", "agreement", "signed", "registered", "started", "producing", "full_capacity")
LIMITS = {"lead": 30, "negotiating": 90, "agreement": 60, "signed": 60, "registered": 90, "started": 540}
DATED = {"lead": "first_contact_date", "signed": "sign_date", "registered": "register_date"}
DATED |= {"started": "start_date", "producing": "produce_date"}
POINTS = {"very_satisfied": 100, "satisfied": 100, "fair": 70, "dissatisfied": 30}


def issue(row: Row, today: date) -> Row:
    """A problem an enterprise raised: closed, overdue, unanswered, its lamp, and whether the month judges it."""
    status, said = row.get("status"), row.get("progress_text") or ""
    done = row["done_date"] if row.get("done_date") and row["done_date"] <= today else None
    content = row.get("satisfaction")
    closed = (status in ("solved", "explained", "done") or done is not None) and content not in DISCONTENT
    closed = closed and status != "reopened"
    visit = row.get("visit_date")
    due = office.moved(row["deadline"]) if row.get("deadline") else visit and office.working_day(visit, SOLVE)
    waits = status in ("long_term", "extended")
    overdue = not closed and due is not None and due < today and not waits
    wrote = bool(said) and not any(word in said for word in SILENT)
    answered = closed or wrote or status not in (None, "received", "assigned", "not_started")
    unanswered = not closed and not answered and visit is not None and office.worked(visit, today) > ANSWER
    soon = not waits and due is not None and office.worked(today, due) < SOON
    light = "done" if closed else "behind" if overdue else "warning" if unanswered or soon else "on_track"
    seen = {"closed": closed, "overdue": overdue, "unanswered": unanswered, "light": light}
    return row | seen | _closing(closed, done, done, due, today) | {"content": content in CONTENT}


def fix(row: Row, today: date) -> Row:
    """A matter of rectification: fixed is not signed off."""
    status, deadline = row.get("status"), row.get("deadline")
    fixed_on, closed_on = row.get("done_date"), row.get("closed_date")
    if status == "closed" or (closed_on is not None and closed_on <= today):
        state = "closed"
    elif status == "returned":
        state = "returned"
    elif status == "done" or (fixed_on is not None and fixed_on <= today):
        state = "fixed"
    else:
        state = status if status in ("long_term", "partial") else "open"
    fixed, lasting = state in ("fixed", "closed"), state == "long_term"
    overdue = not fixed and not lasting and deadline is not None and deadline <= today
    soon = not fixed and not lasting and deadline is not None and office.worked(today, deadline) < SOON
    light = "done" if state == "closed" else "behind" if overdue or state == "returned" else "on_track"
    light = "warning" if light == "on_track" and soon else light
    unanswered = state == "open" and row.get("measure") is None
    seen = {"fixed": fixed, "closed": state == "closed", "overdue": overdue, "unanswered": unanswered, "light": light}
    late = _closing(fixed, fixed_on or closed_on, fixed_on or closed_on, deadline, today)["closed_late"]
    judged = _closing(state == "closed", None, closed_on or fixed_on, deadline, today)["in_period"]
    return row | seen | {"closed_late": late, "in_period": judged}


def _closing(closed: bool, done: date | None, left: date | None, due: date | None, today: date) -> Row:
    """Closed after its own day, or on one that nobody gives; and whether the month still judges it."""
    late = closed and due is not None and (due < today if done is None else done > due)
    month = (today.year, today.month)
    here = not closed or left is None or (left.year, left.month) >= month
    return {"closed_late": late, "in_period": here or (due is not None and (due.year, due.month) == month)}


def pipeline(month: str, today: date, unit: str) -> list[Row]:
    """The investment projects: live, signed this year, and too long in their stage."""
    return [_staged(row, month, today, unit) for row in rows.shown("investment_projects", month)]


def _staged(row: Row, month: str, today: date, unit: str) -> Row:
    stage, signed_on = row.get("stage"), row.get("sign_date")
    live = stage in STAGES
    firm = stage in STAGES[3:] or (stage == "stopped" and signed_on is not None and signed_on <= today)
    signed = firm and signed_on is not None and date(today.year, 1, 1) <= signed_on <= today
    own = row.get(DATED.get(stage or "", ""))
    since = own if own is not None and own <= today else _reported_since(row, month, unit)
    over = live and stage in LIMITS and since is not None and (today - since).days > LIMITS[stage]
    return row | {"live": live, "signed": signed, "over": over}


def _reported_since(row: Row, month: str, unit: str) -> date | None:
    """The end of the first month of those, without a break, in which the project was reported in its stage."""
    key, since = rows.key_of("investment_projects", row), None
    for earlier in reversed([m for m in rows.months() if m <= month]):
        every = [r for part in rows.sent("investment_projects")[earlier].values() for r in part]
        alike = [r for r in every if rows.key_of("investment_projects", r) == key]
        mine = [r for r in alike if unit in ("", office.answering(r["lead_department"]))]
        if any(r.get("stage") != row.get("stage") for r in mine):
            break
        since = earlier if mine else since
    return None if since is None else ending(since)


def ending(month: str) -> date:
    """The last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(1)


def review(row: Row) -> float | None:
    """The score a unit's votes make; who does not know gives no valid vote."""
    votes = {name: row.get(name) or 0 for name in POINTS}
    n = sum(votes.values())
    return sum(POINTS[name] * given for name, given in votes.items()) / n if n else None


def indicator(mine: list[Row]) -> dict[str, Any]:
    """One indicator among its peers: its place, by how many it climbed, and how far the next one ahead is."""
    year = max((row["year"] for row in mine if row.get("year") is not None), default=None)
    mine = [row for row in mine if row.get("year") in (None, year)]
    first = {
        n: next((r[n] for r in mine if r.get(n) is not None), None)
        for n in ("value", "rank", "rank_total", "previous_rank")
    }
    peers = {r["peer"]: r["peer_value"] for r in mine if r.get("peer") and r.get("peer_value") is not None}
    value, rank = first["value"], first["rank"]
    climbed = None if None in (rank, first["previous_rank"]) else first["previous_rank"] - rank
    found = first | {"climbed": climbed, "distance": None}
    if value is None:
        return found
    larger, smaller = sum(v > value for v in peers.values()), sum(v < value for v in peers.values())
    lower = rank is not None and abs(smaller + 1 - rank) < abs(larger + 1 - rank)
    ahead = [abs(v - value) for v in peers.values() if (v < value if lower else v > value)]
    return found | {"distance": min(ahead, default=None)}
