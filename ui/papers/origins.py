"""Where the figures of each slide were read: lines for its notes, each naming file, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from catalog.numbers import plain, rate
from charts.wording import is_missing
from exports import Dossier
from exports.dossier import why
from metrics import evidence
from ui import source
from ui.scope import View

TRACED = 12


def sources(view: View, papers: Dossier) -> dict[str, tuple[str, ...]]:
    """Per slide, which file, sheet and cell each figure it lists was read from."""
    behind = papers.behind
    red = behind[behind["light"] == "behind"]
    listed = {
        "overview": behind,
        "behind": behind,
        "work_areas": behind[behind["dataset"] == "work_targets"],
        "livelihood": behind[behind["dataset"] == "livelihood_projects"],
        "investment": papers.longest.assign(dataset="investment_projects", name=papers.longest["project"]),
        "key_projects": papers.key_projects,
        "campaigns": pd.concat([papers.late_issues, papers.urgent_fixes]),
        "accountability": red,
        "standing": papers.standing.assign(dataset="standings"),
        "follow_up": papers.follow_up.assign(name=papers.follow_up["item"]),
    }
    return {page: tuple(_origins(view, rows.head(TRACED).to_dict("records"))) for page, rows in listed.items()}


def _origins(view: View, rows: Iterable[dict[Any, Any]]) -> Iterable[str]:
    for row in rows:
        field = "rank" if row["dataset"] == "standings" else evidence.field(row["dataset"], row.get("rate_basis"))
        found = source.trace(view, row["dataset"], row["row_id"], field)
        if found is not None:
            yield f"{' '.join(filter(None, [row['name'], *_figures(row)]))} ← {found.file} {found.sheet}!{found.cell}"


def _figures(row: Mapping[Any, Any]) -> Iterable[str]:
    """What the slide prints of the row: its rate and what lit its lamp, its place, what has become of a demand."""
    if not is_missing(row.get("rank")):
        return [f"{plain(row['rank'])}/{plain(row['rank_total'])}"]
    if "now" in row:
        return [str(row["now"])]
    known = row.get("rate")
    return ["" if is_missing(known) else rate(known), why(row) if "light" in row and "deviation" in row else ""]
