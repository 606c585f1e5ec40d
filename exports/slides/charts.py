"""Native, editable bar charts on slides: the figure solid, what is missing to the due point in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from exports.dossier import words
from exports.office_text import harmless, set_slide_font
from exports.palette import INK


def put_stacked_bars(
    slide: Any,
    box: tuple[float, float, float, float],
    names: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None], str, str | None]],
    *,
    legend: bool = False,
    top_value: float | None = None,
) -> Any:
    """Horizontal stacked bars, first name on top.

    ``series``: name, values (``None``: no bar), colour, number format of its labels (``None``: unlabelled).
    """
    data = CategoryChartData()
    data.categories = [harmless(n) for n in names]
    for name, values, _, _ in series:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *(Inches(x) for x in box), data)
    chart = frame.chart
    _set_axes(chart, top_value)
    chart.has_legend = legend
    if legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.font.size, chart.font.color.rgb = Pt(12), RGBColor.from_string(INK)
    set_slide_font(chart._chartSpace.txPr.find(f".//{qn('a:defRPr')}"), words()["slide_font"])
    for drawn, (_, _, colour, label) in zip(chart.plots[0].series, series, strict=True):
        _paint(drawn, colour, label)
    chart.plots[0].gap_width, chart.plots[0].overlap = 55, 100
    return chart


def colour_points(chart: Any, series: int, colours: Sequence[str]) -> None:
    """Gives each bar of one series its own colour (that of its light)."""
    for i, colour in enumerate(colours):
        fill = chart.plots[0].series[series].points[i].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour)


def _set_axes(chart: Any, top_value: float | None) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.format.line.fill.background()
    names.has_major_gridlines = False
    names.tick_labels.font.size = Pt(12)
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = 0
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    if top_value is not None:
        values.maximum_scale = top_value


def _paint(drawn: Any, colour: str, label: str | None) -> None:
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = RGBColor.from_string(colour)
    drawn.invert_if_negative = False
    if label is None:
        return
    labels = drawn.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, label, False
    labels.position = XL_LABEL_POSITION.INSIDE_END
    labels.font.size, labels.font.bold = Pt(11), True
    labels.font.color.rgb = RGBColor.from_string("FFFFFF")
    set_slide_font(labels._element.find(f".//{qn('a:defRPr')}"), words()["slide_font"])
