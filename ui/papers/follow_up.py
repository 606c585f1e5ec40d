"""会后跟踪 on one screen: what the last meeting demanded, of whom, by when, and what has become of it."""

from __future__ import annotations

from catalog import dataset
from catalog.page import page
from catalog.text import is_missing
from ui import board, facts, parts
from ui.leaders.items import short_post
from ui.leaders.listing import fitting
from ui.markup import Html, tag
from ui.papers.demands import asked_at, counted_words, demands, of_meeting
from ui.scope import View
from ui.trace_link import cell_href

TABS = page("follow_up").tabs
SHOWN = 23


def counted(view: View) -> None:
    """How many demands stand in each state, in one line under the title."""
    parts.section("落实情况", counted_words(view))


def followed(view: View) -> None:
    """Every demand with its owner's post and unit, then and now; the open ones first, as many as fit one screen."""
    board.draw(_table(view, asked_at(view)), view.look, key="follow_up-followed")
    n, top = len(demands(view)), _shown(view)
    if n > top:
        parts.nothing(f"共{n}项，列前{top}项；其余见“会议材料”的清单（XLSX）。")


def _shown(view: View) -> int:
    return fitting(view, SHOWN, present=SHOWN, large=14)


@facts.known
def _table(view: View, since: str) -> Html:  # noqa: ARG001 - what the demands are measured from keys the cache
    shown = demands(view).head(_shown(view)).to_dict("records")
    if view.look.phone:
        return board.stacked(*(board.change_list(state, changes) for state, changes in _by_state(shown, view)))
    red = facts.red_months(view)
    rows = [
        [
            row["item"],
            *map(_said, (row["post"], row["department"])),
            *_course(row),
            _answered(row),
            _times(row),
            _months(red.get((row["dataset"], row["identity"]), 0)),
        ]
        for row in shown
    ]
    return board.rows_table(_heads(view), rows, caption="会后跟踪", hrefs=[_href(row, view) for row in shown])


def _heads(view: View) -> list[tuple[str, str]]:
    """What was red a period before was no meeting's demand."""
    if of_meeting(view):
        return board.heads("点名事项 责任领导 责任单位 会上情况 目前情况 落实情况 答复和承诺 连续点名> 连续滞后>")
    return board.heads("上期滞后事项 责任领导 责任单位 上期情况 目前情况 变化情况 答复和承诺 连续点名> 连续滞后>")


def _by_state(shown: list[dict], view: View) -> list[tuple[str, list[board.Change]]]:
    """On a phone: the demands under their state, each with its unit, its leader's post and its lamps then and now."""
    groups: dict[str, list[board.Change]] = {}
    for row in shown:
        name = f"{row['item']}（{_said(row['department'])}，{short_post(row['post']) or '领导未填报'}）"
        light, gap, days, cause = (row[f"now_{name}"] for name in ("light", "deviation", "days_over", "cause"))
        now = board.Change(
            name, "behind", light or "no_report", gap, _href(row, view), days, row["dataset"], _cause(cause)
        )
        groups.setdefault(row["state_word"], []).append(now)
    return [(f"{state}（{len(changes)}项）", changes) for state, changes in groups.items()]


def _cause(value: object) -> str:
    return "" if is_missing(value) else str(value)


def _course(row: dict) -> tuple[Html, Html, str]:
    """Then, now and the state, each lamp in its colour with its word."""
    now = row["now_light"]
    lit = tag("span", row["now"], class_="lamp" if is_missing(now) else f"lamp {now}")
    return tag("span", row["then"], class_="lamp behind"), lit, row["state_word"]


def _answered(row: dict) -> str:
    """What was answered, and what was promised by when and kept or not; that no notice was sent."""
    return "；".join(part for part in (row["reply"], row["promise"]) if part) or "未发通知"


def _times(row: dict) -> str:
    return f"{row['times']}次" if row["times"] > 1 else ""


def _months(n: int) -> str:
    return f"{n}个月" if n > 1 else ""


def _href(row: dict, view: View) -> str:
    return cell_href(view, row["dataset"], row["row_id"], dataset(row["dataset"]).traced_by)


def _said(value: object) -> str:
    return "（未填报）" if is_missing(value) else str(value)
