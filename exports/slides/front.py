"""What a deck begins with: its cover, and the agenda that says on which slide each part begins."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from catalog.book import book
from catalog.numbers import day
from exports.dossier import Dossier, words
from exports.palette import BRAND, INK, INK2, INK3, WHITE
from exports.slides.canvas import BOTTOM, HEIGHT, MARGIN, TOP, WIDTH, Look, put_block, put_text, write
from exports.slides.fitting import cut

WHOLE = WIDTH - 2 * MARGIN
MOST_ROWS = 13


def cover(slide: Any, dossier: Dossier) -> None:
    """The zone, the meeting, the day the figures are as of, who has reported; that they are made up, where they are."""
    text = words().slides
    put_block(slide, (0, 0, WIDTH, 0.35), BRAND)
    put_text(slide, book().zone.name, (MARGIN, 1.3, WHOLE, 0.6), Look(24, INK2))
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = (round(x * 914400) for x in (MARGIN, 2.0, WHOLE, 1.5))
    write(title.text_frame, text.cover_title.format(meeting=dossier.meeting), Look(40, INK, bold=True))
    lines = [words().as_of.format(day=day(dossier.as_of)), dossier.reported, words().demo if dossier.demo else ""]
    for i, line in enumerate(filter(None, lines)):
        put_text(slide, cut(line, WHOLE, 20), (MARGIN, 3.8 + 0.55 * i, WHOLE, 0.45), Look(20, INK2))
    put_block(slide, (0, HEIGHT - 0.5, WIDTH, 0.5), BRAND)
    put_text(slide, book().zone.product, (MARGIN, HEIGHT - 0.5, WHOLE, 0.5), Look(16, WHITE))


def agenda(slide: Any, entries: Sequence[tuple[str, str, int]]) -> None:
    """``entries``: part, its finding, the slide it begins on."""
    high = min(0.55, (BOTTOM - TOP) / max(1, ceil(len(entries))))
    for i, (part, finding, number) in enumerate(entries[:MOST_ROWS]):
        top = TOP + 0.1 + i * high
        put_text(slide, f"{i + 1}", (MARGIN, top, 0.5, high), Look(18, BRAND, bold=True))
        put_text(slide, part, (MARGIN + 0.5, top, 2.8, high), Look(18, INK, bold=True))
        put_text(slide, cut(finding, 7.9, 16), (MARGIN + 3.3, top, 7.9, high), Look(16, INK2))
        put_text(slide, number, (WIDTH - MARGIN - 0.8, top, 0.8, high), Look(16, INK3, align="right"))
