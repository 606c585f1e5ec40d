"""What the store answers instead of doing: sentences from the catalog for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalog.numbers import period_words
from catalog.words.store import store_words

if TYPE_CHECKING:
    import pandas as pd

    from store.receipts import Line


# The blanks of a sentence that are months.
MONTHS = ("period", "later")


class Refused(Exception):
    """A wish the store did not carry out; nothing was changed.

    ``code`` names the sentence in ``catalog/wording/store.toml`` [refused]; ``str()`` is that sentence, filled.
    """

    def __init__(self, code: str, **blanks: Any) -> None:
        self.code, self.blanks = code, blanks
        words = store_words()
        said = blanks | ({"state": words.states[blanks["state"]]} if "state" in blanks else {})
        said |= {name: period_words(blanks[name]) for name in MONTHS if blanks.get(name)}
        super().__init__(words.refused[code].format(**said))


class NotAllowed(Refused):
    """The actor's role or departments do not cover the action."""


class Unavailable(Refused):
    """The database could not take it now (busy, full, gone); what was stored before is as it was."""

    @classmethod
    def because(cls, error: Exception) -> Unavailable:
        reason = str(getattr(error, "orig", error)).lower()
        signs = {
            "full": "disk_full", "no space": "disk_full", "locked": "busy", "lock timeout": "busy",
            "malformed": "store_damaged", "not a database": "not_a_store", "readonly": "store_read_only",
            "read-only": "store_read_only", "permission denied": "store_read_only",
            "unable to open": "store_unopenable", "disk i/o": "store_damaged",
        }  # fmt: skip
        code = next((code for sign, code in signs.items() if sign in reason), "unavailable")
        return cls(code, reason=reason.splitlines()[0] if reason else type(error).__name__)


class Conflict(Refused):
    """Somebody else published the same department and period since this draft was compared.

    ``mine`` and ``theirs`` are the two submissions; ``changes`` lists what mine would change in theirs, by cell.
    """

    def __init__(self, *, mine: Line, theirs: Line | None, changes: pd.DataFrame) -> None:
        self.mine, self.theirs, self.changes = mine, theirs, changes
        super().__init__("conflict", department=mine.department, period=mine.period)
