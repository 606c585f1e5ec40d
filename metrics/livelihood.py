"""The 39 livelihood items as bundles of sub-targets: the worst sub-target names the item's lamp."""

from __future__ import annotations

from datetime import date

import pandas as pd


def items(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per item (category + project) of an assessed livelihood frame, in the order the sheets number them.

    The rule: an item is as far as its worst sub-target; percentages of sub-targets are never averaged.
    Columns: ``category``, ``item``, ``number``, ``n_subs``, ``n_measurable``, ``n_done``; of the worst sub-target:
    ``worst`` (its content, missing for an item without sub-targets), ``row_id``, ``rate``, ``due_rate``, ``time_rate``,
    ``deviation``, ``light``, ``overdue``, ``target_text``, ``progress_text``, ``problem``, ``next_step``, ``previous_rate``, ``step``,
    ``moved``, ``previous_light`` (missing unless change.since was applied); of the item: ``lead_department``, ``lead_leader``, ``start`` (earliest), ``deadline`` (latest),
    ``planned_investment``, ``completed_investment`` (sums, 万元), ``subs``: list of dicts ``label row_id rate due_rate
    light deviation unit actual_value target_value``, in sheet order.
    """
    raise NotImplementedError


def by_category(items: pd.DataFrame) -> pd.DataFrame:
    """One row per declared category, in the seed's order: ``category``, ``n``, ``n_on_time`` and ``n_behind`` … one per lamp."""
    raise NotImplementedError


def timeline(items: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """Gantt rows sorted by deadline: ``category item row_id start deadline reached rate light deviation days_left``.

    ``reached`` is the day on the bar up to which the item has come: start + rate × length, at most the deadline.
    """
    raise NotImplementedError


def look_back(items: pd.DataFrame, inspections: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """What was promised beside what was verified, one row per item.

    ``inspections`` is the rectification frame (rows of a look-back campaign that name the item), ``findings`` comes from
    honesty.compare. Columns: ``category item row_id promise rate light claimed`` (bool: reported as done), ``n_inspected``,
    ``n_open`` (found and not signed off), ``n_doubts``, ``verdict``: ``verified`` | ``open`` | ``doubted`` | ``claimed`` | ``running``, ``lead_department lead_leader``.
    """
    raise NotImplementedError
