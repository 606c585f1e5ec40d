"""What was promised beside what was verified: every livelihood item, looked at again after it is reported as done."""

from __future__ import annotations

import numpy as np
import pandas as pd

from catalog.book import book
from metrics.columns import days, one_of, texts

VERDICTS = ("open", "doubted", "verified", "claimed", "running")


def table(items: pd.DataFrame, inspections: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """One row per item of livelihood.items, the ones to look at first.

    ``inspections`` is the rectification frame: rows of a look-back campaign that name the item; ``findings`` comes from
    honesty.compare (its notes raise no doubt). Columns: ``category item row_id promise`` (the target's text), ``rate``,
    ``light``, ``claimed`` bool (done by its lamp), ``n_inspected``, ``n_open`` (found and not signed off),
    ``n_doubts``, ``verdict`` (open: an inspection's finding stands; doubted: done but the data raise a doubt; verified:
    inspected and signed off; claimed: done, nobody looked yet; running), ``lead_department``, ``lead_leader``.
    """
    campaigns = book().rules.rectification.look_back_campaigns
    looked = inspections[one_of(texts(inspections, "campaign"), campaigns)] if len(inspections) else inspections
    said = texts(looked, "problem")
    closed = (texts(looked, "status") == "closed") | ~np.isnat(days(looked, "closed_date"))
    names = items["item"].tolist()
    about = [np.array([bool(s) and name in s for s in said], dtype=bool) for name in names]
    findings = findings[findings["severity"] != "note"]
    doubts = findings["row_id"].value_counts() if len(findings) else pd.Series(dtype="int64")
    kept = items[["category", "item", "row_id", "rate", "light", "lead_department", "lead_leader"]].assign(
        promise=items["target_text"],
        claimed=items["light"].eq("done"),
        n_inspected=[int(a.sum()) for a in about],
        n_open=[int((a & ~closed).sum()) for a in about],
        n_doubts=[int(sum(doubts.get(sub["row_id"], 0) for sub in subs)) for subs in items["subs"]],
    )
    kept["verdict"] = _verdicts(kept)
    order = kept["verdict"].map({name: i for i, name in enumerate(VERDICTS)})
    return kept.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)


def counts(looked_back: pd.DataFrame) -> dict[str, int]:
    """How many items of each verdict, all of them named."""
    found = looked_back["verdict"].tolist()
    return {name: found.count(name) for name in VERDICTS}


def _verdicts(kept: pd.DataFrame) -> pd.Series:
    claimed = kept["claimed"]
    fits = [kept["n_open"] > 0, claimed & (kept["n_doubts"] > 0), claimed & (kept["n_inspected"] > 0), claimed]
    words = np.select(fits, ["open", "doubted", "verified", "claimed"], "running")
    return pd.Series(words, index=kept.index, dtype="str")
