"""The sentence each page is titled with: a number, an object, a comparison, at most 30 characters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

Frames = Mapping[str, pd.DataFrame]


def title(page: str, frames: Frames, previous: Frames | None = None, *, as_of: date) -> str:
    """The finding of ``page`` (overview work_areas livelihood investment key_projects campaigns accountability standing); with no data the page's plain sentence saying so."""
    raise NotImplementedError
