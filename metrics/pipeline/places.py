"""Where projects come from, which industry they belong to and which carrier takes them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from metrics.columns import Texts, one_of, texts
from metrics.pipeline import amounts
from metrics.pipeline.stages import names, rule


def industry_by_site(projects: pd.DataFrame) -> pd.DataFrame:
    """Live projects, long form: ``industry site n`` and the money columns (amounts.COLUMNS).

    Only pairs that occur, industries and sites in the seed's order, others after, the unnamed last under the rule's
    word for it.
    """
    live = projects[one_of(texts(projects, "stage"), names())]
    labels = labelled(live)
    industry, site = labels["industry_name"], labels["site_name"]
    sites = [name for group in book().site_groups().values() for name in group]
    return _crossed(live, ("industry", industry, _industries()), ("site", site, sites))


def origin_by_industry(projects: pd.DataFrame) -> pd.DataFrame:
    """Live projects, long form: ``place place_kind industry n`` and the money columns.

    ``place`` is a province or a country of the seed, else the origin as typed (``place_kind`` province | country |
    other). Places with most projects first.
    """
    live = projects[one_of(texts(projects, "stage"), names())]
    labels = labelled(live)
    place, kind = labels["place"], labels["place_kind"]
    kinds = dict(zip(place, kind, strict=True))
    by_size = sorted(kinds, key=lambda name: -int((place == name).sum()))
    industry = labels["industry_name"]
    crossed = _crossed(live, ("place", place, by_size), ("industry", industry, _industries()))
    named = pd.Series([kinds[name] for name in crossed["place"]], dtype="str", index=crossed.index)
    crossed.insert(1, "place_kind", named)
    return crossed


def origins(projects: pd.DataFrame) -> pd.DataFrame:
    """The labelled tiles: ``place place_kind label column row n`` and the money columns.

    Every province of the seed's grid, n = 0 where none of the live projects comes from it; after them the countries
    and other places that do occur, stacked beside the grid, most projects first.
    """
    live = projects[one_of(texts(projects, "stage"), names())]
    labels = labelled(live)
    place, kind = labels["place"], labels["place_kind"]
    money = amounts.columns(live)
    grid = book().provinces
    tiles: list[dict[str, Any]] = [
        {"place": p.name, "place_kind": "province", "label": p.label, "column": p.column, "row": p.row} for p in grid
    ]
    kinds = {p: k for p, k in zip(place, kind, strict=True) if k != "province"}
    beyond = sorted(kinds, key=lambda name: (kinds[name] != "country", -int((place == name).sum())))
    height, right = max(p.row for p in grid) + 1, max(p.column for p in grid) + 2
    tiles += [
        {"place": p, "place_kind": kinds[p], "label": p, "column": right + i // height, "row": i % height}
        for i, p in enumerate(beyond)
    ]
    return pd.DataFrame([t | {"n": int((m := place == t["place"]).sum())} | amounts.sums(money, m) for t in tiles])


def labelled(projects: pd.DataFrame) -> dict[str, Texts]:
    """What each project is counted under: ``industry_name``, ``site_name``, ``place`` and ``place_kind``."""
    place, kind = located(texts(projects, "origin"))
    named = {
        "industry_name": _named(projects, "industry", "no_industry"),
        "site_name": _named(projects, "site", "no_site"),
    }
    return {**named, "place": place, "place_kind": kind}


def located(origins: Texts) -> tuple[Texts, Texts]:
    """Each origin's place and its kind: the seed's country or province it starts with or contains, else as typed."""
    found = [_place(origin) for origin in origins]
    return np.array([f[0] for f in found], dtype=object), np.array([f[1] for f in found], dtype=object)


def _place(origin: str | None) -> tuple[str, str]:
    if not origin:
        return rule().no_place, "other"
    for kind, table in (("province", book().provinces), ("country", book().countries)):
        for entry in table:
            if any(name in origin for name in (entry.name, *entry.aliases)):
                return entry.name, kind
    return origin, "other"


def _named(projects: pd.DataFrame, field: str, missing: str) -> Texts:
    return np.array([name or getattr(rule(), missing) for name in texts(projects, field)], dtype=object)


def _industries() -> list[str]:
    return [i.name for i in book().industries]


def _crossed(projects: pd.DataFrame, *axes: tuple[str, Texts, list[str]]) -> pd.DataFrame:
    """Counts and money for every pair that occurs, both axes in their given order, other names after."""
    (first, a, a_order), (second, b, b_order) = axes
    money = amounts.columns(projects)
    pairs = dict.fromkeys(zip(a, b, strict=True))
    ordered = sorted(pairs, key=lambda pair: (_order(pair[0], a_order), _order(pair[1], b_order)))
    rows = []
    for x, y in ordered:
        mine = (a == x) & (b == y)
        rows.append({first: x, second: y, "n": int(mine.sum()), **amounts.sums(money, mine)})
    return pd.DataFrame(rows, columns=[first, second, "n", *amounts.COLUMNS])


def _order(name: str, order: list[str]) -> tuple[int, str]:
    """Declared names as declared, then those typed otherwise, then the rule's words for a missing one."""
    unnamed = name in (rule().no_site, rule().no_industry, rule().no_place)
    return (order.index(name) if name in order and not unnamed else len(order) + unnamed, name)
