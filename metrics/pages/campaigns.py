"""The campaigns: the key figures, the blanks of the title and of the tabs' titles."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog import numbers
from catalog.book import book
from metrics import evidence, lights
from metrics.columns import flags, one_of, texts
from metrics.columns import numbers as amounts_of
from metrics.judged import Judged
from metrics.measured import (
    FIXES,
    ISSUES,
    REVIEWS,
    Blanks,
    Facts,
    Measured,
    PageOfFigures,
    count,
    counted_rows,
    plain_or_none,
)


def figures(known: Judged, as_of: date) -> Facts:
    """issues_closed issues_overdue items_fixed items_closed review_score."""
    del as_of
    issues, fixes, reviews = known["enterprise_issues"], known["rectification"], known["public_reviews"]
    n, m = len(issues), len(fixes)
    content = int((texts(issues, "satisfied") == "yes").sum())
    unanswered, late = int(flags(issues, "unanswered").sum()), int(flags(fixes, "overdue").sum())
    pending = int((texts(fixes, "state") == "fixed").sum())
    asked, found = np.ones(n, dtype=bool), np.ones(m, dtype=bool)
    closed, fixed, signed_off = flags(issues, "closed"), flags(fixes, "fixed"), flags(fixes, "closed")
    overdue = counted_rows(issues, flags(issues, "overdue"), None, ISSUES, {"unanswered": unanswered}, by="deadline")
    return {
        "issues_closed": counted_rows(issues, closed, asked, ISSUES, {"whole": n, "content": content}),
        "issues_overdue": overdue,
        "items_fixed": counted_rows(fixes, fixed, found, FIXES, {"whole": m, "overdue": late}),
        "items_closed": counted_rows(fixes, signed_off, found, FIXES, {"whole": m, "fixed": pending}, by="closed_date"),
        "review_score": _best_review(reviews),
    }


def title(known: Judged, measured: Facts, as_of: date) -> dict[str, Any]:
    del as_of
    issues, fixed, score = (measured[name] for name in ("issues_closed", "items_fixed", "review_score"))
    return {
        "closed": count(issues),
        "issues": count(issues, "whole"),
        "issues_late": count(measured["issues_overdue"]),
        "fixed": count(fixed),
        "fixes": count(fixed, "whole"),
        "signed_off": count(measured["items_closed"]),
        "reviewed": len(known["public_reviews"]) or None,
        "best_score": None if score.value is None else numbers.plain(score.value, 2),
    }


def _best_review(reviews: pd.DataFrame) -> Measured:
    scores = amounts_of(reviews, "computed_score")
    known = ~np.isnan(scores)
    best = float(np.nanmax(scores)) if known.any() else None
    rows = evidence.added(reviews, scores, known & (scores == best), dataset=REVIEWS, by="score")
    return Measured(best, {"n": len(reviews)}, (rows,))


def _mended(known: Judged, as_of: date) -> Blanks:
    measured = figures(known, as_of)
    fixed = measured["items_fixed"]
    return {
        "fixed": plain_or_none(fixed.value),
        "fixes": fixed.blanks["whole"] or None,
        "signed_off": plain_or_none(measured["items_closed"].value),
        "late": fixed.blanks["overdue"],
    }


def _reviewed(known: Judged, as_of: date) -> Blanks:
    best = figures(known, as_of)["review_score"]
    units = len(known["public_reviews"]) or None
    return {"reviewed": units, "best_score": None if best.value is None else numbers.plain(best.value, 2)}


def _activities(known: Judged, as_of: date) -> Blanks:
    del as_of
    tasks = known["work_targets"]
    light = texts(tasks, "light")[flags(tasks, "counted") & one_of(texts(tasks, "area"), book().areas_of_activities())]
    on_scale, on_time = (int(one_of(light, getattr(lights.rule(), name)).sum()) for name in ("scale", "on_time"))
    if not on_scale:
        waiting = len(light) > 0 and bool((light == "not_started").all())
        return {"waiting": len(light) if waiting else None}
    return {
        "activities_judged": on_scale,
        "activities_on_time": on_time,
        "activities_late": int((light == "behind").sum()),
    }


PAGE = PageOfFigures(figures, title, {"rectification": _mended, "reviews": _reviewed, "activities": _activities})
