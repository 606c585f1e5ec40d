"""The official page (GB/T 9704-2012): A4, 22 lines of 28 characters, named fonts, page numbers on the outer side."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from exports.dossier import words
from exports.office_text import harmless

SERIF = ("title", "body", "subhead", "page")
LINE, TABLE_LINE = Pt(28.95), Pt(12.5)
SIZES = {"title": 22, "body": 16, "head": 16, "subhead": 16, "page": 14, "table": 9}
HEADINGS = ("title", "head", "subhead")
SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


def new_document() -> Any:
    """An empty document with the official page and its page numbers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.footer_distance = Cm(2.5)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    _declare_fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    return document


def _declare_fonts(document: Any) -> None:
    """Says in the file's font table what each font is and what stands for it where a machine has not got it."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    table = parse_xml(part.blob)
    bulletin = words().bulletin
    for stranger in list(table):
        table.remove(stranger)
    for role, face in bulletin.fonts.items():
        table.append(_font(face, bulletin.fallbacks[role], "roman" if role in SERIF else "modern"))
    part._blob = serialize_part_xml(table)


def _font(face: str, instead: str, family: str) -> Any:
    font = OxmlElement("w:font")
    font.set(qn("w:name"), face)
    for tag, value in (("altName", instead), ("charset", "86"), ("family", family), ("pitch", "default")):
        child = OxmlElement(f"w:{tag}")
        child.set(qn("w:val"), value)
        font.append(child)
    return font


def put(document: Any, text: str, role: str = "body", *, side: str = "left", indent: bool = True) -> Any:
    """One paragraph; ``role`` chooses font and size (title, body, head, subhead), ``indent`` two characters."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    form.space_before = form.space_after = Pt(0)
    # No line alone at a page's end or beginning, and no heading there without what it heads.
    form.widow_control = True
    form.keep_with_next = form.keep_together = role in HEADINGS
    paragraph.alignment = SIDES[side]
    if indent:
        form.first_line_indent = Pt(SIZES[role] * 2)
    write_run(paragraph, text, role)
    return paragraph


def write_run(paragraph: Any, text: str, role: str, size: float | None = None) -> None:
    """A run of plain black text in the role's font, named for every script."""
    run = paragraph.add_run(harmless(text))
    fonts = words().bulletin.fonts
    face = fonts.get(role, fonts["body"])
    run.font.size = Pt(size or SIZES[role])
    run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.name = face
    named = run._r.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        named.set(qn(attribute), face)


def put_table(document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """A ruled table; ``widths`` in cm. The head repeats on every page it runs over."""
    table = document.add_table(rows=0, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    _narrow_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _mark_row(_add_row(table, heads, widths, "head"), "w:tblHeader")
    if not rows:
        return
    first = _add_row(table, rows[0], widths, "body")._tr
    for texts in rows[1:]:
        # A row is made once and copied: setting every cell's looks anew was most of the paper's time.
        row = deepcopy(first)
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.p_lst[0].r_lst[0].text = harmless(text)
        table._tbl.append(row)


def _add_row(table: Any, texts: Sequence[str], widths: Sequence[float], role: str) -> Any:
    row = table.add_row()
    _mark_row(row, "w:cantSplit")
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = Cm(width)
        _write_cell(cell, text, role)
    return row


def _narrow_margins(table: Any) -> None:
    """A millimetre beside the text instead of two: the annex' short columns need it."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    table._tbl.tblPr.append(margins) if look is None else look.addprevious(margins)


def _mark_row(row: Any, tag: str) -> None:
    """Says that a row repeats on every page (``w:tblHeader``) or stays on one (``w:cantSplit``)."""
    mark = OxmlElement(tag)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _write_cell(cell: Any, text: str, role: str) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(snap)
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, TABLE_LINE
    form.space_before = form.space_after = Pt(0)
    write_run(paragraph, text, role, SIZES["table"])


def _page_number(footer: Any, side: Any) -> None:
    """The page number between dashes, as a field Word counts itself."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    before, after = words().bulletin.page_number.split("{n}")
    write_run(paragraph, before, "page")
    for kind, code in (("begin", ""), (None, "PAGE"), ("end", "")):
        write_run(paragraph, "", "page")
        paragraph.runs[-1]._r.append(_field(kind, code))
    write_run(paragraph, after, "page")


def _field(kind: str | None, code: str) -> Any:
    if kind is None:
        element = OxmlElement("w:instrText")
        element.text = code
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element
