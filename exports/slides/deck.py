"""Puts the slides of one meeting together: cover, agenda, the leaders' pages, a slide a red item, the whole list."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from catalog.lamps import how_far
from catalog.page import page_title, pages
from exports.dossier import Dossier, judged, named, words
from exports.file_properties import owned
from exports.office_text import harmless
from exports.palette import text_of
from exports.slides.canvas import (
    MARGIN,
    WIDTH,
    Draw,
    put_sentence,
    start_slide,
    write_notes,
)
from exports.slides.front import agenda, cover
from exports.slides.pages import finding, slides_of
from exports.slides.pending import pending
from exports.slides.red_items import red_items
from exports.slides.tables import Cell, head_row, table_over_slides

TITLE_ONLY = 5
LIST_COLUMNS = ("name", "category", "rate", "deviation", "lead_department", "lead_leader")
LIST_WIDTHS = (2.7, 2.2, 1.3, 2.4, 1.3, 2.33)
# Cells of a table named in its text for those who cannot see it.
TOLD = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the deck: the page it is of, what it finds, and its slides, each with its title."""

    page: str
    finding: str
    slides: list[tuple[str, Draw]]


def slides(dossier: Dossier) -> bytes:
    """The .pptx of a meeting, every long list as a table over as many slides as it needs."""
    deck = _empty_deck()
    parts = _parts(dossier)
    cover(deck.slides.add_slide(deck.slide_layouts[0]), dossier)
    text = words().slides
    front = start_slide(deck, text.agenda, dossier.stamp(text.agenda))
    agenda(front, _entries(parts))
    for part in parts:
        for title, draw in part.slides:
            draw(_start(deck, dossier, part.page, title))
    for slide in deck.slides:
        _describe(slide)
    out = BytesIO()
    deck.save(out)
    title = text.cover_title.format(meeting=dossier.meeting)
    return owned(out.getvalue(), title=title, day=dossier.as_of, demo=dossier.demo)


def _empty_deck() -> Any:
    """A deck of 16:9 slides with the one layout that is used."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(7.5)
    deck._element.find(qn("p:sldSz")).attrib.pop("type", None)
    kept = deck.slide_layouts[TITLE_ONLY]
    for layout in [one for one in deck.slide_layouts if one is not kept]:
        deck.slide_layouts.remove(layout)
    kept.name = words().slides.layout
    for place in (*kept.placeholders, *deck.slide_master.placeholders):
        place.text_frame.text = place.name = words().slides.placeholder
    return deck


def _parts(dossier: Dossier) -> list[Part]:
    """A part a page the meeting has slides of, in the menu's order, then the lists that no page has."""
    parts = []
    for page in (one.name for one in pages() if one.slide):
        drawn = slides_of(dossier, page)
        title = finding(dossier, page)
        parts.append(Part(page, title, _numbered(title, drawn)))
    said = dossier.remarks
    parts.append(Part("pending", said.waiting, _numbered(said.waiting, pending(dossier))))
    if red := red_items(dossier):
        parts.append(Part("red_items", words().slides.red_items.format(n=len(red)), red))
    return [*parts, Part("behind", said.behind, _numbered(said.behind, _list(dossier)))]


def _numbered(finding: str, draws: list[Draw]) -> list[tuple[str, Draw]]:
    """A finding over several slides says on which of them it stands."""
    part = words().slides.part
    many = len(draws) > 1
    return [(part.format(finding=finding, i=i, n=len(draws)) if many else finding, d) for i, d in enumerate(draws, 1)]


def _entries(parts: list[Part]) -> list[tuple[str, str, int]]:
    entries, number = [], 3
    for part in parts:
        entries.append((_title_of(part.page), part.finding, number))
        number += len(part.slides)
    return entries


def _title_of(page: str) -> str:
    return words().parts.get(page) or page_title(page)


def _start(deck: Any, dossier: Dossier, page: str, title: str) -> Any:
    slide = start_slide(deck, title, dossier.stamp(_title_of(page)))
    head, rule = words().slides.notes_head, words().slides.rule_head
    # The lists of what is behind are judged as the first page is.
    rules = dossier.rules.get(page) or dossier.rules.get(pages()[0].name, "")
    write_notes(slide, [f"{rule} {rules}", head, *dossier.sources.get(page, ())])
    return slide


def _describe(slide: Any) -> None:
    """A text for every chart and table, for those who have the slide read to them."""
    text = words().slides
    for shape in slide.shapes:
        if shape.has_chart:
            names = words().bulletin.names.join(harmless(c) for c in shape.chart.plots[0].categories)
            said = text.chart_alt.format(names=names)
        elif shape.has_table:
            rows = list(shape.table.rows)
            heads = [cell.text.replace("\n", " ") for cell in rows[0].cells if cell.text][:TOLD]
            said = text.table_alt.format(n=len(rows), heads=words().bulletin.names.join(heads))
        else:
            continue
        shape._element.nvGraphicFramePr.cNvPr.set("descr", said)


def _list(dossier: Dossier) -> list[Draw]:
    """Red and amber items in full: no text is cut, a long one makes its row higher."""
    rows = [_row(row) for row in dossier.behind.to_dict("records")]
    if not rows:
        return [lambda slide: put_sentence(slide, words().none_behind, (MARGIN, 1.5, WIDTH - 2 * MARGIN))]
    head = head_row([words().heads[c] for c in LIST_COLUMNS], right=(2,))
    return table_over_slides(head, rows, LIST_WIDTHS)


def _row(row: dict[Any, Any]) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(row["name"], tone, bold=True),
        Cell(row["category"]),
        Cell(how_far(row), align="right"),
        Cell(judged(row), tone, bold=True),
        Cell(named(row["short_department"])),
        Cell(named(row["short_leader"])),
    ]
