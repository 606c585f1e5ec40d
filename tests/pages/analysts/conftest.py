"""A small store of one unit's June and July, and the dashboard opened on a page of the desk."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from loaders import read
from store import Desk, Store, local_actor, open_store
from tests.opening import open_page

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "data" / "samples"
UNIT = "柳行街道"
AUGUST = SAMPLES / "exercises" / "柳行街道2017年8月.xlsx"
Open = Callable[..., AppTest]


def said(app: AppTest) -> str:
    """Everything the page says: texts, messages, and what its tables and sheets show."""
    kinds = ("markdown", "text", "error", "warning", "info", "success", "code")
    plain = [str(element.value) for kind in kinds for element in app.get(kind)]
    drawn = [json.loads(element.proto.json) for element in app.get("bidi_component") if element.proto.json]
    return "\n".join([*plain, *(json.dumps(data, ensure_ascii=False) for data in drawn)]).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    """Clicks the button of that label and lets the page run."""
    next(button for button in app.button if button.label == label).click()
    return app.run()


def publish_shorter_august(store: Store) -> tuple[int, ...]:
    """A colleague publishes August's workbook without the last row of either table; the ids."""
    book = load_workbook(AUGUST)
    book["重点任务"].delete_rows(7)
    book["招商项目"].delete_rows(7)
    buffer = io.BytesIO()
    book.save(buffer)
    colleague = Desk(store, local_actor())
    reading = read(buffer.getvalue(), file=AUGUST.name)
    saved = colleague.save(reading, content=buffer.getvalue(), at="2017-08-31")
    return colleague.publish(saved, at="2017-08-31").submission_ids


@pytest.fixture(scope="session")
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store file holding what one street sent for June and July."""
    path = tmp_path_factory.mktemp("desk") / "two_months.db"
    store = open_store(f"sqlite:///{path}")
    desk = Desk(store, local_actor())
    sent = [d for d in json.loads((SAMPLES / "deliveries.json").read_text("utf-8")) if d["department"] == UNIT]
    for one in (d for d in sent if d["period"] in ("2017-06", "2017-07")):
        content = (SAMPLES / one["file"]).read_bytes()
        reading = read(content, file=Path(one["file"]).name)
        about = {"department": UNIT, "period": one["period"], "received": one["received"], "demo": True}
        desk.publish(desk.save(reading, content=content, at=one["received"], **about), at=one["received"])
    store.database.close()
    return path


@pytest.fixture
def store(two_months: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A copy of the two months for one test; the pages read and write it."""
    path = tmp_path / "store.db"
    for part in two_months.parent.glob(f"{two_months.name}*"):
        shutil.copy(part, tmp_path / part.name.replace(two_months.name, path.name))
    yield from _opened(path, monkeypatch)


@pytest.fixture
def empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store in which nothing was ever kept."""
    yield from _opened(tmp_path / "empty.db", monkeypatch)


@pytest.fixture
def page() -> Open:
    """Opens a page of the desk as the dashboard shows it: ``page("upload", upload="7")``."""

    def opened(name: str, folder: str = "analysts", **query: str) -> AppTest:
        return open_page(f"pages/{folder}/{name}.py", **query)

    return opened


def _opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    url = f"sqlite:///{path}"
    monkeypatch.setenv("STORE_URL", url)
    st.cache_resource.clear()
    opened = open_store(url)
    yield opened
    opened.database.close()
    st.cache_resource.clear()
