"""The reminder for reports that have not come, as text and as an official letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from catalog.numbers import day
from catalog.words.chasing import ChasingWords, chasing_words
from exports.bulletin.page import new_document, put, put_table
from exports.office_text import harmless

WIDTHS = (4.0, 4.6, 2.6, 2.2, 2.2)


@dataclass(frozen=True, slots=True)
class Owing:
    """One report that has not come: whose, what, what kind of absence in words, when due, working days over it."""

    unit: str
    report: str
    kind: str
    due: dt.date
    late: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """To whom ("" for all; ``is_post``: to the lead post of units) goes what, as of which day, for which month."""

    who: str
    period: str
    as_of: dt.date
    owing: Sequence[Owing]
    is_post: bool = False


def text(reminder: Reminder) -> str:
    """The reminder as plain text, a line a report."""
    words = _words()
    return harmless("\n".join([*_opening(reminder), *(_line(one, words) for one in reminder.owing), words.closing]))


def letter(reminder: Reminder) -> bytes:
    """The reminder as .docx."""
    words, document = _words(), new_document()
    title, *rest = _opening(reminder)
    put(document, title, "title", side="center", indent=False)
    put(document, "")
    put(document, rest[0], indent=False)
    for line in rest[1:]:
        put(document, line)
    rows = [(one.unit, one.report, one.kind, _due(one, words), str(one.late or "")) for one in reminder.owing]
    put_table(document, words.heads, rows, WIDTHS)
    put(document, words.closing)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _words() -> ChasingWords:
    return chasing_words()


def _opening(reminder: Reminder) -> list[str]:
    words = _words()
    addressed = words.to_all if not reminder.who else words.to_post if reminder.is_post else words.to_unit
    units = len({one.unit for one in reminder.owing})
    said = {"period": reminder.period, "day": day(reminder.as_of), "n": len(reminder.owing), "units": units}
    return [words.title.format(**said), addressed.format(who=reminder.who), words.body.format(**said)]


def _due(one: Owing, words: ChasingWords) -> str:
    return words.due.format(month=one.due.month, day=one.due.day)


def _line(one: Owing, words: ChasingWords) -> str:
    late = words.late.format(n=one.late) if one.late else ""
    return words.line.format(unit=one.unit, report=one.report, kind=one.kind, due=_due(one, words), late=late)
