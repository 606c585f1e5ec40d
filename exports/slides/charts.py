"""Native, editable bar charts on slides: the figure solid, a tick at the item's own due point, the shortfall grey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from exports.dossier import words
from exports.office_text import harmless, set_slide_font
from exports.palette import INK, TRACK, WHITE, fill_of
from exports.slides.canvas import SIZE
from exports.slides.chart_data import PlainChartData
from exports.slides.fitting import cut, width

Box = tuple[float, float, float, float]
CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
# White on amber and on grey is too faint to read.
DARK_ON = ("warning", "not_started", "no_report", "not_measurable")
TICK_LENGTH = 0.008
PLOT, A_DIGIT, EDGES = 0.72, 0.15, 0.1
ROOM_INSIDE = 0.26


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bar: ``rate`` and ``due`` as fractions (``None``: nothing to draw), the rate as the page writes it, light.

    ``beside``: the rate also stands in a table beside the bars; where the bar has no room for it, it stands there only.
    """

    name: str
    rate: float | None
    due: float | None
    shown: str
    light: str
    beside: bool = False


def put_bullets(
    slide: Any,
    box: Box,
    bars: Sequence[Bullet],
    *,
    names: float,
    heads: Sequence[str] = (),
    size: float = SIZE,
) -> Any:
    """Horizontal bullets, first on top: rate against due point; ``names`` the share of the width for their labels.

    One stack a bar, because that is what every office draws alike: done up to the due point, the shortfall in grey, the
    tick at the due point, and what is done beyond it.
    """
    text = words().slides
    parts = [_stretches(bar) for bar in bars]
    said = heads or (text.within_due, text.shortfall, text.tick, text.beyond_due)
    series = [(head, [part[i] for part in parts]) for i, head in enumerate(said)]
    top = max([1.0, *(sum(x or 0.0 for x in part) for part in parts)])
    labels = [_name(bar, top, names * box[2] - 0.15, size) for bar in bars]
    chart = _new_bars(slide, box, labels, series, XL_CHART_TYPE.BAR_STACKED)
    _set_axes(chart, top)
    chart.category_axis.tick_labels.font.size = Pt(size)
    chart.has_legend = False
    within, shortfall, tick, beyond = chart.plots[0].series
    for one, colour in ((within, fill_of("on_track")), (shortfall, TRACK), (tick, INK), (beyond, fill_of("on_track"))):
        _paint(one, colour, None)
    for i, bar in enumerate(bars):
        for one in (within, beyond):
            one.points[i].format.fill.solid()
            one.points[i].format.fill.fore_color.rgb = RGBColor.from_string(fill_of(bar.light))
        if bar.rate is not None and _label_fits(bar, top):
            _label(within.points[i].data_label, bar)
    chart.plots[0].gap_width, chart.plots[0].overlap = 55, 100
    _fill_plot(chart, names)
    return chart


def _name(bar: Bullet, top: float, inches: float, size: float) -> str:
    """A bar's name on one line, with its rate where neither the bar nor a table says it."""
    said = "" if bar.beside or _label_fits(bar, top) else f" {bar.shown}"
    return cut(bar.name, inches - width(said, size), size) + said


def _stretches(bar: Bullet) -> tuple[float | None, float | None, float | None, float | None]:
    """Done up to the due point, missing to it, the tick, done beyond it; nothing where there is no rate."""
    if bar.rate is None:
        return None, None, None, None
    if not bar.due:
        return bar.rate, None, None, None
    missing, more = max(0.0, bar.due - bar.rate), max(0.0, bar.rate - bar.due)
    return min(bar.rate, bar.due), missing, TICK_LENGTH, more


def _label_fits(bar: Bullet, top: float) -> bool:
    within = _stretches(bar)[0]
    return within is None or within / top >= ROOM_INSIDE


def _label(label: Any, bar: Bullet) -> None:
    """The rate as the page writes it, at the bar's root, in an ink that its colour leaves readable."""
    label.position = XL_LABEL_POSITION.INSIDE_BASE
    run = label.text_frame.paragraphs[0].add_run()
    run.text = harmless(bar.shown)
    run.font.size, run.font.bold = Pt(SIZE), True
    run.font.color.rgb = RGBColor.from_string(INK if bar.light in DARK_ON else WHITE)
    set_slide_font(run._r.get_or_add_rPr(), words().slide_font)


def _fill_plot(chart: Any, names: float) -> None:
    """Lets the bars fill the chart's whole height, so that they stand level with the rows of a table beside it."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    places = (("x", names), ("y", 0.0), ("w", 1.0 - names), ("h", 1.0))
    measures = "".join(f'<c:{name} val="{value}"/>' for name, value in places)
    edges = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area.insert(0, parse_xml(f"<c:layout {CHART}><c:manualLayout>{edges}{measures}</c:manualLayout></c:layout>"))


def fits_inside(value: float, top: float, wide: float) -> bool:
    """Whether a count can be written inside its own stretch of a stacked bar in a chart of that width in inches."""
    return not value or value / top * wide * PLOT >= EDGES + A_DIGIT * len(f"{value:.0f}")


def _new_bars(slide: Any, box: Box, names: Sequence[str], series: Sequence[tuple[str, Any]], kind: Any) -> Any:
    data = PlainChartData()
    data.categories = [harmless(n) for n in names]
    for name, values in series:
        data.add_series(name, values)
    chart = slide.shapes.add_chart(kind, *(Inches(x) for x in box), data).chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(SIZE), RGBColor.from_string(INK)
    set_slide_font(chart._chartSpace.txPr.find(f".//{qn('a:defRPr')}"), words().slide_font)
    return chart


def put_stacked_bars(
    slide: Any, box: Box, names: Sequence[str], series: Sequence[tuple[str, Sequence[float], str, bool]]
) -> Any:
    """Horizontal stacked counts with a legend, first name on top. ``series``: name, counts, colour, labelled or not.

    A count that has no room inside its stretch stays unlabelled: the caller writes it elsewhere (``fits_inside``).
    """
    counted = [(name, values) for name, values, _, _ in series]
    chart = _new_bars(slide, box, names, counted, XL_CHART_TYPE.BAR_STACKED)
    _set_axes(chart, None)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    top = max([1.0, *(sum(stretch) for stretch in zip(*(values for _, values in counted), strict=True))])
    for drawn, (_, values, colour, labelled) in zip(chart.plots[0].series, series, strict=True):
        _paint(drawn, colour, "0;;" if labelled else None)
        for i in [i for i, value in enumerate(values) if labelled and not fits_inside(value, top, box[2])]:
            _hide_label(drawn.points[i].data_label)
    chart.plots[0].gap_width, chart.plots[0].overlap = 55, 100
    return chart


def _hide_label(label: Any) -> None:
    """Takes one point's label away."""
    element = label._get_or_add_dLbl()
    for child in [c for c in element if c.tag != qn("c:idx")]:
        element.remove(child)
    element.append(parse_xml(f'<c:delete {CHART} val="1"/>'))


def _set_axes(chart: Any, top_value: float | None) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.format.line.fill.background()
    names.has_major_gridlines = False
    names.tick_labels.font.size = Pt(SIZE)
    _name_every_bar(names)
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = 0
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if top_value is not None:
        values.maximum_scale = top_value


def _name_every_bar(names: Any) -> None:
    """Offices leave names out where they think there are too many."""
    axis = names._element
    skip = parse_xml(f'<c:tickLblSkip {CHART} val="1"/>')
    last = axis.find(qn("c:noMultiLvlLbl"))
    axis.append(skip) if last is None else last.addprevious(skip)


def _paint(drawn: Any, colour: str, label: str | None) -> None:
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    drawn.invert_if_negative = False
    if label is None:
        return
    labels = drawn.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, label, False
    labels.position = XL_LABEL_POSITION.INSIDE_END
    labels.font.size, labels.font.bold = Pt(SIZE), True
    labels.font.color.rgb = RGBColor.from_string(WHITE)
    set_slide_font(labels._element.find(f".//{qn('a:defRPr')}"), words().slide_font)
