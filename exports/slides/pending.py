"""What waits for a decision on slides: who asks for what, for how long it has been red, what was said of it."""

from __future__ import annotations

from typing import Any

from exports.dossier import Dossier, named, words
from exports.office_text import harmless
from exports.palette import INK, text_of
from exports.slides.canvas import MARGIN, TOP, WIDTH, Draw, put_sentence
from exports.slides.tables import Cell, head_row, headed, table_over_slides

TITLES = ("name", "raised", "ask", "lead_department", "lead_leader", "red_months", "opinion")
WIDTHS = (2.2, 1.9, 3.1, 1.3, 1.8, 1.2, 1.8)


def pending(dossier: Dossier) -> list[Draw]:
    """Everything that waits, those still open first."""
    text, table = words().slides, dossier.pending
    if table.empty:
        return [lambda slide: put_sentence(slide, text.no_pending, (MARGIN, 1.5, WIDTH - 2 * MARGIN))]
    head = head_row([words().heads[name] for name in TITLES])
    tables = table_over_slides(head, list(map(_row, table.to_dict("records"))), WIDTHS, top=TOP + 0.5)

    return headed(lambda slide: put_sentence(slide, text.pending_note, (MARGIN, TOP, WIDTH - 2 * MARGIN)), tables)


def _row(row: dict[Any, Any]) -> list[Cell]:
    text, months = words().slides, int(row["red_months"] or 0)
    state = text.settled_ask if row["settled"] else text.open_ask
    said = words().bulletin.names_apart.join(part for part in (state, harmless(row["opinion"])) if part)
    return [
        Cell(row["item"], bold=True),
        Cell(f"{row['source_word']}\n{row['since']}"),
        Cell(row["ask"]),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
        Cell(text.months.format(n=months) if months else "", text_of("behind")),
        Cell(said, INK),
    ]
