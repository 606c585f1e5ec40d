"""The numbers of the sentence a tab is titled with, where the tab shows something else than its page's finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog import numbers
from catalog.book import book
from catalog.words.metrics import metric_words
from metrics import accountability, facts, judged, key_projects, lights, pipeline
from metrics.columns import days, flags, one_of, texts
from metrics.look_back import table as look_back

Blanks = dict[str, Any]


def blanks(page: str, tab: str, known: judged.Judged, as_of: date) -> Blanks:
    """Every number the title of ``tab`` may need, as printed; None where the data do not give it."""
    word = {wording.tab: name for name, wording in metric_words().titles[page].tabs.items()}
    return MAKERS[page, word[tab]](known, as_of)


def _answering(known: judged.Judged, as_of: date) -> Blanks:
    every = accountability.of_judged(known, as_of=as_of)
    own = every[every["dataset"].isin(["work_targets", "livelihood_projects"])]
    red = own[own["light"].eq("behind")]
    most = red["leader"].dropna().value_counts()
    first = most.index[0] if len(most) and (len(most) == 1 or most.iloc[0] > most.iloc[1]) else None
    return {
        "owned": len(own) or None,
        "owned_red": len(red) if len(own) else None,
        "most_red_leader": first,
        "most_red": None if first is None else int(most.iloc[0]),
    }


def _schedule(known: judged.Judged, as_of: date) -> Blanks:
    items = known["items"][known["items"]["counted"]]
    ended = days(items, "deadline") <= np.datetime64(as_of)
    overdue = int(flags(items, "overdue").sum())
    return {"items": len(items) or None, "ended_some": int(ended.sum()) or None, "overdue": overdue}


def _looked_back(known: judged.Judged, as_of: date) -> Blanks:
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


def _batches(known: judged.Judged, as_of: date) -> Blanks:
    measured = facts.PAGES["investment"](known, as_of)
    batches = pipeline.cohorts(known["investment_projects"], as_of=as_of)
    mine = batches[batches["cohort"].eq(str(as_of.year))]
    found = {name: mine[name].iloc[0] if len(mine) else None for name in ("contract", "paid_in")}
    return {"signed": _plain(measured["signed_projects"].value)} | {name: _money(v) for name, v in found.items()}


def _libraries(known: judged.Judged, as_of: date) -> Blanks:
    clients = pipeline.freshness(known["target_clients"], as_of=as_of)
    lost = int((one_of(texts(clients, "freshness"), ["stale", "never"]) & ~flags(clients, "closed")).sum())
    return {
        "clients": len(clients) or None,
        "lost": lost,
        "projects": len(known["investment_projects"]) or None,
        "carriers": len(known["partner_carriers"]) or None,
    }


def _origins(known: judged.Judged, as_of: date) -> Blanks:
    del as_of
    projects = known["investment_projects"]
    places = pipeline.origins(projects)
    named = places[(places["n"] > 0) & places["place_kind"].isin(["province", "country"])]
    most = named.sort_values("n", ascending=False, kind="stable")
    alone = len(most) == 1 or (len(most) > 1 and most["n"].iloc[0] > most["n"].iloc[1])
    return {
        "of": int(places["n"].sum()) or None,
        "placed": int(named["n"].sum()) or None,
        "kinds": _kinds(named) or None,
        "first_place": most["place"].iloc[0] if alone else None,
        "first_n": int(most["n"].iloc[0]) if alone else None,
    }


def _kinds(named: pd.DataFrame) -> str:
    """How many places of each kind: provinces, special regions, countries."""
    words = metric_words().origin_kinds
    special = named["place"].isin(words.special_regions)
    kinds = named["place_kind"].mask(special, "special").value_counts()
    said = {"province": words.province, "special": words.special, "country": words.country}
    return words.joined.join(wording.format(n=kinds[kind]) for kind, wording in said.items() if kind in kinds)


def _key_targets(known: judged.Judged, as_of: date) -> Blanks:
    projects = known["investment_projects"]
    staged = pipeline.staged(projects, known.get("investment_history", projects), as_of=as_of)
    table = pipeline.key_targets(staged, pipeline.freshness(known["target_clients"], as_of=as_of))
    kinds = table["kind"].value_counts()
    over = int((table["kind"].eq("project") & table["over_limit"].eq(True)).sum())
    found = {"key_projects": kinds.get("project"), "key_clients": kinds.get("client"), "key_over": over}
    return found if len(table) else dict.fromkeys(found)


def _sites(known: judged.Judged, as_of: date) -> Blanks:
    del as_of
    table = key_projects.by_site(known["key_projects"])
    table = table[table["n"] > 0]
    late = table[table["light"].eq("behind")]
    worst = late.loc[late["deviation"].idxmin()] if late["deviation"].notna().any() else None
    return {
        "sites": len(table) or None,
        "sites_late": len(late),
        "worst_site": None if worst is None else worst["site"],
        "worst_points": None if worst is None else numbers.plain(abs(worst["deviation"]), 1),
    }


def _projects(known: judged.Judged, as_of: date) -> Blanks:
    del as_of
    light = texts(known["key_projects"], "light")
    counts = {name: int((light == lamp).sum()) for name, lamp in (("late", "behind"), ("warned", "warning"))}
    return {"projects": len(light) or None, **counts}


def _mended(known: judged.Judged, as_of: date) -> Blanks:
    measured = facts.PAGES["campaigns"](known, as_of)
    fixed = measured["items_fixed"]
    return {
        "fixed": _plain(fixed.value),
        "fixes": fixed.blanks["whole"] or None,
        "signed_off": _plain(measured["items_closed"].value),
        "late": fixed.blanks["overdue"],
    }


def _reviewed(known: judged.Judged, as_of: date) -> Blanks:
    best = facts.PAGES["campaigns"](known, as_of)["review_score"]
    units = len(known["public_reviews"]) or None
    return {"reviewed": units, "best_score": None if best.value is None else numbers.plain(best.value, 2)}


def _activities(known: judged.Judged, as_of: date) -> Blanks:
    del as_of
    tasks = known["work_targets"]
    light = texts(tasks, "light")[flags(tasks, "counted") & one_of(texts(tasks, "area"), with_own_clock())]
    on_scale, on_time = (int(one_of(light, getattr(lights.rule(), name)).sum()) for name in ("scale", "on_time"))
    if not on_scale:
        waiting = len(light) > 0 and bool((light == "not_started").all())
        return {"waiting": len(light) if waiting else None}
    return {"activities": on_scale, "activities_on_time": on_time, "activities_late": int((light == "behind").sum())}


def with_own_clock() -> list[str]:
    """The works that run by a clock of their own."""
    return [area.name for area in book().areas if area.clock_start]


def _plain(value: float | None) -> str | None:
    return None if value is None or value != value else numbers.plain(value)


def _money(value: float | None) -> str | None:
    return None if value is None or value != value else numbers.money(value)


MAKERS: dict[tuple[str, str], Callable[[judged.Judged, date], Blanks]] = {
    ("work_areas", "duties"): _answering,
    ("livelihood", "schedule"): _schedule,
    ("livelihood", "look_back"): _looked_back,
    ("investment", "batches"): _batches,
    ("investment", "libraries"): _libraries,
    ("investment", "origins"): _origins,
    ("investment", "key_targets"): _key_targets,
    ("key_projects", "sites"): _sites,
    ("key_projects", "projects"): _projects,
    ("campaigns", "rectification"): _mended,
    ("campaigns", "reviews"): _reviewed,
    ("campaigns", "activities"): _activities,
}
