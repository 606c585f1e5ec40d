"""The way from a figure to the cell it came from: one link, the same everywhere."""

from __future__ import annotations

from urllib.parse import urlencode

PAGE = "trace"


def trace_href(dataset: str, row_id: object, field: str, *, as_of: str = "") -> str:
    """A link, relative to any page, to the page that shows where the value of ``field`` in that row came from.

    The period is called ``as_of`` in it: ``period`` belongs to the frame's own filter, which would take it away.
    """
    asked = {"dataset": dataset, "row": str(row_id), "field": field}
    return f"{PAGE}?{urlencode(asked | ({'as_of': as_of} if as_of else {}))}"
