"""What waits for a decision, from the sheets, the units' replies and their applications for more time, with what has
been said of each: the same rows on the page, the slides and in the bulletin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from catalog.numbers import day as day_words
from catalog.numbers import period_words
from catalog.text import is_missing
from catalog.words.pending import pending_words
from metrics import pending
from store.notices import Asked, Demand, Opinion
from ui import facts, raised, source
from ui.leaders.items import short_post, short_unit
from ui.papers.demands import held_on
from ui.scope import View

COLUMNS = ["source", "source_word", "dataset", "identity", "row_id", "field", "item", "department", "leader", "ask"]
COLUMNS += ["since", "number", "position", "settled", "opinion", "red_months", "short_department", "short_leader"]


def waiting(view: View) -> pd.DataFrame:
    """Everything that waits, the open ones first, in them those longest in red: ``COLUMNS``."""
    return _waiting(view.plain(), source.acts())


@facts.known
def _waiting(view: View, acts: int) -> pd.DataFrame:  # noqa: ARG001 - what is said and asked moves no figure
    rows = [*_sheets(view), *_demanded(view)]
    said, red = raised.opinions(view.until), facts.red_months(view)
    told = [
        row
        | {
            "source_word": pending_words().sources[row["source"]],
            "red_months": red.get((row["dataset"], row["identity"]), 0),
            **_heard(row, said),
        }
        for row in rows
    ]
    owners = [{"short_department": short_unit(r["department"]), "short_leader": short_post(r["leader"])} for r in told]
    table = pd.DataFrame([row | who for row, who in zip(told, owners, strict=True)], columns=COLUMNS)
    order = {"settled": True, "red_months": False}
    return table.sort_values(list(order), ascending=list(order.values()), kind="stable", ignore_index=True)


def _sheets(view: View) -> list[dict[str, Any]]:
    found = _in_sheets(view.plain()).to_dict("records")
    since = period_words(view.as_of)
    return [
        {"source": "sheet", "since": since, "number": "", "position": 0}
        | {str(name): "" if is_missing(value) else value for name, value in row.items()}
        for row in found
    ]


@facts.known
def _in_sheets(view: View) -> pd.DataFrame:
    return pending.in_sheets(facts.duties(view), source.frames(view))


def _demanded(view: View) -> Iterator[dict[str, Any]]:
    """What replies ask for, and the time that is applied for and not decided on."""
    day = held_on(view) or view.day
    for one in raised.demands(view.until):
        elsewhere = view.department not in ("", one.matter.department)
        if elsewhere or one.as_of > view.as_of or one.state(day) == "closed":
            continue
        if one.extension_asked is not None:
            said = {"until": day_words(pd.Timestamp(one.extension_asked.until)), "reason": one.extension_asked.reason}
            yield _matter(one, "extension", pending_words().extension.format(**said), one.extension_asked.day)
        line = one.reply.line if one.reply else None
        ask = pending.asked(f"{line.cause}。{line.measure}") if line else ""
        if ask and one.reply:
            yield _matter(one, "reply", ask, one.reply.day)


def _matter(one: Demand, kind: str, ask: str, since: str) -> dict[str, Any]:
    matter = one.matter
    names = ("dataset", "identity", "item", "department", "leader")
    said = {name: getattr(matter, name) for name in names} | {"row_id": "", "field": "", "ask": ask}
    return said | {
        "source": kind,
        "since": day_words(pd.Timestamp(since)),
        "number": one.number,
        "position": one.position,
    }


def asked_of(row: dict[Any, Any]) -> Asked:
    """The row as the store keeps what is said of it."""
    return Asked(*(str(row[name]) for name in ("dataset", "identity", "item", "department", "leader", "ask")))


def _heard(row: dict[str, Any], said: list[Opinion]) -> dict[str, Any]:
    """What was said of it, and whether that settled what is asked in these very words."""
    mine = [one for one in said if (one.asked.dataset, one.asked.identity) == (row["dataset"], row["identity"])]
    settled = any(one.settles and one.asked.ask == row["ask"] for one in mine)
    return {"settled": settled, "opinion": "；".join(map(opinion_words, mine))}


def opinion_words(one: Opinion) -> str:
    """On which day who said what."""
    words = pending_words()
    said = {"day": day_words(pd.Timestamp(one.day)), "actor": one.actor, "act": words.acts[one.act], "said": one.said}
    return words.opinion.format(**said)


def finding(view: View) -> str:
    """How much waits for a decision, and where it was asked."""
    table, words = waiting(view), pending_words()
    open_ones = table[~table["settled"].astype(bool)]
    counts = open_ones["source"].value_counts().to_dict()
    parts = [words.counted[name].format(n=counts[name]) for name in words.sources if counts.get(name)]
    settled = int(table["settled"].astype(bool).sum())
    tail = f"，{words.settled.format(n=settled)}" if settled else ""
    return (words.title.format(n=len(open_ones), parts="、".join(parts)) if parts else words.none) + tail


def heard_at(view: View) -> int:
    """The last note or sign-off the view knows: what caches of papers must know beside the view."""
    return max((one.seq for one in raised.opinions(view.until)), default=0)
