"""What leaders and the office say of an item that waits for a decision: a note, or a sign-off that settles what was
asked. Each is an entry of the log and nothing else, so that it is kept like every act."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from store.journal.log import entries

NOTE, SIGN_OFF = "note_item", "sign_off"


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits for a decision: of which item (dataset, identity), whose it is, and what is asked in words."""

    dataset: str
    identity: str
    item: str
    department: str
    leader: str
    ask: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was said of it: ``act`` note_item | sign_off, by whom, on which ISO day, seen in which period."""

    seq: int
    act: str
    asked: Asked
    said: str
    day: str
    actor: str
    as_of: str

    @property
    def settles(self) -> bool:
        """Whether it decides what was asked; a note leaves it open."""
        return self.act == SIGN_OFF


def opinions(connection: Connection, until: int | None = None) -> list[Opinion]:
    """Every note and sign-off (up to ``until``), oldest first."""
    return [
        Opinion(
            entry["seq"],
            entry["action"],
            Asked(**{name: entry["details"][name] for name in Asked.__slots__}),
            entry["details"]["said"],
            entry["details"]["day"],
            entry["actor"],
            entry["period"] or "",
        )
        for entry in entries(connection, NOTE, SIGN_OFF)
        if until is None or entry["seq"] <= until
    ]
