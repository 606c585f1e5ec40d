"""The table of contents: which script is which page. Order here is order in the menu."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A screen. ``section`` "leaders" stands in the menu itself, "analysts" folds into a group.

    Who may open it stands in ``catalog/access.toml``.
    """

    script: str
    title: str
    icon: str
    section: str = "leaders"

    @property
    def name(self) -> str:
        """The script's stem."""
        return self.script.rsplit("/", 1)[-1].removesuffix(".py")

    @property
    def address(self) -> str:
        """The page's path on the server: its name, but for the first page, which is the root."""
        return "" if self is PAGES[0] else self.name


PAGES: tuple[Page, ...] = (
    Page("pages/leaders/overview.py", "总览", ":material/dashboard:"),
    Page("pages/leaders/work_areas.py", "六项工作", ":material/checklist:"),
    Page("pages/leaders/livelihood.py", "39项民生实事", ":material/diversity_3:"),
    Page("pages/leaders/investment.py", "招商引资", ":material/handshake:"),
    Page("pages/leaders/key_projects.py", "重点项目", ":material/apartment:"),
    Page("pages/leaders/campaigns.py", "活动与作风", ":material/groups:"),
    Page("pages/leaders/accountability.py", "责任通报", ":material/campaign:"),
    Page("pages/leaders/standing.py", "对标进位", ":material/leaderboard:"),
    Page("pages/leaders/follow_up.py", "会后跟踪", ":material/task_alt:"),
    Page("pages/analysts/upload.py", "数据上报", ":material/upload_file:", "analysts"),
    Page("pages/analysts/submissions.py", "报送台账", ":material/fact_check:", "analysts"),
    Page("pages/analysts/checks.py", "数据核验", ":material/rule:", "analysts"),
    Page("pages/analysts/trace.py", "溯源", ":material/search:", "analysts"),
    Page("pages/analysts/meeting.py", "会议定稿", ":material/event_available:", "analysts"),
    Page("pages/analysts/accounts.py", "账号", ":material/manage_accounts:", "analysts"),
)
