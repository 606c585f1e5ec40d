"""Why there is nothing to show, in one of three sentences: nobody reported it, this unit has none of it, or what was
reported does not say it. Titles and pictures take theirs from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catalog.words.metrics import metric_words
from metrics import findings, submissions
from ui import source
from ui.released import reports
from ui.scope import View


def of_page(view: View, page: str, tab: str = "") -> str:
    """Why a page, or its ``tab``, has nothing to be titled with."""
    what, datasets, areas = findings.about(page, tab)
    return sentence(view, what, datasets, areas=areas)


def sentence(view: View, what: str, datasets: Sequence[str], lacking: str = "", *, areas: Sequence[str] = ()) -> str:
    """Why nothing is known of ``what``, which sheets of ``datasets`` report; ``lacking``: what these sheets left blank;
    ``areas``: of which works alone it is told.

    Without a full stop, as a title has none.
    """
    words = metric_words().empty
    if _reported(view, datasets, areas):
        return str(words.blank.format(what=what, lacking=lacking or words.lacking))
    if view.department and view.department in _missing(view, datasets):
        return str(words.unit_missing.format(what=what, unit=view.department))
    if view.department and _reported(replace(view, department=""), datasets, areas):
        return str(words.unit_has_none.format(what=what, unit=view.department))
    return str(words.nobody.format(what=what))


def _reported(view: View, datasets: Sequence[str], areas: Sequence[str]) -> bool:
    frames = [source.frame(view, name) for name in datasets]
    return any(len(frame[frame["area"].isin(list(areas))] if areas else frame) for frame in frames)


def _missing(view: View, datasets: Sequence[str]) -> set[str]:
    """The units that owe one of these sheets for the period and have not sent it."""
    owed = reports(replace(view, department=""))
    mine = owed[owed["dataset"].isin(list(datasets)) & ~owed["reported"] & ~owed["kind"].isin(submissions.NOT_OWED)]
    return set(mine["department"])
