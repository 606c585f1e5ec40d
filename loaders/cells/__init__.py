"""Cell grammars: one typed or raw cell value in, a canonical value or a reasoned refusal out.

``extras`` in use: ``amount`` and ``currency`` (foreign money); ``raw`` (a rate or money whose scale nobody knows yet);
``approx``, ``bound`` (">=", ">", "<=", "<"), ``direction``, ``comment``; ``precision`` (day, part, month, quarter,
half, year), ``start`` and ``end`` (intervals), ``open_ended``; ``status`` (a status word where a date or rate belongs);
``others`` (further departments), ``known`` (the catalog has the name), ``incomplete`` (a list ending in "and so on");
``reason`` (why nothing was typed); ``shown`` (what a scaled number format displays).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loaders.cells.date import read_date, read_deadline, read_start_date
from loaders.cells.department import department, read_department, read_departments
from loaders.cells.money import read_money, with_unit
from loaders.cells.number import read_area_size, read_number
from loaders.cells.parsed import MISSING, Context, Note, Parsed, withheld
from loaders.cells.period import date_in, period_in, year_in
from loaders.cells.plain_numbers import PlainColumn, plain_numbers
from loaders.cells.rate import at_scale, percent_evidence, read_rate
from loaders.cells.text import LONGEST, fold, missing_reason, plain_texts, read_name, read_phone, read_text
from loaders.cells.unit import dimension_of, read_unit, split_unit, unit_of, units_of
from loaders.cells.words import read_name_of, read_word

__all__ = [
    "Context", "Note", "Parsed", "PlainColumn", "at_scale", "date_in", "department", "dimension_of", "fold",
    "missing_reason", "percent_evidence", "period_in", "plain_numbers", "plain_texts", "read_cell", "split_unit",
    "unit_of", "units_of", "with_unit", "year_in",
]  # fmt: skip

Reader = Callable[[Any, str, Context], Parsed]

_READERS: dict[str, Reader] = {
    "text": read_text,
    "post": read_name,
    "person": read_name,
    "phone": read_phone,
    "number": read_number,
    "area_size": read_area_size,
    "money": read_money,
    "rate": read_rate,
    "date": read_date,
    "start_date": read_start_date,
    "deadline": read_deadline,
    "department": read_department,
    "departments": read_departments,
    "unit": read_unit,
    **{kind: read_word(kind) for kind in ("area", "status", "issue_status", "fix_status", "follow_status", "stage")},
    **{kind: read_name_of(kind) for kind in ("category", "industry", "site", "aspect")},
    **{kind: read_name_of(kind) for kind in ("investor_class", "issue_class")},
}

_NO_CONTEXT = Context()
_PROSE = frozenset({"text", "post", "person", "phone", "unit"})


def read_cell(kind: str, value: Any, *, number_format: str = "General", context: Context = _NO_CONTEXT) -> Parsed:
    """The canonical value of one cell of that kind, or None with notes that say why.

    ``value`` is what the workbook holds: str, float, int, bool, date, datetime, time, timedelta or None. A rate comes
    back as a fraction, money in 10,000 yuan, a date as ``datetime.date``. ``KeyError`` for a kind the catalog has not.
    """
    if value is None:
        return MISSING
    if value.__class__ is str and len(value) > LONGEST and kind not in _PROSE:
        return withheld("too_long", value[:60] + "\u2026")
    return _READERS[kind](value, number_format, context)
