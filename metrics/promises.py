"""What was promised on what the last meeting named, whether it was kept, and how many meetings running named it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from catalog.numbers import day as day_words
from catalog.words.notices import notice_words

COLUMNS = ["number", "reply", "promise", "promised", "kept", "times"]
DONE = ("done", "caught_up")
Identity = tuple[str, str]


def beside(
    table: pd.DataFrame, answers: Mapping[Identity, Mapping[str, Any]], times: Mapping[Identity, int], *, day: date
) -> pd.DataFrame:
    """``COLUMNS`` beside every demand of ``table`` (dataset, identity, state; see follow_up.table).

    ``answers`` maps dataset and identity -> what its latest notice came to: number, reply (its state in words),
    promised (a day or None), promised_text, measure. ``number`` and ``reply`` are "" where no notice was sent.
    ``promise``: what was promised, in words; ``kept``: kept | broken | pending | unclear, "" where nothing was: a
    promise is judged on its own day by whether the item has caught up by ``day``. ``times``: how many meetings running
    have named it.
    """
    rows = [_row(row, answers.get((row["dataset"], row["identity"])), day) for row in table.to_dict("records")]
    found = pd.DataFrame(rows, columns=COLUMNS[:-1], index=table.index)
    keys = zip(table["dataset"], table["identity"], strict=True)
    return table.assign(**{c: found[c] for c in found}, times=[times.get(key, 1) for key in keys])


def _row(row: Mapping[Any, Any], answer: Mapping[str, Any] | None, day: date) -> dict[str, Any]:
    if answer is None:
        return {"number": "", "reply": "", "promise": "", "promised": None, "kept": ""}
    kept = _kept(row["state"], answer, day)
    return {
        "number": answer["number"],
        "reply": answer["reply"],
        "promise": _promise(answer, kept),
        "promised": answer["promised"],
        "kept": kept,
    }


def _kept(state: str, answer: Mapping[str, Any], day: date) -> str:
    if answer["promised"] is None:
        return "unclear" if answer["promised_text"] or answer["measure"] else ""
    if state in DONE:
        return "kept"
    return "broken" if answer["promised"] <= day else "pending"


def _promise(answer: Mapping[str, Any], kept: str) -> str:
    """By which day what will be done, and whether it was."""
    if not kept:
        return ""
    words = notice_words()
    when = words.promised_by.format(day=day_words(answer["promised"])) if answer["promised"] else ""
    return words.promise_separator.join(part for part in (when, answer["measure"], words.kept[kept]) if part)


def counts(table: pd.DataFrame) -> dict[str, int]:
    """``noticed`` (a notice was sent), ``answered`` (something was promised), ``broken``, ``again`` (named more than
    once running) of the demands of :func:`beside`."""
    answered = table["kept"].ne("")
    return {
        "noticed": int(table["number"].ne("").sum()),
        "answered": int(answered.sum()),
        "broken": int(table["kept"].eq("broken").sum()),
        "again": int(table["times"].gt(1).sum()),
    }
