"""Every page in a real browser, at a desk and on a phone: nothing fails, nothing leaves the machine or
meets the policy, all is readable."""

import pytest

from pages import PAGES
from tests.browser.screen import Windows, look

pytestmark = pytest.mark.browser

NAMES = ["", *(page.name for page in PAGES[1:])]
LEADERS = ["", *(page.name for page in PAGES[1:] if page.section == "leaders")]


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole(windows: Windows, served: str, name: str, size: str) -> None:
    seen = look(windows, served, name, size, picture=f"{name or 'overview'}_{size}")
    assert seen.errors == []
    assert seen.outside == []
    assert seen.failed == []
    assert seen.tofu == []
    assert seen.exceptions == 0
    assert seen.wider <= 0


# What a theme changes is ink, the same on every page: two of them are looked at in the dark one too.
@pytest.mark.parametrize(
    ("name", "theme"), [*((name, "light_theme") for name in LEADERS), ("", "dark_theme"), ("livelihood", "dark_theme")]
)
def test_the_meeting_screen_fits_without_scrolling(windows: Windows, served: str, name: str, theme: str) -> None:
    query = f"?mode=present&embed=true&embed_options={theme}"
    seen = look(windows, served, name, "desk", query=query, picture=f"{name or 'overview'}_present_{theme}")
    assert seen.errors == []
    assert seen.exceptions == 0
    assert seen.wider <= 0
    assert seen.higher <= 0
