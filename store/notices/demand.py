"""One matter of a notice and everything that was done about it: from the acts follows in which state it is on a day.

The chain is that of published rules on supervision work: a notice with a day to answer by; the unit's written reply, or
its application for more time before that day; sending back what does not meet the demand; a reminder the day after a
missed day; the end when the matter is settled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

ANSWERED, OPEN = "reply", ""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as a notice names it: what it is, who answers, the gap in words, its deadline (ISO, "" if none)."""

    dataset: str
    identity: str
    item: str
    department: str
    leader: str
    gap: str
    deadline: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be numbered: ``to_kind`` department | leader, the addressee, its matters."""

    to_kind: str
    addressee: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """What a unit answers on one matter: ``promised`` the ISO day by which it is done, "" where none can be read."""

    position: int
    cause: str = ""
    measure: str = ""
    promised: str = ""
    promised_text: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done about a matter: ``act`` send_notice receive_notice reply remind redo ask_extension
    decide_extension close_demand. ``reason`` of a sending is the way it was sent, ``signed`` who signed for it."""

    seq: int
    act: str
    day: str
    actor: str
    reason: str = ""
    until: str = ""
    granted: bool = False
    signed: str = ""
    line: ReplyLine | None = None
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """A matter of a numbered notice with its acts, oldest first."""

    notice: int
    number: str
    to_kind: str
    addressee: str
    meeting: str
    as_of: str
    issued: str
    due: str
    position: int
    matter: Matter
    acts: tuple[Act, ...] = field(default=())

    @property
    def due_now(self) -> str:
        """The ISO day by which an answer is due: a new one where it was sent back or more time was given."""
        moved = (a.until for a in self.acts if a.until and (a.act == "redo" or a.granted))
        return max((self.due, *moved))

    @property
    def reply(self) -> Act | None:
        """The reply that holds: the last one, unless it was sent back."""
        last = next((a for a in reversed(self.acts) if a.act in ("reply", "redo")), None)
        return last if last is not None and last.act == "reply" else None

    @property
    def extension_asked(self) -> Act | None:
        """The application for more time that nobody has decided on yet."""
        last = next((a for a in reversed(self.acts) if a.act in ("ask_extension", "decide_extension")), None)
        return last if last is not None and last.act == "ask_extension" else None

    def last(self, act: str) -> Act | None:
        """The last act of that kind."""
        return next((a for a in reversed(self.acts) if a.act == act), None)

    def state(self, day: date) -> str:
        """closed extension_pending replied reminded overdue redo extended received sent issued, as of ``day``."""
        done = [a.act for a in self.acts]
        late = day.isoformat() > self.due_now
        reminded = any(a.act == "remind" and a.day > self.due_now for a in self.acts)
        table = (
            ("closed", "close_demand" in done),
            ("extension_pending", self.extension_asked is not None),
            ("replied", self.reply is not None),
            ("reminded", late and reminded),
            ("overdue", late),
            ("redo", "redo" in done),
            ("extended", any(a.granted for a in self.acts)),
            ("received", "receive_notice" in done),
            ("sent", "send_notice" in done),
        )
        return next((state for state, holds in table if holds), "issued")
