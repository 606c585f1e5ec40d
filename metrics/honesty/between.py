"""Checks of a report against the one before it: what went down, jumped, stood still, changed, came or went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from catalog import dataset
from catalog.book import book, spelled
from metrics import printed, succession
from metrics.columns import Flags, numbers, places, texts
from metrics.honesty.findings import Finding, rule
from metrics.honesty.within import completion, finished


@dataclass(frozen=True, slots=True)
class Pair:
    """Both reports' rows of the same items, side by side; ``at`` is each one's position in the current frame."""

    before: pd.DataFrame
    now: pd.DataFrame
    at: np.ndarray
    name: str

    def finding(self, i: int, code: str, field: str) -> Finding:
        old, new = (printed.value(self.name, field, frame[field].iloc[i]) for frame in (self.before, self.now))
        return Finding(int(self.at[i]), code, field, old, new)


def findings(previous: pd.DataFrame, current: pd.DataFrame, name: str) -> list[Finding]:
    """Everything the rules find between two frames of the dataset ``name``."""
    pair = _paired(previous, current, name)
    found = [f for check in (_down, _jumps, _target, _unchanged) for f in check(pair)]
    return [*found, *_came_and_went(previous, current, name)]


def _paired(previous: pd.DataFrame, current: pd.DataFrame, name: str) -> Pair:
    known = previous.drop_duplicates("row_id", keep="last")
    at = pd.Index(known["row_id"]).get_indexer(pd.Index(current["row_id"]))
    both = np.flatnonzero(at >= 0)
    before, now = known.iloc[at[both]], current.iloc[both]
    other = texts(before, "submission_id") != texts(now, "submission_id") if "submission_id" in now else both >= 0
    return Pair(before[other], now[other], both[other], name)


def _down(pair: Pair) -> Iterator[Finding]:
    same_year = _years(pair.before) == _years(pair.now)
    for field in rule(pair.name).cumulative:
        fell = same_year & (numbers(pair.now, field) < numbers(pair.before, field)) & ~_jumped(pair, field)
        yield from (pair.finding(i, "cumulative_down", field) for i in places(fell))


def _jumps(pair: Pair) -> Iterator[Finding]:
    amounts = [f.name for f in dataset(pair.name).fields if f.kind in ("money", "number", "area_size")]
    for field in amounts:
        yield from (pair.finding(i, "jump_10000", field) for i in places(_jumped(pair, field)))


def _jumped(pair: Pair, field: str) -> Flags:
    """Ten thousand times as much or as little, within a little: the same figure in the other unit, a month later."""
    thresholds = book().rules.honesty
    before, now = numbers(pair.before, field), numbers(pair.now, field)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.abs(np.log10(now / before))
    return np.abs(away - np.log10(thresholds.jump)) < thresholds.jump_decades


def _target(pair: Pair) -> Iterator[Finding]:
    for field in rule(pair.name).target:
        before, now = texts(pair.before, field), texts(pair.now, field)
        differ = np.array(
            [a is not None and b is not None and a != b for a, b in zip(before, now, strict=True)], dtype=bool
        )
        yield from (pair.finding(i, "target_changed", field) for i in places(differ & ~_jumped_if(pair, field)))


def _jumped_if(pair: Pair, field: str) -> Flags:
    is_amount = dataset(pair.name).field(field).kind in ("money", "number")
    return _jumped(pair, field) if is_amount else np.zeros(len(pair.now), dtype=bool)


def _unchanged(pair: Pair) -> Iterator[Finding]:
    """An item that should have moved and did not: not yet finished, and reported for another period."""
    running = ~finished(pair.now, pair.name) & ~(completion(pair.now) >= 1)
    running &= texts(pair.before, "period") != texts(pair.now, "period")
    for field in rule(pair.name).main:
        same = running & (numbers(pair.before, field) == numbers(pair.now, field))
        yield from (pair.finding(i, "unchanged_number", field) for i in places(same))
        running &= ~same
    shortest = book().rules.honesty.text_length
    said, repeated = texts(pair.before, "progress_text"), texts(pair.now, "progress_text")
    long_enough = np.array([bool(t) and len(t) >= shortest for t in repeated], dtype=bool)
    copied = places(long_enough & (said == repeated) & ~finished(pair.now, pair.name))
    other_period = texts(pair.before, "period") != texts(pair.now, "period")
    yield from (pair.finding(i, "unchanged_text", "progress_text") for i in copied if other_period[i])


def _came_and_went(previous: pd.DataFrame, current: pd.DataFrame, name: str) -> Iterator[Finding]:
    """Items are new or gone only for units that reported both times, and where nobody has said what became of them."""
    came, went = _lacking(current, previous, name), _lacking(previous, current, name)
    known, left = succession.named_after(name), succession.named_before(name)
    yield from (Finding(i, "item_new") for i, called in came if called not in known)
    yield from (Finding(i, "item_vanished", gone=True) for i, called in went if called not in left)


def _lacking(frame: pd.DataFrame, other: pd.DataFrame, name: str) -> Iterator[tuple[int, str]]:
    """The rows of a frame, by place and name, that the other has not though their unit reported in it too."""
    units, ids = set(texts(other, "reporting_department")), set(texts(other, "row_id"))
    columns = (texts(frame, c) for c in ("row_id", "reporting_department", dataset(name).named_by))
    for i, (row_id, unit, called) in enumerate(zip(*columns, strict=True)):
        if row_id not in ids and unit in units:
            yield i, spelled(str(called or ""))


def _years(frame: pd.DataFrame) -> np.ndarray:
    return np.array([(p or "")[:4] for p in texts(frame, "period")], dtype=object)
