"""Every file ever received and what has become of it: waiting, accepted, published, returned, set aside, withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from store.database.schema import originals
from store.reading.listings import saved
from store.receipts import Line
from store.versions.submissions import lines
from store.versions.uploads import Returned, Upload, uploads

# States of a file that still wants something of the office; a unit is not chased for what is in its queue.
QUEUED = ("received", "checking", "accepted")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class File:
    """One file that came in, whatever became of it.

    ``upload``: its number, None for one that was saved without being kept first; ``about``: dataset, department and
    period of each report in it, as far as known; ``state``: received, checking, accepted, published, superseded,
    returned, answered (a later file has come for the same), withdrawn or set_aside; ``by`` and ``at``: its last act;
    ``answered_by`` the upload that answers a returned one; ``rows`` of its reports.
    """

    upload: int | None
    file: str
    sha256: str
    size: int
    kept_by: str
    kept_at: str
    received: str
    about: tuple[Key, ...]
    state: str
    by: str
    at: str
    rows: int = 0
    submissions: tuple[int, ...] = ()
    returned: Returned | None = None
    answered_by: int | None = None

    @property
    def departments(self) -> tuple[str, ...]:
        """Whose reports are in it."""
        return tuple(dict.fromkeys(department for _, department, _ in self.about))

    @property
    def periods(self) -> tuple[str, ...]:
        """The months it reports on."""
        return tuple(dict.fromkeys(period for _, _, period in self.about))

    @property
    def datasets(self) -> tuple[str, ...]:
        """The kinds of table in it."""
        return tuple(dict.fromkeys(dataset for dataset, _, _ in self.about))


def files(connection: Connection) -> list[File]:
    """Every file ever received, newest first."""
    every = lines(connection)
    kept = _answered([_of_upload(*one) for one in _with_lines(connection, every)])
    sizes = {row.sha256: row.size for row in connection.execute(select(originals.c.sha256, originals.c.size))}
    known = {number for one in kept for number in one.submissions}
    loose: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in every:
        if line.submission_id not in known:
            loose[line.sha256, line.file].append(line)
    signed = saved(connection)
    found = [*kept, *(_of_lines(made, sizes, signed) for made in loose.values())]
    return sorted(found, key=lambda one: one.kept_at, reverse=True)


def in_queue(connection: Connection, until: int | None = None) -> dict[Key, str]:
    """What the office's own queue says of reports: "received" where a file waits, "returned" where one went back. What
    was made of a file speaks for itself."""
    said: dict[Key, str] = {}
    for one in uploads(connection, until):
        state = "returned" if one.returned else "" if one.discarded or one.submissions else "received"
        said.update({key: state for key in one.about if state})
    return said


def _with_lines(connection: Connection, every: Sequence[Line]) -> Iterable[tuple[Upload, list[Line]]]:
    by_number = {line.submission_id: line for line in every}
    return ((one, [by_number[n] for n in one.submissions if n in by_number]) for one in uploads(connection))


def _of_upload(one: Upload, made: Sequence[Line]) -> File:
    live = [line for line in made if line.state != "replaced"]
    about = dict.fromkeys((line.dataset, line.department, line.period) for line in live)
    about |= dict.fromkeys(
        (t["dataset"] or "", t["department"] or "", t["period"] or "") for t in one.recognised if not live
    )
    rows = sum(line.rows for line in live) or sum(t["rows"] or 0 for t in one.recognised)
    return File(
        one.id, one.file, one.sha256, one.size, one.kept_by, one.kept_at, one.received, tuple(about), _state(one, live),
        *one.touched, rows, one.submissions, one.returned,
    )  # fmt: skip


def _of_lines(made: list[Line], sizes: dict[str, int], signed: dict[int, tuple[str, str]]) -> File:
    first, last = made[0], made[-1]
    live = [line for line in made if line.state != "replaced"]
    about = tuple(dict.fromkeys((line.dataset, line.department, line.period) for line in live))
    by, at = signed[first.submission_id]
    state = _made(live) or "set_aside"
    return File(
        None, first.file, first.sha256, sizes.get(first.sha256, 0), by, at, first.received, about, state,
        *signed[last.submission_id], sum(line.rows for line in live), tuple(line.submission_id for line in made),
    )  # fmt: skip


def _state(one: Upload, live: Sequence[Line]) -> str:
    if one.returned:
        return "returned"
    if any(line.current for line in live) or not one.discarded:
        begun = one.tables or one.corrections or live
        return _made(live, one.accepted) or ("checking" if begun else "received")
    return _made([line for line in live if line.state != "draft"]) or "set_aside"


def _made(live: Sequence[Line], accepted: str = "") -> str:
    """The state by what was made of a file; "" where nothing was."""
    states = {line.state for line in live}
    if "draft" in states:
        return "accepted" if accepted else "checking"
    if any(line.current for line in live):
        return "published"
    return next((word for state, word in ENDED.items() if state in states), "")


ENDED = {"published": "superseded", "returned": "returned", "withdrawn": "withdrawn"}


def _answered(found: list[File]) -> list[File]:
    """Returned files that a later one for the same department, dataset and period answers."""
    latest: dict[Key, int] = {}
    for one in found:
        latest.update(
            {key: one.upload or 0 for key in one.about if all(key) and one.state not in ("returned", "set_aside")}
        )
    return [_with_answer(one, latest) if one.state == "returned" else one for one in found]


def _with_answer(one: File, latest: dict[Key, int]) -> File:
    later = [latest[key] for key in one.about if latest.get(key, 0) > (one.upload or 0)]
    return replace(one, state="answered", answered_by=max(later)) if later else one
