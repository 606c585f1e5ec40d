"""The key figures of each page, made once: the page, the slide and the bulletin print these and no others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from catalog import numbers
from catalog.words.metrics import KeyFigure, metric_words, page_words
from metrics import comparison, evidence, judged, row_counts
from metrics.measured import Facts, Measured, month_before
from metrics.pages import counting_pages
from metrics.printed import quantity

Frames = judged.Frames


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure.

    ``text`` is what is printed ("14/28"), ``value`` the number it rests on (None: not known), ``delta`` the change
    since the previous period as printed ("+3"; "" if unknown or none), ``since`` what it is held against: the period
    before or (year) the same month a year earlier, ``year`` the change since that month where ``delta`` is not it
    already ("" if unknown or none), ``better`` whether that change is good (None:
    neither), ``note`` the n behind it, ``kind`` how a value is printed: count of rate money points score rank text.
    ``base`` is what it was made over; ``unlike`` says why it cannot be held against what it would be ("": it can).
    """

    name: str
    label: str
    value: float | None
    text: str
    delta: str = ""
    better: bool | None = None
    note: str = ""
    kind: str = "count"
    since: str = "period"
    year: str = ""
    base: comparison.Base = field(default=comparison.NONE, compare=False, repr=False)
    unlike: str = ""

    @property
    def change(self) -> str:
        """The change in words, with what it is held against, or why it cannot be; "" for none."""
        words = metric_words().headline_words
        said = words.year if self.since == "year" else words.period
        change = said.format(delta=self.delta) if self.delta else self.unlike
        year = words.year.format(delta=self.year) if self.year else ""
        return words.between.join(part for part in (change, year) if part)


PAGES = (*counting_pages(), *row_counts.declared_pages())


def figures(page: str, frames: Frames, previous: Frames | None = None, *, as_of: date) -> tuple[Figure, ...]:
    """The key figures of ``page`` with the change since ``previous``, the frames one period earlier.

    ``frames`` may hold ``investment_history``, without which a stage that the sheet does not date has no age.
    """
    before = None
    if previous is not None:
        earlier = month_before(as_of)
        before = of_judged(page, judged.judge(previous, as_of=earlier), None, as_of=earlier)
    return of_judged(page, judged.judge(frames, as_of=as_of), before, as_of=as_of)


def of_judged(page: str, known: judged.Judged, before: Sequence[Figure] | None, *, as_of: date) -> tuple[Figure, ...]:
    """The figures of ``page`` from judged frames, with the change since the figures ``before`` (None: none known)."""
    words, measured = words_of(page), _measured(page, known, as_of)
    return compared(page, tuple(_figure(name, words[name], measured[name]) for name in words), before)


def compared(
    page: str, figures: Sequence[Figure], before: Sequence[Figure] | None, *, since: str = "period"
) -> tuple[Figure, ...]:
    """``figures`` of ``page``, which know of no change yet, with the change since the figures ``before``: those of the
    period before, or (``since`` year) of the same month a year earlier."""
    words = words_of(page)
    earlier = {f.name: f for f in before or ()}
    held = [replace(figure, since=since) for figure in figures]
    return tuple(_compared(figure, words[figure.name].good, earlier.get(figure.name)) for figure in held)


def beside_last_year(
    page: str, figures: Sequence[Figure], measured: Sequence[Figure], last_year: Sequence[Figure]
) -> tuple[Figure, ...]:
    """``figures`` with their change since those of the same month a year earlier beside that since the period before;
    ``measured`` are the same figures, which know of no change."""
    held = compared(page, measured, last_year, since="year")
    return tuple(replace(one, year=since.delta) for one, since in zip(figures, held, strict=True))


def course(every: Iterable[Figure]) -> list[float]:
    """The values of one figure in months that follow each other, gaps left out, and what the newest cannot be held
    against."""
    kept: list[Figure] = []
    for figure in (one for one in every if one.value is not None):
        if kept and comparison.unlike(figure.base, kept[-1].base, kind=figure.kind):
            kept.clear()
        kept.append(figure)
    return [figure.value for figure in kept if figure.value is not None]


def rests(page: str, name: str, known: judged.Judged, *, as_of: date) -> tuple[evidence.Rows, ...]:
    """What the figure ``name`` of ``page`` was counted from, by the very function that counts it."""
    return _measured(page, known, as_of)[name].rests


def change_text(figure: Figure, before: float | None) -> str:
    """The change of a figure since ``before`` with its sign, in the figure's own unit, as the difference of the two
    printed figures; "" where there is none."""
    if figure.value is None or before is None or figure.kind in ("rank", "text"):
        return ""
    if figure.kind == "money":
        return numbers.money_step(figure.value, before)
    if figure.kind in ("rate", "points"):
        scale = 100 if figure.kind == "rate" else 1
        step = numbers.rounded(numbers.rounded(scale * figure.value) - numbers.rounded(scale * before))
        return numbers.points(step) if step else ""
    step = numbers.rounded(figure.value - before, 9)
    return ("+" if step > 0 else "") + quantity(step) if step else ""


def words_of(page: str) -> dict[str, KeyFigure]:
    """How each figure of ``page`` is called and printed, in their order; none where it is no longer declared."""
    return page_words()[page].figures if page in page_words() else row_counts.words(page)


def _measured(page: str, known: judged.Judged, as_of: date) -> Facts:
    own = counting_pages().get(page)
    return own.figures(known, as_of) if own else row_counts.of(page, known)


def _figure(name: str, words: KeyFigure, measured: Measured) -> Figure:
    value = None if measured.value is None or measured.value != measured.value else float(measured.value)
    text = _printed(words.kind, value, measured.blanks)
    note = numbers.nothing_left_out(words.note.format(**measured.blanks)) if value is not None else ""
    base = comparison.base(measured.rests, cases=words.kind == "of")
    return Figure(name, words.label, value, text, note=note, kind=words.kind, base=base)


def _printed(kind: str, value: float | None, blanks: dict[str, Any]) -> str:
    if value is None:
        return numbers.plain(None)
    words = metric_words().headline_words
    ways = {
        "of": lambda: f"{numbers.plain(value)}/{blanks['whole']}",
        "rate": lambda: numbers.rate(value),
        "money": lambda: numbers.money(value),
        "points": lambda: numbers.points(value),
        "rank": lambda: words.rank.format(value=numbers.plain(value)),
        "score": lambda: words.score.format(value=numbers.plain(value, 2)),
        "text": lambda: str(blanks["text"]),
    }
    return ways.get(kind, lambda: numbers.plain(value))()


def _compared(figure: Figure, good: str, before: Figure | None) -> Figure:
    if before is None or figure.value is None or before.value is None or figure.kind in ("rank", "text"):
        return figure
    if why := comparison.unlike(figure.base, before.base, kind=figure.kind, since=figure.since):
        return replace(figure, unlike=why)
    delta = change_text(figure, before.value)
    better = None if not good or not delta else (figure.value > before.value) == (good == "up")
    return replace(figure, delta=delta, better=better)
