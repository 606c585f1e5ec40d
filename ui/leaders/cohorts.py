"""批次和资金: signing-year cohorts with each kind of money by itself, and why projects stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from charts import cohorts as cohort_bars
from charts.wording import is_missing, money, percent
from metrics import pipeline
from ui import board, facts, parts, source
from ui.leaders.investment import DATASET
from ui.leaders.items import words
from ui.leaders.listing import listed
from ui.markup import Html
from ui.scope import View
from ui.trace_link import group_href


@parts.piece
def courses(view: View) -> None:
    """Of the projects signed in a year: how many registered, started, produce."""
    line = parts.section("签约年度批次", "签约→注册→开工→投产，占当年签约个数")
    table = pipeline.cohorts(source.frame(view, DATASET), as_of=view.day)
    if table.empty:
        parts.nothing("没有写明签约时间的项目。")
        return
    alt = "；".join(
        f"{r.cohort}年签约{r.n_signed}个，注册{r.n_registered}，开工{r.n_started}，投产{r.n_producing}"
        for r in table.itertuples()
    )
    height = parts.picture_height(view, 80 + 62 * len(table), 90 + 74 * len(table))
    counted = (("签约", "n_signed"), ("注册", "n_registered"), ("开工", "n_started"), ("投产", "n_producing"))
    data = {"签约年度": table["cohort"], **{title: table[name] for title, name in counted}}
    hrefs = {
        f"href_{step}": [group_href(view, "projects", step, cohort=cohort) for cohort in table["cohort"]]
        for step in ("signed", "registered", "started", "producing")
    }
    figure = cohort_bars.cohorts(table.assign(**hrefs), view.look, height=height)
    parts.chart(figure, alt=alt, name="签约年度批次", table=data, line=line)


def money_apart(view: View) -> None:
    """Intended, contracted and paid in, never added to each other, each with the number of projects that give it."""
    parts.section(
        "三种资金分开看", "拟投、合同、到位各自合计，不相加；括号内为填报个数；到位率只算合同和到位都填报的项目"
    )
    board.draw(_money(view), view.look, key="cohorts-money_apart")


@facts.known
def _money(view: View) -> Html:
    table = pipeline.cohorts(source.frame(view, DATASET), as_of=view.day)
    heads = board.heads("签约年度 签约> 拟投资额> 合同投资额> 到位资金> 到位率> 签约到开工（天）> 终止>")
    rows = [_cohort(r, partial(group_href, view, "projects", cohort=r.cohort)) for r in table.itertuples()]
    return listed(view, heads, rows, caption="各批次资金", phone=(0, 1, 3, 5))


def _cohort(r: Any, href: Callable[[str], str]) -> list[object]:
    said = {
        "signed": f"{r.n_signed}个",
        "signed_intended": _sum(r.intended, r.n_intended),
        "signed_contract": _sum(r.contract, r.n_contract),
        "signed_paid_in": _sum(r.paid_in, r.n_paid_in),
        "paid_in_rate": percent(r.paid_in_rate),
        "days_to_start": "" if is_missing(r.days_to_start) else f"{r.days_to_start:.0f}",
        "signed_stopped": f"{r.n_stopped}个",
    }
    name = f"{r.cohort}年" if str(r.cohort).isdigit() else r.cohort
    return [name, *(board.linked(text, href(measure)) for measure, text in said.items())]


def _sum(amount: object, n: int) -> str:
    return f"{money(amount)}（{n}）" if n else "—"


def stop_reasons(view: View) -> None:
    """Why projects stopped, the most frequent first."""
    parts.section("终止原因", "未写原因的单列")
    board.draw(_stops(view), view.look, key="cohorts-stop_reasons")


@facts.known
def _stops(view: View) -> Html:
    table = pipeline.stop_reasons(source.frame(view, DATASET))
    heads = board.heads("原因 个数> 拟投资额> 项目")
    rows = [
        _stop(r, partial(group_href, view, "projects", stage="stopped", reason=r.reason)) for r in table.itertuples()
    ]
    return listed(view, heads, rows, caption="终止原因", phone=(0, 1, 2))


def _stop(r: Any, href: Callable[[str], str]) -> list[object]:
    amount = "" if is_missing(r.intended) else money(r.intended)
    counted = board.linked(f"{r.n}个", href("n"))
    return [words(r.reason), counted, board.linked(amount, href("intended")), "、".join(r.projects)]
