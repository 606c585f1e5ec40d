"""Seen in two browsers: two people at the desk at once. What is typed stays, a click acts on the file on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from store import Desk, Store, local_actor
from tests.browser.analysts.conftest import PATIENCE_MS, calm
from tests.pages.analysts.test_lived_month import book

pytestmark = pytest.mark.browser
FIRST, SECOND = "建设局甲稿.xlsx", "建设局乙稿.xlsx"
Sit = Callable[[str], Page]


@pytest.fixture
def sit(chromium: Browser, address: str) -> Iterator[Sit]:
    """Somebody sits down at a page, in a window of their own."""
    windows = []

    def opened(path: str) -> Page:
        windows.append(chromium.new_context(viewport={"width": 1366, "height": 768}))
        page = windows[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{address}/{path}")
        return calm(page)

    yield opened
    for window in windows:
        window.close()


def keep(store: Store, file: str, done: object) -> int:
    return Desk(store, local_actor()).keep(book("建设局", done), file, at="2017-08-31T09:00:00")


def state(store: Store, number: int) -> tuple[bool, bool]:
    upload = Desk(store, local_actor()).upload(number)
    return bool(upload.discarded), bool(upload.returned)


def test_what_is_typed_stays_and_the_click_acts_on_the_file_on_the_screen(sit: Sit, store: Store) -> None:
    mine = keep(store, FIRST, 10)
    one = sit("upload")
    expect(one.get_by_role("heading", level=3)).to_contain_text(FIRST)
    one.get_by_label("更正为", exact=True).fill("12")

    # A colleague's file comes in meanwhile and is now the newest; theirs is open in the other window.
    theirs = keep(store, SECOND, 11)
    two = sit("upload")
    expect(two.get_by_role("heading", level=3)).to_contain_text(SECOND)
    two.get_by_role("button", name="退回更正").click()
    two.get_by_label("退回原因").fill("请盖章")
    two.get_by_role("button", name="退回单位").click()
    expect(two.get_by_text("退回：请盖章").first).to_be_visible()

    calm(one).get_by_label("单元格", exact=True).fill("G4")
    one.get_by_label("单元格", exact=True).press("Tab")
    expect(calm(one).get_by_label("更正为", exact=True)).to_have_value("12")
    expect(one.get_by_role("heading", level=3)).to_contain_text(FIRST)
    one.get_by_role("button", name="移出待办").click()
    expect(one.get_by_role("heading", level=3).filter(has_text=FIRST)).to_have_count(0)
    assert (state(store, mine), state(store, theirs)) == ((True, False), (False, True))


def test_who_publishes_second_is_shown_the_others_version_first(sit: Sit, store: Store) -> None:
    mine, theirs = keep(store, "二甲.xlsx", 13), keep(store, "二乙.xlsx", 14)
    one, two = (sit(f"upload?upload={number}&step=差异与发布") for number in (mine, theirs))
    for person in (one, two):
        expect(person.get_by_role("button", name="发布 1 份报送")).to_be_visible()
    two.get_by_role("button", name="发布 1 份报送").click()
    expect(two.get_by_text("已发布，回执如下")).to_be_visible()

    one.get_by_role("button", name="发布 1 份报送").click()
    expect(one.get_by_text("在你存稿之后").first).to_be_visible()
    assert standing(store) == ["二乙.xlsx"]
    one.get_by_role("button", name="核对无误，仍以本稿为准发布").click()
    expect(one.get_by_text("已发布，回执如下")).to_be_visible()
    assert standing(store) == ["二甲.xlsx"]


def test_back_steps_through_files_and_steps(sit: Sit, store: Store) -> None:
    numbers = [keep(store, file, done) for file, done in (("三甲.xlsx", 15), ("三乙.xlsx", 16))]
    page = sit(f"upload?upload={numbers[0]}")
    page.get_by_text("差异与发布", exact=True).click()
    expect(page.get_by_role("button", name="发布 1 份报送")).to_be_visible()
    calm(page).locator(f'td[data-pick="{numbers[1]}"]').click()
    expect(page.get_by_role("heading", level=3)).to_contain_text("三乙.xlsx")
    calm(page).go_back()
    expect(page.get_by_role("heading", level=3)).to_contain_text("三甲.xlsx")
    expect(page.get_by_role("radio", name="差异与发布")).to_be_checked()
    calm(page).go_back()
    expect(page.get_by_role("radio", name="识别与更正")).to_be_checked()


def standing(store: Store) -> list[str]:
    """The files of which the unit's August stands."""
    about = ("work_targets", "建设局", "2017-08")
    return [x.file for x in store.lines() if x.current and (x.dataset, x.department, x.period) == about]
