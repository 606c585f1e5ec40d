"""公开评议: the public review, recomputed from the votes and ranked within class."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.numbers import plain
from catalog.numbers import rate as percent
from catalog.text import is_missing
from metrics import campaigns
from ui import board, parts, source
from ui.leaders.items import whole, words
from ui.leaders.listing import NUMBER, listed
from ui.markup import Html, tag
from ui.scope import View
from ui.trace_link import cell_href


def review(view: View) -> None:
    """The public review, recomputed from the votes and ranked within class."""
    parts.section("公开评议", "不了解不计有效票；同类内排名，并列同名次、其后顺延；★为本类前三")
    table = campaigns.reviews(source.frame(view, "public_reviews"))
    if table.empty:
        parts.unreported(view, "公开评议结果", "public_reviews")
        parts.nothing("下半年对服务企业和群众的部门、科室、窗口组织一次公开评议。")
        return
    places = parts.cells(2)
    for i, (name, part) in enumerate(table.groupby("class", sort=False, dropna=False)):
        with places[i % 2]:
            board.draw(_review(view, words(name) or "未分类", part), view.look, key=f"reviews-review-{i}")


def _review(view: View, name: str, part: pd.DataFrame) -> Html:
    heads = (
        (name, ""), ("名次", NUMBER), ("得分", NUMBER), ("满意率", NUMBER), ("有效票", NUMBER), ("不了解", NUMBER),
        ("核对", ""),
    )  # fmt: skip
    rows = [_voted(r) for r in part.to_dict("records")]
    hrefs = [cell_href(view, "public_reviews", row_id, "score") for row_id in part["row_id"]]
    return listed(view, heads, rows, caption=name, hrefs=hrefs, phone=(0, 1, 2))


def _voted(row: dict[str, Any]) -> list[object]:
    differs = [
        word
        for key, word in (("votes_differ", "票数"), ("score_differs", "得分"), ("rank_differs", "名次"))
        if row[key]
    ]
    score = "—" if is_missing(row["computed_score"]) else plain(row["computed_score"], 2)
    star = "★" if row["front"] else ""
    checked = tag("span", f"{'、'.join(differs)}与报送不符", class_="lamp warning") if differs else ""
    votes = [whole(row["votes"]), whole(row["unknown"])]
    place = f"{star}{whole(row['computed_rank'])}"
    return [words(row["department"]), place, score, percent(row["computed_satisfaction"]), *votes, checked]
