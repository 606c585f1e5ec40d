"""The investment pipeline: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from catalog.words.metrics import metric_words
from metrics import pipeline
from metrics.columns import flags, one_of, texts
from metrics.judged import Judged
from metrics.measured import (
    PROJECTS,
    Blanks,
    Facts,
    PageOfFigures,
    added_up,
    count,
    counted_rows,
    money_or_none,
    plain_or_none,
    signed,
)
from metrics.pipeline import staged
from metrics.pipeline.cohorts import signed_within


def figures(known: Judged, as_of: date) -> Facts:
    """live_projects signed_projects contract_signed paid_in projects_over_limit."""
    projects = known["investment_projects"]
    judged = staged(projects, known.get("investment_history", projects), as_of=as_of)
    live, over, n = flags(judged, "live"), flags(judged, "over_limit"), len(projects)
    stopped = int((texts(projects, "stage") == "stopped").sum())
    return {
        "live_projects": counted_rows(judged, live, None, PROJECTS, {"stopped": stopped}, n=n),
        "signed_projects": signed(known, as_of),
        "contract_signed": added_up(judged, "contract_investment", signed_within(projects, as_of)),
        "paid_in": added_up(judged, "paid_in", live),
        "projects_over_limit": counted_rows(judged, over, None, PROJECTS, {"live": int(live.sum())}, n=n),
    }


def title(known: Judged, measured: Facts, as_of: date) -> dict[str, Any]:
    del known, as_of
    names = {"live": "live_projects", "over": "projects_over_limit", "signed": "signed_projects"}
    return {blank: count(measured[name]) for blank, name in names.items()}


def _batches(known: Judged, as_of: date) -> Blanks:
    measured = figures(known, as_of)
    batches = pipeline.cohorts(known["investment_projects"], as_of=as_of)
    mine = batches[batches["cohort"].eq(str(as_of.year))]
    found = {name: mine[name].iloc[0] if len(mine) else None for name in ("contract", "paid_in")}
    return {"signed": plain_or_none(measured["signed_projects"].value)} | {
        name: money_or_none(v) for name, v in found.items()
    }


def _libraries(known: Judged, as_of: date) -> Blanks:
    clients = pipeline.freshness(known["target_clients"], as_of=as_of)
    lost = int((one_of(texts(clients, "freshness"), ["stale", "never"]) & ~flags(clients, "closed")).sum())
    return {
        "clients": len(clients) or None,
        "lost": lost,
        "projects": len(known["investment_projects"]) or None,
        "carriers": len(known["partner_carriers"]) or None,
    }


def _origins(known: Judged, as_of: date) -> Blanks:
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


def _key_targets(known: Judged, as_of: date) -> Blanks:
    projects = known["investment_projects"]
    staged = pipeline.staged(projects, known.get("investment_history", projects), as_of=as_of)
    table = pipeline.key_targets(staged, pipeline.freshness(known["target_clients"], as_of=as_of))
    kinds = table["kind"].value_counts()
    over = int((table["kind"].eq("project") & table["over_limit"].eq(True)).sum())
    found = {"key_projects": kinds.get("project"), "key_clients": kinds.get("client"), "key_over": over}
    return found if len(table) else dict.fromkeys(found)


def _kinds(named: pd.DataFrame) -> str:
    """How many places of each kind: provinces, special regions, countries."""
    words = metric_words().origin_kinds
    special = named["place"].isin(words.special_regions)
    kinds = named["place_kind"].mask(special, "special").value_counts()
    said = {"province": words.province, "special": words.special, "country": words.country}
    return words.joined.join(wording.format(n=kinds[kind]) for kind, wording in said.items() if kind in kinds)


PAGE = PageOfFigures(
    figures, title, {"batches": _batches, "libraries": _libraries, "origins": _origins, "key_targets": _key_targets}
)
