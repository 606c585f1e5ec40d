"""Every title is true for what stands below it: each of its numbers is counted again from the rows, over pages, tabs,
units and months of the samples, and each sentence for an empty page names the emptiness there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from catalog import numbers
from catalog.page import page as declared
from metrics import findings, headline
from ui import facts, source
from ui.scope import View

SCREENS = [(page, tab) for page in headline.PAGES for tab in ("", *declared(page).tabs)]
UNITS = ["", "教育局", "招商局", "王因街道", "规划局"]
LONGEST = 30


@pytest.fixture(scope="module", autouse=True)
def samples(samples_database: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", f"sqlite:///{samples_database}")
        st.cache_resource.clear()
        yield
    st.cache_resource.clear()


def views() -> list[View]:
    version = source.version()
    months = source.periods(version)
    every = sorted(set(source.store().submissions()["department"]))
    asked = [(month, unit) for month in months for unit in UNITS] + [(months[-1], unit) for unit in every]
    return [View(version, month, unit) for month, unit in dict.fromkeys(asked)]


def red(view: View) -> pd.DataFrame:
    duties = facts.duties(view)
    return duties[duties["light"] == "behind"]


def rows(view: View, name: str) -> int:
    return len(source.frame(view, name))


def worst(frame: pd.DataFrame, light: str = "behind") -> str:
    gaps = frame.loc[frame["light"] == light, "deviation"].dropna()
    return numbers.plain(abs(gaps.min()), 1) if len(gaps) else ""


def most(named: pd.Series) -> int:
    return int(named.dropna().value_counts().max())


# What a title says, and how it is counted again from the rows: page, tab, sentence, truth.
CLAIMS: list[tuple[str, str, str, Callable[[View], object]]] = [
    ("overview", "", r"(\d+)项亮红灯", lambda v: len(red(v))),
    ("work_areas", "", r"，(\d+)项滞后$", lambda v: sum(facts.assessed(v, "work_targets")["light"] == "behind")),
    ("work_areas", "责任清单", r"^(\d+)项任务和实事", lambda v: sum(facts.duties(v)["dataset"].isin(facts.ASSESSED))),
    ("work_areas", "责任清单", r"最多，为(\d+)项",
     lambda v: most(red(v).loc[red(v)["dataset"].isin(facts.ASSESSED), "leader"])),
    ("livelihood", "", r"^(\d+)项实事", lambda v: int(facts.items(v)["counted"].sum())),
    ("livelihood", "", r"落后([\d.]+)个百分点", lambda v: worst(facts.items(v)[facts.items(v)["counted"]])),
    ("investment", "", r"^在手项目(\d+)个",
     lambda v: sum(~source.frame(v, "investment_projects")["stage"].isin(["stopped"])
                   & source.frame(v, "investment_projects")["stage"].notna())),
    ("investment", "三库", r"^目标客户(\d+)家", lambda v: rows(v, "target_clients")),
    ("key_projects", "项目清单", r"^(\d+)个重点项目", lambda v: rows(v, "key_projects")),
    ("campaigns", "", r"办结\d+/(\d+)件", lambda v: rows(v, "enterprise_issues")),
    ("campaigns", "作风整治", r"整改到位\d+/(\d+)件", lambda v: rows(v, "rectification")),
    ("campaigns", "公开评议", r"^公开评议(\d+)个单位", lambda v: rows(v, "public_reviews")),
    ("accountability", "", r"^(\d+)项滞后", lambda v: len(red(v))),
    ("accountability", "", r"涉及(\d+)个单位", lambda v: red(v)["department"].nunique()),
    ("accountability", "", r"最多，为(\d+)项", lambda v: most(red(v)["department"])),
    ("standing", "", r"^(\d+)项对标指标", lambda v: source.frame(v, "standings")["indicator"].nunique()),
]  # fmt: skip


@pytest.mark.parametrize(("page", "tab", "sentence", "truth"), CLAIMS)
def test_a_number_in_a_title_is_the_number_of_rows_it_counts(
    page: str, tab: str, sentence: str, truth: Callable[[View], object]
) -> None:
    said = [(view, re.search(sentence, facts.finding(view, page, tab))) for view in views()]
    held = [(view, match) for view, match in said if match]
    assert held, "no view says so: the claim checks nothing"
    assert [(v.as_of, v.department, m[0], truth(v)) for v, m in held if m[1] != str(truth(v))] == []


@pytest.mark.parametrize(("page", "tab"), SCREENS)
def test_a_title_is_short_counts_nothing_and_names_the_emptiness_there_is(page: str, tab: str) -> None:
    what, datasets, areas = findings.about(page, tab)
    for view in views():
        title = facts.finding(view, page, tab)
        assert 0 < findings.length(title) <= LONGEST, title
        assert not re.search(r"(?<![\d.,/])0(?:项|件|个|家)", title)
        everybody = replace(view, department="")
        told = [has_rows(asked, datasets, areas) for asked in (view, everybody)]
        assert (f"还没有单位报送{what}" == title) <= (told == [False, False]), (view.as_of, view.department, title)
        assert (f"{view.department}没有{what}" == title) <= (told == [False, True]), (view.as_of, title)
        assert title.startswith("已报送的") <= told[0], (view.as_of, view.department, title)


def has_rows(view: View, datasets: list[str], areas: list[str]) -> bool:
    frames = [source.frame(view, name) for name in datasets]
    return any(len(frame[frame["area"].isin(areas)] if areas else frame) for frame in frames)
