"""The sentence each page is titled with: a number, an object, a comparison, at most 30 Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from catalog import numbers
from catalog.book import book
from catalog.words.metrics import TabTitle, metric_words, page_words
from metrics import clocks, judged, lights, row_counts
from metrics.measured import side, size
from metrics.pages import counting_pages

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
    if page not in page_words():
        return row_counts.title(page, known)
    words = page_words()[page].title
    own = next((name for name, wording in words.tabs.items() if book().said(wording.tab) == tab), None)
    page_, said = counting_pages()[page], words.tabs[own] if own else words
    found = page_.tabs[own](known, as_of) if own else page_.title(known, page_.figures(known, as_of), as_of)
    return _filled(said.sentences, found, _always(as_of))


def about(page: str, tab: str = "") -> tuple[str, list[str], list[str]]:
    """What a page, or its ``tab``, tells of, the datasets that report it, and of which works ([]: of
    all): for the sentence where there is none."""
    if page not in page_words():
        return (*row_counts.about(page), [])
    words = page_words()[page].title
    own = next(
        (wording for wording in words.tabs.values() if book().said(wording.tab) == tab), TabTitle(tab=tab, sentences=())
    )
    areas = book().areas_of_activities() if own.activities else []
    return book().said(own.what or words.what), list(own.of or words.of), areas


def of_task(task: Mapping[Any, Any]) -> str:
    """The finding of one row of progress.assess: how far it is, and how far from its own schedule; of a level or a
    limit how it stands."""
    gap, rate, name = task["deviation"], task["rate"], str(task["task"])
    said = task.get("said")
    even = numbers.rounded(gap, 1) == 0 if gap == gap else None
    found = {
        "task": name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…",
        "rate": numbers.rate(rate) if rate == rate else None,
        "even": metric_words().title.even if even else None,
        "side": side(gap) if even is False else None,
        "points": size(gap) if even is False else None,
        "light": lights.rule().words[task["light"]],
        "said": said if isinstance(said, str) and said else None,
    }
    return _filled(metric_words().task.sentences, found, {})


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
    return {"time": numbers.rate(clocks.time_rate(as_of)), "activities": book().counts()["activities"]}
