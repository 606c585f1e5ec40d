"""The overview: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics import accountability, lights
from metrics.columns import flags, one_of, texts
from metrics.judged import Judged
from metrics.measured import (
    FIXES,
    ISSUES,
    ITEMS,
    Blanks,
    Facts,
    Measured,
    PageOfFigures,
    behind_area,
    count,
    counted_rows,
    in_units,
    share_of,
    signed,
    tasks_on_time,
)


def figures(known: Judged, as_of: date) -> Facts:
    """tasks_on_time items_on_time follow_up_rate signed_projects red_items."""
    items = known["items"]
    counted, light = flags(items, "counted"), texts(items, "light")
    on_time = one_of(light, lights.rule().on_time) & counted
    judged = counted & accountability.judged_and_on_time(items)[0]
    sizes = {"whole": judged, "silent": judged & (light == "no_report"), "n": counted}
    duties = accountability.of_judged(known, as_of=as_of)
    return {
        "tasks_on_time": tasks_on_time(known),
        "items_on_time": counted_rows(
            items, on_time, judged, ITEMS, {name: int(which.sum()) for name, which in sizes.items()}
        ),
        "follow_up_rate": _follow_up(duties),
        "signed_projects": signed(known, as_of),
        "red_items": in_units(duties, texts(duties, "light") == "behind"),
    }


def title(known: Judged, measured: Facts, as_of: date) -> Blanks:
    del as_of
    tasks, items = measured["tasks_on_time"], measured["items_on_time"]
    live = int(texts(known["investment_projects"], "stage").astype(bool).sum()) or None
    return {
        **behind_area(known),
        "red": count(measured["red_items"]),
        "on_time": count(tasks),
        "judged": count(tasks, "whole"),
        "items_ok": count(items),
        "items": count(items, "whole"),
        "live": live,
        "duties": count(measured["red_items"], "n"),
    }


def _follow_up(duties: pd.DataFrame) -> Measured:
    mine = duties[duties["dataset"].isin([ISSUES, FIXES])]
    light = texts(mine, "light")
    judged, on_time = accountability.judged_and_on_time(mine)
    counts = {word: int((light == lamp).sum()) for word, lamp in (("late", "behind"), ("warned", "warning"))}
    counts["after"] = int((flags(mine, "closed_late") & judged).sum())
    return share_of(mine, on_time, judged, {"n": int(judged.sum()), **counts})


PAGE = PageOfFigures(figures, title)
