"""The way from a figure to the cells it came from: one kind of link a page can make, with the view it was seen in."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from catalog.numbers import period_words
from ui.scope import View

PAGE = "trace"


def trace_href(dataset: str, row_id: object, field: str, *, as_of: str = "", meeting: str = "", unit: str = "") -> str:
    """A link, relative to any page, to the page that shows where the value of ``field`` in that row came from.

    The period is called ``as_of`` in it: ``period`` belongs to the frame's own filter, which would take it away.
    """
    return _to(
        {"dataset": dataset, "row": str(row_id), "field": field}, {"as_of": as_of, "meeting": meeting, "unit": unit}
    )


def cell_href(view: View, dataset: str, row_id: object, field: str) -> str:
    """As :func:`trace_href`, in the period or frozen meeting of ``view``."""
    return trace_href(dataset, row_id, field, **_when(view), unit=view.department)


def figure_href(view: View, page: str, name: str) -> str:
    """The link to the list of every cell that the key figure ``name`` of ``page`` was counted from, in this view."""
    return _to({"figure": name, "of": page}, _when(view) | {"unit": view.department})


def group_href(view: View, group: str, measure: str, **keys: object) -> str:
    """The link to the list behind a number of a chart or table: a group and measure of the book's ``groups``, in the
    rows where each of ``keys`` holds the value given (or one of the values)."""
    asked = {key: value if isinstance(value, (list, tuple)) else [value] for key, value in keys.items()}
    said = {key: [_text(value) for value in values] for key, values in asked.items()}
    return _to({"group": group, "measure": measure, **said}, _when(view) | {"unit": view.department})


def ledger_href(view: View) -> str:
    """The link to who owed what for the period of ``view`` and what came. Late and missing reports are no cells."""
    seen = {"ledger": period_words(view.as_of), "unit": view.department, "meeting": view.meeting}
    return f"submissions?{urlencode({name: said for name, said in seen.items() if said})}"


def entry_href(name: str, key: str) -> str:
    """The link to everything that was changed of one entry of the office's book, by its list and key."""
    return f"book?{urlencode({'list': name, 'entry': key})}"


def _when(view: View) -> dict[str, str]:
    """The period, as the meeting froze it where the view is of one: what is shown of it may be of a period before."""
    return {"as_of": view.as_of} | ({"meeting": view.meeting} if view.meeting else {})


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


def _to(asked: dict[str, str | Sequence[str]], seen: dict[str, str]) -> str:
    return f"{PAGE}?{urlencode({**asked, **{key: value for key, value in seen.items() if value}}, doseq=True)}"
