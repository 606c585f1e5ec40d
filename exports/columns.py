"""What the frames of the papers hold: their columns, declared once for who makes them and who writes them out."""

from __future__ import annotations

OWNED = ("lead_department", "lead_leader", "short_department", "short_leader")
JUDGED = ("rate", "time_rate", "deviation", "light")
# Of a level or a limit, in the rate's place.
STOOD = ("stands", "against")
COUNTED = ("n", "n_judged", "n_on_time", "on_time_rate", "rank", "rank_change", "rank_unlike", "front", "last")
DUTIES = ("name", "short", "unit_class", "red", "amber", "overdue", "unanswered", "late", *COUNTED)
PRESSING = ("name", "category", "light", "days_over", "state", "deadline", *OWNED)

# Frame of the dossier -> the columns every paper may count on. ``matrix`` has a column a carrier and is not among them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "areas": (
        "area",
        "shown",
        *JUDGED,
        "n",
        "n_measurable",
        "basis",
        "milestones",
        "milestones_due",
        "milestones_reached",
    ),
    "sub_areas": ("area", "name", "shown", *JUDGED, "step", *OWNED),
    "tasks": ("area", "name", *JUDGED, *STOOD, "days_over", "step", *OWNED),
    "items": ("category", "name", *JUDGED, *STOOD, "days_over", "deadline", *OWNED),
    "behind": (
        "dataset",
        "name",
        "category",
        *JUDGED,
        *STOOD,
        "said",
        "days_over",
        "deadline",
        "target",
        "progress",
        "problem",
        "next_step",
        *OWNED,
    ),
    "stages": ("stage", "name", "reached", "now", "overdue", "amount"),
    "projects": ("project", "stage", "industry", "site", "days", "days_over", "amount", "amount_word", *OWNED),
    "longest": ("project", "stage", "days", "days_over", "amount", "amount_word", *OWNED),
    "departments": DUTIES,
    "leaders": DUTIES,
    "praised": ("category", "front", "last"),
    "project_groups": ("name", *JUDGED, "n", "annual_plan", "completed_ytd"),
    "key_projects": ("name", "category", "total", "plan", "done", *JUDGED, "days_over", *OWNED),
    "issue_steps": ("name", "reached", "now", "overdue"),
    "issue_clocks": ("name", "limit_days", "n_due", "n_kept", "kept_rate"),
    "campaigns": (
        "name",
        "n",
        "open",
        "partial",
        "fixed",
        "closed",
        "returned",
        "overdue",
        "fixed_rate",
        "closed_rate",
    ),
    "late_issues": PRESSING,
    "urgent_fixes": PRESSING,
    "reviews": ("category", "name", "rank", "score", "satisfaction", "votes", "front"),
    "standing": (
        "indicator",
        "name",
        "value",
        "unit",
        "rank",
        "rank_total",
        "previous_rank",
        "rank_change",
        "next_peer",
        "distance",
        "behind_peer",
        "lead_over",
        "distance_unit",
        "source",
    ),
    "follow_up": (
        "item",
        "demand",
        "post",
        "department",
        "short_department",
        "deadline",
        "then",
        "now",
        "now_light",
        "state",
        "closed",
        "reply",
        "promise",
        "kept",
        "times",
    ),
}
