"""What the page is about: whose notices the reader is shown, and its title: how many are answered and overdue."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.numbers import nothing_said
from store.desk.permissions import may
from store.notices import Demand
from ui import raised
from ui.analysts.desk import actor, now
from ui.identity import units_shown

OVERDUE = ("overdue", "reminded")


def shown() -> list[Demand]:
    """Every matter; to who is shown own units alone those of them, also where the notice is to another."""
    own = units_shown()
    return [one for one in raised.demands() if own is None or one.matter.department in own]


def office() -> bool:
    """Whether the reader issues notices."""
    return may(actor(), "issue_notice")


def steps() -> list[str]:
    """The page's steps: to issue notices is the office's."""
    return ["台账", "发通知"] if office() else ["台账"]


def nothing() -> str:
    """Why nothing stands in the ledger."""
    if not office():
        return "还没有发给本单位的督办通知。"
    return "还没有发过督办通知。请在“发通知”里从会议定稿或现在的滞后事项发出。"


def sentence(found: Sequence[Demand]) -> str:
    """How many notices and matters there are, and how many are answered and overdue today."""
    if not found:
        return "还没有发过督办通知" if office() else "还没有发给本单位的督办通知"
    states = [one.state(now().date()) for one in found]
    answered, late = sum(s in ("replied", "closed") for s in states), sum(s in OVERDUE for s in states)
    notices = len({one.number for one in found})
    return nothing_said(f"督办通知{notices}份、{len(found)}项，已答复{answered}项，逾期未复{late}项")
