"""Pages without key figures of their own: how many rows there are of each dataset they declare."""

from __future__ import annotations

from typing import Any

import numpy as np

from catalog import dataset
from catalog.page import pages
from catalog.words.metrics import KeyFigure, metric_words
from metrics import evidence
from metrics.judged import Judged
from metrics.measured import Facts, Measured
from metrics.pages import counting_pages


def declared_pages() -> tuple[str, ...]:
    """The leaders' pages that name datasets and have no key figures of their own."""
    return tuple(page.name for page in pages() if page.datasets and page.name not in counting_pages())


def of(page: str, known: Judged) -> Facts:
    """The rows of each of the page's datasets, by its name; unknown where nobody reported any."""
    return {name: _rows(name, known) for name in _datasets(page)}


def words(page: str) -> dict[str, KeyFigure]:
    """How each figure of the page is called and printed, as the wording says it of pages of their own."""
    return {name: KeyFigure(label=dataset(name).label, kind="count", good="", note="") for name in _datasets(page)}


def title(page: str, known: Judged) -> str:
    """The sentence the page is titled with; "" where there is nothing to tell."""
    said = metric_words().row_counts
    told = [
        said.rows.format(label=dataset(name).label, n=len(known[name])) for name in _datasets(page) if len(known[name])
    ]
    return str(said.between.join(told))


def about(page: str) -> tuple[str, list[str]]:
    """What the page tells of, and the datasets that report it."""
    labels = (dataset(name).label for name in _datasets(page))
    return str(metric_words().row_counts.joined.join(labels)), list(_datasets(page))


def _datasets(page: str) -> tuple[str, ...]:
    return next((one.datasets for one in pages() if one.name == page), ())


def _rows(name: str, known: Judged) -> Measured:
    frame: Any = known[name]
    if frame.empty:
        return Measured(None)
    whole = evidence.counted(frame, np.ones(len(frame), dtype=bool), dataset=name, by=dataset(name).key[0])
    return Measured(float(len(frame)), {"n": len(frame)}, (whole,))
