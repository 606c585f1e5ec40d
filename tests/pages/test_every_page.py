"""Every page of the menu opens on an empty store and on the samples, and says something in either case."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages import PAGES

SCRIPTS = [page.script for page in PAGES]
LEADERS = [page.script for page in PAGES if page.section == "leaders"]
Opened = Callable[..., AppTest]


def said(app: AppTest) -> str:
    return " ".join([*(m.value for m in app.markdown), *(i.value for i in app.info), *(t.value for t in app.title)])


@pytest.mark.parametrize("store", ["empty", "samples"])
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_page_opens_without_a_traceback(opened: Opened, script: str, store: str) -> None:
    app = opened(script, store)
    assert not app.exception
    assert not app.error
    assert said(app)


@pytest.mark.parametrize("script", LEADERS)
def test_an_empty_store_gets_a_plain_sentence(opened: Opened, script: str) -> None:
    assert "还没有发布任何数据" in said(opened(script, "empty"))


@pytest.mark.parametrize("script", LEADERS)
def test_the_title_of_a_leaders_page_holds_a_number_and_the_page_says_what_it_is_as_of(
    opened: Opened, script: str
) -> None:
    app = opened(script, "samples")
    title = next(m.value for m in app.markdown if m.value.startswith("## "))
    assert any(char.isdigit() for char in title)
    assert "截至2017年7月31日" in said(app)
    assert "演示数据（虚构）" in said(app)
    assert "已报/应报" in said(app)
