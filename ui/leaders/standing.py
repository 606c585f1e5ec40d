"""对标进位: the zone among its peers, indicator by indicator: rank, change, distance to the next place."""

from __future__ import annotations

import pandas as pd

from catalog.numbers import plain
from catalog.text import is_missing
from charts import ranks
from metrics import standing
from ui import board, facts, parts, source
from ui.leaders.items import whole, words
from ui.leaders.listing import NUMBER, climbed, listed
from ui.markup import Html
from ui.scope import View
from ui.trace_link import cell_href

HEADS = (
    ("指标", ""),
    ("本区", NUMBER),
    ("位次", NUMBER),
    ("变化", NUMBER),
    ("前一位", ""),
    ("差距", NUMBER),
    ("后一位", ""),
    ("领先", NUMBER),
)
SOURCE = ("来源", "")
ON_PHONE = (0, 2, 3, 5)
# From the far rows: who is ahead, and by how much.
FAR = (0, 1, 2, 3, 4, 5)


def table(view: View) -> pd.DataFrame:
    """One row an indicator."""
    return _table(view.plain())


@facts.known
def _table(view: View) -> pd.DataFrame:
    return standing.table(source.frame(view, "standings"))


@parts.piece
def places(view: View) -> None:
    """Where the zone stands on each indicator, and where it stood before."""
    line = parts.section("位次", "左为第一、右为末位；●本期（绿升红降），○上期")
    shown = table(view)
    shown = shown.assign(href=[cell_href(view, "standings", row_id, "rank") for row_id in shown["row_id"]])
    if shown.empty:
        parts.unreported(view, "对标指标", "standings")
        return
    named = [r for r in shown.to_dict("records") if not is_missing(r["rank"])]
    alt = "位次：" + "；".join(f"{r['indicator']}第{int(r['rank'])}" for r in named)
    height = parts.picture_height(view, 60 + 44 * len(shown), 48 + 51 * len(shown))
    counted = (("位次", "rank"), ("上期", "previous_rank"), ("共", "rank_total"))
    data = {"指标": shown["indicator"], **{title: map(whole, shown[name]) for title, name in counted}}
    parts.chart(ranks.ranks(shown, view.look, height=height), alt=alt, name="对标位次", table=data, line=line)


def distances(view: View) -> None:
    """How far to the next place, how much ahead of the one behind, and who is first."""
    only = _only_source(view)
    parts.section(
        "与前后位的差距", "按指标原单位，前后位在所列园区中比较；" + (f"来源：{only}" if only else "数据来源逐项注明")
    )
    board.draw(_distances(view), view.look, key="standing-distances")


def _only_source(view: View) -> str:
    """The source all indicators share, said once above them; "" where they have several."""
    sources = set(table(view)["source"].map(words))
    return sources.pop() if len(sources) == 1 else ""


@facts.known
def _distances(view: View) -> Html:
    heads, last = ((*HEADS, SOURCE), None) if not _only_source(view) else (HEADS, -1)
    rows = [_row(view, r)[:last] for r in table(view).to_dict("records")]
    hrefs = [cell_href(view, "standings", row_id, "rank") for row_id in table(view)["row_id"]]
    return listed(view, heads, rows, caption="与前后位的差距", hrefs=hrefs, phone=ON_PHONE, far=FAR)


def _row(view: View, row: dict) -> list[object]:
    unit, gap, value = words(row["unit"]), row["distance_unit"], cell_href(view, "standings", row["row_id"], "value")
    place = "—" if is_missing(row["rank"]) else f"{whole(row['rank'])}/{whole(row['rank_total']) or '?'}"
    return [
        words(row["indicator"]),
        board.linked(_amount(row["value"], unit), value),
        place,
        climbed(row["rank_change"], cell_href(view, "standings", row["row_id"], "previous_rank")),
        words(row["next_peer"]),
        board.linked(_amount(row["distance"], gap), value),
        words(row["behind_peer"]),
        board.linked(_amount(row["lead"], gap), value),
        words(row["source"]),
    ]


def _amount(value: object, unit: str) -> str:
    if is_missing(value):
        return "—"
    number = float(value)  # type: ignore[arg-type]
    return f"{plain(number, 0 if number == int(number) else 1)}{unit}"
