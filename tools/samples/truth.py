"""What the workbooks truly say, and when each of them came in."""

from __future__ import annotations

import re
from typing import Any

from tools.samples.books import Sent
from tools.samples.sheet import Told


def truth(sent: Sent) -> list[dict[str, Any]]:
    """One record a table: the letters its fields stand in, then per row its number and values in that order.

    ``elsewhere`` names, by row and field, the cells that stand in another row than their own: a section's or a merge's.
    ``unreadable`` cells must come out missing, ``spoken_of`` ones be named, by an issue of the code beside them.
    """
    return [_table(sent, told) for told in sent.told]


def _table(sent: Sent, told: Told) -> dict[str, Any]:
    standing = letters(told)
    fields = list(standing)
    elsewhere = {
        f"{number}.{f}": at for number, row in told.rows for f, (at, _) in row.items() if at != f"{standing[f]}{number}"
    }
    rows = [[number, *(row[f][1] for f in fields)] for number, row in told.rows]
    head = {"file": f"{sent.folder}/{sent.file}", "sheet": told.sheet, "dataset": told.dataset}
    head |= {"department": sent.unit, "period": sent.period}
    errors = {"unreadable": told.unreadable, "spoken_of": told.spoken_of}
    return head | {"letters": standing, "elsewhere": elsewhere, **errors, "rows": rows}


def letters(told: Told) -> dict[str, str]:
    """The column each field of a table stands in, by its first row."""
    return {field: re.sub(r"[0-9]", "", at) for field, (at, _) in told.rows[0][1].items()}


def deliveries(sent: list[Sent]) -> list[dict[str, str]]:
    """In the order of arrival: which file is whose report for which period, and the day it came in."""
    ordered = sorted(sent, key=lambda one: (one.received, one.folder, one.file))
    return [_delivery(one) for one in ordered]


def _delivery(one: Sent) -> dict[str, str]:
    said = {"file": f"{one.folder}/{one.file}", "department": one.unit, "period": one.period}
    return said | {"received": one.received.isoformat()}
