"""An earlier month's rows as a later one knows them: under the identity and in the places they have by then."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from catalog import datasets
from ui import source, whole_month
from ui.scope import View

HISTORY = "investment_history"


def known(view: View, earlier: View, frame: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """``frame`` of the ``earlier`` view as the ``view`` knows its rows; as it is where both are judged by one book."""
    if dataset not in datasets() or source.judged_alike(view, earlier):
        return frame
    with source.judging(view.meeting, view.as_of):
        return whole_month.as_known(frame, dataset, view.as_of)


def all_known(view: View, earlier: View, frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Every one of ``frames`` of the ``earlier`` view likewise."""
    named = {name: "investment_projects" if name == HISTORY else name for name in frames}
    return {name: known(view, earlier, frame, named[name]) for name, frame in frames.items()}
