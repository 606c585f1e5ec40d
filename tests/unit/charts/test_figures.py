"""Figures say what their frames say: nothing capped, nothing invented, nothing a cell holds obeyed as markup."""

import json
import re
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import Look, bullets, cohorts, funnel, gaps, heat, history, lamps, moves, ranks, timeline, tokens

NAN = float("nan")
LOOKS = [Look(), Look(dark=True), Look(present=True), Look(phone=True), Look(present=True, large=True)]

WORKS = pd.DataFrame(
    {
        "area": ["党建", "发展", "<b>稳定"],
        "rate": [0.5, 1.3, NAN],
        "due_rate": [0.6, 0.6, NAN],
        "shown": ["50.0%", "130.0%", "不合并"],
        "deviation": [-10.0, 70.0, NAN],
        "light": ["warning", "on_track", "not_measurable"],
        "note": ["3/4项", "", ""],
    }
)
STAGES = pd.DataFrame(
    {
        "stage_word": ["线索", "在谈", "签约"],
        "reached": [20, 15, 6],
        "now": [5, 9, 6],
        "overdue": [2, 0, 6],
        "conversion": [NAN, 0.75, 0.4],
        "amount": [120_000.0, 8_000.0, NAN],
        "amount_n": [5, 7, 0],
        "amount_word": ["拟投", "拟投", "合同"],
    }
)
ITEMS = pd.DataFrame(
    {
        "item": ["甲", "乙", "丙"],
        "start": pd.to_datetime(["2017-01-01", "2017-03-01", None]),
        "deadline": pd.to_datetime(["2017-12-31", "2017-06-30", "2017-12-31"]),
        "reached": pd.to_datetime(["2017-05-01", "2017-06-30", None]),
        "rate": [0.4, 1.0, 0.2],
        "light": ["behind", "done", "on_track"],
    }
)
COURSE = pd.DataFrame(
    {
        "area": ["党建"] * 3 + ["作风"] * 3,
        "period": ["2017-01", "2017-02", "2017-03"] * 2,
        "deviation": [1.0, -2.0, -12.0, NAN, NAN, NAN],
        "light": ["on_track", "on_track", "behind"] + [None] * 3,
    }
)
POINTS = pd.DataFrame({"period": ["2017-01", "2017-02"], "rate": [0.1, NAN], "due_rate": [0.08, 0.16]})
GROUPS = pd.DataFrame(
    {
        "name": ["甲局", "乙局"],
        "lights": [["behind", "done"], ["on_track"]],
        "n": [2, 1],
        "n_behind": [1, 0],
        "n_warning": [0, 0],
        "said": [["甲：▲ 滞后", "乙：■ 办结"], ["丙：● 正常"]],
        "hrefs": [["trace?row=1", "trace?row=2"], ["trace?row=3"]],
    }
)
COUNTS = pd.DataFrame([[5, 0], [2, 7]], index=["lead", "signed"], columns=["30天以内", "31天以上"])
OVER = pd.DataFrame([[0, 0], [1, 7]], index=COUNTS.index, columns=COUNTS.columns)
AMOUNTS = pd.DataFrame([[138_000.0, NAN]], index=["工程机械"], columns=["滨河科技园", "综合保税区"])
NUMBERS = pd.DataFrame([[8, 1]], index=AMOUNTS.index, columns=AMOUNTS.columns)
FLOWS = pd.DataFrame(
    [
        ("new", "lead", 3, "new"),
        ("lead", "signed", 2, "forward"),
        ("signed", "lead", 1, "back"),
        ("lead", "lead", 0, "same"),
    ],
    columns=["source", "target", "n", "kind"],
)
SIGNED = pd.DataFrame(
    {"cohort": ["2016"], "n_signed": [14], "n_registered": [14], "n_started": [11], "n_producing": [0]}
)

VALUES = pd.DataFrame({"period": ["2017-06", "2017-07"], "value": [8.1, 8.2], "said": ["8.1%", "8.2%"]})


def drawn(look: Look) -> list[go.Figure]:
    return [
        bullets.bullets(WORKS, look, named="area"),
        funnel.funnel(STAGES, look, named="stage_word"),
        gaps.gaps(COURSE, look, named="area"),
        timeline.timeline(ITEMS, look, as_of=date(2017, 7, 31), height=300),
        lamps.lamps(GROUPS, look),
        heat.ageing(COUNTS, look, over=OVER),
        heat.crosstab(AMOUNTS, NUMBERS, look),
        moves.moves(FLOWS, look, order=["new", "lead", "signed"]),
        cohorts.cohorts(SIGNED, look),
        history.history(POINTS, look, forecast={"low": 0.5, "mid": 0.7, "high": 1.1, "own": 1.0}),
        history.values(VALUES, look, against=8.5, named="目标8.5%", from_nought=False),
    ]


def words_of(figure: go.Figure) -> str:
    return json.dumps(json.loads(figure.to_json()), ensure_ascii=False)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_figure_is_still_solid_and_without_legend(look: Look) -> None:
    for figure in drawn(look):
        layout = figure.layout.template.layout
        assert layout.paper_bgcolor == layout.plot_bgcolor
        assert (layout.dragmode, layout.showlegend, layout.xaxis.fixedrange) == (False, False, True)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_text_is_smaller_than_eleven_pixels(look: Look) -> None:
    assert look.text >= 11
    for figure in drawn(look):
        sizes = [t.textfont.size for t in figure.data if t.type == "scatter" and t.textfont.size is not None]
        assert all(size >= 11 for size in sizes)


def test_more_than_all_is_drawn_to_scale_not_cut() -> None:
    figure = bullets.bullets(WORKS, Look(), named="area")
    assert figure.data[1].x[1] == 1.3
    assert figure.layout.xaxis.range[1] >= 1.3


def test_what_cannot_be_measured_has_no_bar_and_no_tick() -> None:
    figure = bullets.bullets(WORKS, Look(), named="area")
    assert pd.isna(figure.data[1].x[2])
    assert pd.isna(figure.data[2].x[2])


def test_text_from_a_cell_is_shown_and_not_obeyed() -> None:
    assert bullets.bullets(WORKS, Look(), named="area").layout.yaxis.ticktext[2] == "&lt;b&gt;稳定"


def test_overdue_is_part_of_what_is_here_now() -> None:
    figure = funnel.funnel(STAGES, Look(), named="stage_word")
    assert list(figure.data[2].base) == [3, 9, 0]
    assert list(figure.data[2].x) == [2, 0, 6]


def test_a_stage_without_an_amount_prints_none() -> None:
    labels = funnel.funnel(STAGES, Look(), named="stage_word").data[3].text
    assert labels[0].startswith("<b>5</b>个·拟投12.0亿元")
    assert labels[2].startswith("<b>6</b>个 ")


def test_conversion_stands_between_the_two_stages_it_compares() -> None:
    figure = funnel.funnel(STAGES, Look(), named="stage_word")
    assert list(figure.data[4].text) == ["↓75%", "↓40%"]
    assert list(figure.data[4].y) == [0.5, 1.5]


def test_a_work_without_two_points_says_so_instead_of_a_line() -> None:
    assert "暂无走势" in words_of(gaps.gaps(COURSE, Look(), named="area"))


def test_the_gap_line_ends_at_its_last_value_in_words() -> None:
    assert "−12.0" in words_of(gaps.gaps(COURSE, Look(), named="area"))


@pytest.mark.parametrize(("far", "steps"), [(-12.0, ("−10", "+10")), (27.1, ("−30", "+30"))])
def test_a_far_gap_widens_the_steps_of_the_scale(far, steps) -> None:
    figure = gaps.gaps(COURSE.assign(deviation=[1.0, -2.0, far, NAN, NAN, NAN]), Look(), named="area")
    assert (figure.layout.yaxis.ticktext[0], figure.layout.yaxis.ticktext[2]) == steps


def test_items_without_dates_are_not_drawn() -> None:
    figure = timeline.timeline(ITEMS, Look(), as_of=date(2017, 7, 31), height=300)
    assert list(figure.layout.yaxis.ticktext) == ["乙", "甲"]


def test_a_finished_item_ends_where_it_ended() -> None:
    figure = timeline.timeline(ITEMS, Look(), as_of=date(2017, 7, 31), height=300)
    day = 86_400_000
    assert list(figure.data[1].x) == [121 * day, 120 * day]


def test_a_missing_report_has_neither_bar_nor_figure() -> None:
    items = ITEMS.assign(light=["no_report", "done", "on_track"])
    figure = timeline.timeline(items, Look(), as_of=date(2017, 7, 31), height=300)
    assert pd.isna(figure.data[1].x[1])
    assert figure.data[2].text[1].strip() == "□ 缺报"


def test_cells_with_a_project_beyond_the_limit_are_outlined_and_say_how_many() -> None:
    figure = heat.ageing(COUNTS, Look(), over=OVER)
    assert len(figure.layout.shapes) == 2
    assert '"<b>2</b><br>※超期1"' in words_of(figure)
    assert '"<b>7</b>"' in words_of(figure)
    assert '"5"' in words_of(figure)


def test_money_that_only_some_projects_give_says_how_many() -> None:
    labels = funnel.funnel(STAGES, Look(), named="stage_word").data[3].text
    assert labels[1].startswith("<b>9</b>个·拟投8,000万元（7）")


def test_projects_without_an_amount_are_counted_and_not_priced() -> None:
    text = heat.crosstab(AMOUNTS, NUMBERS, Look()).data[1].text
    assert list(text) == ["<b>13.8</b><br>8个", "1个"]


def test_flows_of_nothing_are_left_out() -> None:
    assert list(moves.moves(FLOWS, Look(), order=["new", "lead", "signed"]).data[0].link.value) == [3, 2, 1]


def test_a_later_step_is_a_share_of_what_was_signed() -> None:
    figure = cohorts.cohorts(SIGNED, Look())
    started = [trace for trace in figure.data if trace.type == "bar" and trace.xaxis == "x3"]
    assert started[1].x[0] == pytest.approx(11 / 14)


def test_the_units_own_forecast_stands_beside_the_range() -> None:
    said = words_of(history.history(POINTS, Look(), forecast={"low": 0.5, "mid": 0.7, "high": 1.1, "own": 1.0}))
    assert "推算50%–110%" in said
    assert "单位自报100%" in said


def test_where_nothing_is_to_come_nothing_is_forecast() -> None:
    year = pd.DataFrame({"period": ["2017-11", "2017-12"], "rate": [0.9, 0.94], "due_rate": [0.9, 1.0]})
    said = words_of(history.history(year, Look(), forecast={"low": 0.94, "mid": 0.94, "high": 0.94, "own": 1.0}))
    assert "推算" not in said
    assert "94.0%" in said


def test_a_gap_in_the_reports_stays_a_gap() -> None:
    figure = history.history(POINTS, Look())
    assert figure.data[1].connectgaps is False
    assert pd.isna(figure.data[1].y[1])


def test_a_bar_says_its_figure_and_leads_to_its_cells() -> None:
    rows = STAGES.assign(href_now=[f"trace?stage={i}" for i in range(len(STAGES))])
    bars = funnel.funnel(rows, Look(), named="stage_word").data[1]
    assert "现处9个" in bars.hovertext[1]
    assert list(bars.customdata)[1] == "trace?stage=1"


def told(figure: go.Figure) -> list[str]:
    """All that hovering says anywhere on a figure."""
    flows = [said for t in figure.data if t.type == "sankey" for said, _ in [*t.link.customdata, *t.node.customdata]]
    return flows + [said for t in figure.data if t.type != "sankey" for said in t.hovertext or () if said]


def test_hovering_says_a_figure_on_every_chart() -> None:
    places = pd.DataFrame({"indicator": ["生产总值"], "rank": [3.0], "previous_rank": [4.0], "rank_total": [14.0],
                           "rank_change": [1.0]})  # fmt: skip
    figures = [*drawn(Look()), ranks.ranks(places, Look(), height=300)]
    assert [i for i, figure in enumerate(figures) if not re.search("[0-9▲]", "".join(told(figure)))] == []


def test_each_mark_of_who_answers_says_its_item_and_leads_to_its_cell() -> None:
    marks = lamps.lamps(GROUPS, Look()).data[0]
    assert list(marks.hovertext) == ["甲：▲ 滞后", "乙：■ 办结", "丙：● 正常"]
    assert list(marks.customdata) == ["trace?row=1", "trace?row=2", "trace?row=3"]


def test_a_flow_says_how_many_and_leads_to_them() -> None:
    leads = {("lead", "signed"): "trace?came_from=lead"}
    flow = moves.moves(FLOWS, Look(), order=["new", "lead", "signed"], flow_hrefs=leads).data[0]
    assert ["线索→签约：2个", "trace?came_from=lead"] in [list(said) for said in flow.link.customdata]


def test_a_month_of_the_trend_leads_to_its_own_cells() -> None:
    hrefs = [f"trace?as_of={period}" for period in COURSE["period"]]
    spots = next(t for t in gaps.gaps(COURSE.assign(href=hrefs), Look(), named="area").data if t.mode == "markers")
    assert list(spots.customdata) == hrefs[: len(spots.customdata)]


def test_nothing_is_said_of_no_late_ones_and_of_empty_cells() -> None:
    late = funnel.funnel(STAGES.assign(overdue=[0, 6, 6]), Look(), named="stage_word").data[2]
    assert late.hovertext[0] == ""
    assert heat.ageing(COUNTS, Look(), over=OVER).data[0].hovertext[1] == ""


def test_one_project_is_never_the_darkest_cell() -> None:
    single = pd.DataFrame([[1, 0]], index=["lead"], columns=["30天以内", "31–60天"])
    figure = heat.ageing(single, Look(), over=single * 0)
    assert figure.data[0].marker.color[0] != tokens(Look()).blues[-1]


# values, target, whether it adds up -> the least and the most the axis shows hold all, with room
@pytest.mark.parametrize(
    ("given", "against", "from_nought", "floor"),
    [
        ((8.1, 8.2), 8.5, False, 8.02),  # a level is not held against nought: its gap would be a hair's breadth
        ((4.0, 6.0), 5.0, True, 0.0),
        ((0.0, 0.0), 0.0, True, 0.0),  # a limit of nothing
        ((-3.6, -3.5), -3.5, False, -3.62),
        ((-2.0, -2.0), -2.0, True, -2.4),
    ],
)
def test_a_level_or_a_limit_is_drawn_against_its_target_in_its_own_unit(given, against, from_nought, floor) -> None:
    points = VALUES.assign(value=given, said=[f"{v}<b>" for v in given])
    drawn = history.values(points, Look(), against=against, named="目标<i>", from_nought=from_nought)
    low, high = drawn.layout.yaxis.range
    assert low == pytest.approx(floor)
    assert low <= min(*given, against) <= max(*given, against) < high
    line, named, course, last = drawn.data
    assert (set(line.y), tuple(course.y), named.text[0]) == ({against}, given, "目标&lt;i&gt;")
    assert last.text[0] == f"<b>{given[-1]}&lt;b&gt;</b>"
