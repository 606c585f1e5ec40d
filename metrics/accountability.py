"""Who answers for what: every duty by unit and by lead leader's post, ranked within class, with the basis beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.dataset import duties as declared_duties
from catalog.numbers import day as whole_day
from catalog.numbers import day_of_year
from catalog.words.metrics import metric_words
from catalog.working_days import working_day_after
from metrics import judged, lights, ranks
from metrics.columns import Flags, days, flags, numbers, one_of, texts
from metrics.numbers import ratio

COLUMNS = ["dataset", "row_id", "item", "area", "department", "leader", "light", "deviation", "rate", "due_rate"]
COLUMNS += ["rate_basis", "previous_rate", "deadline", "overdue", "days_over", "unanswered", "problem", "period"]
COLUMNS += ["identity", "closed_late", "in_period", "cause", "gap", "said", "stands", "against"]
MEASURES = ("deviation", "rate", "due_rate", "previous_rate", "days_over", "gap")
COUNTS = [
    "n",
    "n_judged",
    "n_behind",
    "n_warning",
    "n_overdue",
    "n_unanswered",
    "n_closed_late",
    "n_late",
    "n_on_time",
    "on_time_rate",
]


def duties(frames: judged.Frames, *, as_of: date) -> pd.DataFrame:
    """Everything somebody answers for, one row each, of five datasets (livelihood by item, not by sub-target).

    ``frames`` maps dataset → the store's frame. Columns: ``dataset row_id item area department leader light deviation
    rate due_rate rate_basis previous_rate deadline``; ``closed_late`` bool (closed after its deadline), ``in_period``
    bool (open or due in the month; what is not has left the rates); ``overdue`` bool, ``days_over`` float (of an
    enterprise issue working days); ``unanswered`` bool (an enterprise issue or rectification item past its first answer
    without a word); ``problem``, ``period``; ``cause``: what else lit its lamp; ``gap``: of a
    level, to its target; ``said``, ``stands``, ``against``: how a level or a limit stands, as progress.assess says it;
    ``identity``: the same in every period, also of a livelihood item,
    whose row is that of the sub-target which is worst just then. Suspended and terminated items are left out; a missing
    unit or leader stays missing.
    """
    return of_judged(judged.judge(frames, as_of=as_of), as_of=as_of)


def of_judged(known: judged.Judged, *, as_of: date) -> pd.DataFrame:
    """As :func:`duties`, from frames that judged.judge has judged already, as of that day."""
    del as_of
    parts = [_duties(known[name], name) for name in declared_duties()]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def by_department(duties: pd.DataFrame, late: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per unit, most red first: ``name unit_class``, the counts, ``lights``.

    ``unit_class`` department | street; ``n``; ``n_judged`` those with a lamp on the scale (behind, warning, on_track,
    done) or not reported, which is not in time; ``n_behind n_warning n_overdue n_unanswered``;
    ``n_closed_late`` closed after their deadline, which is not in time; ``n_late`` from ``late``
    (submissions.late_counts), 0 without; ``n_on_time``; ``on_time_rate`` = n_on_time ÷ n_judged; ``lights`` list of
    lamps, most pressing first; ``members`` the positions of these duties in the same order.
    """
    kinds = {d.name: d.kind for d in book().units}
    lateness = {} if late is None else dict(zip(late["department"], late["n_late"], strict=True))
    columns = _columns(duties)
    found = [
        {"name": name, "unit_class": kinds.get(name, "department"), **_counts(columns, mine, lateness.get(name, 0))}
        for name, mine in _groups(duties, "department")
    ]
    return _sorted(found)


def by_leader(duties: pd.DataFrame, late: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per lead leader's post, most red first: the columns of :func:`by_department` and ``departments``.

    ``departments`` lists the units the post's duties lie with; a late report of a unit counts with the post that the
    seed gives the unit, so that it counts once.
    """
    posts = book().lead_posts()
    late_by_post: dict[str, int] = {}
    for department, n in [] if late is None else zip(late["department"], late["n_late"], strict=True):
        post = posts.get(department, "")
        late_by_post[post] = late_by_post.get(post, 0) + int(n)
    unit, post_class = texts(duties, "department"), book().rules.ranking.post_class
    found, columns = [], _columns(duties)
    for name, mine in _groups(duties, "leader"):
        units = {"departments": [u for u in dict.fromkeys(unit[mine]) if u]}
        found.append(
            {"name": name, "unit_class": post_class, **_counts(columns, mine, late_by_post.get(name, 0)), **units}
        )
    return _sorted(found, ["departments"])


def ranking(groups: pd.DataFrame, previous: pd.DataFrame | None = None) -> pd.DataFrame:
    """``groups`` (by_department or by_leader) ranked within ``unit_class`` by on_time_rate, equals sharing a rank.

    Adds ``ranked`` bool (n_judged reaches the rule's minimum); ``rank`` float (1,2,2,4), ``rank_total``;
    ``previous_rank`` and ``rank_change`` (positive = climbed) from ``previous``, the same groups one period earlier;
    where another number was ranked then there is no change, and ``rank_unlike`` says why;
    ``front`` and ``last`` bool: the first and last three, whole groups of equals, ``front`` only with every report in
    time. Sorted by class and rank.
    """
    now = _ranked(groups)
    then = None if previous is None else _ranked(previous).set_index("name").reindex(now["name"])
    known = ("rank", "rank_total")
    earlier, total = (np.full(len(now), np.nan) if then is None else then[c].to_numpy("float64") for c in known)
    both = ~np.isnan(earlier) & ~np.isnan(now["rank"].to_numpy())
    unlike = both & (total != now["rank_total"].to_numpy())
    change = np.where(unlike, np.nan, earlier - now["rank"].to_numpy())
    said = metric_words().headline_words.unlike_ranked
    why = [said.format(then=f"{a:g}", now=f"{b:g}") for a, b in zip(total, now["rank_total"], strict=True)]
    table = now.assign(previous_rank=earlier, rank_change=change, rank_unlike=np.where(unlike, why, ""))
    return table.sort_values(["unit_class", "rank"], kind="stable", na_position="last", ignore_index=True)


def objection_window(published: date) -> tuple[date, date]:
    """First and last day on which a unit may object to a ranking published that day, in working days after it."""
    length = book().rules.ranking.objection_days
    return working_day_after(published, 1), working_day_after(published, length)


def objection_sentence(published: date | None) -> str:
    """The window of :func:`objection_window` in words; before the day of publication is known, without dates."""
    rule = book().rules.ranking
    if published is None:
        return rule.objection_to_come.format(days=rule.objection_days)
    start, end = objection_window(published)
    said = day_of_year if start.year == end.year else whole_day
    return rule.objection.format(days=rule.objection_days, start=said(start), end=said(end))


def _duties(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    kind, duty = declared_duties()[name]
    kept = frame[flags(frame, "counted")] if "counted" in frame else frame
    deadline, overdue = days(kept, "deadline" if "due_date" not in kept else "due_date"), flags(kept, "overdue")
    named = {
        "item": duty.called,
        "area": duty.area,
        "department": duty.unit,
        "leader": "lead_leader",
        "problem": "problem",
    }
    words = {column: texts(kept, source) for column, source in named.items()}
    words |= {
        column: texts(kept, column)
        for column in ("row_id", "light", "rate_basis", "period", "cause", "said", "stands", "against")
    }
    columns: dict[str, Any] = {column: pd.array(values, dtype="str") for column, values in words.items()}
    columns |= {column: numbers(kept, column) for column in MEASURES}
    known_by = zip(words["area"], words["item"], strict=True) if name == "items" else zip(words["row_id"], strict=True)
    columns["identity"] = pd.array(["\n".join(part or "" for part in parts) for parts in known_by], dtype="str")
    columns |= {"dataset": kind.name, "unanswered": flags(kept, "unanswered")}
    columns |= {"closed_late": flags(kept, "closed_late")}
    columns["in_period"] = flags(kept, "in_period") if "in_period" in kept else np.ones(len(kept), dtype=bool)
    columns |= {"deadline": deadline.astype("datetime64[s]"), "overdue": overdue}
    return pd.DataFrame(columns, index=range(len(kept)), columns=COLUMNS)


def judged_and_on_time(frame: pd.DataFrame) -> tuple[Flags, Flags]:
    """Which rows an on-time rate is made of, and which of them are in time: by their lamps, without what has left the
    period, and without what was closed late. Silence counts, but not as in time."""
    light = texts(frame, "light")
    here = flags(frame, "in_period") if "in_period" in frame else np.ones(len(frame), dtype=bool)
    judged_ = one_of(light, book().rules.ranking.judged) & here
    return judged_, one_of(light, lights.rule().on_time) & judged_ & ~flags(frame, "closed_late")


def _groups(duties: pd.DataFrame, field: str) -> Iterator[tuple[str, np.ndarray]]:
    named = texts(duties, field)
    return ((name, named == name) for name in dict.fromkeys(named) if name)


def _columns(duties: pd.DataFrame) -> dict[str, np.ndarray]:
    """What is counted of each duty, most pressing lamps first."""
    light = texts(duties, "light")
    found = {"light": light, "severity": lights.severity(light)}
    found["judged"], found["on_time"] = judged_and_on_time(duties)
    return found | {name: flags(duties, name) for name in ("overdue", "unanswered", "closed_late")}


def _counts(columns: dict[str, np.ndarray], mine: np.ndarray, n_late: int) -> dict[str, Any]:
    lit = columns["light"][mine]
    members = np.flatnonzero(mine)[np.argsort(columns["severity"][mine], kind="stable")]
    judged_, on_time = (int(columns[name][mine].sum()) for name in ("judged", "on_time"))
    n = {"n": int(mine.sum()), "n_judged": judged_}
    n |= {f"n_{name}": int((lit == name).sum()) for name in lights.rule().pressing}
    n |= {f"n_{name}": int(columns[name][mine].sum()) for name in ("overdue", "unanswered", "closed_late")}
    marks = {"lights": columns["light"][members].tolist(), "members": members.tolist()}
    return {**n, "n_late": int(n_late), "n_on_time": on_time, **marks}


def _sorted(rows: list[dict[str, Any]], more: list[str] | None = None) -> pd.DataFrame:
    columns = ["name", "unit_class", *COUNTS, "lights", "members", *(more or [])]
    table = pd.DataFrame(rows, columns=[c for c in columns if c != "on_time_rate"])
    share = ratio(table["n_on_time"].to_numpy(dtype="float64"), table["n_judged"].to_numpy(dtype="float64"))
    table = table.assign(on_time_rate=share)[columns]
    return table.sort_values(["n_behind", "n_warning", "n"], ascending=False, kind="stable", ignore_index=True)


def _ranked(groups: pd.DataFrame) -> pd.DataFrame:
    rule = book().rules.ranking
    enough = groups["n_judged"].to_numpy() >= rule.minimum_n
    scores = np.where(enough, 100 * groups["on_time_rate"].to_numpy(dtype="float64"), np.nan)
    classes = texts(groups, "unit_class")
    place, total = np.full(len(groups), np.nan), np.zeros(len(groups))
    front, last = np.zeros(len(groups), dtype=bool), np.zeros(len(groups), dtype=bool)
    for name in dict.fromkeys(classes):
        mine = classes == name
        place[mine] = ranks.rank(scores[mine], rule.decimals)
        total[mine] = (~np.isnan(place[mine])).sum()
        front[mine], last[mine] = ranks.front_and_last(place[mine])
    # Whoever owes a report, or sent it late, is not praised for what it did report.
    front &= numbers(groups, "n_late") <= 0
    return groups.assign(ranked=enough, rank=place, rank_total=total, front=front, last=last)
