"""Every figure of every leaders' page leads to the cells it was counted from, and they make that very figure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from catalog import datasets
from metrics import evidence, groups, headline, judged
from store import Store, open_store

Opened = Callable[..., AppTest]
TRACE = "pages/analysts/trace.py"
OVERVIEW = "pages/leaders/overview.py"
DAYS = {"2017-02": date(2017, 2, 28), "2017-06": date(2017, 6, 30), "2017-07": date(2017, 7, 31)}
UNITS = ("", "教育局")
LINK = re.compile(r'<a href="(trace\?[^"]*)"[^>]*>(?:<b>)?([^<]*)')


@pytest.fixture(scope="module")
def store(kept: dict[str, str]) -> Store:
    return open_store(kept["samples"])


@pytest.fixture(scope="module")
def known(store: Store) -> dict[tuple[str, str], judged.Judged]:
    """The judged frames of three periods, for all units and for one."""
    return {
        (period, unit): judged.judge(frames(store, period, unit), as_of=DAYS[period])
        for period in DAYS
        for unit in UNITS
    }


def frames(store: Store, period: str, unit: str) -> dict[str, pd.DataFrame]:
    history = store.history("investment_projects")
    given = {name: store.frame(name, as_of=period) for name in datasets()}
    given["investment_history"] = history[history["period"] <= period]
    return {name: judged.of_unit(frame, unit) for name, frame in given.items()}


def boards(app: AppTest) -> str:
    return " ".join(json.loads(b.proto.json).get("html", "") for b in app.get("bidi_component") if b.proto.json)


def tables(app: AppTest) -> list[dict]:
    drawn = [json.loads(b.proto.json) for b in app.get("bidi_component") if b.proto.component_name == "desk_table"]
    return [data for data in drawn if data and data["heads"][0][0] == "角色"]


def said(app: AppTest) -> str:
    return " ".join(str(e.value).replace("\\", "") for kind in ("markdown", "warning", "info") for e in app.get(kind))


def asked(link: str) -> dict[str, str | list[str]]:
    query = parse_qs(unescape(link).split("?")[1], keep_blank_values=True)
    return {name: values[0] if len(values) == 1 else values for name, values in query.items()}


@pytest.mark.parametrize("period", DAYS)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("page", headline.PAGES)
def test_the_rows_of_every_key_figure_make_the_figure_as_printed(known, page: str, period: str, unit: str) -> None:
    judged_frames, day = known[period, unit], DAYS[period]
    figures = [f for f in headline.of_judged(page, judged_frames, None, as_of=day) if f.value is not None]
    rests = {f.name: headline.rests(page, f.name, judged_frames, as_of=day) for f in figures}

    made = {
        name: evidence.printed(next(f.kind for f in figures if f.name == name), rows) for name, rows in rests.items()
    }

    assert {f.name: f.text.startswith(made[f.name]) for f in figures} == dict.fromkeys(made, True)
    exact = [f for f in figures if f.kind != "text"]
    assert {f.name: made[f.name] for f in exact} == {f.name: f.text for f in exact}


@pytest.mark.parametrize("period", DAYS)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("page", headline.PAGES)
def test_as_many_rows_are_listed_as_counted_as_the_figure_says(known, page: str, period: str, unit: str) -> None:
    judged_frames, day = known[period, unit], DAYS[period]
    figures = headline.of_judged(page, judged_frames, None, as_of=day)
    counts = {f.name: f.value for f in figures if f.kind == "count" and f.value is not None}

    listed = {
        name: evidence.cells(headline.rests(page, name, judged_frames, as_of=day), judged_frames) for name in counts
    }

    assert {name: float((cells["role"] == "counted").sum()) for name, cells in listed.items()} == counts


@pytest.mark.parametrize("period", DAYS)
@pytest.mark.parametrize("page", headline.PAGES)
def test_every_cell_behind_a_key_figure_can_be_opened(known, store: Store, page: str, period: str) -> None:
    judged_frames, day = known[period, ""], DAYS[period]
    figures = [f for f in headline.of_judged(page, judged_frames, None, as_of=day) if f.value is not None]
    every = [evidence.cells(headline.rests(page, f.name, judged_frames, as_of=day), judged_frames) for f in figures]
    used = pd.concat([*every, pd.DataFrame(columns=evidence.COLUMNS)]).query("role != 'out'")

    lost = []
    for name, part in used.groupby("dataset"):
        found = store.traces(str(name), zip(part["row_id"], part["field"], strict=True), as_of=period)
        lost += [trace for trace in found if trace is None or not trace.cell]

    assert lost == []


TABS = [
    *(
        (f"pages/leaders/{page}.py", "")
        for page in ("overview", "livelihood", "accountability", "campaigns", "key_projects")
    ),
    ("pages/leaders/work_areas.py", "任务"),
    ("pages/leaders/work_areas.py", "责任清单"),
    ("pages/leaders/investment.py", "总体"),
    ("pages/leaders/investment.py", "批次和资金"),
    ("pages/leaders/investment.py", "三库"),
    ("pages/leaders/investment.py", "招商地图"),
    ("pages/leaders/investment.py", "专案"),
    ("pages/leaders/key_projects.py", "逐个片区"),
    ("pages/leaders/campaigns.py", "作风整治"),
    ("pages/leaders/campaigns.py", "五项活动"),
]


@pytest.mark.parametrize(("script", "tab"), TABS)
def test_every_number_that_leads_to_a_group_is_that_groups_number(opened: Opened, known, script: str, tab: str) -> None:
    app = opened(script, "samples", **({"tab": tab} if tab else {}))
    drawn = [
        json.dumps(json.loads(c.proto.spec), ensure_ascii=False).replace('\\"', '"') for c in app.get("plotly_chart")
    ]
    links = [(asked(href), text) for href, text in LINK.findall(" ".join([boards(app), *drawn]))]
    grouped = [
        (link, text, _group(known[link["as_of"], ""], link))
        for link, text in links
        if link.get("measure", "step") != "step"
    ]

    assert grouped
    assert [link for link, _, found in grouped if found is None] == []
    counts = [(text, found.text) for _, text, found in grouped if found.kind == "count"]
    assert [(text, number) for text, number in counts if number not in re.findall(r"\d+", text)] == []


def _group(judged_frames: judged.Judged, link: dict) -> groups.Group | None:
    keys = {k: v if isinstance(v, list) else [v] for k, v in link.items() if k not in ("group", "measure", "as_of")}
    return groups.group(link["group"], link["measure"], keys, judged_frames, DAYS[link["as_of"]])


@pytest.mark.parametrize("period", DAYS)
def test_a_key_figures_card_leads_to_a_list_titled_with_that_figure(opened: Opened, period: str) -> None:
    cards = re.findall(
        r'<a class="figure[^"]*" href="([^"]*)"[^>]*>.*?<b>(.*?)</b>',
        boards(opened(OVERVIEW, "samples", period=period)),
    )
    assert len(cards) == 5
    for link, text in cards:
        app = opened(TRACE, "samples", **asked(link))
        assert not app.exception
        assert f"：{text}，依据" in said(app)
        assert len(tables(app)) == 1


def test_a_list_is_of_the_unit_its_link_names(opened: Opened) -> None:
    app = opened(TRACE, "samples", figure="items_on_time", of="overview", as_of="2017-07", unit="教育局")
    assert "只看教育局" in said(app)
    assert {row[6]["text"] for row in tables(app)[0]["rows"]} == {"教育局"}


def test_each_line_leads_to_its_own_cell(opened: Opened) -> None:
    app = opened(TRACE, "samples", figure="tasks_behind", of="work_areas", as_of="2017-07")
    first = tables(app)[0]["rows"][0]
    cell = opened(TRACE, "samples", **asked(first[1]["href"]))
    assert not cell.exception
    assert first[4]["text"].rsplit("!", 1)[1] in said(cell)


def test_a_groups_list_says_its_keys_and_its_sum(opened: Opened) -> None:
    app = opened(TRACE, "samples", group="tasks", measure="rate", area="发展", as_of="2017-07")
    seen = said(app)
    assert "发展·完成率：" in seen
    assert re.search(r"计入合计[\d.,]+ ÷ 分母合计[\d.,]+ ＝ [\d.]+%", seen)


@pytest.mark.parametrize(
    "query",
    [
        {"figure": "no_such", "of": "overview"},
        {"figure": "tasks_on_time", "of": "no_such"},
        {"figure": "tasks_on_time", "of": "overview", "as_of": "1999-01"},
        {"figure": "tasks_on_time", "of": "overview", "as_of": "2017-7'--"},
        {"figure": "tasks_on_time", "of": "overview", "meeting": "没有开过的会"},
        {"group": "no_such", "measure": "n"},
        {"group": "tasks", "measure": "no_such"},
        {"group": "tasks", "measure": "rate", "row_id": "1"},
        {"group": "tasks", "measure": "rate", "area": "<script>alert(1)</script>"},
        {"group": "projects", "measure": "passed", "reached": "<img src=x onerror=alert(1)>"},
        {"group": "key_projects", "measure": "rate", "site": "![x](http://example.com/x.png)"},
    ],
)
@pytest.mark.parametrize("kind", ["samples", "empty"])
def test_a_link_to_no_figure_is_answered_in_a_sentence(opened: Opened, query: dict[str, str], kind: str) -> None:
    app = opened(TRACE, kind, **query)
    assert not app.exception
    spoken = [str(e.value) for name in ("markdown", "warning", "error", "info") for e in app.get(name)]
    assert [text for text in spoken if "<script" in text or "<img" in text or "](http" in text] == []
    assert any("没有指向任何数字" in text or "还没有发布" in text for text in spoken)


def test_what_a_chart_escapes_twice_is_read_once(opened: Opened) -> None:
    app = opened(TRACE, "samples", group="tasks", measure="rate", area="%E5%8F%91%E5%B1%95", as_of="2017-07")
    assert "发展·完成率：" in said(app)


def test_a_step_lists_the_cells_of_both_periods(opened: Opened) -> None:
    lens = boards(opened("pages/leaders/work_areas.py", "samples"))
    link, text = next((asked(href), text) for href, text in LINK.findall(lens) if "measure=step" in href)
    app = opened(TRACE, "samples", **link)
    assert f"本期推进：{text}个百分点" in said(app)
    periods = [{row[7]["text"][:7] for row in table["rows"]} for table in tables(app)]
    assert periods == [{"2017年7月"}, {"2017年6月"}]


def test_the_share_of_duties_in_time_is_made_of_the_rows_its_list_counts(opened: Opened, known) -> None:
    markup = boards(opened("pages/leaders/accountability.py", "samples"))
    shares = [
        (asked(href), re.findall(r"\d+/\d+", text)) for href, text in LINK.findall(markup) if "measure=on_time" in href
    ]
    said_ = [(_group(known["2017-07", ""], link), pair) for link, pair in shares if pair]
    assert said_
    made = [["/".join(f"{total or 0:.0f}" for total in evidence.totals(group.rests))] for group, _ in said_]
    assert made == [pair for _, pair in said_]
