"""Puts text, tables and notes on a slide; every run carries a Chinese font and every piece stays inside 16:9."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from exports.dossier import Kpi, words
from exports.office_text import harmless, set_slide_font
from exports.palette import BRAND, INK, INK3, text_of
from exports.slides.fitting import cut, lines, width
from exports.slides.markup import PLAIN, Look, write

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55
# What a reader in the back row can still read; only the stamp at the foot is smaller.
SIZE, STAMP = 14, 12
# Below the title's rule; below the key figures; where the stamp begins.
TOP, BELOW_FIGURES, BOTTOM = 1.2, 2.85, 6.98
# The sizes a title is tried at before it may run over two lines.
TITLE_SIZES, TWO_LINES = (26, 24, 22, 20), 17


# Draws what stands below a slide's title.
Draw = Callable[[Any], None]


def put_text(
    slide: Any, text: object, box: tuple[float, float, float, float], look: Look = PLAIN, *, top: bool = False
) -> Any:
    """A text box at ``box`` = left, top, width, height in inches; its text in the middle, or at the ``top``."""
    shape = slide.shapes.add_textbox(*(Inches(x) for x in box))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
    write(frame, text, look)
    return shape


def put_block(slide: Any, box: tuple[float, float, float, float], colour: str) -> Any:
    """A flat filled rectangle without a border or shadow."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(x) for x in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def start_slide(deck: Any, finding: str, footer: str) -> Any:
    """A new slide with the finding as its real title, a rule under it, the stamp and the page number."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    title = slide.shapes.title
    title.left, title.top = Inches(MARGIN), Inches(0.32)
    title.width, title.height = Inches(WIDTH - 2 * MARGIN), Inches(0.62)
    frame = title.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    room = WIDTH - 2 * MARGIN
    write(frame, finding, Look(_title_size(finding, room), INK, bold=True))
    put_block(slide, (MARGIN, 1.02, room, 0.03), BRAND)
    put_text(slide, cut(footer, room - 0.8, STAMP), (MARGIN, HEIGHT - 0.42, room - 0.8, 0.28), Look(STAMP, INK3))
    page = Look(STAMP, INK3, align="right")
    put_text(slide, len(deck.slides), (WIDTH - MARGIN - 0.6, HEIGHT - 0.42, 0.6, 0.28), page)
    return slide


def _title_size(finding: str, room: float) -> float:
    """The largest size at which a title stands on one line; a longer one takes two, clear of its rule."""
    return next((size for size in TITLE_SIZES if lines(finding, room, size, bold=True) == 1), TWO_LINES)


def put_section(slide: Any, heading: str, note: str, left: float, top: float, right: float = WIDTH - MARGIN) -> None:
    """A section heading, its grey note beside it explaining the marks; neither goes beyond ``right``."""
    wide = width(heading, 16, bold=True) + 0.2
    put_text(slide, heading, (left, top, wide, 0.3), Look(16, INK, bold=True))
    if note:
        room = right - left - wide
        put_text(slide, cut(note, room, SIZE), (left + wide, top, room, 0.3), Look(SIZE, INK3))


def put_sentence(slide: Any, sentence: str, box: tuple[float, float, float]) -> None:
    """A plain grey sentence at ``box`` = left, top, width, where a table or chart has nothing to show."""
    put_text(slide, sentence, (*box, 0.4), Look(SIZE, INK3))


def only(sentence: str) -> list[Draw]:
    """A page of one slide that holds nothing but this sentence."""
    return [lambda slide: put_sentence(slide, sentence, (MARGIN, 1.5, WIDTH - 2 * MARGIN))]


def put_figures(slide: Any, figures: Sequence[Kpi]) -> None:
    """A page's key figures in a row under the title: label, value, change since the period before, what it rests on."""
    step = (WIDTH - 2 * MARGIN) / max(1, len(figures))
    for i, figure in enumerate(figures):
        left, room = MARGIN + i * step, step - 0.12
        put_text(slide, figure.label, (left, 1.14, room, 0.28), Look(SIZE, INK3))
        put_text(slide, cut(figure.value, room, 24, bold=True), (left, 1.42, room, 0.44), Look(24, INK, bold=True))
        # A change that takes two lines, because the two months are unlike, leaves one to the note.
        over = min(2, lines(figure.delta, room, SIZE))
        put_text(slide, figure.delta, (left, 1.88, room, 0.28 * over), Look(SIZE, text_of(figure.light)))
        note, below = cut(figure.note, (2.9 - over) * room, SIZE), 1.89 + 0.28 * over
        put_text(slide, note, (left, below, room, 0.8 - 0.28 * over), Look(SIZE, INK3), top=True)


def write_notes(slide: Any, lines: Sequence[str]) -> None:
    """Puts where every figure of the slide came from into its notes."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(harmless(line) for line in lines)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            set_slide_font(run._r.get_or_add_rPr(), words().slide_font)
