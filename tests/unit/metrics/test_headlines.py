"""Key figures and titles: one count for both, printed once, and honest about what is not there."""

from __future__ import annotations

from datetime import date

import pytest

from catalog import datasets as known_datasets
from catalog.book import book
from catalog.page import page as declared_page
from catalog.words.metrics import page_words
from metrics import difference, findings, headline, judged

JULY, JUNE = date(2017, 7, 31), date(2017, 6, 30)


def task(rate: float | None, period: str = "2017-07", **more):
    row = {"area": "发展", "unit": "个", "target_value": 100, "lead_department": "招商局", "period": period}
    return row | {"actual_value": None if rate is None else 100 * rate} | more


@pytest.fixture
def july(rows):
    return {
        "work_targets": rows(
            "work_targets", task(0.2), task(0.6), task(0.5), task(1.0), task(0.55, "2017-06"), task(None)
        ),
        "livelihood_projects": rows(
            "livelihood_projects",
            {"project": "断头路打通", "category": "交通出行", "completion_rate": 0.25},
            {"project": "公交优化", "category": "交通出行", "completion_rate": 0.75},
        ),
    }


@pytest.fixture
def june(rows):
    rates = (0.2, 0.5, 0.2, 0.42, 0.42, 0.42)
    return {"work_targets": rows("work_targets", *(task(r, "2017-06") for r in rates))}


def figures(page, frames, previous=None):
    return {f.name: f for f in headline.figures(page, frames, previous, as_of=JULY)}


def test_tasks_on_time_of_those_that_can_be_judged(july) -> None:
    found = figures("overview", july)["tasks_on_time"]
    assert (found.text, found.value, found.note) == ("2/6", 2, "可判定6项，共6项")


def test_a_figure_is_shown_with_its_change_and_whether_that_is_good(july, june) -> None:
    found = figures("work_areas", july, june)
    assert (found["tasks_on_time"].delta, found["tasks_on_time"].better) == ("+1", True)
    assert (found["tasks_behind"].text, found["tasks_behind"].delta, found["tasks_behind"].better) == ("1", "−1", True)
    assert (found["tasks_silent"].delta, found["tasks_silent"].better) == ("+2", False)


def test_the_change_since_last_year_stands_beside_that_since_last_period(july, june) -> None:
    now, then = (headline.figures("overview", month, as_of=JULY) for month in (july, june))
    since_june = headline.compared("overview", now, then)
    both = headline.beside_last_year("overview", since_june, now, then)
    changed = [(one, held) for one, held in zip(since_june, both, strict=True) if one.delta]
    assert changed
    assert [held.change for _, held in changed] == [f"比上期 {one.delta}，同比 {one.delta}" for one, _ in changed]
    assert [held.change for held in headline.beside_last_year("overview", since_june, now, ())] == [
        one.change for one in since_june
    ]


def test_no_data_is_a_dash_and_never_a_zero() -> None:
    printed = {f.text for page in headline.PAGES for f in headline.figures(page, {}, {}, as_of=JULY)}
    assert printed == {"—"}


def test_every_figure_is_declared_and_measured() -> None:
    words = {page: own.figures for page, own in page_words().items()}
    for page in headline.PAGES:
        assert [f.name for f in headline.of_judged(page, judged.judge({}, as_of=JULY), None, as_of=JULY)] == list(
            words[page]
        )


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("overview", "时间过去58.3%，2/6项任务按期，2项亮红灯"),
        ("work_areas", "6项可判定任务2项按期，1项滞后"),
        ("livelihood", "2项实事1项正常或办结，“断头路打通”落后33.3个百分点"),
        ("accountability", "2项滞后涉及1个单位，按期率37.5%"),
        ("investment", ""),
    ],
)
def test_a_page_is_titled_with_its_finding(july, page, title) -> None:
    assert findings.title(page, july, as_of=JULY) == title


def test_the_area_furthest_behind_is_in_the_title(rows) -> None:
    frames = {"work_targets": rows("work_targets", task(0.2, weight=1), task(0.6, weight=1))}
    assert findings.title("overview", frames, as_of=JULY) == "时间过去58.3%，“发展”落后18.3个百分点，1项亮红灯"


def test_a_long_name_gives_way_to_a_shorter_sentence(rows) -> None:
    frame = rows("livelihood_projects", {"project": "全区老旧小区综合整治提升改造二期工程", "completion_rate": 0.1})
    title = findings.title("livelihood", {"livelihood_projects": frame}, as_of=JULY)
    assert title == "1项实事无正常或办结，1项滞后，无缺报"


@pytest.mark.parametrize("page", headline.PAGES)
def test_every_page_says_plainly_when_there_is_nothing(page) -> None:
    assert findings.title(page, {}, as_of=JULY) == ""
    what, datasets, _ = findings.about(page)
    assert what
    assert set(datasets) <= set(known_datasets())


def test_a_title_counts_what_the_cards_count(july) -> None:
    card = figures("work_areas", july)["tasks_behind"].text
    assert f"，{card}项滞后" in findings.title("work_areas", july, as_of=JULY)


def test_what_a_submission_changes(july, rows) -> None:
    after = july | {
        "work_targets": rows("work_targets", task(0.7), task(0.6), task(0.5), task(1.0), task(0.55, "2017-06"))
    }
    found = difference.effect(july, after, as_of=JULY)
    changed = found[found["page"] == "work_areas"].set_index("name")
    assert changed.loc["tasks_on_time", ["before_text", "after_text", "change_text"]].tolist() == ["2/6", "3/5", "+1"]
    assert changed.loc["tasks_silent", "change_text"] == "−1"


@pytest.mark.parametrize(
    ("kind", "before", "now", "text"),
    [
        ("rate", 0.5, 0.625, "+12.5"),
        ("money", 20000.0, 5000.0, "−1.50亿元"),
        ("points", -2.0, 1.0, "+3.0"),
        ("count", 3.0, 3.0, ""),
        ("rank", 5.0, 3.0, ""),
        ("count", None, 3.0, ""),
    ],
)
def test_a_change_is_printed_in_the_figures_own_unit(kind, before, now, text) -> None:
    assert headline.change_text(headline.Figure("x", "x", now, "", kind=kind), before) == text


def test_every_changed_field_of_every_row(rows) -> None:
    before = rows("work_targets", {"row_id": "a", "task": "甲", "actual_value": 4.0}, {"row_id": "b", "task": "乙"})
    now = rows(
        "work_targets",
        {"row_id": "a", "task": "甲", "actual_value": 6.0, "problem": "缺地"},
        {"row_id": "c", "task": "丙"},
    )
    found = difference.rows(before, now, "work_targets")
    assert found[["item", "kind", "label", "new"]].to_numpy().tolist() == [
        ["甲", "changed", "完成值", 6.0],
        ["甲", "changed", "存在问题", "缺地"],
        ["丙", "new", "", None],
        ["乙", "vanished", "", None],
    ]


@pytest.mark.parametrize("page", [*headline.PAGES, "follow_up"])
def test_every_page_names_rules_that_exist_and_have_a_sentence(page) -> None:
    named = declared_page(page).rules
    assert [book().rules.named(rule).said != "" for rule in named] == [True] * len(named) != []
