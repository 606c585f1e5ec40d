"""What does not add up between two reports, or within one: findings a person should look at, never corrections."""

from __future__ import annotations

import pandas as pd


def compare(previous: pd.DataFrame | None, current: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """Findings, one row each: ``row_id item department field code severity old new blanks message source_file source_sheet source_row``.

    ``code``: cumulative_down, jump_10000, unchanged_number, unchanged_text, done_but_early_words, done_without_date, done_below_target, completed_above_total,
    dates_out_of_order, target_changed, item_vanished, item_new, carried_over, rate_differs. ``message`` is the Chinese sentence.
    """
    raise NotImplementedError
