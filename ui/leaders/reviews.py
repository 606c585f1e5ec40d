"""公开评议: the public review, recomputed from the votes and ranked within class."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.book import book
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

# The scale the scores stand on, and its step.
FULL, STEP = 100, 5


def review(view: View) -> None:
    """The public review, recomputed from the votes and ranked within class."""
    table = campaigns.reviews(source.frame(view, "public_reviews"))
    low = _lowest(table["computed_score"])
    front = book().said("前{front}")
    scale = f"；圆点为得分在{low:.0f}至{FULL}分间的位置，实心为本类{front}"
    basis = f"不了解不计有效票；同类内排名，并列同名次、其后顺延；★为本类{front}"
    parts.section("公开评议", basis + (scale if len(table) else ""))
    if table.empty:
        parts.unreported(view, "公开评议结果", "public_reviews")
        parts.nothing("下半年对服务企业和群众的部门、科室、窗口组织一次公开评议。")
        return
    places = parts.cells(2)
    classes = list(table.groupby("class", sort=False, dropna=False))
    # Two columns of classes, the heads among their rows.
    longest = max(sum(len(part) + 1 for _, part in classes[side::2]) for side in (0, 1))
    for i, (name, part) in enumerate(classes):
        with places[i % 2]:
            shown = board.filling(_review(view, words(name) or "未分类", part, low), longest)
            board.draw(shown, view.look, key=f"reviews-review-{i}")


def _lowest(scores: pd.Series) -> float:
    """Where the scale of scores begins: a step below the lowest, so that its spot stands clear of the end."""
    lowest = scores.min()
    return 0.0 if is_missing(lowest) else max(0.0, STEP * ((lowest - 1) // STEP))


def _review(view: View, name: str, part: pd.DataFrame, low: float) -> Html:
    heads = (
        (name, ""), ("名次", NUMBER), ("得分", NUMBER), (f"{low:.0f}—{FULL}分", "wide"), ("满意率", NUMBER),
        ("有效票", NUMBER), ("不了解", NUMBER), ("核对", ""),
    )  # fmt: skip
    rows = [_voted(r, low) for r in part.to_dict("records")]
    hrefs = [cell_href(view, "public_reviews", row_id, "score") for row_id in part["row_id"]]
    return listed(view, heads, rows, caption=name, hrefs=hrefs, phone=(0, 1, 2, 3))


def _voted(row: dict[str, Any], low: float) -> list[object]:
    differs = [
        word
        for key, word in (("votes_differ", "票数"), ("score_differs", "得分"), ("rank_differs", "名次"))
        if row[key]
    ]
    scored = row["computed_score"]
    score = "—" if is_missing(scored) else plain(scored, 2)
    star = "★" if row["front"] else ""
    checked = tag("span", f"{'、'.join(differs)}与报送不符", class_="lamp warning") if differs else ""
    votes = [whole(row["votes"]), whole(row["unknown"])]
    place = f"{star}{whole(row['computed_rank'])}"
    spot = "" if is_missing(scored) else board.spot(scored, low, FULL, strong=bool(row["front"]))
    return [words(row["department"]), place, score, spot, percent(row["computed_satisfaction"]), *votes, checked]
