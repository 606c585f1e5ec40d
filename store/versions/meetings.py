"""Named meetings: what their figures were made of, kept so that they can be shown again for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from store.journal.log import entries
from store.reading.selection import Chosen, described
from store.refusals import Refused


@dataclass(frozen=True, slots=True)
class Meeting:
    """A frozen meeting: its figures are those of ``submissions``, with the choices made up to ``seq``.

    ``declarations``: the digests of the texts they were judged by; ``figures``: the key figures as they were printed
    (page -> name -> text). Both are empty for meetings frozen before such things were kept.
    """

    name: str
    as_of: str
    held_on: str
    note: str
    seq: int
    at: str
    actor: str
    submissions: tuple[int, ...]
    declarations: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def meetings(connection: Connection) -> list[Meeting]:
    """Every meeting that was frozen, oldest first."""
    return [_meeting(e) for e in entries(connection, "freeze")]


def find(connection: Connection, name: str) -> Meeting:
    """The meeting of that name; ``Refused`` where none was frozen."""
    for entry in entries(connection, "freeze", subject=name):
        return _meeting(entry)
    raise Refused("no_such_meeting", name=name)


def shown(connection: Connection, name: str) -> list[Chosen]:
    """The submissions that the meeting saw, as its frames show them."""
    return described(connection, list(find(connection, name).submissions))


def _meeting(entry: dict) -> Meeting:
    details = entry["details"]
    return Meeting(
        name=entry["subject"],
        as_of=details["as_of"],
        held_on=details["held_on"],
        note=details["note"],
        seq=entry["seq"],
        at=entry["at"],
        actor=entry["actor"],
        submissions=tuple(details["submissions"]),
        declarations=details.get("declarations", {}),
        figures=details.get("figures", {}),
    )
