"""The sentence each page is titled with: a number, an object, a comparison, at most 30 Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from catalog import numbers
from catalog.words.metrics import TabTitle, metric_words
from metrics import accountability, clocks, facts, judged, key_projects, lights, rollup, row_counts, tab_findings
from metrics.columns import texts

Frames = judged.Frames
LONGEST_NAME = 14
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def title(page: str, frames: Frames, previous: Frames | None = None, *, as_of: date, tab: str = "") -> str:
    """The finding of ``page`` (a name of headline.PAGES), made of the same counts as its key figures.

    The first sentence of the wording whose blanks the data can fill and that is short enough; "" where the data give
    none (:func:`about` tells what is then missing). ``tab``: the finding of that tab, where it shows something else
    than the page's.
    ``previous`` is taken so that every page function has one shape.
    """
    del previous
    return of_judged(page, judged.judge(frames, as_of=as_of), as_of=as_of, tab=tab)


def of_judged(page: str, known: judged.Judged, *, as_of: date, tab: str = "") -> str:
    """As :func:`title`, from frames that judged.judge has judged already."""
    words = metric_words().titles.get(page)
    if words is None:
        return row_counts.title(page, known)
    own = next((wording for wording in words.tabs.values() if wording.tab == tab), None)
    found = tab_findings.blanks(page, tab, known, as_of) if own else _blanks(page, known, as_of)
    return _filled((own or words).sentences, found, _always(as_of))


def about(page: str, tab: str = "") -> tuple[str, list[str], list[str]]:
    """What a page, or its ``tab``, tells of, the datasets that report it, and of which works ([]: of
    all): for the sentence where there is none."""
    words = metric_words().titles.get(page)
    if words is None:
        return (*row_counts.about(page), [])
    own = next((wording for wording in words.tabs.values() if wording.tab == tab), TabTitle(tab=tab, sentences=()))
    areas = tab_findings.with_own_clock() if own.own_clock else []
    return own.what or words.what, list(own.of or words.of), areas


def of_task(task: Mapping[Any, Any]) -> str:
    """The finding of one row of progress.assess: how far it is, and how far from its own schedule."""
    gap, rate, name = task["deviation"], task["rate"], str(task["task"])
    even = numbers.rounded(gap, 1) == 0 if gap == gap else None
    found = {
        "task": name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…",
        "rate": numbers.rate(rate) if rate == rate else None,
        "even": metric_words().title.even if even else None,
        "side": _side(gap) if even is False else None,
        "points": _size(gap) if even is False else None,
        "light": lights.rule().words[task["light"]],
    }
    return _filled(metric_words().titles["task"].sentences, found, {})


def _filled(sentences: Sequence[str], found: dict[str, Any], always: dict[str, str]) -> str:
    """The first sentence that says something the data give, in full and short enough; "" where there is none."""
    blanks = {name: text for name, text in (always | found).items() if text is not None}
    if len(blanks) <= len(always):
        return ""
    for sentence in sentences:
        wanted = re.findall(r"\{(\w+)\}", sentence)
        known = all(name in blanks for name in wanted)
        if known and length(filled := numbers.nothing_said(sentence.format(**blanks))) <= metric_words().title.longest:
            return filled
    return ""


def length(sentence: str) -> int:
    """How many Chinese characters a sentence has."""
    return len(CHINESE.findall(sentence))


def _always(as_of: date) -> dict[str, str]:
    return {"time": numbers.rate(clocks.time_rate(as_of))}


def _blanks(page: str, known: judged.Judged, as_of: date) -> dict[str, Any]:
    """Every number a title of the page may need, as printed; None where the data do not give it."""
    measured = facts.PAGES[page](known, as_of)
    makers = {"overview": _overview, "work_areas": _work, "livelihood": _items, "investment": _projects}
    makers |= {"key_projects": _invested, "campaigns": _campaigns, "accountability": _duties, "standing": _places}
    return makers[page](known, measured, as_of)


def _count(measured: facts.Measured, blank: str | None = None) -> Any:
    """The figure itself, or one of the numbers beside it; None where the figure is unknown."""
    if measured.value is None or measured.value != measured.value:
        return None
    return measured.blanks[blank] if blank else numbers.plain(measured.value)


def _overview(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    del as_of
    tasks, items = measured["tasks_on_time"], measured["items_on_time"]
    live = int(texts(known["investment_projects"], "stage").astype(bool).sum()) or None
    return {
        **_behind_area(known),
        "red": _count(measured["red_items"]),
        "on_time": _count(tasks),
        "judged": _count(tasks, "whole"),
        "items_ok": _count(items),
        "items": _count(items, "whole"),
        "live": live,
        "duties": _count(measured["red_items"], "n"),
    }


def _work(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    del as_of
    tasks = measured["tasks_on_time"]
    found = {"on_time": _count(tasks), "judged": _count(tasks, "whole"), "late": _count(measured["tasks_behind"])}
    return {**_behind_area(known), **found}


def _behind_area(known: judged.Judged) -> dict[str, Any]:
    """The work furthest behind, where one is behind at all as printed."""
    areas = rollup.by_area(known["work_targets"])
    behind = areas[areas["deviation"].notna() & areas["light"].isin(["behind", "warning"])]
    if behind.empty:
        return {"behind_area": None, "behind_points": None}
    worst = behind.iloc[int(behind["deviation"].argmin())]
    return {"behind_area": worst["area"], "behind_points": _size(worst["deviation"])}


def _items(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    del as_of
    items = known["items"][known["items"]["counted"]]
    on_time = (measured[name] for name in ("items_on_track", "items_done"))
    ok = sum(m.value or 0 for m in on_time)
    late = items[items["light"].eq("behind") & items["deviation"].notna()]
    worst = late.iloc[int(late["deviation"].argmin())] if len(late) else None
    return {
        "items": len(items) or None,
        "items_ok": int(ok) if len(items) else None,
        "items_late": _count(measured["items_behind"]),
        "items_silent": _count(measured["items_silent"]),
        "worst_item": None if worst is None else worst["item"],
        "worst_points": None if worst is None else _size(worst["deviation"]),
    }


def _projects(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    del known, as_of
    names = {"live": "live_projects", "over": "projects_over_limit", "signed": "signed_projects"}
    return {blank: _count(measured[name]) for blank, name in names.items()}


def _invested(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    del as_of
    projects = known["key_projects"]
    late = int((texts(projects, "light") == "behind").sum()) if len(projects) else None
    rate = measured["investment_rate"].value
    found: dict[str, Any] = {"projects": len(projects) or None, "invest_late": late}
    found["invest_rate"] = numbers.rate(rate) if rate == rate else None
    gaps = {name: measured[f"above_{name}"].value for name in ("plan", "calendar")}
    gaps["plan"] = gaps["plan"] if _all_planned(measured) else None
    gaps["due"] = _gap_to_curves(projects)
    for name, gap in gaps.items():
        known_gap = gap is not None and gap == gap
        found[f"{name}_side"] = _side(gap) if known_gap and gap is not None else None
        found[f"{name}_points"] = _size(gap) if known_gap and gap is not None else None
    return found


def _gap_to_curves(projects: pd.DataFrame) -> float | None:
    """By how many percentage points the investment is ahead of what plans and curves ask; None without a curve."""
    if not (texts(projects, "time_rule") == "curve").any():
        return None
    every = key_projects.total(projects)
    return float(100 * (every["rate"] - every["due_rate"]))


def _all_planned(measured: facts.Facts) -> bool:
    """Every project behind the rate gives a plan to date, so that rate and gap speak of the same ones."""
    return measured["above_plan"].blanks["planned"] == measured["investment_rate"].blanks["measurable"]


def _campaigns(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    del as_of
    issues, fixed, score = (measured[name] for name in ("issues_closed", "items_fixed", "review_score"))
    return {
        "closed": _count(issues),
        "issues": _count(issues, "whole"),
        "issues_late": _count(measured["issues_overdue"]),
        "fixed": _count(fixed),
        "fixes": _count(fixed, "whole"),
        "signed_off": _count(measured["items_closed"]),
        "reviewed": len(known["public_reviews"]) or None,
        "best_score": None if score.value is None else numbers.plain(score.value, 2),
    }


def _duties(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    red, rate = measured["red_items"], measured["on_time_rate"].value
    every = accountability.of_judged(known, as_of=as_of)
    units = pd.Series(texts(every, "department")[texts(every, "light") == "behind"]).dropna().value_counts()
    some = red.value is not None and red.value > 0
    first = units.index[0] if len(units) > 1 and units.iloc[0] > units.iloc[1] else None
    return {
        "duties": len(every) or None,
        "duties_silent": int((texts(every, "light") == "no_report").sum()) or None,
        "duties_red": _count(red) if some else None,
        "red_units": _count(red, "units") if some else None,
        "most_red_unit": first,
        "most_red": None if first is None else int(units.iloc[0]),
        "duties_rate": None if rate is None else numbers.rate(rate),
    }


def _places(known: judged.Judged, measured: facts.Facts, as_of: date) -> dict[str, Any]:
    del known, as_of
    up, best = measured["indicators_up"], measured["best_rank"]
    found = {"up": _count(up), "down": _count(up, "down"), "indicators": _count(up, "whole")}
    return {**found, "best_rank": _count(best), "best_indicator": _count(best, "indicator")}


def _size(deviation: float) -> str:
    """A deviation without its sign, as printed."""
    return numbers.plain(abs(deviation), 1)


def _side(deviation: float) -> str:
    words = metric_words().title
    return words.above if deviation >= 0 else words.below
