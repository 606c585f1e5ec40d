"""What does not add up between two reports, or within one: findings a person should look at, never corrections."""

from __future__ import annotations

import pandas as pd

from metrics.honesty import between, within
from metrics.honesty.findings import COLUMNS, Finding, table

__all__ = ["COLUMNS", "Finding", "compare"]


def compare(previous: pd.DataFrame | None, current: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """Findings of ``current`` by itself and against ``previous`` (store frames of one dataset; None: no earlier one).

    One row a finding, in the order of ``current``, vanished items last. Columns: ``row_id``, ``item``, ``department``,
    ``field`` (None for a whole row), ``label``, ``code``, ``word``, ``severity`` error | warning | note, ``old``,
    ``new`` (as printed), ``message`` (the sentence), ``source_file``, ``source_sheet``, ``source_row``.

    Codes: cumulative_down, jump_10000, unchanged_number, unchanged_text, target_changed, item_vanished, item_new;
    done_but_early_words, done_without_date, done_below_target, part_above_whole, dates_out_of_order, carried_over,
    rate_differs. Rows of one and the same submission are not compared with each other; against an earlier version of
    the same period nothing is called unchanged.
    """
    found = within.findings(current, dataset)
    if previous is not None and len(previous):
        found += between.findings(previous, current, dataset)
    return table(found, current, previous, dataset)
