"""Where projects come from, which industry they belong to and which carrier takes them."""

from __future__ import annotations

import pandas as pd


def industry_by_site(projects: pd.DataFrame) -> pd.DataFrame:
    """Live projects, long form: ``industry site n intended n_intended contract n_contract paid_in n_paid_in``; industries and sites in the seed's order, others after."""
    raise NotImplementedError


def origin_by_industry(projects: pd.DataFrame) -> pd.DataFrame:
    """Live projects, long form: ``place place_kind industry n`` and the money columns; ``place`` a province or country of the seed, else as typed."""
    raise NotImplementedError


def origins(projects: pd.DataFrame) -> pd.DataFrame:
    """Every province and country of the seed's tile grid: ``place place_kind`` (province|country|other) ``label column row n`` + money columns; n = 0 where none."""
    raise NotImplementedError
