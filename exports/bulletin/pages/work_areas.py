"""The works in the bulletin: every one of them against its due point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog.numbers import plain, rate
from catalog.words.papers import Bulletin
from exports.dossier import Dossier, in_words, lamp


def told(dossier: Dossier, text: Bulletin) -> list[str]:
    """A sentence a work, and what their rates are made without."""
    left_out = dossier.remarks.unweighted
    said = [_sentence(row, text) for row in dossier.areas.to_dict("records")]
    return said + ([left_out + text.full_stop] if left_out else [])


def _sentence(row: Mapping[Any, Any], text: Bulletin) -> str:
    """One work against its due point, by the measure of its page: milestones reached of those due, or its rate."""
    said = {**row, **{k: plain(row[k]) for k in ("n", "n_measurable")}, "light": in_words(lamp(row["light"]))}
    if row["deviation"] != row["deviation"]:
        return text.area_unjudged.format(**said)
    direction = text.ahead if row["deviation"] >= 0 else text.behind
    gap = text.area_gap.format(direction=direction, gap=plain(abs(row["deviation"]), 1))
    if row["basis"] == "milestones":
        counts = {k: plain(row[k]) for k in ("milestones", "milestones_due", "milestones_reached")}
        return text.area_milestones.format(**{**said, **counts, "gap": gap})
    return text.area_line.format(**{**said, "rate": rate(row["rate"]), "gap": gap})
