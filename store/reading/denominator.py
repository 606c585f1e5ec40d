"""Two states of the figures compared: what changed by whose submission, and how the denominator changed and why."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog import dataset
from store.reading.differences import COLUMNS, changes

# Fields that say how much is to be done; whoever changes one changes what 100 % means.
TARGETS = ("target_value", "unit", "annual_plan")

LEDGER = (
    "dataset",
    "row_id",
    "label",
    "kind",
    "field",
    "old",
    "new",
    "department",
    "submission_id",
    "approved_by",
    "reason",
    "noted_by",
    "noted_at",
)


def changed_figures(name: str, old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Every change between two frames of one dataset, with the submission that made it.

    Columns: dataset, label, then ``store.differences.COLUMNS``. A gone item is put down to the submission of its
    department that came without it (missing where the department has none any more).
    """
    found = changes(old, new)
    now = new.drop_duplicates("reporting_department").set_index("reporting_department")["submission_id"]
    gone = found["kind"] == "gone"
    found["submission_id"] = found["submission_id"].mask(gone, found["department"].map(now))
    labels = pd.concat([old, new]).drop_duplicates("row_id", keep="last")
    found.insert(0, "label", found["row_id"].map(_labels(name, labels)).astype("str"))
    found.insert(0, "dataset", name)
    return found[["dataset", "label", *COLUMNS]]


def denominator(name: str, old: pd.DataFrame, new: pd.DataFrame, notes: list[dict[str, Any]]) -> pd.DataFrame:
    """The items added, ended, split or retargeted between two frames; columns ``LEDGER``.

    ``notes`` are the log's explain_change entries of the dataset. An item that went into noted parts is split, and so
    are its parts; ``approved_by`` and what follows are missing where nobody has noted an approval.
    """
    found = changed_figures(name, old, new)
    targets = found["field"].isin(TARGETS)
    ended = (found["field"] == "status") & (found["new"] == "terminated")
    kept = found[found["kind"].isin(("added", "gone")) | targets | ended].astype("object")
    kept = kept.where(kept.notna(), None)
    splits = {n["subject"]: n for n in notes if n["details"]["kind"] == "split"}
    parts = {part: n for n in splits.values() for part in n["details"]["parts"]}
    rows = [_entry({str(k): v for k, v in row.items()}, splits, parts, notes) for row in kept.to_dict("records")]
    texts = dict.fromkeys(("dataset", "row_id", "label", "kind", "department"), "str")
    return pd.DataFrame(rows, columns=list(LEDGER), dtype="object").astype({**texts, "submission_id": "Int64"})


def _entry(change: dict[str, Any], splits: dict, parts: dict, notes: list[dict[str, Any]]) -> dict[str, Any]:
    row_id = change["row_id"]
    split = (splits if change["kind"] == "gone" else parts if change["kind"] == "added" else {}).get(row_id)
    kind = "split" if split else _kind(change)
    note = split or next((n for n in reversed(notes) if (n["subject"], n["details"]["kind"]) == (row_id, kind)), None)
    said = {"approved_by": None, "reason": None, "noted_by": None, "noted_at": None}
    if note:
        said = {
            "approved_by": note["details"]["approved_by"],
            "reason": note["details"]["reason"],
            "noted_by": note["actor"],
            "noted_at": note["at"],
        }
    return {**{k: v for k, v in change.items() if k in LEDGER}, "kind": kind, **said}


def _kind(change: dict[str, Any]) -> str:
    if change["kind"] == "added":
        return "added"
    return "ended" if change["kind"] == "gone" or change["field"] == "status" else "retargeted"


def _labels(name: str, rows: pd.DataFrame) -> dict[str, str]:
    key = list(dataset(name).key)
    said = (" ".join(str(v) for v in values if not pd.isna(v)) for values in rows[key].itertuples(index=False))
    return dict(zip(rows["row_id"], said, strict=True))
