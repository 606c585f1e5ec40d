"""What was promised and nobody reports: what the list has and no report names, and what a report left out since."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd

from catalog import Dataset, datasets
from catalog.book import Book, Item, Promise, Task, book, judged_by, spelled
from catalog.words.lamps import lamp_words
from metrics import clocks, held, namesakes, succession
from metrics.approvals import LEAVING, Approval, with_endings, with_kept_targets
from metrics.columns import Flags, one_of, texts

# The datasets whose rows a list of the book names, and the field that is the name.
LISTED = {d.name: d.listed_by for d in datasets().values() if d.listed_by}
# How the identity of a row begins that stands in no sheet.
UNREPORTED = "book-"
# What a row goes by, whatever its dataset.
CALLED = ("task", "project", "issue", "problem")
# Where a row names units.
UNITS = ("reporting_department", "lead_department", "department", "first_talk_department")
# Where a row names an entry of another list, and which.
PLACES = {"area": "areas", "category": "categories", "site": "sites", "industry": "industries"}
# From this share of equal characters on, a row that left and one that came are the same, reworded.
ALIKE = 0.6


def promises_of(listed: Book, dataset: str, year: int) -> Sequence[Promise]:
    """What the book's list for the dataset promises for ``year``."""
    return listed.items_of(year) if dataset == "livelihood_projects" else listed.tasks_of(year)


def completed(
    found: pd.DataFrame,
    dataset: str,
    as_of: str,
    *,
    listed: Book | None,
    past: Callable[[str, str], pd.DataFrame] | None = None,
    approvals: Callable[[], Sequence[Approval]] = tuple,
    identity: Callable[[Sequence[str]], str] | None = None,
    blanks: bool = True,
) -> pd.DataFrame:
    """The rows of a period, held against what was reported before, and what was promised or reported and is no more.

    ``past`` gives the rows of the periods from one to another (None: rows that left are gone, and a target is what the
    newest sheet says); ``approvals`` what somebody approved of the dataset's rows to change; ``listed`` is the book
    whose list the rows are held against (None: of none), and which says what became of rows that went by other names;
    ``identity`` makes the id of a row from its key (None: rows keep the ids they have); ``blanks``: a row that told its
    state before and no more is silent.
    """
    spec = datasets()[dataset]

    def same(rows: pd.DataFrame) -> pd.DataFrame:
        known = rows if identity is None or listed is None else succession.one_identity(rows, dataset, identity)
        return standing_units(known, as_of)

    with judged_by(listed):
        found = same(found)
        if spec.stays and past is not None:
            before, approved = same(past(first_period(spec, as_of), _month_before(as_of))), approvals()
            known = namesakes.told_apart(pd.concat([before, found]), dataset)
            before, found = namesakes.under(before, known), namesakes.under(found, known)
            gone = {one.row_id for one in approved if one.kind in LEAVING}
            kept = succession.without_ended(before, dataset, as_of, found)
            beside = namesakes.together(before, dataset)
            found = with_vanished(succession.without_ended(found, dataset, as_of, before), kept, gone, beside)
            found = with_kept_targets(found, before, approved) if spec.yearly else found
            found = with_endings(found, approved)
            found = with_blank_states(found, before) if spec.yearly and blanks else found
        else:
            found = succession.without_ended(found, dataset, as_of)
    if dataset not in LISTED or listed is None:
        return found
    return with_unreported(found, promises_of(listed, dataset, int(as_of[:4])))


def standing_units(frame: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """``frame`` with every unit as it stands at the end of ``as_of``: under its present name, or who took it over; and
    every area, category, site and industry under its present name."""
    day = clocks.month_end(as_of)
    moved: dict[str, Any] = {}
    for name in (column for column in (*UNITS, *PLACES) if column in frame):
        words = {word for word in texts(frame, name) if word}
        said = {w: book().present(PLACES[name], w) if name in PLACES else book().answering(w, day) for w in words}
        if any(word != now for word, now in said.items()):
            moved[name] = frame[name].map(lambda word, said=said: said.get(word, word)).astype(frame[name].dtype)
    return frame.assign(**moved) if moved else frame


def with_blank_states(frame: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with ``state_blank`` for each row that says neither a state, a rate nor a value, though an earlier
    report of it in ``history`` said a state or a rate: what has no target tells nothing else of how it stands."""
    told = [name for name in ("status", "completion_rate") if name in frame and name in history]
    if not told or "actual_value" not in frame or history.empty:
        return frame
    before = set(history.loc[history[told].notna().any(axis=1), "row_id"])
    blank = frame[[*told, "actual_value"]].isna().all(axis=1) & frame["row_id"].isin(before)
    return frame.assign(state_blank=blank.to_numpy(dtype=bool)) if blank.any() else frame


def standing_still(frame: pd.DataFrame, declared: Mapping[str, str], as_of: str) -> pd.DataFrame:
    """``frame`` with the last rows of each unit that ``declared`` (unit -> reason) that nothing moved in the month
    ``as_of``: they count as reported for it, with what they last said, and ``standstill`` says so in words.

    Not those of a unit that did report for the month. A unit that goes by another name by the book, or took another
    over, declares for what was reported under the former name.
    """
    day, period = clocks.month_end(as_of), texts(frame, "period").astype(str)
    units = [book().answering(unit or "", day) for unit in texts(frame, "reporting_department")]
    why = {book().answering(unit, day): reason for unit, reason in declared.items()}
    mine = np.array([unit in why for unit in units], dtype=bool) & (period < as_of)
    if not mine.any():
        return frame
    said = lamp_words().standstill
    told = [said.format(reason=why[unit]) if still else None for unit, still in zip(units, mine, strict=True)]
    now = pd.array(np.where(mine, as_of, period), dtype=frame["period"].dtype)
    return frame.assign(period=now, standstill=pd.array(told, dtype=frame["period"].dtype))


def with_standstills(history: pd.DataFrame, declared: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """``history`` with a point for every month in which a unit ``declared`` (month -> unit -> reason) that nothing
    moved: what its newest report before had, so that no course goes on over a month that stood still."""
    for month in sorted(declared):
        newest = history[history["period"] <= month]
        newest = newest[newest["period"] == newest.groupby("reporting_department")["period"].transform("max")]
        held_still = standing_still(newest, declared[month], month)
        added = held_still[(held_still["period"] != newest["period"]).to_numpy()]
        history = pd.concat([history, added], ignore_index=True) if len(added) else history
    return history


def with_vanished(
    frame: pd.DataFrame, history: pd.DataFrame, explained: Container[str] = (), beside: Container[str] = ()
) -> pd.DataFrame:
    """``frame`` of one period and, after it, every row that an earlier report had and the newest of its unit has not.

    ``history`` are the rows of the periods before, as the store gives them; of a row that left its last wording stays,
    with its own period, so that it counts as unreported. Not so one whose leaving is ``explained`` (row ids), one
    suspended or terminated, and one that stands in the frame under another identity: the same name, or the same promise
    of the year's list, from its unit (from any, where its own reports no more); a new row of its unit
    worded alike. Of a row that stood ``beside`` another of its name (row ids) only a new row is the same.
    """
    if frame.empty or history.empty:
        return frame
    last = history.sort_values("period", kind="stable").drop_duplicates("row_id", keep="last")
    new = ~frame["row_id"].isin(last["row_id"])
    last = last[~last["row_id"].isin(frame["row_id"]) & ~last["row_id"].map(lambda known: known in explained)]
    last = last[~one_of(texts(last, "status"), book().rules.lights.out_of_count)]
    if last.empty:
        return frame
    standing = _Standing(frame, new.to_numpy())
    units = texts(last, "reporting_department")
    rows = zip(_names(last), units, last["row_id"], strict=True)
    gone = [
        not (standing.came(names, unit) if row in beside else standing.has(names, unit)) for names, unit, row in rows
    ]
    return pd.concat([frame, last[gone].reindex(columns=frame.columns)], ignore_index=True) if any(gone) else frame


class _Standing:
    """What the rows of a frame are called, by the unit that reports them; ``new`` are those no report had before."""

    def __init__(self, frame: pd.DataFrame, new: Flags) -> None:
        self._names: dict[str | None, set[str]] = {}
        self._new: dict[str | None, set[str]] = {}
        for names, unit, first in zip(_names(frame), texts(frame, "reporting_department"), new, strict=True):
            self._names.setdefault(unit, set()).update(names)
            self._new.setdefault(unit, set()).update(names - succession.surely_new() if first else ())

    def came(self, names: set[str], unit: str | None) -> bool:
        """Whether one of these names is that of a row of ``unit`` that is new."""
        return bool(names & self._new.get(unit, set()))

    def has(self, names: set[str], unit: str | None) -> bool:
        """Whether one of these names stands there from ``unit``, or is the former wording of a row that is new."""
        if unit not in self._names:
            return any(names & others for others in self._names.values())
        alike = (SequenceMatcher(None, old, now).ratio() for old in names for now in self._new[unit])
        return bool(names & self._names[unit]) or any(share >= ALIKE for share in alike)


def _names(frame: pd.DataFrame) -> list[set[str]]:
    """What each row goes by, however it is spaced: its name, and what the year's list calls it."""
    called = next((name for name in CALLED if name in frame), "")
    listed = held.promised(frame)
    said = [{spelled(str(name))} if name else set() for name in texts(frame, called)]
    return [names | ({f"={one.key}"} if one else set()) for names, one in zip(said, listed, strict=True)]


def with_unreported(frame: pd.DataFrame, promises: Iterable[Promise]) -> pd.DataFrame:
    """``frame`` (livelihood_projects or work_targets) and, after it, a row for each of ``promises`` it does not name.

    A promise is named by its name or an alias, however spaced. A row nobody reported has no period and no value: its
    lamp is ``no_report``. Before anybody has reported anything, nothing is added.
    """
    called = next((name for name in LISTED.values() if name in frame), "")
    named = {spelled(str(name)) for name in texts(frame, called) if name}
    missing = [one for one in promises if not named & {spelled(word) for word in (one.name, *one.aliases)}]
    if frame.empty or not missing:
        return frame
    rows = pd.DataFrame([_row(one) for one in missing]).reindex(columns=frame.columns)
    for name, kind in frame.dtypes.items():
        rows[name] = _filled(rows[name], kind)
    return pd.concat([frame, rows], ignore_index=True)


def _row(one: Promise) -> dict[str, object]:
    deadline = pd.NaT if one.deadline is None else pd.Timestamp(one.deadline)
    known = {"number": str(one.number), "deadline": deadline, "unit": one.unit or None, "weight": one.weight}
    known |= {"target_value": one.target_value, "target_text": one.target_text or None}
    if isinstance(one, Item):
        known |= {"category": one.category, "project": one.name}
    if isinstance(one, Task):
        known |= {"area": one.area, "sub_area": one.sub_area or None, "task": one.name}
    return known | {"row_id": f"{UNREPORTED}{one.key}", "period": "", "lead_department": one.department or None}


def _filled(column: pd.Series, kind: object) -> pd.Series:
    """The column in the frame's type. Where the type knows no missing value (the row of a sheet, a flag) it is naught:
    what nobody reported stands in no sheet."""
    if getattr(kind, "kind", "") in "iub":
        column = pd.Series(0, index=column.index)
    return column.astype(kind)


def first_period(dataset: Dataset, as_of: str) -> str:
    """The first period whose rows may stay until ``as_of``: a yearly dataset's of its year, else those of a year."""
    return f"{as_of[:4]}-01" if dataset.yearly else f"{int(as_of[:4]) - 1}{as_of[4:]}"


def _month_before(period: str) -> str:
    return str(pd.Period(period, freq="M") - 1)
