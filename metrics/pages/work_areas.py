"""The works: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from catalog import judged_by
from metrics import accountability, rollup
from metrics.columns import flags, texts
from metrics.judged import Judged
from metrics.measured import (
    TASKS,
    Blanks,
    Facts,
    Measured,
    PageOfFigures,
    behind_area,
    count,
    counted_rows,
    known_count,
    tasks_on_time,
)


def figures(known: Judged, as_of: date) -> Facts:
    """tasks_on_time tasks_behind tasks_overdue milestones_reached tasks_silent."""
    del as_of
    tasks = known["work_targets"]
    counted, light = flags(tasks, "counted"), texts(tasks, "light")
    n, warned = int(counted.sum()), int((counted & (light == "warning")).sum())
    unheard = (light == "no_report") | (texts(tasks, "light_basis") == "report")
    behind, silent = counted & (light == "behind"), counted & unheard
    all_due = int((counted & flags(tasks, "due")).sum())
    overdue = counted_rows(tasks, counted & flags(tasks, "overdue"), None, TASKS, {"due": all_due}, by="deadline", n=n)
    return {
        "tasks_on_time": tasks_on_time(known),
        "tasks_behind": counted_rows(tasks, behind, None, TASKS, {"warning": warned}, n=n),
        "tasks_overdue": overdue,
        "milestones_reached": _milestones(tasks),
        "tasks_silent": counted_rows(tasks, silent, None, TASKS, {"n": n}, n=n),
    }


def title(known: Judged, measured: Facts, as_of: date) -> dict[str, Any]:
    del as_of
    tasks = measured["tasks_on_time"]
    found = {"on_time": count(tasks), "judged": count(tasks, "whole"), "late": count(measured["tasks_behind"])}
    return {**behind_area(known), **found}


def _milestones(tasks: pd.DataFrame) -> Measured:
    """Milestones of all works that are measured by them."""
    areas = rollup.by_area(tasks)
    mine = areas[areas["basis"].eq("milestones")]
    due, reached, every = (int(mine[c].sum()) for c in ("milestones_due", "milestones_reached", "milestones"))
    parts = [rollup.rests(tasks[texts(tasks, "area") == name], "milestones") for name in mine["area"]]
    blanks = {"whole": every, "due": due}
    return Measured(known_count(reached, every), blanks, tuple(rows for rests in parts for rows in rests))


def _answering(known: Judged, as_of: date) -> Blanks:
    every = accountability.of_judged(known, as_of=as_of)
    own = every[every["dataset"].isin(judged_by("progress"))]
    red = own[own["light"].eq("behind")]
    most = red["leader"].dropna().value_counts()
    first = most.index[0] if len(most) and (len(most) == 1 or most.iloc[0] > most.iloc[1]) else None
    return {
        "owned": len(own) or None,
        "owned_red": len(red) if len(own) else None,
        "most_red_leader": first,
        "most_red": None if first is None else int(most.iloc[0]),
    }


PAGE = PageOfFigures(figures, title, {"duties": _answering})
