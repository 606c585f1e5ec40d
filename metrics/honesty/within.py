"""Checks of one report by itself: words against numbers, parts against wholes, dates in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from catalog import dataset
from catalog.book import book
from catalog.numbers import points, rate, rounded
from catalog.words.book import book_words
from metrics import held, printed, succession
from metrics.columns import Flags, Floats, days, numbers, one_of, places, texts
from metrics.honesty.findings import Finding, rule
from metrics.numbers import ratio
from metrics.promised import LISTED


def findings(frame: pd.DataFrame, name: str) -> list[Finding]:
    """Everything the rules find in one frame of the dataset ``name``."""
    checks = (_early_words, _without_date, _below_target, _carried_over, _rate_differs, _above, _dates, _off_the_list)
    return [found for check in checks for found in check(frame, name)]


def completion(frame: pd.DataFrame) -> Floats:
    """Computed completion (actual ÷ target, or this year's investment ÷ plan), else the reported one."""
    computed = ratio(numbers(frame, "actual_value"), numbers(frame, "target_value"))
    invested = ratio(numbers(frame, "completed_ytd"), numbers(frame, "annual_plan"))
    computed = np.where(np.isnan(computed), invested, computed)
    return np.where(np.isnan(computed), numbers(frame, "completion_rate"), computed)


def finished(frame: pd.DataFrame, name: str) -> Flags:
    """Rows whose reported status says they are finished."""
    return one_of(texts(frame, "status"), rule(name).finished)


def _early_words(frame: pd.DataFrame, name: str) -> Iterator[Finding]:
    thresholds = book().rules.honesty
    early, ends = ("|".join(map(re.escape, getattr(thresholds, key))) for key in ("early_words", "early_ends"))
    share = completion(frame)
    claims = (share >= thresholds.done_rate) | finished(frame, name)
    for i in places(claims):
        said = texts(frame, "progress_text")[i] or ""
        words = re.search(early, said)
        if words and not re.search(ends, said):
            yield Finding(i, "done_but_early_words", "progress_text", new=said, blanks=_told(share[i], words[0]))


def _told(share: float, words: str) -> dict[str, str]:
    return {"rate": rate(share), "words": words}


def _without_date(frame: pd.DataFrame, name: str) -> Iterator[Finding]:
    field = rule(name).finish_date
    if field:
        lacking = finished(frame, name) & np.isnat(days(frame, field))
        yield from (Finding(i, "done_without_date", field) for i in places(lacking))


def _below_target(frame: pd.DataFrame, name: str) -> Iterator[Finding]:
    share = completion(frame)
    for i in places(finished(frame, name) & (share < 1)):
        yield Finding(i, "done_below_target", "status", new=rate(share[i]), blanks={"rate": rate(share[i])})


def _carried_over(frame: pd.DataFrame, name: str) -> Iterator[Finding]:  # noqa: ARG001 - every check has one shape
    pattern = re.compile("|".join(map(re.escape, book().rules.honesty.carried_over_words)))
    said = texts(frame, "progress_text")
    found = ((i, pattern.search(text)) for i, text in enumerate(said) if text)
    yield from (Finding(i, "carried_over", "progress_text", blanks={"words": hit[0]}) for i, hit in found if hit)


def _rate_differs(frame: pd.DataFrame, name: str) -> Iterator[Finding]:  # noqa: ARG001 - every check has one shape
    reported = numbers(frame, "completion_rate")
    computed = np.where(np.isnan(reported), np.nan, completion(frame.drop(columns="completion_rate", errors="ignore")))
    apart = np.abs(reported - computed)
    for i in places(apart > book().rules.honesty.rate_tolerance):
        gap = points(abs(rounded(100 * apart[i], 1))).lstrip("+")
        old, new = rate(reported[i]), rate(computed[i])
        yield Finding(i, "rate_differs", "completion_rate", old=old, new=new, blanks={"gap": gap})


def _above(frame: pd.DataFrame, name: str) -> Iterator[Finding]:
    for part, whole in rule(name).above:
        parts, wholes = numbers(frame, part), numbers(frame, whole)
        for i in places(parts > wholes):
            old, new = printed.value(name, whole, wholes[i]), printed.value(name, part, parts[i])
            yield Finding(i, "part_above_whole", part, old, new, {"whole": printed.label(name, whole)})


def _dates(frame: pd.DataFrame, name: str) -> Iterator[Finding]:
    for earlier, later in rule(name).dates:
        first, then = days(frame, earlier), days(frame, later)
        for i in places(then < first):
            old, new = printed.value(name, earlier, first[i]), printed.value(name, later, then[i])
            yield Finding(i, "dates_out_of_order", later, old, new, {"earlier": printed.label(name, earlier)})


def _off_the_list(frame: pd.DataFrame, name: str) -> Iterator[Finding]:
    """What the book says otherwise: the row went into others, the approved target or weight counts; and names that the
    year's list does not know."""
    into = succession.gone(frame, name)
    for i, one in enumerate(into):
        if one is not None:
            yield Finding(i, f"gone_{one.kind}", dataset(name).named_by, blanks={"into": _several(one.after)})
    if name not in LISTED:
        return
    places_of = {row_id: i for i, row_id in enumerate(texts(frame, "row_id"))}
    for row in held.departures(frame).to_dict("records"):
        i, blanks = places_of[row["row_id"]], {"paper": row["paper"]}
        code = "target_departs_by_paper" if row["paper"] else "target_departs"
        yield Finding(i, code, row["field"], row["approved"], row["typed"], blanks)
    unknown = held.unlisted(frame) & np.array([one is None for one in into], dtype=bool)
    yield from (Finding(i, "not_listed", LISTED[name]) for i in places(unknown))


def _several(names: Iterable[str]) -> str:
    return book_words().workbook.separator.join(names)
