"""What officials read is written in their words: in every wording, on every leaders' page, in every paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from catalog.words.approved import approved
from pages import PAGES
from tests.pages.test_leaders import boards

ROOT = Path(__file__).parents[2]
APPROVED = approved()
NEVER = [word for entry in APPROVED.words for word in entry.never]
LEADERS = [page.script for page in PAGES if page.section == "leaders"]
VIEWS = [{}, {"period": "2017-01"}, {"unit": "教育局"}, {"mode": "present", "size": "l"}]
Opened = Callable[..., AppTest]


def shown(app: AppTest) -> Iterator[str]:
    """Every text of a page, cell by cell."""
    yield from (str(m.value).replace("\\", "") for m in app.markdown)
    yield from (chart.proto.alt for chart in app.get("plotly_chart"))
    yield from re.split(r"<[^>]*>", boards(app))


@pytest.mark.parametrize("word", NEVER)
def test_a_word_that_is_not_used_stands_in_no_wording_and_on_no_page(word: str) -> None:
    places = [*(ROOT / "catalog/wording").glob("*.toml"), *(ROOT / "pages").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
    kept = [path for path in places if path.name != "approved.toml" and "analysts" not in path.parts]
    assert [path.name for path in kept if word in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("seen", VIEWS)
@pytest.mark.parametrize("script", LEADERS)
def test_a_page_is_written_as_officials_write(opened: Opened, script: str, seen: dict[str, str]) -> None:
    texts = list(shown(opened(script, "samples", **seen)))
    assert [text for text in texts if any(word in text for word in NEVER)] == []
    for name in ("nothing", "others", "nan"):
        assert [text for text in texts if re.search(APPROVED.patterns[name], text)] == []
