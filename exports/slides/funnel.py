"""A funnel as native stacked bars: what stands in each step on time, what too long, and what has gone on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.util import Pt

from catalog.numbers import plain
from exports.dossier import words
from exports.palette import BRAND, TRACK, fill_of
from exports.slides.canvas import SIZE
from exports.slides.charts import Box, fits_inside, put_stacked_bars


def put_funnel(slide: Any, box: Box, stages: pd.DataFrame, *, size: float = SIZE, past: bool = False) -> None:
    """``stages``: name, reached, now, overdue. Here on time, here too long, gone on; counts too narrow for their bar
    stand by its name. ``past``: late means past a deadline (red), not longer than the stage may take (amber)."""
    text = words().slides
    timely_word = text.funnel_in_time if past else text.funnel_now
    late_word = text.funnel_past if past else text.funnel_overdue
    overdue = stages["overdue"].tolist()
    on_time = (stages["now"] - stages["overdue"]).tolist()
    later = (stages["reached"] - stages["now"]).tolist()
    top = float(max([1, *stages["reached"]]))
    names = []
    for name, timely, late in zip(stages["name"], on_time, overdue, strict=True):
        counts = ((timely_word, timely), (late_word, late))
        names.append(str(name) + _beside([(n, c) for n, c in counts if not fits_inside(c, top, box[2])]))
    series = [
        (timely_word, on_time, BRAND, True),
        (late_word, overdue, fill_of("behind" if past else "warning"), True),
        (text.funnel_later, later, TRACK, False),
    ]
    chart = put_stacked_bars(slide, box, names, series)
    chart.category_axis.tick_labels.font.size = chart.font.size = Pt(size)


def _beside(counts: Sequence[tuple[str, float]]) -> str:
    """Counts in brackets behind a stage's name; nothing where all of them stand in the bar."""
    text = words().slides
    said = words().bulletin.names.join(text.funnel_beside.format(name=n, count=plain(c)) for n, c in counts)
    return text.in_brackets.format(text=said) if said else ""
