"""What the leaders' pages know: metrics over the store's frames, each worked out once a version, period and unit.

What does not depend on the unit is worked out for all units at once, and a unit's part is cut from it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from catalog import dataset, judged_by
from catalog.book import book
from catalog.page import page
from metrics import (
    accountability,
    change,
    clocks,
    findings,
    forecast,
    headline,
    judged,
    livelihood,
    pending,
    rollup,
    submissions,
)
from metrics.measured import month_before
from ui import empty, released, source, then
from ui.released import before, known, reports, year_before
from ui.scope import View

# Datasets whose rows are judged against a plan and a calendar.
ASSESSED = judged_by("progress")
HISTORY = "investment_history"


def judged_from(view: View) -> dict[str, pd.DataFrame]:
    """Every dataset, and the projects' history, without which a stage that no date proves has no age."""
    return source.frames(view) | {HISTORY: source.history(view, "investment_projects")}


def judged_of(view: View) -> judged.Judged:
    """:func:`judged_from` judged as of the view's day by the book it is judged by."""
    asked = view.plain()
    return judged.Judged(lambda name: _judged(asked, name), history=True)


@known
def _judged(view: View, name: str) -> pd.DataFrame:
    if name == HISTORY:
        return source.history(view, "investment_projects")
    if name == "items":
        return livelihood.items(_judged(view, "livelihood_projects"))
    if view.department and not dataset(name).ranked:
        return judged.of_unit(_judged(replace(view, department=""), name), view.department)
    return judged.one(name, {name: source.frame(view, name)}, view.day)


def frames_before(view: View) -> dict[str, pd.DataFrame] | None:
    """Every dataset one period earlier; None where there is none."""
    earlier = before(view)
    return None if earlier is None else judged_from(earlier)


def assessed(view: View, dataset: str) -> pd.DataFrame:
    """Work targets or livelihood rows judged as of the view, with the step since the period before beside them."""
    return _assessed(view.plain(), dataset)


@known
def _assessed(view: View, dataset: str) -> pd.DataFrame:
    now, earlier = _judged(view, dataset), before(view)
    return change.since(now, now.iloc[:0] if earlier is None else _judged_then(view, earlier, dataset))


def _judged_then(view: View, earlier: View, dataset: str) -> pd.DataFrame:
    """What an earlier month judged by its own book, its rows as the view's month knows them."""
    if dataset == "items":
        return livelihood.items(_judged_then(view, earlier, "livelihood_projects"))
    return then.known(view, earlier, _judged(earlier, dataset), dataset)


def areas(view: View) -> pd.DataFrame:
    """The six works, one row each."""
    return _areas(view.plain())


@known
def _areas(view: View) -> pd.DataFrame:
    return rollup.by_area(assessed(view, "work_targets"))


def sub_areas(view: View) -> pd.DataFrame:
    """Every sub-item of the seed, with its rate a period earlier and its step."""
    return _sub_areas(view.plain())


@known
def _sub_areas(view: View) -> pd.DataFrame:
    now = rollup.by_sub_area(assessed(view, "work_targets"))
    earlier = before(view)
    if earlier is None:
        return now.assign(previous_rate=float("nan"), step=float("nan"), due_step=float("nan"), unlike="")
    return rollup.since(now, rollup.by_sub_area(_judged_then(view, earlier, "work_targets")))


def area_history(view: View) -> pd.DataFrame:
    """The gap to schedule of each work in every period of the view's year: area, period, deviation, light."""
    return _area_history(view.plain())


@known
def _area_history(view: View) -> pd.DataFrame:
    year = [p for p in source.periods(view.version, view.until) if p[:4] == view.as_of[:4] and p <= view.as_of]
    tables = [areas(replace(view, as_of=p)).assign(period=p) for p in year]
    every = pd.concat(tables, ignore_index=True)
    return every.assign(area=every["area"].map(lambda name: book().present("areas", name)))


def items(view: View) -> pd.DataFrame:
    """The livelihood items as bundles of their sub-targets."""
    return _items(view.plain())


@known
def _items(view: View) -> pd.DataFrame:
    now, earlier = livelihood.items(assessed(view, "livelihood_projects")), before(view)
    then = now.iloc[:0] if earlier is None else _judged_then(view, earlier, "items")
    return change.since(now, then, by=("category", "item"))


def why_first(view: View, lacking: str) -> str:
    """Why nothing stands before the view to hold it against, and so what is ``lacking``."""
    if source.earlier(view) is None:
        return f"这是第一期，{lacking}。"
    still = released.collecting(view)
    return f"本月还在收集，{lacking}。" if still else f"这是{view.day.year}年第一期，不与上年各期比较，{lacking}。"


def figures(view: View, page: str) -> tuple[headline.Figure, ...]:
    """The key figures of a page, the same that slides and bulletin print."""
    return _figures(view.plain(), page)


@known
def _figures(view: View, page: str) -> tuple[headline.Figure, ...]:
    now, last_year = _measured(view, page), year_before(view)
    if last_year is None:
        return headline.compared(page, now, _measured_then(view, page) or None)
    year = _measured(last_year, page)
    if before(view) is None:
        return headline.compared(page, now, year, since="year")
    return headline.beside_last_year(page, headline.compared(page, now, _measured_then(view, page) or None), now, year)


@known
def _measured(view: View, page: str) -> tuple[headline.Figure, ...]:
    """The figures, with nothing said of their change."""
    return headline.of_judged(page, judged_of(view), None, as_of=view.day)


def _measured_then(view: View, page: str) -> tuple[headline.Figure, ...]:
    """The figures of the period before, by the view's own book, as of the last day of the month before."""
    earlier, day = before(view), month_before(view.day)
    if earlier is None:
        return ()
    if earlier.day == day and source.judged_alike(view, earlier):
        return _measured(earlier, page)
    return headline.of_judged(
        page, judged.judge(then.all_known(view, earlier, judged_from(earlier)), as_of=day), None, as_of=day
    )


def printed(view: View) -> dict[str, dict[str, str]]:
    """The key figures of every page as they are printed for all units: page -> name -> text."""
    whole = replace(view, department="")
    return {page: {figure.name: figure.text for figure in figures(whole, page)} for page in headline.PAGES}


def figure_label(page: str, name: str) -> str:
    """How a key figure is called; its own name where it is no longer declared."""
    known = headline.words_of(page)
    return known[name].label if name in known else name


def figure_history(view: View, page: str) -> dict[str, list[float]]:
    """Each key figure's value in every period of the year up to the view's, by name; gaps left out, and what the newest
    cannot be held against."""
    return _figure_history(view.plain(), page)


@known
def _figure_history(view: View, page: str) -> dict[str, list[float]]:
    series: dict[str, list[headline.Figure]] = {}
    for period in source.periods(view.version, view.until):
        if period[:4] != view.as_of[:4] or period > view.as_of:
            continue
        for figure in _measured(replace(view, as_of=period), page):
            series.setdefault(figure.name, []).append(figure)
    return {name: headline.course(every) for name, every in series.items()}


def finding(view: View, page: str, tab: str = "") -> str:
    """The sentence a page, or its open ``tab``, is titled with."""
    return _finding(view.plain(), page, tab)


@known
def _finding(view: View, page: str, tab: str) -> str:
    return findings.of_judged(page, judged_of(view), as_of=view.day, tab=tab) or empty.of_page(view, page, tab)


def duties(view: View) -> pd.DataFrame:
    """Everything somebody answers for."""
    return _duties(view.plain())


@known
def _duties(view: View) -> pd.DataFrame:
    return accountability.of_judged(judged_of(view), as_of=view.day)


def red_months(view: View) -> dict[tuple[str, str], int]:
    """How many months running each duty (dataset, identity) is red, this one the last."""
    return _red_months(view.plain())


@known
def _red_months(view: View) -> dict[tuple[str, str], int]:
    return pending.red_running(
        {month: _duties_then(view, replace(view, as_of=month)) for month in reversed(months(view))}
    )


def _duties_then(view: View, earlier: View) -> pd.DataFrame:
    if source.judged_alike(view, earlier):
        return duties(earlier)
    known_then = judged.Judged(lambda name: _judged_then(view, earlier, name), history=True)
    return accountability.of_judged(known_then, as_of=earlier.day)


def forecasts(view: View, dataset: str) -> pd.DataFrame:
    """Year-end forecasts of a dataset's items, with their honest range."""
    return _forecasts(view.plain(), dataset)


@known
def _forecasts(view: View, dataset: str) -> pd.DataFrame:
    return forecast.year_end(source.history(view, dataset), as_of=view.day)


def reported(view: View) -> dict[str, Any]:
    """已报 and 应报 of the view's period: of all units, or of the view's own."""
    return _reported(view.plain())


@known
def _reported(view: View) -> dict[str, Any]:
    every = reports(replace(view, department=""))
    return submissions.counts(every[every["department"].eq(view.department)] if view.department else every)


def late(view: View) -> pd.DataFrame:
    """How many reports of each unit came late or have not come."""
    return submissions.late_counts(reports(replace(view.plain(), department="")))


def reported_words(view: View) -> str:
    """已报/应报 in words, with the units that are missing; of a view of one unit the forms it owes."""
    counts = reported(view)
    if view.department:
        return f"{view.department}本期应报{counts['forms_due']}份、已报{counts['forms_reported']}份"
    missing = counts["missing_departments"]
    tail = (
        "" if not missing else f"，缺报：{'、'.join(missing[:6])}" + (f"等{len(missing)}家" if len(missing) > 6 else "")
    )
    return f"已报/应报 {counts['reported']}/{counts['due']}家{tail}"


def curves_words(view: View, name: str) -> str:
    """By which curves rows behind the page's figures are measured that have no plan of their own; "" for none."""
    return _curves_words(view.plain(), name)


@known
def _curves_words(view: View, name: str) -> str:
    rules = page(name).rules
    every = judged_by("progress", "key_projects") if {"lights", "key_projects"} & set(rules) else ()
    told_of = page(name).datasets
    own = [dataset for dataset in every if dataset in told_of or not told_of]
    return clocks.named_curves(_judged(view, dataset) for dataset in own)


def months(view: View) -> list[str]:
    """The periods shown in trends, oldest first."""
    return [p for p in source.periods(view.version, view.until) if p <= view.as_of]
