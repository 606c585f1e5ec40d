"""What became of rows that go by another name now: renamed, split, merged, as the office answered once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from catalog import dataset as described
from catalog.book import Promise, Succession, book, derived, spelled
from catalog.words.book import book_words
from metrics import held
from metrics.columns import Texts, texts

ENDING = ("split", "merged")
# Parts of a row's key that name an entry of a list.
FILED = {"area": "areas", "category": "categories"}


def answered(dataset: str, period: str) -> list[Succession]:
    """What the book says of the dataset's rows in ``period``."""
    return [one for one in book().successions if one.dataset == dataset and one.since <= period]


def one_identity(frame: pd.DataFrame, dataset: str, identity: Callable[[Sequence[str]], str]) -> pd.DataFrame:
    """``frame`` in which a row keeps the ``row_id`` it had under its first name, or under that of the year's list.

    ``identity`` makes the id of a row from the values of the dataset's key. Where both names stand in one period, the
    rows stay two.
    """
    if frame.empty:
        return frame
    spec = described(dataset)
    named, first = texts(frame, spec.named_by), _first_names(dataset)
    canonical = [first.get(spelled(str(name)), str(name)) if name else "" for name in named]
    key = {name: texts(frame, name) for name in spec.key}
    filed = _filed(key, len(canonical))
    for i, one in enumerate(held.promised(frame)):
        if one is not None:
            canonical[i] = one.name
            filed[i] |= {name: str(said) for name in ("area", "category") if (said := getattr(one, name, ""))}
    moved = [i for i, name in enumerate(named) if name and _differs(i, str(name), canonical[i], filed[i], key)]
    if not moved:
        return frame
    ids = texts(frame, "row_id")
    for i in moved:
        said = {name: str(values[i] or "") for name, values in key.items()} | filed[i] | {spec.named_by: canonical[i]}
        ids[i] = identity([said[name] for name in spec.key])
    return frame.assign(row_id=pd.array(_apart(ids, frame), dtype=frame["row_id"].dtype))


def _filed(key: dict[str, Texts], n: int) -> list[dict[str, str]]:
    """Of each row the area and category it stands in, as they are called now."""
    found: list[dict[str, str]] = [{} for _ in range(n)]
    for name, listed in FILED.items():
        for i, said in enumerate(key.get(name, ())):
            if said:
                found[i][name] = book().present(listed, str(said))
    return found


def _differs(i: int, name: str, canonical: str, filed: dict[str, str], key: dict[str, Texts]) -> bool:
    return spelled(name) != spelled(canonical) or any(key[k][i] != said for k, said in filed.items() if k in key)


def _apart(ids: Texts, frame: pd.DataFrame) -> Texts:
    """The new ids, but a row its own where two of one period would have the same; not where they are one already, as
    that which several units report."""
    own = texts(frame, "row_id")
    table = pd.DataFrame({"id": ids, "period": texts(frame, "period"), "own": own})
    joined = table.groupby(["id", "period"], dropna=False)["own"].transform("nunique") > 1
    return np.where(joined.to_numpy(), own, ids)


@derived
def _first_names(dataset: str) -> dict[str, str]:
    """The first name of every renamed row, by its later ones."""
    before = {spelled(one.after[0]): one.before[0] for one in book().successions
              if one.dataset == dataset and one.kind == "renamed"}  # fmt: skip
    return {name: _first_of(name, before) for name in before}


def _first_of(name: str, before: dict[str, str]) -> str:
    seen, was = {name}, before[name]
    while (at := spelled(was)) in before and at not in seen:
        seen.add(at)
        was = before[at]
    return was


def without_ended(frame: pd.DataFrame, dataset: str, period: str, *beside: pd.DataFrame) -> pd.DataFrame:
    """``frame`` without the rows that went into others: nothing is counted twice, whatever a sheet still holds.

    They go where one of those that follow is in the year's list, in ``frame`` or in the frames ``beside`` it: until
    then what was promised stands.
    """
    endings = [one for one in answered(dataset, period) if one.kind in ENDING]
    if frame.empty or not endings:
        return frame
    named = [
        [spelled(str(n)) if n else "" for n in texts(one, described(dataset).named_by)] for one in (frame, *beside)
    ]
    there = {name for names in named for name in names} | {spelled(one.name) for one in _listed(dataset, period)}
    followed = [one for one in endings if any(spelled(after) in there for after in one.after)]
    gone = {spelled(name) for one in followed for name in one.before}
    stays = np.array([name not in gone for name in named[0]], dtype=bool)
    return frame if stays.all() else frame[stays].reset_index(drop=True)


def _spelled(frame: pd.DataFrame, dataset: str) -> list[str]:
    return [spelled(str(name)) if name else "" for name in texts(frame, described(dataset).named_by)]


def gone(frame: pd.DataFrame, dataset: str) -> list[Succession | None]:
    """For each row into what it went by its own period; None for a row that did not end in others."""
    into = {spelled(name): one for one in book().successions
            if one.dataset == dataset and one.kind in ENDING for name in one.before}  # fmt: skip
    rows = zip(texts(frame, described(dataset).named_by), texts(frame, "period"), strict=True)
    found = [(into.get(spelled(str(name))) if name else None, str(period or "")) for name, period in rows]
    return [one if one is not None and one.since <= period else None for one, period in found]


@derived
def named_before(dataset: str) -> frozenset[str]:
    """The names of rows of which is said what became of them."""
    return frozenset(spelled(name) for one in book().successions if one.dataset == dataset for name in one.before)


@derived
def named_after(dataset: str) -> frozenset[str]:
    """The names of rows of which is said where they come from."""
    return frozenset(spelled(name) for one in book().successions if one.dataset == dataset for name in one.after)


def _listed(dataset: str, period: str) -> Sequence[Promise]:
    kept = described(dataset).year_list
    if kept == "items":
        return book().items_of(int(period[:4]))
    return book().tasks_of(int(period[:4])) if kept == "tasks" else ()


@derived
def surely_new() -> frozenset[str]:
    """The names of rows that are new, whatever they resemble."""
    return frozenset(spelled(name) for one in book().successions if one.kind == "added" for name in one.after)


def of_row(dataset: str, name: str, period: str) -> list[Succession]:
    """What the book says of where a row of that name came from, the newest first."""
    asked = spelled(name)
    mine = [one for one in answered(dataset, period) if asked in map(spelled, one.after)]
    return [one for one in reversed(mine) if one.before]


def told(dataset: str, name: str, period: str) -> str:
    """Where a row of that name came from, in a sentence; "" where nobody said so."""
    words = book_words().succession
    one = next(iter(of_row(dataset, name, period)), None)
    if one is None:
        return ""
    since = words.since.format(year=one.since[:4], month=int(one.since[5:7])) if one.since else ""
    before = book_words().workbook.separator.join(words.quoted.format(name=name) for name in one.before)
    return str(getattr(words, one.kind).format(before=before, since=since))


def with_merged(history: pd.DataFrame, dataset: str, period: str) -> pd.DataFrame:
    """``history`` in which a merged row has, for the periods before it came, the sum of those that went into it.

    Summed are actual and target, of periods in which all of them were reported in one unit; the rows that went into it
    are left out from then on, so that nothing has two courses.
    """
    for one in answered(dataset, period):
        if one.kind == "merged" and not history.empty and "target_value" in history:
            history = _merged(history, dataset, one)
    return history


def _merged(history: pd.DataFrame, dataset: str, one: Succession) -> pd.DataFrame:
    named = np.array(_spelled(history, dataset), dtype=object)
    mine, parts = history[named == spelled(one.after[0])], history[np.isin(named, [spelled(n) for n in one.before])]
    if mine.empty or parts.empty:
        return history
    first, model = mine["period"].min(), mine.sort_values("period", kind="stable").iloc[0]
    sums = [_sum(model, rows) for p, rows in parts.groupby("period") if p < first and _adds(rows, len(one.before))]
    kept = history.drop(index=parts.index)
    if not sums:
        return kept.reset_index(drop=True)
    return pd.concat([kept, pd.DataFrame(sums).astype(dict(history.dtypes))], ignore_index=True)


def _adds(rows: pd.DataFrame, n: int) -> bool:
    same = "unit" not in rows or len(set(texts(rows, "unit"))) == 1
    return len(rows) == n and same and bool(rows[["actual_value", "target_value"]].notna().all(axis=None))


def _sum(model: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """The row as it was in those of its parts: their sums, their period; nothing of what only it says."""
    amounts = {name: rows[name].sum(min_count=len(rows)) for name in ("actual_value", "target_value", "period_target")
               if name in rows}  # fmt: skip
    of_parts = ("period", "unit", "submission_id", "source_file", "source_sheet", "source_row")
    said = {name: rows.iloc[0][name] for name in of_parts if name in rows}
    silent = dict.fromkeys(
        (n for n in ("completion_rate", "forecast_rate", "progress_text", "status") if n in rows), None
    )
    return pd.Series({**model.to_dict(), **silent, **said, **amounts})


def with_the_whole(history: pd.DataFrame, dataset: str, row_id: str, period: str) -> pd.DataFrame:
    """``history`` in which a row that was split off has, before it came, the course of the whole it was part of."""
    named, own = np.array(_spelled(history, dataset), dtype=object), history["row_id"] == row_id
    if not own.any():
        return history
    name = named[own.to_numpy()][-1]
    wholes = [one.before[0] for one in of_row(dataset, name, period) if one.kind == "split"]
    first = history.loc[own, "period"].min()
    before = history[np.isin(named, [spelled(n) for n in wholes]) & (history["period"] < first).to_numpy()]
    return pd.concat([before.assign(row_id=row_id), history], ignore_index=True) if len(before) else history
