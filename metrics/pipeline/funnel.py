"""How far projects have come: reached, now, overdue, and the moves since the period before."""

from __future__ import annotations

import pandas as pd


def funnel(staged: pd.DataFrame) -> pd.DataFrame:
    """One row per stage in natural order (lead … full_capacity): ``stage stage_word reached now overdue conversion``.

    ``reached`` counts every project that came at least so far (stopped ones up to where they came), ``now`` those in the
    stage, ``overdue`` those beyond the stage's limit, ``conversion`` = reached ÷ reached of the stage before. Money of the projects now in
    the stage, 万元, each kind by itself with the number of projects that give it: ``intended n_intended contract n_contract paid_in n_paid_in``.
    """
    raise NotImplementedError


def moves(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Flows between stages since the period before: ``source target source_word target_word kind n projects``.

    ``kind``: ``forward`` | ``back`` | ``same`` | ``new`` (source "new") | ``stopped`` | ``vanished`` (target "vanished"); ``projects`` a list of names.
    """
    raise NotImplementedError


def moved(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """One row per project that changed: ``row_id project previous_stage stage kind lead_department lead_leader``."""
    raise NotImplementedError


def stop_reasons(projects: pd.DataFrame) -> pd.DataFrame:
    """Why projects stopped: ``reason n projects intended contract``, most frequent first; a missing reason is named as such."""
    raise NotImplementedError
