"""Which field's cell a figure on screen rests on: where "one click from its trace" leads."""

from __future__ import annotations

BY_BASIS = {"computed": "actual_value", "reported": "completion_rate"}
BY_DATASET = {"key_projects": {"computed": "completed_ytd"}}
WITHOUT_A_RATE = {"enterprise_issues": "status", "rectification": "status", "investment_projects": "stage"}


def field(dataset: str, rate_basis: str | None) -> str:
    """The field of ``dataset`` behind a row's rate by its ``rate_basis`` (computed | reported | none or missing).

    Datasets without a rate are traced to the status or stage; a row without a rate to what the unit wrote.
    """
    found = (BY_BASIS | BY_DATASET.get(dataset, {})).get(rate_basis or "")
    return found or WITHOUT_A_RATE.get(dataset, "progress_text")
