"""The five activities and the style campaign: enterprise issues, rectification, the public review."""

from metrics.campaigns.issues import assess as issues
from metrics.campaigns.issues import by_class, clock_summary
from metrics.campaigns.issues import by_unit as issues_by_unit
from metrics.campaigns.issues import flow as issue_flow
from metrics.campaigns.rectification import assess as rectification
from metrics.campaigns.rectification import by_aspect, by_campaign
from metrics.campaigns.rectification import by_unit as rectification_by_unit
from metrics.campaigns.reviews import score as reviews

__all__ = [
    "by_aspect",
    "by_campaign",
    "by_class",
    "clock_summary",
    "issue_flow",
    "issues",
    "issues_by_unit",
    "rectification",
    "rectification_by_unit",
    "reviews",
]
