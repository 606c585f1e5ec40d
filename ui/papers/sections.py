"""The frames of the papers' sections, each from the very function its page shows, under the papers' column names."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog import datasets
from metrics import campaigns as issues
from metrics import key_projects as projects
from metrics import lights
from ui import source
from ui.leaders import accountability, campaigns, key_projects, standing
from ui.leaders.items import short_post, short_unit, words
from ui.scope import View

COUNTS = {
    "n_behind": "red",
    "n_warning": "amber",
    "n_overdue": "overdue",
    "n_unanswered": "unanswered",
    "n_late": "late",
}
STATES = ("open", "partial", "fixed", "closed", "returned", "overdue")
OWNED = ["row_id", "dataset", "name", "category", "light", "days_over", "deadline", "state", "cause"]
OWNERS = ["lead_department", "lead_leader", "short_department", "short_leader"]
PRAISED = ["category", "front", "last"]


def shortened(frame: pd.DataFrame) -> pd.DataFrame:
    """With the units' and posts' usual short names, for narrow columns."""
    short = {
        "short_department": frame["lead_department"].map(short_unit),
        "short_leader": frame["lead_leader"].map(short_post),
    }
    return frame.assign(**short)


def counted(view: View, who: str) -> pd.DataFrame:
    """Units ("department") or posts ("leader"), ranked within their class."""
    ranked = accountability.ranked(view, who)
    short = ranked["name"].map(short_unit if who == "department" else short_post)
    return ranked.rename(columns=COUNTS).assign(short=short)


def praised(view: View) -> pd.DataFrame:
    """The first and the last three of each class."""
    return pd.DataFrame(accountability.praised(view), columns=PRAISED)


def project_groups(view: View) -> pd.DataFrame:
    """Investment done by group of sites, those that have projects."""
    table = projects.by_group(key_projects.assessed(view))
    table = table[table["n"] > 0].reset_index(drop=True)
    return table.assign(name=table["site_group_word"], time_rate=table["due_rate"])


def key_project_list(view: View) -> pd.DataFrame:
    """Every key project, in the order the page lists them."""
    table = lights.by_urgency(key_projects.assessed(view))
    money = {"total_investment": "total", "annual_plan": "plan", "completed_ytd": "done"}
    named = {"name": table["project"], "category": table["site"], "time_rate": table["due_rate"]}
    return shortened(table.rename(columns=money).assign(**named, dataset="key_projects")).reset_index(drop=True)


def issue_steps(view: View) -> pd.DataFrame:
    """From collection to call-back: reached, here now, overdue."""
    return issues.issue_flow(campaigns.asked(view)).rename(columns={"step_word": "name"})


def issue_clocks(view: View) -> pd.DataFrame:
    """Both working-day clocks."""
    return issues.clock_summary(campaigns.asked(view)).rename(columns={"clock_word": "name"})


def campaign_counts(view: View) -> pd.DataFrame:
    """Where the problems of the seven aspects and of the other campaigns stand."""
    style, others = campaigns.counted(view)
    parts = [style.rename(columns={"aspect": "name"}), others.rename(columns={"campaign": "name"})]
    return pd.concat(parts, ignore_index=True).rename(columns={f"n_{state}": state for state in STATES})


def late_issues(view: View) -> pd.DataFrame:
    """Enterprise problems past their deadline, the longest first."""
    table = campaigns.late_issues(view)
    named = {"name": table["issue"], "category": table["company"], "state": "", "dataset": "enterprise_issues"}
    return _owned(table.assign(**named, deadline=table["due_date"]))


def urgent_fixes(view: View) -> pd.DataFrame:
    """Rectification items overdue, sent back or due soon."""
    table = campaigns.urgent_items(view)
    named = {"name": table["problem"], "category": table["campaign"], "state": table["state_word"]}
    return _owned(table.assign(**named, dataset="rectification", lead_department=table["department"]))


def reviews(view: View) -> pd.DataFrame:
    """The public review by class and place."""
    table = issues.reviews(source.frame(view, "public_reviews"))
    computed = {"computed_rank": "rank", "computed_score": "score", "computed_satisfaction": "satisfaction"}
    named = table.drop(columns=["rank", "score"]).rename(columns=computed | {"class": "category", "department": "name"})
    return named.assign(front=table["front"], category=named["category"].map(words))


def places(view: View) -> pd.DataFrame:
    """The zone among its peers, indicator by indicator."""
    table = standing.table(view)
    return table.assign(name=table["indicator"], lead_over=table["lead"])


def as_reported(view: View) -> dict[str, pd.DataFrame]:
    """The rows of every dataset whose list is no frame of the papers' own, but of those that are left out."""
    wanted = [d for d in datasets().values() if not d.papers.frame and (d.sheet_columns or d.slide_columns)]
    frames = {d.name: (source.frame(view, d.name), d.named_by) for d in wanted}
    return {name: frame.assign(dataset=name, name=frame[called]) for name, (frame, called) in frames.items()}


def _owned(table: pd.DataFrame) -> pd.DataFrame:
    without: dict[str, Any] = {"deviation": float("nan"), "rate": float("nan")}
    return shortened(table)[[*OWNED, *OWNERS]].assign(**without).reset_index(drop=True)
