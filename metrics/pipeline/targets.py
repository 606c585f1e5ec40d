"""The three libraries: key targets one by one, how fresh a client's contact is, what the carriers have free."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from catalog.book import book
from metrics.columns import days, numbers, one_of, texts
from metrics.numbers import ratio
from metrics.pipeline.stages import rule
from metrics.progress import with_columns

SHARED = ["progress_text", "stop_reason", "lead_department", "row_id", "investor_class", "industry"]
OF_PROJECTS = ["stage", "stage_word", "problem", "next_step", "lead_leader", "over_limit", "amount", "amount_kind"]
OF_CLIENTS = ["follow_status", "freshness", "freshness_word"]


def key_targets(staged: pd.DataFrame, clients: pd.DataFrame) -> pd.DataFrame:
    """Projects and clients of the key classes, one row each: biggest class first, projects before clients.

    ``staged`` comes from stages.staged, ``clients`` from :func:`freshness`. Columns: ``investor_class``, ``name`` (the
    investor or company), ``kind`` (project | client), ``project``, ``stage``, ``stage_word``, ``follow_status``,
    ``freshness``, ``days`` (in the stage, or since the last contact), ``over_limit``, ``amount``, ``amount_kind``,
    ``progress_text``, ``problem``, ``next_step``, ``stop_reason``, ``lead_department``, ``lead_leader``, ``row_id``.
    """
    classes = rule().key_classes
    projects = staged[one_of(texts(staged, "investor_class"), classes)]
    clients = clients[one_of(texts(clients, "investor_class"), classes)]
    ours = projects.reindex(columns=[*SHARED, *OF_PROJECTS, "project"]).assign(kind="project")
    ours["name"] = projects["investor"].fillna(projects["project"])
    ours["days"] = projects["days_in_stage"]
    theirs = clients.reindex(columns=[*SHARED, *OF_CLIENTS]).assign(kind="client", name=clients["company"])
    theirs["days"], theirs["over_limit"] = (
        numbers(clients, "days_since"),
        one_of(texts(clients, "freshness"), ["stale", "never"]),
    )
    theirs["amount"], theirs["amount_kind"] = numbers(clients, "intended_investment"), "intended"
    both = pd.concat([ours, theirs], ignore_index=True)
    rank = np.array([classes.index(name) for name in both["investor_class"]], dtype="int64")
    return both.iloc[np.lexsort((both["kind"] == "client", rank))].reset_index(drop=True)


def freshness(clients: pd.DataFrame, *, as_of: date) -> pd.DataFrame:
    """``clients`` (target_clients) with how long ago somebody spoke to them.

    Adds ``days_since`` float (missing without a contact up to ``as_of``), ``freshness`` fresh | ageing | stale |
    never, ``freshness_word``, ``closed`` bool (converted, returned or dropped: no contact is due).
    """
    bands = book().rules.freshness
    last = days(clients, "last_contact")
    since = np.where(last <= np.datetime64(as_of), (np.datetime64(as_of) - last).astype("float64"), np.nan)
    fits = [np.isnan(since), since <= bands.fresh.days, since <= bands.ageing.days]
    name = np.select(fits, ["never", "fresh", "ageing"], "stale").astype(object)
    word = np.array([getattr(bands, n).word for n in name], dtype=object)
    closed = one_of(texts(clients, "follow_status"), rule().closed_follow_status)
    added = {"days_since": since, "freshness": name, "freshness_word": word, "closed": closed}
    return with_columns(clients, added, list(added))


def carriers(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` (partner_carriers) with ``vacancy`` = available ÷ floor area, most free area first."""
    vacancy = ratio(numbers(frame, "available_area"), numbers(frame, "floor_area"))
    added = with_columns(frame, {"vacancy": vacancy}, ["vacancy"])
    return added.sort_values("available_area", ascending=False, na_position="last", kind="stable", ignore_index=True)
