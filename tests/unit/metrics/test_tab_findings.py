"""What a tab is titled with: the finding of what it shows, from the same counts as its tables."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.book import book, judged_by, shipped
from catalog.book.lists import applied, assembled, entries_of
from catalog.book.new_year import opened
from catalog.page import page as declared
from catalog.words.metrics import page_words
from metrics import findings, headline
from metrics.pages import counting_pages

JULY = date(2017, 7, 31)
TITLES = {page: page_words()[page].title.tabs for page in headline.PAGES}
TABS = [(page, name) for page, tabs in TITLES.items() for name in tabs]


def test_every_declared_tab_has_its_numbers() -> None:
    assert set(TABS) == {(page, name) for page, counted in counting_pages().items() for name in counted.tabs}


@pytest.mark.parametrize(("page", "name"), TABS)
def test_a_title_is_of_a_tab_the_page_has(page, name) -> None:
    assert book().said(TITLES[page][name].tab) in declared(page).tabs


@pytest.mark.parametrize(("page", "name"), TABS)
def test_without_data_a_tab_says_what_its_page_says(page, name) -> None:
    tab = TITLES[page][name].tab
    assert findings.title(page, {}, as_of=JULY, tab=tab) == findings.title(page, {}, as_of=JULY)


def test_a_tab_without_a_sentence_of_its_own_has_its_pages(rows) -> None:
    frames = {"key_projects": rows("key_projects", {"annual_plan": 100.0, "completed_ytd": 10.0})}
    assert findings.title("key_projects", frames, as_of=JULY, tab="总体") == findings.title(
        "key_projects", frames, as_of=JULY
    )


CLIENTS = ({"last_contact": "2017-07-30"}, {"last_contact": "2017-01-30"}, {}, {"follow_status": "dropped"})
ORIGINS = (
    {"origin": "韩国", "stage": "signed"},
    {"origin": "韩国首尔", "stage": "lead"},
    {"origin": "山东", "stage": "lead"},
)
KEY = ({"investor_class": "央企", "stage": "lead", "first_contact_date": "2016-01-01"},)
RED = {"target_value": 100.0, "actual_value": 10.0, "unit": "个", "deadline": "2017-12-31"}
TASKS = (
    {**RED, "task": "甲", "lead_leader": "纪工委书记"},
    {**RED, "task": "乙", "lead_leader": "纪工委书记"},
    {**RED, "task": "丙", "lead_leader": "党工委副书记", "actual_value": 90.0},
)
OTHER = {**RED, "task": "丁", "lead_leader": "党工委副书记"}
ITEMS = ({**RED, "project": "甲", "deadline": "2017-06-30"}, {**RED, "project": "乙"}, {**RED, "project": "丁"})
DONE = {**RED, "project": "丙", "actual_value": 100.0, "status": "done"}
WAITING = {"area": "作风", "task": "丙", "deadline": "2017-10-31", "status": "not_started"}
SITES = (
    {"site": "景云片区", "annual_plan": 100.0, "completed_ytd": 10.0},
    {"site": "三贾片区", "annual_plan": 100.0, "completed_ytd": 80.0},
)


@pytest.mark.parametrize(
    ("page", "tab", "dataset", "given", "title"),
    [
        ("investment", "三库", "target_clients", CLIENTS, "目标客户4家，2家失联或从未对接"),
        (
            "investment",
            "招商地图",
            "investment_projects",
            ORIGINS,
            "3个在手项目3个写明来源，来自1个省（区、市）、1个国家，韩国最多，为2个",
        ),
        (
            "investment",
            "招商地图",
            "investment_projects",
            ORIGINS[1:],
            "2个在手项目2个写明来源，来自1个省（区、市）、1个国家",
        ),
        ("investment", "专案", "investment_projects", KEY, "重点目标在手项目1个、1个超期"),
        (
            "investment",
            "批次和资金",
            "investment_projects",
            ({"stage": "signed", "sign_date": "2017-03-01", "contract_investment": 20000.0, "paid_in": 500.0},),
            "本年签约1个，合同2.00亿元、到位500万元",
        ),
        (
            "key_projects",
            "项目清单",
            "key_projects",
            ({"annual_plan": 100.0, "completed_ytd": 10.0}, {"annual_plan": 100.0, "completed_ytd": 52.0}),
            "2个重点项目，1个滞后、1个预警",
        ),
        (
            "campaigns",
            "作风整治",
            "rectification",
            ({"done_date": "2017-07-01"}, {"deadline": "2017-06-01"}),
            "整改到位1/2件，尚无销号，逾期1件",
        ),
        ("work_areas", "责任清单", "work_targets", TASKS, "3项任务和实事2项滞后，纪工委书记最多，为2项"),
        ("work_areas", "责任清单", "work_targets", (*TASKS, OTHER), "4项任务和实事3项滞后，纪工委书记最多，为2项"),
        ("work_areas", "责任清单", "work_targets", (TASKS[0], OTHER), "2项任务和实事，2项滞后"),
        ("livelihood", "时间轴", "livelihood_projects", ITEMS, "3项实事1项已到时限，1项逾期未办结"),
        ("livelihood", "回头看", "livelihood_projects", (*ITEMS, DONE), "1项自报办结，均未核查"),
        ("campaigns", "五项活动", "work_targets", (WAITING, WAITING), "作风整治和五项活动2项任务均未启动"),
        ("key_projects", "逐个片区", "key_projects", SITES, "2个片区、园区和平台1个滞后，景云片区落后48.3个百分点"),
    ],
)
def test_a_tab_is_titled_with_what_it_shows(rows, page, tab, dataset, given, title) -> None:
    assert findings.title(page, {dataset: rows(dataset, *given)}, as_of=JULY, tab=tab) == title


def test_the_activities_that_go_on_over_another_year_are_counted_without_a_clock_of_their_own(rows) -> None:
    year = {"area": "作风", "period": "2018-01", "target_value": 100.0, "unit": "个", "deadline": "2018-12-31"}
    every = ({**year, "task": "甲", "actual_value": 9.0}, {**year, "task": "乙", "actual_value": 8.0})
    with judged_by(assembled(applied(entries_of(shipped()), opened(shipped(), 2018, [])))):
        said = findings.title(
            "campaigns", {"work_targets": rows("work_targets", *every)}, as_of=date(2018, 1, 31), tab="五项活动"
        )
    assert said == "2项可判定任务2项按期，无滞后"


@pytest.mark.parametrize(
    ("rate", "deviation", "light", "title"),
    [
        (0.5, -8.3, "warning", "“高层次人才引进”完成50.0%，低于序时进度8.3个百分点"),
        (1.2, 20.0, "on_track", "“高层次人才引进”完成120.0%，高于序时进度20.0个百分点"),
        (0.5, 0.04, "on_track", "“高层次人才引进”完成50.0%，与序时进度持平"),
        (0.5, float("nan"), "no_report", "“高层次人才引进”完成50.0%"),
        (float("nan"), float("nan"), "not_measurable", "“高层次人才引进”不可量化"),
    ],
)
def test_a_task_is_titled_with_its_rate_and_its_distance_to_its_own_schedule(rate, deviation, light, title) -> None:
    row = {"task": "高层次人才引进", "rate": rate, "deviation": deviation, "light": light}
    assert findings.of_task(row) == title


@pytest.mark.parametrize(("name", "called"), [("甲" * 14, "甲" * 14), ("甲" * 15, "甲" * 14 + "…")])
def test_a_task_of_more_than_fourteen_characters_is_called_by_its_first(name: str, called: str) -> None:
    row = {"task": name, "rate": 0.5, "deviation": float("nan"), "light": "no_report"}
    assert findings.of_task(row) == f"“{called}”完成50.0%"


def test_a_client_nobody_spoke_to_is_no_project_over_its_limit(rows) -> None:
    frames = {
        "investment_projects": rows("investment_projects", *KEY),
        "target_clients": rows("target_clients", {"investor_class": "央企", "last_contact": "2016-01-01"}),
    }
    title = findings.title("investment", frames, as_of=JULY, tab="专案")
    assert title == "重点目标在手项目1个、1个超期，在库客户1家"
