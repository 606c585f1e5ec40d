"""The first sheet of a new month moves nobody: leaders stay on the released month until the office releases the next."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from loaders import Mappings, read
from store import Desk, local_actor, open_store
from ui import demo
from ui.papers import panel

AT = "2017-09-04T09:00:00"
EXERCISES = demo.SAMPLES / "exercises"
Opened = Callable[..., AppTest]


@pytest.fixture
def august(tmp_path: Path, samples_database: Path, kept: dict[str, str]) -> Iterator[Desk]:
    """The samples with one street's sheet of August published over them."""
    kept["august"] = f"sqlite:///{shutil.copy(samples_database, tmp_path / 'store.db')}"
    known = Mappings.from_json((demo.SAMPLES / "mappings.json").read_text(encoding="utf-8"))
    desk = Desk(open_store(kept["august"]), local_actor())
    path = min(EXERCISES.glob("*.xlsx"))
    content = path.read_bytes()
    saved = desk.save(read(content, file=path.name, mappings=known), content=content, at=AT, period="2017-08")
    desk.publish(saved, at=AT)
    assert "2017-08" in desk.store.periods()
    yield desk
    del kept["august"]
    st.cache_resource.clear()


def title(app: AppTest) -> str:
    assert not app.exception
    return next(m.value for m in app.markdown if m.value.startswith("## "))


def said(app: AppTest) -> str:
    return " ".join([*(m.value for m in app.markdown), *(i.value for i in app.info)])


def with_papers(app: AppTest) -> AppTest:
    """The page once its 会议材料 are opened: before, nothing of them is made."""
    assert not app.get("download_button")
    app.session_state[panel.OPENED] = True
    return app.run()


def test_leaders_stay_on_july_until_august_is_released(opened: Opened, august: Desk) -> None:
    first = opened("pages/leaders/overview.py", "august")
    asked = opened("pages/leaders/overview.py", "august", period="2017-08")
    assert "截至2017年7月31日" in said(first)
    assert "收集中" not in title(first)
    assert "8月收集中，" in title(asked)
    assert "家已报" in title(asked)

    august.release("2017-08", at=AT)

    assert "截至2017年8月31日" in said(opened("pages/leaders/overview.py", "august"))


def test_a_month_in_collection_is_held_against_nothing_and_ranks_nobody(opened: Opened, august: Desk) -> None:
    overview = opened("pages/leaders/overview.py", "august", period="2017-08")
    ranks = opened("pages/leaders/accountability.py", "august", period="2017-08")
    assert "比上期" not in title(overview)
    assert "公示期" not in said(ranks).replace("定公示期", "").replace("和公示期", "")


def test_reopening_a_month_takes_leaders_back_to_the_one_before(opened: Opened, august: Desk) -> None:
    august.release("2017-07", at=AT)
    august.release("2017-08", at=AT)
    august.reopen("2017-08", reason="漏报", at=AT)
    assert "截至2017年7月31日" in said(opened("pages/leaders/overview.py", "august"))


def test_a_month_in_collection_has_no_papers(opened: Opened, august: Desk) -> None:
    collecting = with_papers(opened("pages/leaders/overview.py", "august", period="2017-08"))
    released = with_papers(opened("pages/leaders/overview.py", "august"))
    labels = [[b.label for b in app.get("download_button")] for app in (collecting, released)]
    assert "发布本月后才能出会议材料" in said(collecting)
    assert not any("PPTX" in label for label in labels[0])
    assert any("PPTX" in label for label in labels[1])
