"""The zone among its peers: rank, change, distance to the next place."""

from __future__ import annotations

import pandas as pd


def table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator: ``indicator unit value rank rank_total previous_rank rank_change`` (positive = climbed) ``next_peer next_value distance`` (to the peer just ahead) ``behind_peer behind_value lead year source row_id``."""
    raise NotImplementedError


def peers(frame: pd.DataFrame) -> pd.DataFrame:
    """Indicator × peer in long form with the zone itself: ``indicator peer value is_zone unit``, best first."""
    raise NotImplementedError
