"""Rows of one name: which of them is which from month to month, when one of them is reported no more."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import count

import pandas as pd

from catalog import dataset as described
from catalog.text import is_missing
from metrics.columns import texts

Said = tuple[str, ...]
# By own identity and period the identity a row has.
Known = Mapping[tuple[str, str], str]


def told_apart(history: pd.DataFrame, dataset: str) -> dict[tuple[str, str], str]:
    """By identity and period of rows the identity they have, where it is another one than their report gave them.

    ``history`` are rows of one or more periods. A report numbers its rows of one name by what they say; where one of
    them is left out the numbers of the others move. A row is the one that said the same the period before, else the
    one it agrees with most; where none is, or several are as likely, it is a row of its own.
    """
    found: dict[tuple[str, str], str] = {}
    if history.empty:
        return found
    rows = _rows(history, dataset)
    for _, mine in rows[_shared(rows)].groupby("key", sort=False):
        found |= _of_one_name(mine)
    return found


def together(history: pd.DataFrame, dataset: str) -> frozenset[str]:
    """The identities of rows that stood beside another of their name in one month: one's name is not the other's."""
    if history.empty:
        return frozenset()
    rows = _rows(history, dataset)
    beside = rows.groupby(["key", "period"])["id"].transform("nunique") > 1
    return frozenset(rows.loc[beside, "id"])


def _rows(history: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """Key, identity, period and what tells a row from others of its name."""
    spec = described(dataset)
    key = ["\n".join(map(str, row)) for row in zip(*(texts(history, name) for name in spec.key), strict=True)]
    rows = pd.DataFrame({"key": key, "id": texts(history, "row_id"), "period": texts(history, "period")})
    rows["said"] = list(zip(*(_said(history[name]) for name in spec.told_apart), strict=True))
    return rows.dropna(subset="period").drop_duplicates(["id", "period"])


def _shared(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby("key")["id"].transform("nunique") > 1


def under(frame: pd.DataFrame, known: Known) -> pd.DataFrame:
    """``frame`` with its rows under the identities ``known`` of them."""
    if not known or frame.empty:
        return frame
    pairs = zip(frame["row_id"], frame["period"], strict=True)
    ids = [known.get((own, period), own) for own, period in pairs]
    return frame.assign(row_id=pd.array(ids, dtype=frame["row_id"].dtype))


def _said(column: pd.Series) -> list[str]:
    return ["" if is_missing(value) else str(value) for value in column]


def _of_one_name(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    last: dict[str, Said] = {}
    for period, mine in rows.groupby("period"):
        now = dict(zip(mine["id"], mine["said"], strict=True))
        given = _given(now, last)
        found |= {(own, str(period)): given[own] for own in now if given[own] != own}
        last |= {given[own]: said for own, said in now.items()}
    return found


def _given(now: Mapping[str, Said], last: Mapping[str, Said]) -> dict[str, str]:
    """Which identity each row of a period has, by what the rows of that name said last."""
    given: dict[str, str] = {}
    free = dict(last)
    for own, said in sorted(now.items(), key=lambda row: free.get(row[0]) != row[1]):
        same = [one for one in free if free[one] == said]
        if own in same or len(same) == 1:
            given[own] = own if own in same else same[0]
            del free[given[own]]
    for own in (own for own in now if own not in given):
        left = list(free) if len(free) == 1 and len(now) >= len(last) else _likest(now[own], free)
        given[own] = left[0] if len(left) == 1 else _new(own, {*given.values(), *last})
        free.pop(given[own], None)
    return given


def _likest(said: Said, free: Mapping[str, Said]) -> list[str]:
    """Those a row agrees with most, of those it agrees with in more than it differs."""
    apart = {one: [a == b for a, b in zip(said, other, strict=True) if a and b] for one, other in free.items()}
    agreed = {one: sum(same) for one, same in apart.items() if 2 * sum(same) > len(same)}
    return [one for one, n in agreed.items() if n == max(agreed.values())]


def _new(own: str, taken: Container[str]) -> str:
    """The identity of a row that is none of those before: its report's, where nobody has it."""
    return next(name for n in count() if (name := f"{own}.{n}" if n else own) not in taken)
