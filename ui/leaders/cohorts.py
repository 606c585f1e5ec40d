"""批次和资金: signing-year cohorts with each kind of money by itself, and why projects stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from catalog.numbers import rate as percent
from catalog.text import is_missing
from charts import cohorts as cohort_bars
from metrics import pipeline
from ui import board, facts, parts, source
from ui.leaders.investment import DATASET
from ui.leaders.items import words
from ui.leaders.listing import in_one_unit, listed
from ui.markup import Html
from ui.scope import View
from ui.trace_link import group_href


@parts.piece
def courses(view: View) -> None:
    """Of the projects signed in a year: how many registered, started, produce."""
    line = parts.section("签约年度批次", "签约→注册→开工→投产，占当年签约个数")
    table = pipeline.cohorts(source.frame(view, DATASET), as_of=view.day)
    if table.empty:
        parts.unreported(view, "招商项目", DATASET, lacking="签约时间")
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
    kinds = (("拟投资额", "intended"), ("合同投资额", "contract"), ("到位资金", "paid_in"))
    sums = [in_one_unit(title, table[name]) for title, name in kinds]
    heads = [*board.heads("签约年度 签约>"), *(h for h, _ in sums), *board.heads("到位率> 签约到开工（天）> 终止>")]
    rows = [
        _cohort(r, said, partial(group_href, view, "projects", cohort=r.cohort))
        for r, said in zip(table.itertuples(), zip(*(column for _, column in sums), strict=True), strict=True)
    ]
    return listed(view, heads, rows, caption="各批次资金", phone=(0, 1, 3, 5))


def _cohort(r: Any, sums: tuple[str, ...], href: Callable[[str], str]) -> list[object]:
    said = {
        "signed": f"{r.n_signed}个",
        "signed_intended": _sum(sums[0], r.n_intended),
        "signed_contract": _sum(sums[1], r.n_contract),
        "signed_paid_in": _sum(sums[2], r.n_paid_in),
        "paid_in_rate": percent(r.paid_in_rate),
        "days_to_start": "" if is_missing(r.days_to_start) else f"{r.days_to_start:.0f}",
        "signed_stopped": f"{r.n_stopped}个",
    }
    name = f"{r.cohort}年" if str(r.cohort).isdigit() else r.cohort
    return [name, *(board.linked(text, href(measure)) for measure, text in said.items())]


def _sum(amount: str, n: int) -> str:
    return f"{amount}（{n}）" if n else "—"


def stop_reasons(view: View) -> None:
    """Why projects stopped, the most frequent first."""
    parts.section("终止原因", "未写原因的单列")
    board.draw(_stops(view), view.look, key="cohorts-stop_reasons")


@facts.known
def _stops(view: View) -> Html:
    table = pipeline.stop_reasons(source.frame(view, DATASET))
    head, sums = in_one_unit("拟投资额", table["intended"])
    heads = [*board.heads("原因 个数>"), head, *board.heads("项目")]
    rows = [
        _stop(r, said, partial(group_href, view, "projects", stage="stopped", reason=r.reason))
        for r, said in zip(table.itertuples(), sums, strict=True)
    ]
    return listed(view, heads, rows, caption="终止原因", phone=(0, 1, 2))


def _stop(r: Any, amount: str, href: Callable[[str], str]) -> list[object]:
    counted = board.linked(f"{r.n}个", href("n"))
    return [words(r.reason), counted, board.linked(amount, href("intended")), "、".join(r.projects)]
