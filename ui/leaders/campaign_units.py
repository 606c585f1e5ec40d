"""五项活动与作风整治 by unit: who answers for the open enterprise problems and for what is not yet mended."""

from __future__ import annotations

from metrics import campaigns
from ui import board, facts, parts
from ui.leaders.campaigns import MEASURES, asked, counts_table, found
from ui.leaders.items import short_unit
from ui.leaders.listing import NUMBER, count, fitting, listed, some, some_of
from ui.markup import Html
from ui.scope import View
from ui.trace_link import group_href

FIRST_OPEN = "逾期多的在前，其次未办结多的"


def problems(view: View) -> None:
    """Enterprise problems by the unit that has to solve them."""
    note, markup = _problems(view)
    parts.section("各单位办理", note)
    board.draw(markup, view.look, key="campaign_units-problems")


@facts.known
def _problems(view: View) -> tuple[str, Html]:
    table, top = campaigns.issues_by_unit(asked(view)), fitting(view, 8, present=9, large=5)
    rows = []
    for r in table.head(top).to_dict("records"):
        every, closed, late = (
            group_href(view, "issues", measure, lead_department=r["lead_department"]) for measure in MEASURES
        )
        counts = [board.linked(r["n"], every), some(r["n_closed"], closed), count("behind", r["n_overdue"], late)]
        content = group_href(view, "issues", "content", lead_department=r["lead_department"])
        rows.append([short_unit(r["lead_department"]) or "未填", *counts, some(r["n_content"], content)])
    heads = (("责任单位", ""), ("件数", NUMBER), ("办结", NUMBER), ("逾期", NUMBER), ("反映满意", NUMBER))
    note = FIRST_OPEN + some_of(len(table), top, "个单位")
    return note, listed(view, heads, rows, caption="各单位办理企业问题")


def mended(view: View) -> None:
    """Rectification by the unit that has to mend it."""
    note, markup = _mended(view)
    parts.section("各单位整改", note)
    board.draw(markup, view.look, key="campaign_units-mended")


@facts.known
def _mended(view: View) -> tuple[str, Html]:
    table, top = campaigns.rectification_by_unit(found(view)), fitting(view, 14, present=14, large=8)
    note = FIRST_OPEN + some_of(len(table), top, "个单位")
    return note, counts_table(view, table.head(top), "department", "责任单位")
