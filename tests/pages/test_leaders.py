"""The four first pages show the figures the samples hold, for the period, unit and tab their link names."""

import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from catalog import dataset, datasets
from ui.masks import masked

Opened = Callable[..., AppTest]

OVERVIEW = "pages/leaders/overview.py"
WORKS = "pages/leaders/work_areas.py"
LIVELIHOOD = "pages/leaders/livelihood.py"
INVESTMENT = "pages/leaders/investment.py"
KEY_PROJECTS = "pages/leaders/key_projects.py"
CAMPAIGNS = "pages/leaders/campaigns.py"


def boards(app: AppTest) -> str:
    """The markup of every board on the page."""
    return " ".join(json.loads(b.proto.json)["html"] for b in app.get("bidi_component") if b.proto.json)


def alts(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("plotly_chart")]


TABS = pytest.mark.parametrize(
    ("script", "tab"),
    [
        (WORKS, "责任清单"),
        (WORKS, "逐项查看"),
        (LIVELIHOOD, "时间轴"),
        (LIVELIHOOD, "回头看"),
        (INVESTMENT, "批次和资金"),
        (INVESTMENT, "三库"),
        (INVESTMENT, "招商地图"),
        (INVESTMENT, "专案"),
        (KEY_PROJECTS, "逐个片区"),
        (KEY_PROJECTS, "项目清单"),
        (CAMPAIGNS, "作风整治"),
        (CAMPAIGNS, "公开评议"),
        (CAMPAIGNS, "五项活动"),
    ],
)


@TABS
@pytest.mark.parametrize("seen", [{"period": "2017年1月"}, {"unit": "规划局"}])
def test_every_tab_opens_where_little_is_reported(opened: Opened, script: str, tab: str, seen: dict[str, str]) -> None:
    app = opened(script, "samples", tab=tab, **seen)
    assert not app.exception
    assert not app.error
    assert "<tbody></tbody>" not in boards(app), "heads without a row below them"


def test_one_units_page_has_its_place_among_all_and_all_it_answers_for(opened: Opened) -> None:
    """王因街道 also answers for rectification, which names its unit in a column of its own."""
    app = opened("pages/leaders/accountability.py", "samples", unit="王因街道", period="2017年7月")
    every = opened("pages/leaders/accountability.py", "samples", period="2017年7月")
    row = re.compile(r"<tr><td[^>]*>(?:<a[^>]*>)?王因街道.*?</tr>")
    shown, among_all = (re.sub(r"<[^>]+>", "|", row.findall(boards(page))[0]) for page in (app, every))
    assert shown == among_all


@TABS
@pytest.mark.parametrize("store", ["empty", "samples"])
def test_every_tab_opens(opened: Opened, script: str, tab: str, store: str) -> None:
    app = opened(script, store, tab=tab)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("period", ["2017-01", "2017-02", "2017-06"])
@pytest.mark.parametrize("script", [OVERVIEW, WORKS, LIVELIHOOD, INVESTMENT])
def test_a_link_shows_the_period_it_names(opened: Opened, script: str, period: str) -> None:
    app = opened(script, "samples", period=f"2017年{int(period[5:])}月")
    assert not app.exception
    assert f"截至2017年{int(period[5:])}月" in " ".join(m.value for m in app.markdown)


def test_a_link_with_a_period_that_is_none_shows_the_newest(opened: Opened) -> None:
    assert "截至2017年7月31日" in " ".join(m.value for m in opened(OVERVIEW, "samples", period="1999-99").markdown)


@pytest.mark.parametrize("script", [OVERVIEW, WORKS, LIVELIHOOD, INVESTMENT])
def test_one_units_view_says_so(opened: Opened, script: str) -> None:
    app = opened(script, "samples", unit="教育局")
    assert not app.exception
    assert "只看教育局" in " ".join(m.value for m in app.markdown)


def test_one_units_board_holds_only_its_items(opened: Opened) -> None:
    markup = boards(opened(LIVELIHOOD, "samples", unit="教育局"))
    assert "普惠性幼儿园" in markup
    assert "公租房分配" not in markup


def test_every_chart_tells_its_finding_to_a_screen_reader(opened: Opened) -> None:
    told = alts(opened(OVERVIEW, "samples"))
    assert len(told) == 3
    assert all(len(alt) > 10 for alt in told)


def test_the_meeting_screen_has_no_menu_no_filter_and_no_tabs(opened: Opened) -> None:
    app = opened(LIVELIHOOD, "samples", mode="present")
    assert not app.selectbox
    assert not app.tabs
    assert "济宁高新区重点工作督查看板" in " ".join(m.value for m in app.markdown)


def test_a_missing_report_is_said_and_not_shown_as_nothing_done(opened: Opened) -> None:
    markup = boards(opened(LIVELIHOOD, "samples"))
    cell = markup[markup.index("雨污水管网改造") - 200 :][:900]
    assert "缺报" in cell
    assert "0%" not in cell.split("雨污水管网改造")[1].split("农村旱厕")[0].replace("100%", "")


def test_the_thirty_nine_items_are_all_on_the_board(opened: Opened) -> None:
    assert boards(opened(LIVELIHOOD, "samples")).count('class="cell ') == 39


def test_every_sub_item_of_the_six_works_has_its_row(opened: Opened) -> None:
    assert boards(opened(WORKS, "samples")).count('<td class="task"') == 28


def test_milestones_are_counted_and_never_averaged(opened: Opened) -> None:
    assert "10/12节点" in boards(opened(WORKS, "samples"))


def test_contacts_are_covered_on_the_library_tables(opened: Opened) -> None:
    markup = boards(opened(INVESTMENT, "samples", tab="三库"))
    assert "＊＊" in markup


def test_looking_for_a_word_leaves_the_rows_that_hold_it(opened: Opened) -> None:
    everything = boards(opened(INVESTMENT, "samples", tab="三库"))
    some = boards(opened(INVESTMENT, "samples", tab="三库", find="德国汉堡"))
    assert some.count("<tr>") < everything.count("<tr>")
    assert "含“德国汉堡”" in some


def test_every_red_item_leads_to_its_cell(opened: Opened) -> None:
    markup = boards(opened(OVERVIEW, "samples"))
    rows = re.findall(r'<tr class="behind">(.*?)</tr>', markup)
    assert rows
    assert [row for row in rows if 'href="trace?dataset=' not in row] == []


@pytest.mark.parametrize("period", ["2017-05", "2017年5月"])
@pytest.mark.parametrize("mode", ["", "present"])
def test_a_period_may_be_named_as_it_is_kept_or_as_it_is_shown(opened: Opened, period: str, mode: str) -> None:
    app = opened(OVERVIEW, "samples", period=period, **({"mode": mode} if mode else {}))
    assert "截至2017年5月31日" in " ".join(m.value for m in app.markdown)
    assert [box.value for box in app.selectbox if box.label == "报告期"] == ([] if mode else ["2017-05"])


def test_no_contact_and_no_tracker_is_readable_on_any_library(opened: Opened) -> None:
    """What the samples hold in private fields stands in no table of the three libraries."""
    from ui import source
    from ui.leaders.libraries import NAMES

    shown = {kind: boards(opened(INVESTMENT, "samples", tab="三库", library=name)) for kind, name in NAMES.items()}
    for kind, markup in shown.items():
        frame = source.store().frame(kind, as_of="2017-07")
        private = [f.name for f in dataset(kind).fields if f.private]
        secrets = {str(v) for name in private for v in frame[name].dropna() if len(str(v)) > 1}
        assert secrets
        assert [secret for secret in secrets if secret in markup] == []


@pytest.mark.parametrize(
    ("kind", "value", "shown"), [("phone", "13800000012", "＊＊12"), ("person", "联络员甲", "联＊＊")]
)
def test_a_private_field_is_covered_unless_the_role_may_see_it(kind: str, value: str, shown: str) -> None:
    field = next(f for d in datasets().values() for f in d.fields if f.private and f.kind == kind)
    assert masked(field, value, may_see=False) == shown
    assert masked(field, value, may_see=True) == value


@pytest.mark.parametrize(
    ("script", "tab"),
    [(OVERVIEW, ""), (WORKS, "责任清单"), (WORKS, "逐项查看"), (LIVELIHOOD, "时间轴"), (INVESTMENT, "")],
)
def test_every_chart_has_its_figures_as_a_table_except_on_the_meeting_screen(
    opened: Opened, script: str, tab: str
) -> None:
    named = {"tab": tab} if tab else {}
    desk = opened(script, "samples", **named)
    tables = [h.proto.body for h in desk.get("html")]
    assert len(tables) == len(alts(desk)) > 0
    assert all(table.count("<tr>") > 2 for table in tables)
    assert not opened(script, "samples", mode="present", **named).get("html")


def test_a_column_that_no_row_fills_is_named_below_its_table(opened: Opened) -> None:
    said = boards(opened(LIVELIHOOD, "samples", period="2017年1月", tab="回头看"))
    heads = re.findall(r"<th[^>]*>([^<]+)</th>", said.split("各类对照")[-1])
    assert heads == ["类别", "承诺", "推进中"]
    assert "各行均无：核查未销号、数据存疑、自报办结待核、已核实。" in said


def test_the_meeting_screen_of_a_task_lists_the_most_pressing_others_of_its_work_beside_it(opened: Opened) -> None:
    app = opened(WORKS, "samples", period="2017年7月", tab="逐项查看", mode="present")
    rows = re.findall(r'<td class="name">(?:<a[^>]*>)?([^<]+)', boards(app).split("同一工作的任务")[-1])
    assert (rows[0], len(rows)) == ("产业基金设立", 10)
    assert "高层次人才引进" not in rows, "it has the screen itself"


def test_from_the_far_rows_a_long_table_has_fewer_columns_and_says_of_how_many_rows(opened: Opened) -> None:
    app = opened(KEY_PROJECTS, "samples", period="2017年7月", tab="项目清单", mode="present", size="l")
    heads = re.findall(r"<th[^>]*>([^<（]+)", boards(app))
    assert heads == ["项目", "地点", "年度完成", "完成率", "灯", "形象进度", "责任单位", "包保领导"]
    assert "共40个，列前20个" in " ".join(m.value for m in app.markdown)


def test_the_count_of_reports_leads_to_the_ledger_of_the_period_it_is_of(opened: Opened) -> None:
    app = opened(OVERVIEW, "samples", period="2017年5月")
    link = re.search(r"\]\(submissions\?ledger=([^)]+)\)", " ".join(m.value for m in app.markdown))
    ledger = opened("pages/analysts/submissions.py", "samples", ledger=unquote(link.group(1)))
    assert ledger.selectbox(key="ledger").value == "2017-05"
