"""The three libraries: key targets one by one, how fresh each client's contact is, what the carriers still have free."""

from __future__ import annotations

from datetime import date

import pandas as pd


def key_targets(staged: pd.DataFrame, clients: pd.DataFrame) -> pd.DataFrame:
    """Projects and clients of the key classes (500强, 央企, 龙头), one row each: ``investor_class name kind`` (project|client) ``project stage``
    ``stage_word follow_status days over_limit amount amount_kind progress_text problem next_step lead_department lead_leader row_id``."""
    raise NotImplementedError


def freshness(clients: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``clients`` with ``days_since`` Int64 the last contact and ``freshness`` ``fresh`` | ``ageing`` | ``stale`` | ``never``, ``freshness_word``, ``closed`` bool (converted, returned, dropped)."""
    raise NotImplementedError


def carriers(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` (partner_carriers) with ``vacancy`` = available ÷ floor area (missing unless both), largest free area first."""
    raise NotImplementedError
