"""A month's rows in full: with what was promised or reported before and nobody reports now, and where each was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from catalog import dataset as described
from catalog.book import Book, blanks_count, held_against, judged_by, rows_stay, standstill_counts
from metrics import namesakes, promised, succession
from metrics.approvals import Approval, with_kept_targets
from store import Store, Trace
from store.versions.rows import item_id
from ui.scope import last_day


def completed(
    known: Store, found: pd.DataFrame, dataset: str, as_of: str, *, until: int | None = None, meeting: str = ""
) -> pd.DataFrame:
    """The rows of a month and after them what was promised or reported before and nobody reports now."""
    listed = _listed(known, as_of, until, meeting)
    if _counts_still(known, dataset, meeting):
        with judged_by(listed):
            found = promised.standing_still(found, known.standstills(dataset, as_of, until=until), as_of)
    identity = _identity(dataset)
    if meeting and not rows_stay(known.declarations(meeting)):
        return promised.completed(found, dataset, as_of, listed=listed, identity=identity)

    def past(first: str, last: str) -> pd.DataFrame:
        return known.history(dataset, first=first, as_of=last, until=until)

    def approvals() -> list[Approval]:
        return _approvals(known, dataset, listed, as_of, until)

    blanks = not meeting or blanks_count(known.declarations(meeting))
    return promised.completed(
        found, dataset, as_of, listed=listed, past=past, approvals=approvals, identity=identity, blanks=blanks
    )


def history(known: Store, dataset: str, as_of: str, *, until: int | None = None, meeting: str = "") -> pd.DataFrame:
    """Every period of a dataset up to ``as_of``, of a yearly one those of its year, each row at the target that counted
    then: a course is not measured by a target nobody approved. A month that a unit declared to stand still is one."""
    spec = described(dataset)
    found = known.history(dataset, first=as_of[:4] if spec.yearly else "", as_of=as_of, until=until)
    listed = _listed(known, as_of, until, meeting)
    with judged_by(listed):
        found = promised.standing_units(succession.one_identity(found, dataset, _identity(dataset)), as_of)
        found = namesakes.under(found, namesakes.told_apart(found, dataset)) if spec.stays else found
        if _counts_still(known, dataset, meeting):
            months = [f"{as_of[:4]}-{month:02}" for month in range(1, int(as_of[5:]) + 1)]
            found = promised.with_standstills(found, {p: known.standstills(dataset, p, until=until) for p in months})
        found = succession.with_merged(found, dataset, as_of)
    if not (spec.stays and spec.yearly) or (meeting and not rows_stay(known.declarations(meeting))):
        return found
    return with_kept_targets(found, found.iloc[:0], _approvals(known, dataset, listed, as_of, until))


def with_one_identity(known: Store, rows: pd.DataFrame, dataset: str, as_of: str) -> pd.DataFrame:
    """Rows as a report has them, each under the identity it has by the book of the month ``as_of``."""
    with judged_by(known.book(last_day(as_of))):
        return succession.one_identity(rows, dataset, _identity(dataset))


def as_known(rows: pd.DataFrame, dataset: str, as_of: str) -> pd.DataFrame:
    """Rows of any month under the identity, and under the units, areas and categories, they have in the month ``as_of``
    by the book in force here."""
    return promised.standing_units(succession.one_identity(rows, dataset, _identity(dataset)), as_of)


def _counts_still(known: Store, dataset: str, meeting: str) -> bool:
    """Whether a declared standstill carries a unit's last values: of lists of a year, not in meetings of before."""
    spec = described(dataset)
    return spec.yearly and spec.stays and (not meeting or standstill_counts(known.declarations(meeting)))


def _listed(known: Store, as_of: str, until: int | None, meeting: str) -> Book | None:
    return held_against(known.declarations(meeting)) if meeting else known.book(last_day(as_of), until=until)


def _identity(dataset: str) -> Callable[[Sequence[str]], str]:
    return lambda key: item_id(dataset, key)


def _approvals(known: Store, dataset: str, listed: Book | None, as_of: str, until: int | None) -> list[Approval]:
    """What somebody approved of rows to change, each under the identity its row has by the book of the list."""
    noted = known.approvals(dataset, until=until, as_of=as_of)
    if not noted:
        return []
    rows = known.history(dataset, until=until)
    with judged_by(listed):
        named = succession.one_identity(rows, dataset, _identity(dataset))
    now = dict(zip(rows["row_id"], named["row_id"], strict=True))
    return [Approval(**one | {"row_id": now.get(one["row_id"], one["row_id"])}) for one in noted]


def traces(
    known: Store, dataset: str, wanted: Iterable[tuple[str, str]], *, as_of: str, until: int | None = None
) -> list[Trace | None]:
    """Where values of a month's rows were read from; of a row that its unit reports no more, in the last month it
    did. None where the store knows no such row or field."""
    asked = list(wanted)
    spec, first = described(dataset), promised.first_period(described(dataset), as_of)
    own = _own_names(known, dataset, as_of, as_of, until)
    found = known.traces(dataset, [(_own(own, row), field) for row, field in asked], as_of=as_of, until=until)
    earlier = [p for p in known.periods(until=until) if first <= p < as_of] if spec.stays else []
    for period in (as_of, *reversed(earlier)):
        missing = [i for i, one in enumerate(found) if one is None and not asked[i][0].startswith(promised.UNREPORTED)]
        if not missing:
            break
        own = _own_names(known, dataset, as_of, period, until)
        pairs = [(_own(own, asked[i][0]), asked[i][1]) for i in missing]
        before = known.traces(dataset, pairs, as_of=period, until=until)
        for i, one in zip(missing, before, strict=True):
            found[i] = one
    return found


def _own(names: dict[str, str], row: str) -> str:
    """What a report calls the row; "" where it calls another one so."""
    return names.get(row, "" if row in names.values() else row)


def _own_names(known: Store, dataset: str, as_of: str, period: str, until: int | None) -> dict[str, str]:
    """By the identity rows of a period have in frames of ``as_of`` the one their own report gave them."""
    rows = known.frame(dataset, as_of=period, until=until)
    with judged_by(known.book(last_day(as_of), until=until)):
        named = succession.one_identity(rows, dataset, _identity(dataset))
        if described(dataset).stays:
            past = known.history(
                dataset, first=promised.first_period(described(dataset), as_of), as_of=as_of, until=until
            )
            past = succession.one_identity(past, dataset, _identity(dataset))
            named = namesakes.under(named, namesakes.told_apart(past, dataset))
    return dict(zip(named["row_id"], rows["row_id"], strict=True))
