"""The table of contents: which script is which page. Order here is order in the menu."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A screen. ``section`` "" stands in the menu itself, any other name folds into a group; ``role`` the least that may open it."""

    script: str
    title: str
    icon: str
    section: str = ""
    role: str = "viewer"


PAGES: tuple[Page, ...] = (
    Page("pages/leaders/overview.py", "总览", ":material/dashboard:"),
    Page("pages/leaders/work_areas.py", "六项工作", ":material/checklist:"),
    Page("pages/leaders/livelihood.py", "39项民生实事", ":material/diversity_3:"),
    Page("pages/leaders/investment.py", "招商引资", ":material/handshake:"),
)
