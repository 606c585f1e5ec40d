"""What somebody approved of rows to change: the target that counts until then, and by which paper a row ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.words.lamps import lamp_words
from metrics import held
from metrics.columns import Flags, one_of, texts

# Approved changes after which a row is no more expected.
LEAVING = ("ended", "split")


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody noted that a change of a row was approved: ``kind`` ended | split | retargeted …, by whom, which day."""

    row_id: str
    kind: str
    approved_by: str
    noted_on: str


def with_kept_targets(frame: pd.DataFrame, history: pd.DataFrame, approvals: Sequence[Approval] = ()) -> pd.DataFrame:
    """``frame`` with the target each row had before, where its sheet now says another, or none, and nobody approved it.

    Before: in the first report that gave one, of ``history`` or of ``frame``, which may itself hold several periods;
    after an approval (kind ``retargeted``) in the last up to the month it was noted in, and ``paper`` says by whom.
    What was typed is kept as ``typed_target``.
    """
    field = next((name for name in ("target_value", "annual_plan") if name in frame), "")
    if not field or frame.empty:
        return frame
    noted = {one.row_id: one for one in approvals if one.kind == "retargeted"}
    every = pd.concat([history, frame]).sort_values("period", kind="stable")
    told = every[every[field].notna()]
    moved = _moved(frame, told.drop_duplicates("row_id"), field) | frame["row_id"].isin(list(noted)).to_numpy()
    if not moved.any():
        return frame
    rows: list[dict[str, Any]] = [{} for _ in range(len(frame))]
    for i in np.flatnonzero(moved):
        row = dict(frame.iloc[i])
        mine = told[(told["row_id"] == row["row_id"]) & (told["period"] <= row["period"])]
        rows[i] = {} if mine.empty else _at_kept(row, mine, noted.get(row["row_id"]), field)
    return held.laid_over(frame, rows)


def with_endings(frame: pd.DataFrame, approvals: Sequence[Approval] = ()) -> pd.DataFrame:
    """``frame`` with ``ended_by``, the paper by which a row that its report calls suspended or terminated is so, and
    ``lifecycle``, that word with the paper, or with that none is noted; both missing for any other row.

    Such a row is in no count, so a reader has to see by whose leave.
    """
    gone = one_of(texts(frame, "status"), book().rules.lights.out_of_count) if "status" in frame else None
    if gone is None or not gone.any():
        return frame
    papers = {one.row_id: one.approved_by for one in approvals if one.kind in LEAVING}
    rows = zip(gone, texts(frame, "status"), frame["row_id"], strict=True)
    said = [
        (papers.get(row_id), _ending(str(status), papers.get(row_id, ""))) if out else (None, None)
        for out, status, row_id in rows
    ]
    by, words = zip(*said, strict=True)
    return frame.assign(ended_by=pd.array(by, dtype="str"), lifecycle=pd.array(words, dtype="str"))


def _ending(status: str, paper: str) -> str:
    words = lamp_words()
    return (words.by_paper if paper else words.by_nobody).format(word=words.lifecycle[status], paper=paper)


def _moved(frame: pd.DataFrame, first: pd.DataFrame, field: str) -> Flags:
    """Which rows say another target, or another unit, than their first report that gave one, or none any more."""
    before = first.set_index("row_id")
    target = frame["row_id"].map(before[field]).to_numpy(dtype="float64")
    other = frame[field].to_numpy(dtype="float64") != target
    if "unit" in frame:
        own, was = texts(frame, "unit"), texts(frame.assign(unit=frame["row_id"].map(before["unit"])), "unit")
        other |= np.array([(now or "") != (then or "") for now, then in zip(own, was, strict=True)], dtype=bool)
    return other & ~np.isnan(target)


def _at_kept(row: dict[Any, Any], told: pd.DataFrame, noted: Approval | None, field: str) -> dict[str, Any]:
    """What of the row is another thing at the target of its first report; of one whose change was approved, at that of
    the last up to the month it was approved in."""
    until = told[told["period"] <= noted.noted_on[:7]] if noted else told.iloc[:0]
    kept = told.iloc[0] if until.empty else until.iloc[-1]
    unit = kept.get("unit")
    found = held.at_target(row, float(kept[field]), "" if unit is None or pd.isna(unit) else str(unit), field)
    return found | ({"paper": noted.approved_by} if noted and kept[field] != told.iloc[0][field] else {})
