"""What a submission changes in the headline figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd


def effect(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame], *, as_of: date) -> pd.DataFrame:
    """Headline figures that differ: ``page name label before after before_text after_text change_text``; ``before``/``after`` map dataset → frame."""
    raise NotImplementedError


def rows(before: pd.DataFrame, after: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """Every changed figure: ``row_id item field label old new old_submission new_submission kind`` (changed|new|vanished)."""
    raise NotImplementedError
