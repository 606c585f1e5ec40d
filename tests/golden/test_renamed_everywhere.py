"""A name the office changes moves no figure: area, unit, category, item, site and industry under other names in July."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from catalog.book.lists import Entries, changed, entries_of
from catalog.book.renaming import Renaming, candidates, renamed
from tests.golden.life.office import Office, task
from ui import facts, source
from ui.scope import View

JUNE, JULY = "2017-06", "2017-07"
ANEW = {
    ("areas", "发展"): "高质量发展", ("units", "建设局"): "住房和城乡建设局", ("categories", "医疗卫生"): "卫生健康",
    ("sites", "信息产业园"): "数字产业园", ("industries", "工程机械"): "工程机械制造",
}  # fmt: skip


def published(folder: Path) -> Office:
    """Two months of two units: tasks, an item of the list and projects."""
    office = Office(f"sqlite:///{folder / 'store.db'}")
    item = next(one for one in office.store.book().items if one.category == "医疗卫生")
    for period, done in ((JUNE, 2.0), (JULY, 4.0)):
        rows = [task(name, 10, "公里", done, weight=5) for name in ("修路", "建桥")]
        office.send("建设局", period, rows)
        promise = {"category": item.category, "project": item.name, "target_value": 20, "unit": "处"}
        office.send(
            "建设局", period, [promise | {"actual_value": done, "lead_department": "建设局"}], "livelihood_projects"
        )
        project = {"project": "挖掘机", "investor": "甲", "industry": "工程机械", "site": "信息产业园", "stage": "签约"}
        office.send(
            "招商局",
            period,
            [project | {"contract_investment": 1000, "lead_department": "招商局"}],
            "investment_projects",
        )
        office.desk.release(period, at=f"{period}-28")
    return office


def typed(entries: Entries) -> Entries:
    """The book as somebody types it who gives everything another name."""
    numbered = next(name for name, one in entries.items() if name[0] == "items" and one["category"] == "医疗卫生")
    anew = {**ANEW, numbered: "另一个叫法的实事"}
    return {(name if name == numbered else (name[0], anew.get(name, name[1]))): value | ({"name": anew[name]} if name in anew else {})
            for name, value in entries.items()}  # fmt: skip


def shown(view: View) -> dict[str, Any]:
    """What the pages make of a month, without what things are called."""
    tasks, items, projects = (
        source.frame(view, name) for name in ("work_targets", "livelihood_projects", "investment_projects")
    )
    reds = facts.red_months(view)
    figures = {
        page: [(one.text, one.change) for one in facts.figures(view, page)]
        for page in ("overview", "livelihood", "accountability")
    }
    return figures | {
        "tasks": facts.assessed(view, "work_targets")["step"].tolist(),
        "items": facts.items(view)["step"].dropna().tolist(),
        "areas": facts.areas(view)[["n", "rate", "light"]].astype(str).to_numpy().tolist(),
        "parts": int(facts.sub_areas(view)["previous_rate"].notna().sum()),
        "trend": facts.area_history(view)["area"].nunique(),
        "rows": (len(tasks), len(items), len(projects), projects["industry"].nunique(), projects["site"].nunique()),
        "red": sorted(reds.values()),
        "reported": {name: count for name, count in facts.reported(view).items() if name != "missing_departments"},
    }


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return published(tmp_path)


def test_names_that_change_in_july_change_nothing_else(office: Office) -> None:
    with office.opened(JULY) as view:
        before = shown(view)
    entries = entries_of(office.store.book())
    found = candidates(entries, typed(entries))
    assert {one.list for one in found} == {"areas", "units", "categories", "sites", "industries", "items"}
    office.decides(changed(entries, renamed(typed(entries), found, entries)), "2017-07-01")
    with office.opened(JULY) as view:
        assert shown(view) == before
        frame = source.frame(view, "investment_projects")
        assert (frame["site"].tolist(), frame["industry"].tolist()) == (["数字产业园"], ["工程机械制造"])
        assert facts.areas(view)["area"].tolist()[1] == "高质量发展"
        assert Renaming("areas", "发展", "高质量发展") in found
