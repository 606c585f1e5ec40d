"""Notices as papers: the store's matters under their number, in the official form and as a reply sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

from catalog.numbers import day as day_words
from exports.notices import NoticePaper, NoticeRow
from exports.notices.paper import words
from store.notices import Demand
from ui.scope import last_day


def paper_of(matters: Sequence[Demand], *, demo: bool, reminder: date | None = None) -> NoticePaper:
    """The paper of one notice's matters; ``reminder``: the day it is sent again to remind of those named."""
    first = matters[0]
    day = last_day(first.as_of)
    named = words().named_at.format(meeting=first.meeting) if first.meeting else ""
    return NoticePaper(
        first.number,
        first.to_kind,
        first.addressee,
        named or words().named_in.format(day=day_words(day)),
        reminder or date.fromisoformat(first.issued),
        date.fromisoformat(max(one.due_now for one in matters)),
        tuple(_row(one) for one in matters),
        reminder is not None,
        demo,
    )


def by_notice(demands: Iterable[Demand]) -> dict[str, list[Demand]]:
    """The matters of each notice, newest notice first."""
    found: dict[str, list[Demand]] = {}
    for demand in sorted(demands, key=lambda one: (-one.notice, one.position)):
        found.setdefault(demand.number, []).append(demand)
    return found


def ledger_href(number: str, position: int) -> str:
    """The link to one matter in the ledger of notices."""
    return f"demands?{urlencode({'matter': f'{number} {position}'})}"


def _row(demand: Demand) -> NoticeRow:
    matter = demand.matter
    deadline = date.fromisoformat(matter.deadline) if matter.deadline else None
    return NoticeRow(
        demand.position, matter.item, matter.department, matter.leader, matter.gap, deadline, matter.problem
    )
