"""Who has reported and who has not: 已报/应报, late, and the kind of absence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd


def expected(history: pd.DataFrame) -> pd.DataFrame:
    """Which unit owes which dataset: ``department dataset since``, from the store's ledger: whoever ever published one."""
    raise NotImplementedError


def status(ledger: pd.DataFrame, *, period: str, today: date | None = None) -> pd.DataFrame:
    """One row per expected report of ``period``: ``department dataset state`` (reported late no_progress draft withdrawn never missing) ``submitted_at due_date days_late``."""
    raise NotImplementedError


def counts(status: pd.DataFrame) -> dict[str, Any]:
    """``reported`` and ``due`` (units), ``forms_reported``, ``forms_due``, ``late``, ``missing_departments`` (list)."""
    raise NotImplementedError


def late_counts(status: pd.DataFrame) -> pd.DataFrame:
    """``department n_late`` (late or missing reports)."""
    raise NotImplementedError
