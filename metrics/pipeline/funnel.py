"""How far projects have come: reached, now, overdue, and the moves since the period before."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from metrics.columns import Texts, texts
from metrics.pipeline import amounts
from metrics.pipeline.stages import names, rule, word


def funnel(staged: pd.DataFrame) -> pd.DataFrame:
    """One row per stage in natural order: ``stage stage_word reached now overdue conversion`` and the money.

    ``reached`` counts every project that came at least so far (stopped ones up to where they came), ``now`` those in
    the stage, ``overdue`` those of them beyond its limit, ``conversion`` = reached ÷ reached of the stage before.
    Money of the projects now in the stage, 10,000 yuan, each kind by itself with the number of projects that give it:
    ``intended n_intended contract n_contract paid_in n_paid_in``; ``amount`` is the kind that stands for the stage,
    given by ``amount_n`` projects; ``amount_kind`` and ``amount_word`` say which.
    """
    stage, over = texts(staged, "stage"), staged["over_limit"].to_numpy(dtype=bool)
    furthest, money = staged["reached_order"].to_numpy(dtype="float64"), amounts.columns(staged)
    rows, before = [], None
    for i, named in enumerate(rule().stages):
        here, reached = stage == named.name, int((furthest >= i).sum())
        share = reached / before if before else np.nan
        row = {"stage": named.name, "stage_word": named.word, "reached": reached, "now": int(here.sum())}
        row |= {"overdue": int((here & over).sum()), "conversion": share, **amounts.sums(money, here)}
        kind = {"amount_kind": named.money, "amount_word": rule().money[named.money].word}
        rows.append({**row, "amount": row[named.money], "amount_n": row[f"n_{named.money}"], **kind})
        before = reached
    return pd.DataFrame(rows)


def moved(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """One row per project of either period: ``row_id project source target kind lead_department lead_leader``.

    ``kind``: ``forward`` | ``back`` | ``same`` | ``new`` (source "new") | ``stopped`` | ``vanished`` (target
    "vanished"). A project whose stage is missing in either period is left out: nothing can be said of its move.
    """
    before = dict(zip(texts(previous, "row_id"), texts(previous, "stage"), strict=True))
    who = ["row_id", "project", "lead_department", "lead_leader"]
    now = current.reindex(columns=who).assign(target=texts(current, "stage"))
    now["source"] = [before.get(row_id, "new") for row_id in texts(current, "row_id")]
    gone = previous[~previous["row_id"].isin(current["row_id"])]
    lost = gone.reindex(columns=who).assign(source=texts(gone, "stage"), target="vanished")
    both = pd.concat([now, lost], ignore_index=True)
    known = both[both["source"].notna() & both["target"].notna()].reset_index(drop=True)
    pairs = zip(known["source"], known["target"], strict=True)
    return known.assign(kind=pd.array([_kind(source, target) for source, target in pairs], dtype="str"))


def moves(current: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Flows since the period before: ``source target source_word target_word kind n``, ``projects`` (names)."""
    flows: dict[tuple[str, str, str], list[str]] = {}
    each = moved(current, previous)
    for project, source, target, kind in zip(*(each[c] for c in ("project", "source", "target", "kind")), strict=True):
        flows.setdefault((source, target, kind), []).append(project)
    order = ["new", *names(), "stopped", "vanished"]
    keys = sorted(flows, key=lambda flow: (order.index(flow[0]), order.index(flow[1])))
    rows = [
        {"source": s, "target": t, "source_word": word(s), "target_word": word(t), "kind": k, "n": len(flows[s, t, k])}
        for s, t, k in keys
    ]
    table = pd.DataFrame(rows, columns=["source", "target", "source_word", "target_word", "kind", "n"])
    return table.assign(projects=pd.Series([flows[key] for key in keys], dtype="object"))


def stop_reasons(projects: pd.DataFrame) -> pd.DataFrame:
    """Why projects stopped: ``reason n projects`` (names) and the money columns, most frequent first.

    A stopped project without a reason is counted under the rule's words for it.
    """
    stopped = projects[texts(projects, "stage") == "stopped"]
    reason = reasons(stopped)
    named, money = texts(stopped, "project"), amounts.columns(stopped)
    rows: list[dict[str, Any]] = [
        {"reason": why, "n": n, "projects": named[reason == why].tolist(), **amounts.sums(money, reason == why)}
        for why, n in Counter(reason.tolist()).most_common()
    ]
    return pd.DataFrame(rows, columns=["reason", "n", "projects", *amounts.COLUMNS])


def reasons(projects: pd.DataFrame) -> Texts:
    """Why each project stopped, in the rule's words where nothing was said."""
    return np.array([r or rule().no_reason for r in texts(projects, "stop_reason")], dtype=object)


def _kind(source: str, target: str) -> str:
    order = {name: i for i, name in enumerate(names())}
    if source == "new" or target == "vanished" or source == target:
        return "new" if source == "new" else "same" if source == target else "vanished"
    if target == "stopped":
        return "stopped"
    return "forward" if source == "stopped" or order[target] > order[source] else "back"
