"""39项民生实事: the board by category, the timeline, and what was promised beside what was verified."""

from __future__ import annotations

from typing import Any

import pandas as pd

from catalog.book import book
from catalog.lamps import how_far, light_word
from catalog.numbers import rate as percent
from catalog.page import page
from charts import timeline
from metrics import evidence, honesty, livelihood
from ui import board, facts, parts, source
from ui.leaders.items import item_of, words
from ui.leaders.listing import NUMBER, fitting, listed
from ui.markup import Html, join
from ui.scope import View
from ui.trace_link import cell_href, group_href

TABS = page("livelihood").tabs
DATASET = "livelihood_projects"
ROW_PX = 22
# The first to look at first.
VERDICTS = {
    "open": "核查未销号",
    "doubted": "数据存疑",
    "claimed": "自报办结待核",
    "verified": "已核实",
    "running": "推进中",
}


def status(view: View) -> None:
    """The 39 items, a row a category, a cell an item."""
    items = facts.items(view)
    if items.empty:
        parts.unreported(view, "民生实事", DATASET)
        return
    board.draw(_board(view), view.look, key="livelihood-status")


@facts.known
def _board(view: View) -> Html:
    items = facts.items(view)
    table = livelihood.by_category(items)
    categories = (table[table["n"] > 0] if view.department else table).to_dict("records")
    order = book().rules.lights.order
    counts = {light: int((items["light"] == light).sum()) for light in order}
    hrefs = {light: group_href(view, "items", "n", light=light) for light in order}
    legend = board.lamp_legend(counts, legend_note(items), hrefs)
    rows = [
        (row["category"], _note(view, row), _bundles(items[items["category"] == row["category"]], view))
        for row in categories
    ]
    columns = max((len(bundles) for _, _, bundles in rows), default=4)
    return join([legend, board.status_board(rows, columns=max(columns, 4), phone=view.look.phone)])


def legend_note(items: pd.DataFrame) -> str:
    """What a cell of the board holds; how many of them are in no count, where some are."""
    said, out = (
        "右侧为完成率；底线上的刻度为该项时序；有分目标的列出最慢的一个",
        int((~items["counted"].astype(bool)).sum()),
    )
    return f"{said}；已暂停或终止的{out}项列在不可量化，不计入总数" if out else said


def _note(view: View, row: dict[str, Any]) -> Html:
    """How many of the category are on time: counts, never an average of percentages."""
    every, on_time = (group_href(view, "items", what, category=row["category"]) for what in ("n", "on_time"))
    return join([board.linked(f"{row['n']}项", every), "·", board.linked(f"按期{row['n_on_time']}", on_time)])


def _bundles(items: pd.DataFrame, view: View) -> list[board.Bundle]:
    return [
        board.Bundle(
            item_of(view, row, name="item", group=row["category"], dataset=DATASET),
            tuple((words(sub["label"]), sub["light"], sub["rate"], words(sub["stands"])) for sub in row["subs"]),
            words(row["worst"]),
        )
        for row in items.to_dict("records")
    ]


@parts.piece
def schedule(view: View) -> None:
    """Every item from start to deadline against the as-of line."""
    table = livelihood.timeline(facts.items(view), source.history(view, DATASET), as_of=view.day)
    bases = dict(zip(facts.items(view)["row_id"], facts.items(view)["rate_basis"], strict=True))
    fields = [evidence.field(DATASET, words(bases[row_id])) for row_id in table["row_id"]]
    table["href"] = [cell_href(view, DATASET, *pair) for pair in zip(table["row_id"], fields, strict=True)]
    dated = table.dropna(subset=["start", "deadline"])
    if dated.empty:
        parts.unreported(view, "民生实事", DATASET, lacking="起止时间")
        return
    height = parts.picture_height(view, max(300, len(dated) * ROW_PX + 70), 920)
    alt = f"{len(dated)}项按完成时限排列；进度条末端在截至线左侧的为落后"
    parts.chart(
        timeline.timeline(dated, view.look, as_of=view.day, height=height),
        alt=alt,
        name="民生实事时间轴",
        table=_dated(dated),
    )
    missing = table[table["start"].isna() | table["deadline"].isna()]["item"]
    if len(missing):
        parts.nothing(f"没有起止时间、未画出的{len(missing)}项：{'、'.join(missing)}")


def _dated(items: pd.DataFrame) -> parts.Table:
    ends = {
        title: [f"{day:%Y-%m-%d}" for day in items[name]] for title, name in (("开始", "start"), ("时限", "deadline"))
    }
    return {
        "事项": items["item"],
        **ends,
        "完成率": map(percent, items["rate"].mask(items["light"].eq("no_report"))),
        "亮灯": map(light_word, items["light"]),
    }


def look_back(view: View) -> None:
    """What was promised beside what was verified: the items to look at, and how many of each category."""
    parts.section("回头看", "承诺的事项与核查结果对照：先列自报办结而核查未过或数据存疑的")
    board.draw(_look_back(view), view.look, key="livelihood-look_back")
    if len(facts.items(view)):
        parts.section("各类对照", "每项按核查结果计入一列")
        board.draw(_compared(view), view.look, key="livelihood-compared")


def _looked_back(view: View) -> pd.DataFrame:
    return _looked(view.plain())


@facts.known
def _looked(view: View) -> pd.DataFrame:
    earlier = facts.before(view)
    now = source.frame(view, DATASET)
    then = now.iloc[:0] if earlier is None else source.frame(earlier, DATASET)
    doubts = honesty.compare(then, now, DATASET)
    table = livelihood.look_back(facts.items(view), source.frame(view, "rectification"), doubts)
    rank = table["verdict"].map({verdict: i for i, verdict in enumerate(VERDICTS)})
    return table.assign(rank=rank).sort_values("rank", kind="stable")


@facts.known
def _look_back(view: View) -> Html:
    table = _looked_back(view)
    heads = board.heads("事项 类别 承诺 完成率> 核查次数> 未销号> 存疑> 结论 责任单位 牵头领导")
    told = table[(table["verdict"] != "running") | (table["n_doubts"] > 0) | (table["n_inspected"] > 0)]
    top = fitting(view, len(told), present=7, large=3)
    shown = told.head(top)
    rows = [_line(row) for row in shown.to_dict("records")]
    hrefs = [cell_href(view, DATASET, r, "progress_text") for r in shown["row_id"]]
    rest = len(table) - len(told)
    said = [f"共{len(told)}项，列前{top}项。" if len(told) > top else ""]
    said += [f"其余{rest}项未报办结，未核查、无疑点。" if rest else ""]
    note = board.note("".join(said))
    if not rows:
        return note
    table_ = listed(view, heads, rows, caption="民生实事回头看", hrefs=hrefs, phone=(0, 3, 7), sparse=True)
    return board.stacked(table_, note)


@facts.known
def _compared(view: View) -> Html:
    """A row a category: how many items were promised, and how many stand where."""
    table = _looked_back(view)
    counted = facts.items(view).groupby("category")["counted"].all()
    heads = [("类别", ""), ("承诺", NUMBER), *((word, NUMBER) for word in VERDICTS.values())]
    rows = []
    for category in dict.fromkeys(facts.items(view)["category"]):
        mine = table.loc[table["category"] == category, "verdict"].tolist()
        href = group_href(view, "items", "n", category=category) if counted[category] else ""
        stands = [mine.count(verdict) or "" for verdict in VERDICTS]
        rows.append([category, board.linked(str(len(mine)), href), *stands])
    return board.filling(listed(view, heads, rows, caption="各类对照", phone=(0, 1, 2, 4), sparse=True), len(rows) + 14)


def _line(row: dict[str, Any]) -> list[object]:
    figures = [how_far(row, 0), *(row[name] or "" for name in ("n_inspected", "n_open", "n_doubts"))]
    who = [words(row["lead_department"]), words(row["lead_leader"])]
    return [row["item"], row["category"], words(row["promise"]), *figures, VERDICTS[row["verdict"]], *who]
