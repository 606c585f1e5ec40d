"""Uploads: files kept the moment they arrive, with everything an analyst has said about them since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, select

from store.database.schema import submissions
from store.journal.log import Entry, Signature, append, entries
from store.refusals import Refused
from store.versions.originals import Original, keep_original
from store.versions.rows import clean

ACTS = ("keep", "assign", "receive", "correct", "discard", "recognise", "accept", "return_file", "resume")


@dataclass(frozen=True, slots=True)
class Correction:
    """A text typed in place of a cell's; the original stays as it was."""

    sheet: str
    cell: str
    text: str
    original: str
    by: str
    at: str
    reason: str

    def said(self) -> dict[str, str]:
        """As it is kept with a submission."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Returned:
    """A file sent back to its department: by whom, when, why, for which cells ({code, sheet, cell, value, said})."""

    by: str
    at: str
    reason: str
    cells: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """A kept file and its state: ``received`` the day it came in; ``tables`` by "sheet!range" what the analyst said its
    dataset, department and period are, and whether it counts; ``corrections`` those that hold now; ``submissions`` the
    drafts and versions that were made of it.

    ``recognised``: what it was last read as, a table {dataset, department, period, rows}; ``accepted``: who found it
    right, before it was published ("": nobody yet); ``touched``: the last person who did something to it, and when.
    """

    id: int
    file: str
    sha256: str
    size: int
    kept_by: str
    kept_at: str
    received: str
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    discarded: bool = False
    submissions: tuple[int, ...] = ()
    recognised: tuple[dict[str, Any], ...] = ()
    returned: Returned | None = None
    accepted: str = ""
    touched: tuple[str, str] = ("", "")

    @property
    def departments(self) -> frozenset[str]:
        """The departments the analyst gave its tables to."""
        return frozenset(t["department"] for t in self.tables.values() if t.get("department"))

    @property
    def about(self) -> frozenset[tuple[str, str, str]]:
        """What it was recognised as a report of: dataset, department and period, where all three are known."""
        said = ((t["dataset"], t["department"], t["period"]) for t in self.recognised)
        return frozenset(one for one in said if all(one))


def keep(connection: Connection, by: Signature, content: Original, file: str) -> int:
    """Keep a file; its upload's id. The same file of the same person again is the same upload, unless discarded."""
    sha256, file = keep_original(connection, content), clean(file)
    for before in entries(connection, "keep", subject=file, actor=by.actor):
        known = upload(connection, before["seq"])
        if known.sha256 == sha256 and not known.discarded:
            return known.id
    return append(connection, by, Entry("keep", file, details={"sha256": sha256, "size": content.size}))


def uploads(connection: Connection, until: int | None = None) -> list[Upload]:
    """Every upload as it stands now (or stood at ``until``), oldest first."""
    acts = (act for act in entries(connection, *ACTS) if until is None or act["seq"] <= until)
    return list(_folded(acts, connection).values())


def uploads_of(connection: Connection, sha256: str) -> list[Upload]:
    """The uploads that brought this original."""
    kept = (e for e in entries(connection, "keep") if e["details"]["sha256"] == sha256)
    return [upload(connection, e["seq"]) for e in kept]


def upload(connection: Connection, number: int) -> Upload:
    """One upload as it stands now; ``Refused`` where there is none of that number."""
    folded = _folded(_about(connection, number), connection)
    if number not in folded:
        raise Refused("no_such_upload", upload=number)
    return folded[number]


def subject(number: int) -> str:
    """How the log calls an upload."""
    return f"upload {number}"


def _about(connection: Connection, number: int) -> Iterable[dict[str, Any]]:
    yield from entries(connection, "keep", seq=number)
    yield from entries(connection, *ACTS, subject=subject(number))


def _folded(acts: Iterable[dict[str, Any]], connection: Connection) -> dict[int, Upload]:
    found: dict[int, Upload] = {}
    for act in acts:
        details = act["details"]
        number, signed = details.get("upload"), (act["actor"], act["at"])
        if act["action"] == "keep":
            kept = (details["sha256"], details["size"], *signed, act["at"][:10])
            found[act["seq"]] = Upload(act["seq"], act["subject"], *kept, touched=signed)
        elif number in found:  # "receive" is said of single versions too
            one = FOLD[act["action"]](found[number], act)
            # Noting what it is happens by itself, whoever looks.
            found[number] = one if act["action"] == "recognise" else replace(one, touched=signed)
    made = _made(connection, list(found))
    return {number: replace(one, submissions=made.get(number, ())) for number, one in found.items()}


def _assigned(one: Upload, act: dict[str, Any]) -> Upload:
    told = {k: v for k, v in act["details"]["said"].items() if v is not None}
    table = act["details"]["table"]
    return replace(one, tables={**one.tables, table: {**one.tables.get(table, {}), **told}})


def _corrected(one: Upload, act: dict[str, Any]) -> Upload:
    said = act["details"]
    others = tuple(c for c in one.corrections if (c.sheet, c.cell) != (said["sheet"], said["cell"]))
    if said["text"] is None:
        return replace(one, corrections=others)
    made = Correction(
        said["sheet"], said["cell"], said["text"], said["original"], act["actor"], act["at"], said["reason"]
    )
    return replace(one, corrections=(*others, made))


def _received(one: Upload, act: dict[str, Any]) -> Upload:
    return replace(one, received=act["details"]["received"])


def _discarded(one: Upload, _act: dict[str, Any]) -> Upload:
    return replace(one, discarded=True)


def _recognised(one: Upload, act: dict[str, Any]) -> Upload:
    return replace(one, recognised=tuple(act["details"]["tables"]))


def _accepted(one: Upload, act: dict[str, Any]) -> Upload:
    return replace(one, accepted=act["actor"])


def _returned(one: Upload, act: dict[str, Any]) -> Upload:
    details = act["details"]
    return replace(
        one, returned=Returned(act["actor"], act["at"], details["reason"], tuple(details["cells"])), accepted=""
    )


def _resumed(one: Upload, _act: dict[str, Any]) -> Upload:
    return replace(one, discarded=False, returned=None)


FOLD = {
    "assign": _assigned, "receive": _received, "correct": _corrected, "discard": _discarded,
    "recognise": _recognised, "accept": _accepted, "return_file": _returned, "resume": _resumed,
}  # fmt: skip


def _made(connection: Connection, numbers: list[int]) -> dict[int, tuple[int, ...]]:
    query = select(submissions.c.upload, submissions.c.id).where(submissions.c.upload.in_(numbers))
    made: dict[int, tuple[int, ...]] = {}
    for upload_id, submission in connection.execute(query.order_by(submissions.c.id)):
        made[upload_id] = (*made.get(upload_id, ()), submission)
    return made
