"""Key projects: investment done against plan and calendar, starts counted three ways, packages both ways, by site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.book.rules import KeyProjects
from metrics import evidence, lights, progress
from metrics.columns import Flags, Floats, Texts, chosen, days, looked_up, matching, numbers, texts
from metrics.numbers import points_apart, ratio

AS_TARGETS = {"annual_plan": "target_value", "completed_ytd": "actual_value", "period_plan": "period_target"}
ADDED = [*progress.ADDED, "plan_to_date_rate", "total_rate", "site_group", "site_group_word", "site_order"]
MONEY = ("total_investment", "annual_plan", "period_plan", "completed_ytd", "completed_since_start")


def rule() -> KeyProjects:
    """The rule of the key projects: groups of sites, words that tell a start and a completion."""
    return book().rules.key_projects


def assess(frame: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``frame`` (key_projects) judged on this year's investment, with the columns of progress.assess and a few more.

    ``rate`` = completed_ytd ÷ annual_plan (else the reported rate), ``plan_rate`` = period_plan ÷ annual_plan. Adds
    besides ``plan_to_date_rate`` = completed_ytd ÷ period_plan, ``total_rate`` = completed_since_start ÷
    total_investment, ``site_group`` parks | space | platforms | factors | other with ``site_group_word``, and
    ``site_order`` (the seed's). The calendar is months ÷ 12 for every project, as the bulletins have it. A project
    whose completion date is reached is overdue unless it is finished. Money is a volume, however a project is called.
    """
    finished = completed(frame)
    status = chosen([finished], ["done"])
    named = frame.rename(columns=AS_TARGETS).assign(status=pd.array(status, dtype="str"), measure="cumulative")
    judged = progress.assess(named, as_of=as_of, own_clock=False)
    places = _places()
    site = texts(frame, "site")
    group = np.array([places.get(s, ("other", len(places)))[0] for s in site], dtype=object)
    words = {g.name: g.word for g in rule().groups} | {"other": rule().other}
    added = {name: judged[name].array for name in progress.ADDED} | {
        "plan_to_date_rate": ratio(numbers(frame, "completed_ytd"), numbers(frame, "period_plan")),
        "total_rate": ratio(numbers(frame, "completed_since_start"), numbers(frame, "total_investment")),
        "site_group": group,
        "site_group_word": looked_up(group, words, ""),
        "site_order": np.array([places.get(s, ("other", len(places)))[1] for s in site], dtype="float64"),
    }
    return progress.with_columns(frame, added, ADDED)


def by_site(assessed: pd.DataFrame) -> pd.DataFrame:
    """One row per declared site, also empty ones, then sites typed otherwise; sums in 10,000 yuan.

    Columns: ``site_group``, ``site_group_word``, ``site``, ``n``, ``n_measurable``, the sums ``total_investment
    annual_plan period_plan completed_ytd completed_since_start``; ``rate``, ``due_rate``, ``time_rate`` from the sums
    of the measurable ones; ``plan_to_date_rate`` over those that give a plan to date; ``deviation``,
    ``deviation_calendar`` (percentage points), ``light``, ``n_behind``, ``n_warning``.
    """
    site, group, columns = texts(assessed, "site"), texts(assessed, "site_group"), _columns(assessed)
    declared_sites = [(place[0], name) for name, place in _places().items()]
    keys = dict.fromkeys([*declared_sites, *zip(group, site, strict=True)])
    rows = [
        {"site_group": g, "site_group_word": _group_word(g), "site": s} | _sums(columns, (group == g) & (site == s))
        for g, s in keys
    ]
    return _with_lights(pd.DataFrame(rows))


def by_group(assessed: pd.DataFrame) -> pd.DataFrame:
    """As :func:`by_site`, one row per group of sites, without ``site``; the declared groups always, "other" if any."""
    group, columns = texts(assessed, "site_group"), _columns(assessed)
    names = dict.fromkeys([*(g.name for g in rule().groups), *group])
    rows = [{"site_group": g, "site_group_word": _group_word(g)} | _sums(columns, group == g) for g in names]
    return _with_lights(pd.DataFrame(rows))


def total(assessed: pd.DataFrame) -> dict[str, Any]:
    """All projects as one: the sums and rates of :func:`by_site`, and those that give a plan to date by themselves.

    ``n_planned``, ``planned_rate`` and ``planned_due``: rate and due rate over the ``n_planned`` projects with a plan.
    """
    every, known = np.ones(len(assessed), dtype=bool), _planned(assessed)
    plan, rate = numbers(assessed, "annual_plan"), assessed["rate"].to_numpy()
    pairs = {"planned_rate": rate, "planned_due": assessed["plan_rate"].to_numpy()}
    planned = {name: _weighted(values, plan, known) for name, values in pairs.items()}
    return {**_sums(_columns(assessed), every), **planned, "n_planned": int(known.sum())}


def rests(assessed: pd.DataFrame, against: str = "") -> tuple[evidence.Rows, ...]:
    """What the rate of :func:`total` rests on, or its gap to ``plan`` or ``calendar``: done, less due, over plan."""
    columns, whose = _columns(assessed), {"dataset": "key_projects"}
    mine, plan = _planned(assessed) if against == "plan" else columns["measured"], columns["annual_plan"]
    done = evidence.added(assessed, columns["rate"] * plan, mine, **whose)
    below = evidence.below(assessed, plan, mine, **whose, by="annual_plan")
    if against == "plan":
        due = evidence.added(assessed, -assessed["plan_rate"].to_numpy() * plan, mine, **whose, by="period_plan")
        return done, due, below
    if against == "calendar":
        due = evidence.added(assessed, -columns["time_rate"] * plan, mine, **whose, by="annual_plan")
        return done, replace(due, whole=below.whole)
    return done, below


def starts(frame: pd.DataFrame, *, as_of: date) -> dict[str, Any]:
    """Starts of the year counted three ways, and completions; a rate over nothing is NaN.

    ``planned`` (start_date within the year), ``due`` (by ``as_of``), ``started`` (of the planned ones, by investment
    done or by the report's words), ``early`` (of these: not yet due), ``missed`` (due and not started);
    ``rate_of_due`` = started ÷ due, ``rate_on_plan`` = (started − early) ÷ due, ``rate_of_year`` = started ÷ planned;
    ``completions_planned``, ``completions_due`` (deadline by ``as_of``), ``completed`` (of the planned ones).
    """
    n = {name: int(mine.sum()) for name, mine in start_flags(frame, as_of=as_of).items()}
    rates = {"rate_of_due": _share(n["started"], n["due"]), "rate_of_year": _share(n["started"], n["planned"])}
    return {**n, **rates, "rate_on_plan": _share(n["started"] - n["early"], n["due"])}


def start_flags(frame: pd.DataFrame, *, as_of: date) -> dict[str, Flags]:
    """Which projects each count of :func:`starts` counts; besides ``in_time``: started and not early."""
    today, first = np.datetime64(as_of), np.datetime64(f"{as_of.year}-01-01")
    last = np.datetime64(f"{as_of.year}-12-31")
    start, end, running = days(frame, "start_date"), days(frame, "deadline"), _begun(frame)
    planned, ending = (start >= first) & (start <= last), (end >= first) & (end <= last)
    due, early = planned & (start <= today), planned & (start > today) & running
    counts = {"planned": planned, "due": due, "started": planned & running, "early": early, "missed": due & ~running}
    ends = {"completions_planned": ending, "completions_due": ending & (end <= today)}
    return {**counts, "in_time": due & running, **ends, "completed": ending & completed(frame)}


def packages(frame: pd.DataFrame) -> dict[str, int]:
    """Both counts: ``packed`` (a package counts once), ``split`` (every project), ``packages`` (how many there are)."""
    named = [p for p in texts(frame, "package") if p]
    several = len(set(named))
    return {"packed": several + len(frame) - len(named), "split": len(frame), "packages": several}


def completed(frame: pd.DataFrame) -> Flags:
    """Finished by the report's words, or by all of the total investment being done."""
    spent = numbers(frame, "completed_since_start") >= numbers(frame, "total_investment")
    return matching(texts(frame, "progress_text"), "|".join(rule().finished_words)) | spent


def _planned(assessed: pd.DataFrame) -> Flags:
    """Reported, with a rate, a plan for the year and a plan to date."""
    known = (assessed["time_rule"] == "plan").to_numpy() & ~np.isnan(assessed["rate"].to_numpy())
    return known & (numbers(assessed, "annual_plan") > 0) & (texts(assessed, "light") != "no_report")


def _begun(frame: pd.DataFrame) -> Flags:
    said = texts(frame, "progress_text")
    idle, running = (matching(said, "|".join(getattr(rule(), name))) for name in ("idle_words", "begun_words"))
    spent = (numbers(frame, "completed_ytd") > 0) | (numbers(frame, "completed_since_start") > 0)
    return ~idle & (running | spent)


def _places() -> dict[Any, tuple[str, int]]:
    """Every declared site: its group and its place in the seed's order."""
    named = {name: getattr(book().vocabulary, name) for name in ("platforms", "factors")}
    lists = book().site_groups() | {name: list(sites) for name, sites in named.items()}
    names = [(site, group.name) for group in rule().groups for part in group.lists for site in lists.get(part, [])]
    return {site: (group, i) for i, (site, group) in enumerate(names)}


def _group_word(group: str) -> str:
    return {g.name: g.word for g in rule().groups}.get(group, rule().other)


def _columns(assessed: pd.DataFrame) -> dict[str, np.ndarray]:
    names = ("rate", "due_rate", "time_rate", "plan_to_date_rate", *MONEY)
    found: dict[str, np.ndarray] = {name: numbers(assessed, name) for name in names}
    found["light"] = texts(assessed, "light")
    known = ~np.isnan(found["rate"]) & (found["light"] != "no_report") & (found["annual_plan"] > 0)
    return found | {"measured": known, "dated": known & (found["period_plan"] > 0)}


def _sums(columns: dict[str, np.ndarray], mine: Flags) -> dict[str, Any]:
    measured, plan = mine & columns["measured"], columns["annual_plan"]
    sums = {name: _total(columns[name][mine]) for name in MONEY}
    rates = {name: _weighted(columns[name], plan, measured) for name in ("rate", "due_rate", "time_rate")}
    to_date = _weighted(columns["plan_to_date_rate"], columns["period_plan"], mine & columns["dated"])
    counts = {f"n_{name}": int((mine & (columns["light"] == name)).sum()) for name in lights.rule().pressing}
    sizes = {"n": int(mine.sum()), "n_measurable": int(measured.sum())}
    return {**sizes, **sums, **rates, "plan_to_date_rate": to_date, **counts}


def _with_lights(table: pd.DataFrame) -> pd.DataFrame:
    deviation = points_apart(table["rate"].to_numpy(), table["due_rate"].to_numpy())
    calendar = points_apart(table["rate"].to_numpy(), table["time_rate"].to_numpy())
    light: Texts = lights.of_deviation(deviation)
    return table.assign(deviation=deviation, deviation_calendar=calendar, light=pd.array(light, dtype="str"))


def _weighted(rates: Floats, weights: Floats, mine: Flags) -> float:
    return float((rates[mine] * weights[mine]).sum() / weights[mine].sum()) if mine.any() else float("nan")


def _total(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.sum()) if len(known) else float("nan")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
