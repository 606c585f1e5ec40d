"""Supplements: reports that add and change rows by key, while the rest of what they add to stands."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection

from store.journal.log import entries
from store.reading.selection import Chosen, described
from store.versions.submissions import states_of

# A report taken back under a supplement says nothing any more.
_TAKEN_BACK = ("withdrawn", "returned")


def added_to(connection: Connection) -> dict[int, int]:
    """Which submission each published supplement adds to."""
    return {e["submission"]: e["details"]["adds_to"] for e in entries(connection, "supplement")}


def with_what_they_add_to(
    connection: Connection, shown: list[Chosen], drafts: Mapping[int, int], until: int | None = None
) -> list[Chosen]:
    """Each supplement followed by what it adds to, which may itself be one; the rest of the month counts as said by it.

    ``drafts``: drafts shown as if they were published as supplements, and what they would add to. What was taken back
    (up to ``until``) is left out, as it is where nothing adds to it.
    """
    adds = added_to(connection) | dict(drafts)
    if not adds:
        return shown
    states = states_of(connection, set(adds.values()), until)
    gone = {number for number, state in states.items() if state in _TAKEN_BACK}
    return [one for chosen in shown for one in _chain(connection, chosen, adds, gone)]


def _chain(connection: Connection, chosen: Chosen, adds: Mapping[int, int], gone: Container[int]) -> list[Chosen]:
    chain, last = [chosen], chosen.submission_id
    while last in adds:
        last = adds[last]
        if last not in gone:
            base = described(connection, [last])[0]
            chain.append(replace(base, period=chosen.period, under=chain[-1].submission_id))
    return chain


def without_superseded(rows: pd.DataFrame, shown: list[Chosen]) -> pd.DataFrame:
    """The rows without those of a base that a supplement above it reports anew, by item."""
    above = {one.submission_id: one.under for one in shown if one.under}
    if not above:
        return rows
    said = {number: set(part["row_id"]) for number, part in rows.groupby("submission_id")}
    keep = [
        not any(row_id in said.get(one, ()) for one in _above(number, above))
        for number, row_id in zip(rows["submission_id"], rows["row_id"], strict=True)
    ]
    return rows[keep].reset_index(drop=True)


def _above(number: int, above: Mapping[int, int]) -> list[int]:
    found = []
    while number in above:
        number = above[number]
        found.append(number)
    return found
