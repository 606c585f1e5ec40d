"""The livelihood items: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from metrics.columns import days, flags, texts
from metrics.judged import Judged
from metrics.look_back import table as look_back
from metrics.measured import (
    ITEMS,
    Blanks,
    Facts,
    PageOfFigures,
    count,
    counted_rows,
    size,
)


def figures(known: Judged, as_of: date) -> Facts:
    """items_behind items_warning items_on_track items_done items_silent."""
    del as_of
    items = known["items"]
    counted, light = flags(items, "counted"), texts(items, "light")
    n, idle = int(counted.sum()), int((counted & (light == "not_started")).sum())
    names = {"items_behind": "behind", "items_warning": "warning", "items_on_track": "on_track", "items_done": "done"}
    lit = {name: counted & (light == lamp) for name, lamp in names.items()}
    lit["items_silent"] = counted & ((light == "no_report") | (texts(items, "light_basis") == "report"))
    return {name: counted_rows(items, mine, None, ITEMS, {"n": n, "idle": idle}, n=n) for name, mine in lit.items()}


def title(known: Judged, measured: Facts, as_of: date) -> dict[str, Any]:
    del as_of
    items = known["items"][known["items"]["counted"]]
    on_time = (measured[name] for name in ("items_on_track", "items_done"))
    ok = sum(m.value or 0 for m in on_time)
    late = items[items["light"].eq("behind") & items["deviation"].notna()]
    worst = late.iloc[int(late["deviation"].argmin())] if len(late) else None
    return {
        "items": len(items) or None,
        "items_ok": int(ok) if len(items) else None,
        "items_late": count(measured["items_behind"]),
        "items_silent": count(measured["items_silent"]),
        "worst_item": None if worst is None else worst["item"],
        "worst_points": None if worst is None else size(worst["deviation"]),
    }


def _schedule(known: Judged, as_of: date) -> Blanks:
    items = known["items"][known["items"]["counted"]]
    ended = days(items, "deadline") <= np.datetime64(as_of)
    overdue = int(flags(items, "overdue").sum())
    return {"items": len(items) or None, "ended_some": int(ended.sum()) or None, "overdue": overdue}


def _looked_back(known: Judged, as_of: date) -> Blanks:
    del as_of
    no_doubts = pd.DataFrame({"severity": [], "row_id": []})
    items = known["items"][known["items"]["counted"]]
    if items.empty:
        return {}
    table = look_back(items, known["rectification"], no_doubts)
    inspected, standing = (int((table[name] > 0).sum()) for name in ("n_inspected", "n_open"))
    found = {
        "claimed": int(table["claimed"].sum()) or None,
        "inspected": inspected or None,
        "standing": standing or None,
    }
    return found | {"all_running": len(table)}


PAGE = PageOfFigures(figures, title, {"schedule": _schedule, "look_back": _looked_back})
