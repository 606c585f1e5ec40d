"""What waits for a decision: what the sheets ask of somebody above, and how many months running an item is red."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pandas as pd

from catalog import datasets
from catalog.words.pending import pending_words

COLUMNS = ["dataset", "identity", "row_id", "field", "item", "department", "leader", "light", "ask"]
# A project that has ended asks for nothing.
ENDED = ("stopped", "full_capacity")
Identity = tuple[str, str]


def asked(text: object) -> str:
    """The clauses of a sheet's text that ask for a decision, joined; "" where none does."""
    if not isinstance(text, str):
        return ""
    clauses = (clause.strip() for clause in re.split(pending_words().clause_ends, text))
    return pending_words().clauses_apart.join(clause for clause in clauses if clause and _asks(clause))


def _asks(clause: str) -> bool:
    patterns, nothing = _patterns()
    return not nothing.search(clause) and any(pattern.search(clause) for pattern in patterns)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    words = pending_words()
    return tuple(map(re.compile, words.asks)), re.compile(words.nothing_asked)


def in_sheets(duties: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every duty (accountability.duties) that is not done, and every running investment project, whose sheet asks for
    a decision: ``COLUMNS``, ``field`` the first cell that asks.

    ``frames`` maps dataset -> the store's frame the duties were judged from.
    """
    rows = [*_duties(duties, frames), *_projects(frames.get("investment_projects"))]
    return pd.DataFrame(rows, columns=COLUMNS)


def _duties(duties: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> Iterator[dict[str, Any]]:
    told = {name: _told(name, frame) for name, frame in frames.items() if name in datasets()}
    for row in duties[duties["light"] != "done"].to_dict("records"):
        field, ask = told.get(row["dataset"], {}).get(row["row_id"], ("", ""))
        if ask:
            yield {name: row.get(name) for name in COLUMNS} | {"field": field, "ask": ask}


def _projects(frame: pd.DataFrame | None) -> Iterator[dict[str, Any]]:
    if frame is None or frame.empty:
        return
    told = _told("investment_projects", frame)
    for row in frame[~frame["stage"].isin(ENDED)].to_dict("records"):
        field, ask = told.get(row["row_id"], ("", ""))
        owners = {"department": row.get("lead_department"), "leader": row.get("lead_leader")}
        said = {"dataset": "investment_projects", "identity": row["row_id"], "row_id": row["row_id"], "light": ""}
        if ask:
            yield {**said, "item": row["project"], **owners, "field": field, "ask": ask}


def _told(name: str, frame: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Row -> the first field that asks for something, and what is asked."""
    found: dict[str, tuple[str, str]] = {}
    for field in (field for field in datasets()[name].asks if field in frame):
        for row_id, text in zip(frame["row_id"], frame[field], strict=True):
            ask = asked(text)
            if ask and row_id not in found:
                found[row_id] = (field, ask)
    return found


def red_running(months: Mapping[str, pd.DataFrame]) -> dict[Identity, int]:
    """How many months running each duty is red; ``months``: by period accountability.duties of this month and those
    before it, the newest first. A month nobody reported neither counts nor breaks the row: silence never pays. What is
    promised for a year begins anew with it, under whatever name.
    """
    running: dict[Identity, int] = {}
    still: set[Identity] | None = None
    year = next(iter(months), "")[:4]
    for period, every in months.items():
        duties = every if period[:4] == year else every[~every["dataset"].isin(_yearly())]
        keys = pd.Series(
            list(zip(duties["dataset"], duties["identity"], strict=True)), index=duties.index, dtype=object
        )
        red, silent = (set(keys[duties["light"].eq(light)]) for light in ("behind", "no_report"))
        here = red if still is None else still & (red | silent)
        if not here:
            break
        running |= {key: running.get(key, 0) + 1 for key in here & red}
        still = here
    return running


def _yearly() -> list[str]:
    return [name for name, spec in datasets().items() if spec.yearly]
