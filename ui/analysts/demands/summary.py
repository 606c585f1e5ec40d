"""The page's title: how many matters are demanded, answered, overdue."""

from __future__ import annotations

from collections.abc import Sequence

from store.notices import Demand
from ui.analysts.desk import now

OVERDUE = ("overdue", "reminded")


def sentence(found: Sequence[Demand]) -> str:
    """How many notices and matters there are, and how many are answered and overdue today."""
    if not found:
        return "还没有发过督办通知"
    states = [one.state(now().date()) for one in found]
    answered, late = sum(s in ("replied", "closed") for s in states), sum(s in OVERDUE for s in states)
    notices = len({one.number for one in found})
    return f"督办通知{notices}份、{len(found)}项，已答复{answered}项，逾期未复{late}项"
