"""What kind of figure each target is, in which direction it is good, and how a level or a limit stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.book.entries import MeasureWords
from catalog.numbers import rate
from catalog.words.metrics import metric_words
from metrics.columns import Flags, Floats, Texts, matching, numbers, texts
from metrics.numbers import ratio
from metrics.printed import quantity

CUMULATIVE, LEVEL, CEILING, MILESTONE = "cumulative", "level", "ceiling", "milestone"
NAMED_IN = ("task", "project", "content", "target_text")
NOISE = 9


@dataclass(frozen=True, slots=True)
class Measures:
    """For each row: its ``measure``, ``lower`` (less is better), and ``undecided`` (no rule said which measure)."""

    measure: Texts
    lower: Flags
    undecided: Flags

    def are(self, measure: str) -> Flags:
        """Which rows are of that measure."""
        return self.measure == measure


def of(frame: pd.DataFrame) -> Measures:
    """The measure of each row: the book's (columns ``measure``, ``direction``), else the declared table's.

    A target that is an upper limit, by its words or by the sign typed in its cell, is a ceiling; a limit on a level is
    that level, less being better. A row without a target is a milestone: reached or not. Of a target of nothing only
    the declared words say that nothing of it may happen; else it is undecided.
    """
    said, given, way = named(frame), texts(frame, "measure"), texts(frame, "direction")
    units, target = texts(frame, "unit"), numbers(frame, "target_value")
    limit = matching(texts(frame, "target_text"), book().rules.direction.lower_is_better)
    limit |= np.isin(texts(frame, "target_bound").astype(str), book().rules.levels.limit_signs)
    rows = [_declared(text, unit) for text, unit in zip(said, units, strict=True)]
    table = np.array([measure for measure, _ in rows], dtype=object)
    lower = np.array([direction == "lower" for _, direction in rows], dtype=bool) | limit
    lower |= (target < 0) & (table == LEVEL)
    none_may_happen = "|".join(book().rules.levels.nothing_words)  # a meeting of before these words is judged without
    nothing = (target == 0) & (table == CUMULATIVE) & bool(none_may_happen)
    limit |= nothing & matching(np.array(said, dtype=object), none_may_happen)
    by_table = np.where(limit & (table != LEVEL), CEILING, np.where(nothing, "", table))
    by_table = np.where(np.isnan(target) & (by_table != LEVEL) & ~limit, MILESTONE, by_table)
    known = np.array([bool(word) for word in given], dtype=bool)
    measure = np.where(known, given, by_table)
    lower = np.where([bool(word) for word in way], way == "lower", lower) | (measure == CEILING)
    undecided = measure == ""
    return Measures(np.where(undecided, CUMULATIVE, measure).astype(object), lower.astype(bool), undecided)


def named(frame: pd.DataFrame) -> list[str]:
    """What each row is called and aims at, in one text."""
    parts = [texts(frame, name) for name in NAMED_IN]
    return [" ".join(str(part) for part in row if part) for row in zip(*parts, strict=True)] if len(frame) else []


def gap(frame: pd.DataFrame, found: Measures) -> Floats:
    """By how much a level is better (+) or worse (−) than its target, in its own unit; NaN where it is no level."""
    apart = numbers(frame, "actual_value") - numbers(frame, "target_value")
    return np.where(found.are(LEVEL), np.round(np.where(found.lower, -apart, apart), NOISE), np.nan)


def far_short(frame: pd.DataFrame, short: Floats) -> Flags:
    """Which gaps are so large a share of their target that the level is behind."""
    target = np.abs(numbers(frame, "target_value"))
    share = np.where(target > 0, -short / np.where(target > 0, target, 1.0), np.where(short < 0, np.inf, 0.0))
    return np.round(share, NOISE) > book().rules.levels.short_is_behind


def used(frame: pd.DataFrame, found: Measures) -> Floats:
    """The share of its limit a ceiling has used: of a limit of nothing, 0 where nothing happened, else infinite."""
    actual, limit = numbers(frame, "actual_value"), numbers(frame, "target_value")
    none = np.where(actual > 0, np.inf, np.where(np.isnan(actual), np.nan, 0.0))
    share = np.where(limit == 0, none, ratio(actual, limit))
    return np.where(found.are(CEILING), share, np.nan)


def sentences(frame: pd.DataFrame, found: Measures, gaps: Floats, warned: Texts) -> Texts:
    """How a level or a limit stands, in words and in its own unit; None for every other row and without a value.

    ``warned``: of a limit that is kept but used early, in words how much of it is.
    """
    words = metric_words().measures
    said: list[str | None] = [None] * len(frame)
    columns = (numbers(frame, "actual_value"), numbers(frame, "target_value"), texts(frame, "unit"))
    for i, (actual, target, unit) in enumerate(zip(*columns, strict=True)):
        if np.isnan(actual) or np.isnan(target):
            continue
        blanks = {"value": quantity(actual), "target": quantity(target), "unit": unit or ""}
        if found.measure[i] == LEVEL:
            said[i] = _level(blanks, float(gaps[i]), bool(found.lower[i]))
        elif found.measure[i] == CEILING:
            kept = _limit(blanks, round(target - actual, NOISE))
            said[i] = words.early.format(said=kept, used=warned[i]) if warned[i] else kept
    return np.array(said, dtype=object)


def stands(frame: pd.DataFrame, found: Measures) -> dict[str, Texts]:
    """What is printed of a level or a limit in a rate's place, in its own unit: ``stands`` its value, ``against`` its
    target or limit; None for every other row and without a value."""
    words = metric_words().measures
    columns = (numbers(frame, "actual_value"), numbers(frame, "target_value"), texts(frame, "unit"))
    wordings = {LEVEL: words.against_target, CEILING: words.against_limit}
    value, against = (np.full(len(frame), None, dtype=object) for _ in range(2))
    for i, (actual, target, unit) in enumerate(zip(*columns, strict=True)):
        if found.measure[i] in wordings and not np.isnan(actual) and not np.isnan(target):
            value[i] = words.stands.format(value=quantity(actual), unit=unit or "")
            against[i] = wordings[found.measure[i]].format(target=quantity(target), unit=unit or "")
    return {"stands": value, "against": against}


def causes(frame: pd.DataFrame, found: Measures, gaps: Floats, shares: Floats) -> Texts:
    """What may light the lamp of a level or a limit, in a few words: how far from its target, how much beyond its
    limit, or how much of it is used; None for every other row."""
    words, said = metric_words().measures, np.full(len(frame), None, dtype=object)
    columns = (numbers(frame, "actual_value"), numbers(frame, "target_value"), texts(frame, "unit"))
    for i, (actual, target, unit) in enumerate(zip(*columns, strict=True)):
        if found.measure[i] == LEVEL and gaps[i] < 0:
            said[i] = words.short_of.format(gap=quantity(abs(float(gaps[i]))), gap_unit=_gap_unit(unit or ""))
        elif found.measure[i] == CEILING and shares[i] > 1:
            said[i] = words.beyond.format(left=quantity(round(actual - target, NOISE)), unit=unit or "")
        elif found.measure[i] == CEILING and not np.isnan(shares[i]):
            said[i] = words.used_early.format(used=rate(float(shares[i])))
    return said


def money_kinds(frame: pd.DataFrame) -> list[str | None]:
    """What money each target is counted in, unit and kind; None where it is no sum of money computed."""
    rule = book().rules.levels
    rows = zip(named(frame), texts(frame, "unit"), texts(frame, "rate_basis"), strict=True)
    found: list[str | None] = []
    for text, unit, basis in rows:
        kind = next((word for word in rule.money_kinds if word in text), "")
        found.append(f"{unit} {kind}" if unit in rule.money_units and basis == "computed" else None)
    return found


def _level(blanks: dict[str, str], gap: float, lower: bool) -> str:
    words = metric_words().measures
    said = words.equal if gap == 0 else words.above if (gap > 0) != lower else words.below
    if lower and gap and blanks["unit"] in words.places:
        said = words.place_better if gap > 0 else words.place_short
    return said.format(**blanks, gap=quantity(abs(gap)), gap_unit=_gap_unit(blanks["unit"]))


def _gap_unit(unit: str) -> str:
    """The unit two values of ``unit`` differ in."""
    points = metric_words().measures.points
    return points if unit in book().rules.levels.point_units else unit


def _limit(blanks: dict[str, str], left: float) -> str:
    words = metric_words().measures
    of_nothing = blanks["target"] == quantity(0.0)
    over, within = (words.nothing_over, words.equal) if of_nothing else (words.over, words.within)
    return (within if left >= 0 else over).format(**blanks, left=quantity(abs(left)))


def decided_by(frame: pd.DataFrame) -> list[tuple[str, str, str] | None]:
    """Which entry of the book says of what measure each row is: list, key and name; None where nothing does."""
    limit = metric_words().evidence.book["limit"]
    kinds, lines = of(frame).measure, zip(named(frame), texts(frame, "unit"), strict=True)
    found: list[tuple[str, str, str] | None] = []
    for kind, (text, unit) in zip(kinds, lines, strict=True):
        entry = _entry(text, unit)
        fits = entry is not None and entry.measure == kind
        by_words = ("rules", "direction", limit) if kind == CEILING else None
        found.append(("measures", entry.key, entry.name) if entry is not None and fits else by_words)
    return found


def _declared(text: str, unit: str | None) -> tuple[str, str]:
    """Measure and direction by the declared table; "" where no entry decides."""
    entry = _entry(text, unit)
    return (entry.measure, entry.direction) if entry else ("", "")


def _entry(text: str, unit: str | None) -> MeasureWords | None:
    """The first entry of the declared table whose words and units fit."""
    for entry in book().measures:
        named_so = not entry.words or any(word in text for word in entry.words)
        if named_so and (not entry.units or (unit or "") in entry.units):
            return entry
    return None
