"""Reads the three papers back: their words, and every part of their files, workbooks inside charts included."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

import exports
from catalog.page import page_title
from catalog.words.papers import paper_words
from exports import Dossier, bulletin, lists

_DECKS: dict[int, tuple[Dossier, bytes]] = {}


def slides(dossier: Dossier) -> bytes:
    """The deck of a dossier, made once for all who read it."""
    if id(dossier) not in _DECKS:
        _DECKS[id(dossier)] = (dossier, exports.slides(dossier))  # kept, so that its id is nobody else's
    return _DECKS[id(dossier)][1]


def slides_of(content: bytes, page: str) -> list[Any]:
    """The slides that a page has, known by the stamp at their foot."""
    part = paper_words().parts.get(page) or page_title(page)
    stamp = f" · {part} · "
    every = Presentation(BytesIO(content)).slides
    return [slide for slide in every if any(s.has_text_frame and stamp in s.text_frame.text for s in slide.shapes)]


def words_of_slides(content: bytes, page: str | None = None) -> str:
    """Every text of every slide, or of those of ``page``: boxes, tables, charts' names and labels, notes."""
    said: list[str] = []
    for slide in Presentation(BytesIO(content)).slides if page is None else slides_of(content, page):
        said.append(slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "")
        for shape in slide.shapes:
            said += [shape.text_frame.text] if shape.has_text_frame else []
            said += [c.text for row in shape.table.rows for c in row.cells] if shape.has_table else []
            said += _chart_words(shape.chart) if shape.has_chart else []
    return "\n".join(said)


def _chart_words(chart: object) -> list[str]:
    space = chart._chartSpace  # type: ignore[attr-defined]
    return [element.text or "" for element in space.iter() if element.tag.endswith(("}v", "}t"))]


def words_of_bulletin(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def words_of_lists(content: bytes) -> str:
    book = load_workbook(BytesIO(content))
    return "\n".join(str(c.value) for sheet in book for row in sheet for c in row if c.value is not None)


PAPERS: dict[str, tuple[Callable[[Dossier], bytes], Callable[[bytes], str]]] = {
    "slides": (slides, words_of_slides),
    "bulletin": (bulletin, words_of_bulletin),
    "lists": (lists, words_of_lists),
}


def parts(content: bytes) -> Iterator[tuple[str, str]]:
    """Name and text of every part of an Office file; a workbook embedded in it is opened too."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                yield from parts(archive.read(name))
            elif name.endswith((".xml", ".rels")):
                yield name, archive.read(name).decode()
