"""What waits for a decision, in the bulletin: who asks for what, for how long it has been red, what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog.numbers import plain
from catalog.words.papers import Bulletin
from exports.bulletin.page import put
from exports.dossier import Dossier, named
from exports.office_text import harmless


def put_pending(document: Any, dossier: Dossier, text: Bulletin) -> None:
    """The section, one item a paragraph, those that wait first; that there is none, where there is none."""
    put(document, text.pending_head, "head")
    if dossier.pending.empty:
        put(document, text.no_pending)
        return
    put(document, text.pending_said.format(finding=dossier.remarks.waiting))
    for i, row in enumerate(dossier.pending.to_dict("records"), 1):
        put(document, _sentence(i, row, text))


def _sentence(i: int, row: Mapping[Any, Any], text: Bulletin) -> str:
    months, opinion = int(row.get("red_months") or 0), harmless(row.get("opinion"))
    said = {"item": named(row["item"]), "ask": harmless(row["ask"])}
    owners = {"department": named(row["lead_department"]), "leader": named(row["lead_leader"])}
    return text.pending_item.format(
        i=i,
        raised=text.raised[row["source"]],
        red=text.pending_red.format(n=plain(months)) if months > 1 else "",
        opinion=text.pending_opinion.format(opinion=opinion) if opinion else "",
        **said,
        **owners,
    )


def red_running(row: Mapping[Any, Any], text: Bulletin) -> str:
    """For how many months running an item has been red; nothing of the first."""
    months = int(row.get("red_months") or 0)
    return text.red_running.format(n=plain(months)) if months > 1 else ""
