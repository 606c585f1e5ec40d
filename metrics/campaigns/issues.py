"""Problems enterprises raised, from collection to call-back, against clocks in working days."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.book.rules import IssueClock, Issues
from catalog.words.lamps import lamp_words
from metrics import closing, workdays
from metrics.columns import Days, Flags, Floats, Texts, chosen, days, flags, one_of, texts
from metrics.progress import with_columns

ADDED = ["step", "closed", "answered", "working_days", "limit_days", "due_date", "overdue", "days_over"]
ADDED += ["unanswered", "satisfied", "light", "answer_due", "solve_due", "closed_late", "in_period", "cause"]
STEPS = ("received", "assigned", "in_hand", "solved", "called_back")


def rule() -> Issues:
    """The rule of the enterprise issues: clocks, which states close an issue, words."""
    return book().rules.issues


def clocks() -> IssueClock:
    """Working days until an answer and until a solution, by the preset in force."""
    return rule().clocks[rule().preset]


def assess(frame: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``frame`` (enterprise_issues) against its clocks, which start with the visit and count working days.

    Adds ``step`` received | assigned | in_hand | solved | called_back; ``closed`` bool (solved or explained, and not
    dissatisfied); ``answered`` bool (somebody took it in hand or wrote a word); ``working_days`` float from the visit
    to the done_date when closed, else to ``as_of``; ``limit_days`` float; ``due_date``: the deadline given (moved off
    holidays), else the clock's; ``overdue`` bool (due date passed and open; long-term and extended ones are not);
    ``days_over`` float, working days; ``unanswered`` bool (open and wordless beyond the answer clock); ``satisfied``
    str yes | no | missing; ``light`` done | behind (overdue) | warning (unanswered, or due soon) | on_track;
    ``answer_due`` and ``solve_due`` bool: the days of that clock are over; ``closed_late`` bool: closed after its due
    date (``days_over`` says by how much); ``in_period`` bool: open or due in the month of ``as_of``;
    ``cause``: what lit a pressing lamp that is not overdue.
    """
    status, today = texts(frame, "status"), np.datetime64(as_of, "D")
    content = _satisfied(texts(frame, "satisfaction"))
    done = days(frame, "done_date")
    done = np.where(done <= today, done, np.datetime64("NaT", "D"))
    closed = (one_of(status, rule().closed) | ~np.isnat(done)) & (content != "no") & (status != "reopened")
    due = _due_date(frame)
    answered = closed | (~one_of(status, rule().unread) & (status != None)) | _said(texts(frame, "progress_text"))  # noqa: E711
    waiting = one_of(status, rule().waiting)
    overdue = ~closed & (due < today) & ~waiting
    waited = workdays.between(days(frame, "visit_date"), np.where(closed & ~np.isnat(done), done, today))
    unanswered = ~closed & ~answered & (waited > clocks().answer)
    when = {"closed": closed, "closed_on": done, "due": due, "as_of": as_of}
    after = closing.late(**when)
    over = np.where(overdue | after, workdays.between(due, np.where(after, done, today)), np.nan)
    limit = workdays.between(days(frame, "visit_date"), due)
    step = _step(status, closed, answered, content)
    light = _light(closed, overdue, unanswered, np.where(waiting, np.datetime64("NaT", "D"), due), today)
    ran_out = workdays.after(days(frame, "visit_date"), clocks().answer) < today, (due < today) & ~waiting
    words = lamp_words()
    values = (
        step,
        closed,
        answered,
        waited,
        limit,
        due,
        overdue,
        over,
        unanswered,
        content,
        light,
        *ran_out,
        after,
        closing.judged_in(**when),
        chosen([unanswered, light == "warning"], (words.unanswered, words.soon)),
    )
    return with_columns(frame, dict(zip(ADDED, values, strict=True)), ADDED)


def flow(assessed: pd.DataFrame) -> pd.DataFrame:
    """Steps from collection to call-back: ``step step_word reached now overdue``, and ``conversion``, how many of those
    who reached the step before reached it."""
    place = np.array([STEPS.index(step) for step in assessed["step"]], dtype="int64")
    overdue = assessed["overdue"].to_numpy(dtype=bool)
    rows = []
    for i, step in enumerate(STEPS):
        now = place == i
        counts = {"reached": int((place >= i).sum()), "now": int(now.sum()), "overdue": int((now & overdue).sum())}
        rows.append({"step": step, "step_word": rule().steps[step], **counts})
    table = pd.DataFrame(rows)
    return table.assign(conversion=table["reached"] / table["reached"].shift(1))


def by_class(assessed: pd.DataFrame) -> pd.DataFrame:
    """``issue_class n n_closed n_overdue share``, most frequent first; equal counts have equal ``share``."""
    table = _counted(assessed, "issue_class", class_names(assessed)).drop(columns="n_content")
    return table.assign(share=table["n"] / max(1, int(table["n"].sum())))


def by_unit(assessed: pd.DataFrame) -> pd.DataFrame:
    """``lead_department n n_closed n_overdue n_content``, most overdue, then most open first; no unit is missing."""
    table = _counted(assessed, "lead_department", texts(assessed, "lead_department"))
    left = table["n"] - table["n_closed"]
    return table.iloc[np.lexsort((-table["n"], -left, -table["n_overdue"]))].reset_index(drop=True)


def _counted(assessed: pd.DataFrame, name: str, labels: Texts) -> pd.DataFrame:
    """How many problems each label has and how they stand, the most frequent first."""
    states = {
        "n_closed": flags(assessed, "closed"),
        "n_overdue": flags(assessed, "overdue"),
        "n_content": texts(assessed, "satisfied") == "yes",
    }
    rows = [
        {name: label, "n": n, **{state: int((mine & (labels == label)).sum()) for state, mine in states.items()}}
        for label, n in Counter(labels.tolist()).most_common()
    ]
    return pd.DataFrame(rows, columns=[name, "n", *states])


def class_names(issues: pd.DataFrame) -> Texts:
    """The class each problem is counted under, the rule's word where it has none."""
    return np.array([c or rule().no_class for c in texts(issues, "issue_class")], dtype=object)


def clock_summary(assessed: pd.DataFrame) -> pd.DataFrame:
    """Both clocks: ``clock clock_word limit_days n_due n_kept kept_rate``.

    A clock is due once its days are over. The answer's is kept when there is a word by now (sheets give no date of the
    answer), the solving clock when the problem was closed in its own time.
    """
    found = clock_flags(assessed)
    return pd.DataFrame(_clock(name, getattr(clocks(), name), found) for name in ("answer", "solve"))


def clock_flags(assessed: pd.DataFrame) -> dict[str, Flags]:
    """Which problems each clock of :func:`clock_summary` has run out for, and for which of these it was kept."""
    due = {name: flags(assessed, name) for name in ("answer_due", "solve_due")}
    in_time = assessed["working_days"].to_numpy() <= assessed["limit_days"].to_numpy()
    kept = {"answer": flags(assessed, "answered"), "solve": flags(assessed, "closed") & in_time}
    return due | {f"{name}_kept": due[f"{name}_due"] & good for name, good in kept.items()}


def _clock(name: str, limit: int, flags: dict[str, Flags]) -> dict[str, Any]:
    n, good = (int(flags[f"{name}_{end}"].sum()) for end in ("due", "kept"))
    word = rule().clock_words[name]
    rate = good / n if n else float("nan")
    return {"clock": name, "clock_word": word, "limit_days": limit, "n_due": n, "n_kept": good, "kept_rate": rate}


def _said(progress: Texts) -> Flags:
    """Whether somebody wrote a word that is more than that the problem lies there."""
    noted = rule().noted_words
    return np.array([bool(text) and not any(word in text for word in noted) for text in progress], dtype=bool)


def _satisfied(said: Texts) -> Texts:
    good, bad = (one_of(said, getattr(rule(), name)) for name in ("satisfied", "dissatisfied"))
    return chosen([bad, good], ["no", "yes"])


def _due_date(frame: pd.DataFrame) -> Days:
    given = workdays.shifted(days(frame, "deadline"))
    return np.where(np.isnat(given), workdays.after(days(frame, "visit_date"), clocks().solve), given)


def _step(status: Texts, closed: Flags, answered: Flags, content: Texts) -> Texts:
    called = closed & (content == "yes")
    fits = [called, closed, answered, status == "assigned"]
    return np.select(fits, ["called_back", "solved", "in_hand", "assigned"], "received").astype(object)


def _light(closed: Flags, overdue: Flags, unanswered: Flags, due: Days, today: np.datetime64) -> Texts:
    left: Floats = workdays.between(np.full(len(due), today), due)
    soon = left < book().rules.duties.soon_days
    fits = [closed, overdue, unanswered | soon]
    return np.select(fits, ["done", "behind", "warning"], "on_track").astype(object)
