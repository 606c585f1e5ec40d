"""What a submission changes: in the headline figures of every page, and row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog import dataset
from metrics import headline, judged, printed
from metrics.columns import places, texts

EFFECT = ["page", "name", "label", "before", "after", "before_text", "after_text", "change_text"]
ROWS = ["row_id", "item", "field", "label", "old", "new", "old_submission", "new_submission", "kind"]


def effect(before: judged.Frames, after: judged.Frames, *, as_of: date) -> pd.DataFrame:
    """Headline figures that would differ: ``page name label before after before_text after_text change_text``.

    ``before`` and ``after`` map dataset → the store's frame without and with the submission. Only figures whose printed
    text differs are listed; ``change_text`` is the signed difference ("" where one side has no number).
    """
    then, now = (_figures(frames, as_of) for frames in (before, after))
    changed = [key for key in now if key not in then or then[key].text != now[key].text]
    rows = [(*key, now[key].label, *_both(then.get(key), now[key])) for key in changed]
    return pd.DataFrame(rows, columns=EFFECT)


def rows(before: pd.DataFrame, after: pd.DataFrame, name: str) -> pd.DataFrame:
    """Every field that changed, and every item that came or went: ``ROWS``.

    ``kind``: changed | new | vanished; ``old`` and ``new`` are the typed values (None where missing, and for whole
    items), ``label`` the field's heading ("" for whole items).
    """
    called = next(f.name for f in dataset(name).fields if f.required)
    then, now = (frame.drop_duplicates("row_id", keep="last").set_index("row_id") for frame in (before, after))
    common = now.index.intersection(then.index, sort=False)
    old, new = then.loc[common], now.loc[common]
    fields = [f for f in dataset(name).field_names if f in old and f in new]
    changed = [_changed(old, new, field, called, name) for field in fields]
    came = _whole(now.loc[now.index.difference(then.index, sort=False)], called, "new")
    went = _whole(then.loc[then.index.difference(now.index, sort=False)], called, "vanished")
    found = [row for part in (*changed, came, went) for row in part]
    order = {row_id: i for i, row_id in enumerate([*then.index, *now.index])}
    came_last = len(order)
    found.sort(key=lambda row: order[row["row_id"]] + came_last * (row["kind"] == "vanished"))
    return pd.DataFrame(found, columns=ROWS).astype({"old": "object", "new": "object"})


def _changed(old: pd.DataFrame, new: pd.DataFrame, field: str, called: str, name: str) -> list[dict[str, Any]]:
    left, right = texts(old, field), texts(new, field)
    differ = np.array([a != b for a, b in zip(left, right, strict=True)], dtype=bool)
    label, item = printed.label(name, field), texts(new, called)
    earlier, later = (_submission(frame) for frame in (old, new))
    return [
        {"row_id": new.index[i], "item": item[i], "field": field, "label": label, "old": left[i], "new": right[i]}
        | {"old_submission": earlier[i], "new_submission": later[i], "kind": "changed"}
        for i in places(differ)
    ]


def _whole(frame: pd.DataFrame, called: str, kind: str) -> list[dict[str, Any]]:
    side = "new_submission" if kind == "new" else "old_submission"
    entries = zip(frame.index, texts(frame, called), _submission(frame), strict=True)
    nothing = {"field": None, "label": "", "old": None, "new": None}
    return [{"row_id": i, "item": item, **nothing, side: number, "kind": kind} for i, item, number in entries]


def _submission(frame: pd.DataFrame) -> list[Any]:
    return texts(frame, "submission_id").tolist()


def _figures(frames: judged.Frames, as_of: date) -> dict[tuple[str, str], headline.Figure]:
    known = judged.judge(frames, as_of=as_of)
    return {(page, f.name): f for page in headline.PAGES for f in headline.of_judged(page, known, None, as_of=as_of)}


def _both(then: headline.Figure | None, now: headline.Figure) -> tuple[float | None, float | None, str, str, str]:
    old, text = (then.value, then.text) if then else (None, "")
    return old, now.value, text, now.text, headline.change_text(now, old)
