"""The desk's part for what waits for a decision: a leader's note on it, and the sign-off that settles it."""

from __future__ import annotations

from dataclasses import asdict

from store.desk.acting import Acting, At, require_day
from store.journal.log import Entry
from store.notices.opinions import NOTE, SIGN_OFF, Asked
from store.receipts import Receipt
from store.refusals import Refused


class OpinionDesk(Acting):
    """Notes and sign-offs on items, each with who, on which day and in which words."""

    def note_item(self, asked: Asked, *, said: str, as_of: str, day: str, at: At) -> Receipt:
        """Keep a note on an item; it stays open. ``Refused`` without words."""
        return self._say(NOTE, asked, said, as_of, day, at)

    def sign_off(self, asked: Asked, *, said: str, as_of: str, day: str, at: At) -> Receipt:
        """Settle what is asked of an item. ``Refused`` without words; asked anew in other words it is open again."""
        return self._say(SIGN_OFF, asked, said, as_of, day, at)

    def _say(self, action: str, asked: Asked, said: str, as_of: str, day: str, at: At) -> Receipt:
        departments = [asked.department] if asked.department else []
        self._require(action, departments, leader=asked.leader)
        if not said.strip():
            raise Refused("opinion_needed")
        details = {**asdict(asked), "said": said.strip(), "day": require_day(day)}
        about = Entry(action, asked.identity, asked.dataset, asked.department or None, as_of, details=details)
        return self._note(action, at, about)
