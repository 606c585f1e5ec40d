"""Books that meetings of earlier versions were frozen with: their texts, brought into today's shape."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from catalog.typed import Declared

# Lists that had other names.
RENAMED = {"departments": "units"}
KEPT = ("areas", "categories", "industries", "provinces", "countries", "vocabulary")


def of_older(texts: Mapping[str, str]) -> dict[str, Any]:
    """What texts of ``seed``, ``rules``, ``holidays`` and ``groups`` say, by the names a book has for it."""
    found = {name: tomllib.loads(text) for name, text in texts.items()}
    told: dict[str, Any] = {name: found[name] for name in ("rules", "groups") if name in found}
    told["curves"] = []
    if "holidays" in found:
        years = found["holidays"].items()
        told["holidays"] = [{"year": int(year), **said} for year, said in years if isinstance(said, dict)]
    return told | (_of_seed(found["seed"]) if "seed" in found else {})


def _of_seed(seed: dict[str, Any]) -> dict[str, Any]:
    told = {name: seed[name] for name in KEPT if name in seed}
    told |= {new: seed[old] for old, new in RENAMED.items() if old in seed}
    told["zone"] = {key: seed[key] for key in ("version", "event_date", "year", "period_first") if key in seed}
    items = seed.get("livelihood_items", [])
    told["items"] = [{"year": seed["year"], **item} for item in items]
    if "space" in seed:
        told["sites"] = [{"name": name, "group": group} for group, names in seed["space"].items() for name in names]
    if "reporting" in seed:
        told["owes"] = seed["reporting"].get("owes", [])
        told["reporting"] = {key: value for key, value in seed["reporting"].items() if key != "owes"}
    return told


def whole(told: Any, shipped: Declared) -> dict[str, Any]:
    """``told`` with what it does not say filled from ``shipped``, table by declared table.

    Lists, and tables whose keys are data, come wholly from what was told.
    """
    filled: dict[str, Any] = {}
    for field in msgspec.structs.fields(shipped):
        ours = getattr(shipped, field.name)
        if field.encode_name not in told:
            filled[field.encode_name] = msgspec.to_builtins(ours, builtin_types=(dt.date,))
        elif isinstance(ours, Declared) and isinstance(told[field.encode_name], dict):
            filled[field.encode_name] = whole(told[field.encode_name], ours)
        else:
            filled[field.encode_name] = told[field.encode_name]
    return filled
