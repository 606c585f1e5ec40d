"""What became of what the last meeting demanded: every item that was red then, and where it stands now."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from catalog.book import book
from catalog.numbers import rounded
from catalog.words.follow_up import follow_up_words
from catalog.working_days import working_day_after
from metrics import lights
from metrics.columns import numbers, texts

COLUMNS = ["row_id", "dataset", "identity", "item", "demand", "leader", "department", "deadline", "then_light"]
COLUMNS += [
    "then_deviation",
    "then_days_over",
    "then_cause",
    "now_light",
    "now_deviation",
    "now_days_over",
    "now_cause",
]
COLUMNS += ["state", "state_word"]
# One decimal of a percentage point: below it a change is not visible on the page.
VISIBLE = 0.05


def table(then: pd.DataFrame, now: pd.DataFrame, *, held_on: date | None) -> pd.DataFrame:
    """One row per duty that was red at the last meeting (``accountability.duties`` then and now).

    ``demand`` in words; ``deadline``: the working day by which an answer was due after ``held_on``, if that is known;
    ``then_light``, ``then_deviation`` (points), ``then_days_over``, ``then_cause``, the same for now; ``state`` done
    | caught_up | eased (its lamp is on time, its schedule not yet reached) | better | same | worse | unreported | gone
    with its word. Those not resolved first, in them by lights.urgency.
    """
    words = follow_up_words()
    red = then[texts(then, "light") == "behind"].reset_index(drop=True)
    later = now.drop_duplicates("identity").set_index("identity").reindex(red["identity"])
    state = _states(red, later)
    found = {
        **{
            column: red[column].to_numpy()
            for column in ("row_id", "dataset", "identity", "item", "leader", "department")
        },
        "demand": [words.demand.format(item=item) for item in red["item"]],
        "deadline": pd.NaT if held_on is None else pd.Timestamp(answer_by(held_on)),
        "then_light": red["light"].to_numpy(),
        "then_deviation": numbers(red, "deviation"),
        "then_days_over": numbers(red, "days_over"),
        "then_cause": texts(red, "cause"),
        "now_light": later["light"].to_numpy(),
        "now_deviation": numbers(later, "deviation"),
        "now_days_over": numbers(later, "days_over"),
        "now_cause": texts(later, "cause"),
        "state": state,
        "state_word": [words.states[s] for s in state],
    }
    rows = pd.DataFrame(found, index=range(len(red)), columns=COLUMNS)
    resolved = rows["state"].isin(["done", "caught_up", "eased"])
    now = {"light": "now_light", "deviation": "now_deviation", "days_over": "now_days_over"}
    order = lights.by_urgency(pd.DataFrame({name: rows[column] for name, column in now.items()})).index
    return rows.assign(closed=resolved).loc[order].sort_values("closed", kind="stable", ignore_index=True)


def answer_by(held_on: date) -> date:
    """The working day by which units answer what the meeting held that day demanded."""
    return working_day_after(held_on, book().rules.follow_up.answer_days)


def counts(table: pd.DataFrame) -> dict[str, int]:
    """How many demands stand in each state, in the wording's order, those that occur."""
    found = table["state"].value_counts().to_dict()
    return {state: int(found[state]) for state in follow_up_words().states if state in found}


def _states(red: pd.DataFrame, later: pd.DataFrame) -> list[str]:
    light, on_time = texts(later, "light"), set(lights.rule().on_time)
    change = numbers(later, "deviation") - numbers(red, "deviation")
    # A level has no schedule: it came nearer to its target, or went further from it.
    change = np.where(np.isnan(change), numbers(later, "gap") - numbers(red, "gap"), change)
    printed = np.array([rounded(gap) for gap in numbers(later, "deviation").tolist()], dtype="float64")
    table = (
        ([x is None for x in light], "gone"),
        (light == "done", "done"),
        (light == "no_report", "unreported"),
        (np.array([x in on_time for x in light], dtype=bool) & ~(printed < 0), "caught_up"),
        ([x in on_time for x in light], "eased"),
        ((change > VISIBLE) | (light == "warning"), "better"),
        (change < -VISIBLE, "worse"),
    )
    return np.select([np.asarray(c, dtype=bool) for c, _ in table], [name for _, name in table], "same").tolist()
