"""Puts the slides of one meeting together: one a page, and the red list over as many as it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.util import Inches

from catalog.numbers import money, plain, points, rate
from exports.dossier import Dossier, lamp, named, stage_word, words
from exports.palette import BAR, BRAND, INK, INK3, TRACK, blue_for, fill_of, text_of, tint_of
from exports.slides.canvas import HEIGHT, MARGIN, WIDTH, Look, put_section, put_text, start_slide, write_notes
from exports.slides.charts import colour_points, put_stacked_bars
from exports.slides.tables import Cell, head_row, put_table

ROWS_A_SLIDE = 15
LIST_COLUMNS = ("name", "category", "rate", "deviation", "lead_department", "lead_leader")


def slides(dossier: Dossier) -> bytes:
    """The .pptx of a meeting: overview, six works, 39 items, investment, then every red and amber item."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    drawers: dict[str, Callable[[Any, Dossier], None]] = {
        "overview": _overview,
        "work_areas": _work_areas,
        "livelihood": _livelihood,
        "investment": _investment,
    }
    for page, draw in drawers.items():
        draw(_start(deck, dossier, page), dossier)
    for part in _chunks(dossier.behind, ROWS_A_SLIDE):
        put_list(_start(deck, dossier, "behind"), part, (MARGIN, 1.3, WIDTH - 2 * MARGIN))
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def put_list(slide: Any, frame: pd.DataFrame, box: tuple[float, float, float]) -> None:
    """Items with lamp, rate, deviation, unit and the lead leader's post."""
    heads = words()["heads"]
    rows = [head_row([heads[c] for c in LIST_COLUMNS], right=(2,))]
    rows += [_list_row(row) for row in frame.to_dict("records")]
    wide = box[2] > 9
    put_table(slide, box, (2.35, 1.55, 0.75, 1.3, 1.15, 2.1), rows, size=12 if wide else 9.5)


def _start(deck: Any, dossier: Dossier, page: str) -> Any:
    slide = start_slide(deck, dossier.findings[page], dossier.stamp(words()["pages"][page]))
    head, rule = words()["slides"]["notes_head"], words()["slides"]["rule_head"]
    write_notes(slide, [f"{rule} {dossier.rules.get(page, '')}", head, *dossier.sources.get(page, ())])
    return slide


def _overview(slide: Any, dossier: Dossier) -> None:
    text = words()["slides"]
    step = (WIDTH - 2 * MARGIN) / max(1, len(dossier.kpis))
    for i, kpi in enumerate(dossier.kpis):
        left = MARGIN + i * step
        put_text(slide, kpi.label, (left, 1.16, step - 0.1, 0.26), Look(12, INK3))
        put_text(slide, kpi.value, (left, 1.42, step - 0.1, 0.46), Look(24, INK, bold=True))
        put_text(slide, kpi.note, (left, 1.9, step - 0.1, 0.26), Look(11, text_of(kpi.light)))
    put_section(slide, text["areas"], text["areas_note"], MARGIN, 2.34)
    put_section(slide, text["behind"], "", 5.2, 2.34)
    _gap_bars(slide, dossier.areas, "area", (MARGIN - 0.1, 2.7, 4.5, 4.2))
    put_list(slide, dossier.behind.head(10), (5.2, 2.7, WIDTH - MARGIN - 5.2))


def _work_areas(slide: Any, dossier: Dossier) -> None:
    worst = dossier.sub_areas[dossier.sub_areas["light"].isin(["behind", "warning"])]
    worst = worst.sort_values("deviation").head(ROWS_A_SLIDE)
    if worst.empty:
        put_text(slide, words()["none_behind"], (MARGIN, 3.2, WIDTH - 2 * MARGIN, 0.6), Look(20, INK3, align="center"))
        return
    labelled = worst.assign(label=worst["area"] + words()["separator"] + worst["name"])
    height = 0.34 * (len(worst) + 1)
    _gap_bars(slide, labelled, "label", (MARGIN - 0.1, 1.5, 5.6, height))
    heads = words()["heads"]
    columns = ("rate", "deviation", "step", "lead_department", "lead_leader")
    rows = [head_row([heads[c] for c in columns], right=(0, 2))]
    for row in worst.to_dict("records"):
        tone = text_of(row["light"])
        rows.append(
            [
                Cell(rate(row["rate"]), bold=True, align="right"),
                Cell(_gap(row), tone),
                Cell(points(row["step"]), align="right"),
                Cell(named(row["lead_department"])),
                Cell(named(row["lead_leader"])),
            ]
        )
    put_table(slide, (6.2, 1.3, WIDTH - MARGIN - 6.2), (0.8, 1.25, 0.9, 1.5, 2.6), rows, size=11)


def _livelihood(slide: Any, dossier: Dossier) -> None:
    groups = [(str(name), part) for name, part in dossier.items.groupby("category", sort=False)]
    columns = max([len(part) for _, part in groups] or [1])
    counted = words()["slides"]["items_of"]
    rows = []
    for name, part in groups:
        cells = [Cell(f"{name}\n{counted.format(n=len(part))}", bold=True)]
        cells += [_item_cell(item) for item in part.to_dict("records")]
        rows.append(cells + [Cell("")] * (columns + 1 - len(cells)))
    height = min(0.62, 5.6 / max(1, len(rows)))
    if rows:
        box = (MARGIN, 1.2, WIDTH - 2 * MARGIN)
        put_table(slide, box, (0.8, *[1.5] * columns), rows, size=10, row_height=height, head=False)


def _investment(slide: Any, dossier: Dossier) -> None:
    text = words()["slides"]
    stages = dossier.stages
    put_section(slide, text["funnel"], "", MARGIN, 1.16)
    on_time = (stages["now"] - stages["overdue"]).tolist()
    later = (stages["reached"] - stages["now"]).tolist()
    put_stacked_bars(
        slide,
        (MARGIN - 0.1, 1.4, 6.0, 5.5),
        [stage_word(s) for s in stages["stage"]],
        [
            (text["funnel_now"], on_time, BRAND, "0;;"),
            (text["funnel_overdue"], stages["overdue"].tolist(), fill_of("warning"), "0;;"),
            (text["funnel_later"], later, TRACK, None),
        ],
        legend=True,
    )
    put_section(slide, text["matrix"], "", 6.7, 1.16)
    _matrix(slide, dossier.matrix, (6.7, 1.5, WIDTH - MARGIN - 6.7))
    put_section(slide, text["longest"], "", 6.7, 4.0)
    _longest(slide, dossier.longest.head(7), (6.7, 4.3, WIDTH - MARGIN - 6.7))


def _matrix(slide: Any, matrix: pd.DataFrame, box: tuple[float, float, float]) -> None:
    top = float(matrix.max().max()) if matrix.size else 0.0
    rows = [head_row(["", *map(str, matrix.columns)], right=range(1, len(matrix.columns) + 1))]
    for name, values in matrix.iterrows():
        rows.append([Cell(name), *(_heat_cell(v, top) for v in values)])
    put_table(slide, box, (1.4, *[1.0] * len(matrix.columns)), rows, size=10)


def _heat_cell(value: float, top: float) -> Cell:
    if value != value or not top:
        return Cell("—", INK3, align="right")
    fill, ink = blue_for(value / top)
    return Cell(plain(value / 10_000, 1), ink, align="right", fill=fill)


def _longest(slide: Any, frame: pd.DataFrame, box: tuple[float, float, float]) -> None:
    heads = words()["heads"]
    columns = ("project", "stage", "days", "days_over", "amount", "lead_department", "lead_leader")
    rows = [head_row([heads[c] for c in columns], right=(2, 3, 4))]
    rows += [_longest_row(row) for row in frame.to_dict("records")]
    put_table(slide, box, (2.5, 0.65, 0.7, 0.7, 0.95, 0.95, 2.0), rows, size=9, row_height=0.31)


def _longest_row(row: dict[Any, Any]) -> list[Cell]:
    return [
        Cell(row["project"], bold=True),
        Cell(stage_word(row["stage"])),
        Cell(plain(row["days"]), align="right"),
        Cell(plain(row["days_over"]), text_of("behind"), align="right"),
        Cell(money(row["amount"]), align="right"),
        Cell(named(row["lead_department"])),
        Cell(named(row["lead_leader"])),
    ]


def _gap_bars(slide: Any, frame: pd.DataFrame, label: str, box: tuple[float, float, float, float]) -> None:
    """Bars coloured by their light; the grey excess is what is missing to the item's own due point."""
    text = words()["slides"]
    done = [None if v != v else float(v) for v in frame["rate"]]
    due = [
        0.0 if v is None or t != t else max(0.0, float(t) - v) for v, t in zip(done, frame["time_rate"], strict=True)
    ]
    top = max([1.0, *(v for v in done if v is not None)])
    chart = put_stacked_bars(
        slide,
        box,
        frame[label].tolist(),
        [(text["done_series"], done, BAR, "0.0%"), (text["gap_series"], due, TRACK, None)],
        top_value=top,
    )
    colour_points(chart, 0, [fill_of(x) for x in frame["light"]])


def _list_row(row: dict[Any, Any]) -> list[Cell]:
    tone = text_of(row["light"])
    return [
        Cell(row["name"], tone, bold=True),
        Cell(row["category"]),
        Cell(rate(row["rate"]), align="right"),
        Cell(_gap(row), tone, bold=True),
        Cell(named(row["lead_department"])),
        Cell(named(row["lead_leader"])),
    ]


def _gap(row: dict[Any, Any]) -> str:
    """The lamp and what lit it: the deviation, or the days past the deadline."""
    days = row.get("days_over", float("nan"))
    if row["deviation"] != row["deviation"] and days == days:
        return f"{lamp(row['light'])} {words()['slides']['days_over'].format(n=plain(days))}"
    return f"{lamp(row['light'])} {points(row['deviation'])}"


def _item_cell(item: dict[Any, Any]) -> Cell:
    measured = [lamp(item["light"]), points(item["deviation"], 0), rate(item["rate"], 0), item["lead_department"]]
    text = f"{item['name']}\n{words()['separator'].join(str(m) for m in measured if m == m and m)}"
    urgent = item["light"] == "behind"
    fill = fill_of("behind") if urgent else tint_of(item["light"])
    return Cell(text, "FFFFFF" if urgent else INK, fill=fill)


def _chunks(frame: pd.DataFrame, size: int) -> Iterable[pd.DataFrame]:
    starts: Sequence[int] = range(0, max(len(frame), 1), size)
    return (frame.iloc[start : start + size] for start in starts)
