"""A month's rows in full: with what was promised or reported before and nobody reports now, and where each was read."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from catalog import dataset as described
from catalog.book import held_against, rows_stay
from metrics import promised
from store import Store, Trace
from ui.scope import last_day


def completed(
    known: Store, found: pd.DataFrame, dataset: str, as_of: str, *, until: int | None = None, meeting: str = ""
) -> pd.DataFrame:
    """The rows of a month and after them what was promised or reported before and nobody reports now."""
    kept_then = known.declarations(meeting) if meeting else None
    listed = held_against(kept_then) if meeting else known.book(last_day(as_of), until=until)
    if meeting and not rows_stay(kept_then):
        return promised.completed(found, dataset, as_of, listed=listed)

    def past(first: str, last: str) -> pd.DataFrame:
        return known.history(dataset, first=first, as_of=last, until=until)

    def approvals() -> list[promised.Approval]:
        return _approvals(known, dataset, until)

    return promised.completed(found, dataset, as_of, listed=listed, past=past, approvals=approvals)


def history(known: Store, dataset: str, as_of: str, *, until: int | None = None, meeting: str = "") -> pd.DataFrame:
    """Every period of a dataset up to ``as_of``, of a yearly one those of its year, each row at the target that counted
    then: a course is not measured by a target nobody approved."""
    spec = described(dataset)
    found = known.history(dataset, first=as_of[:4] if spec.yearly else "", as_of=as_of, until=until)
    if not (spec.stays and spec.yearly) or (meeting and not rows_stay(known.declarations(meeting))):
        return found
    return promised.with_kept_targets(found, found.iloc[:0], _approvals(known, dataset, until))


def _approvals(known: Store, dataset: str, until: int | None) -> list[promised.Approval]:
    return [promised.Approval(**one) for one in known.approvals(dataset, until=until)]


def traces(
    known: Store, dataset: str, wanted: Iterable[tuple[str, str]], *, as_of: str, until: int | None = None
) -> list[Trace | None]:
    """Where values of a month's rows were read from; of a row that its unit reports no more, in the last month it
    did. None where the store knows no such row or field."""
    asked = list(wanted)
    found = known.traces(dataset, asked, as_of=as_of, until=until)
    if not described(dataset).stays:
        return found
    first = promised.first_period(described(dataset), as_of)
    for period in reversed([p for p in known.periods(until=until) if first <= p < as_of]):
        missing = [i for i, one in enumerate(found) if one is None and not asked[i][0].startswith(promised.UNREPORTED)]
        if not missing:
            break
        before = known.traces(dataset, [asked[i] for i in missing], as_of=period, until=until)
        for i, one in zip(missing, before, strict=True):
            found[i] = one
    return found
