"""Seen in a browser: the month of nineteen workbooks, from the first file to the meeting's papers, clicks counted."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from store import Desk, Store, local_actor
from tests.browser.analysts.conftest import PATIENCE_MS, UNIT, Visit, calm
from tests.pages.analysts.test_lived_month import EMPTY, LATE, RETURNED, TWICE, UNITS, WRONG, book, first_delivery

pytestmark = pytest.mark.browser
MOST_CLICKS = 50
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Clerk:
    """One person at the desk, whose clicks and files handed in are counted, and the time they take."""

    def __init__(self, visit: Visit, store: Store) -> None:
        self.visit, self.store, self.clicks, self.begun = visit, store, 0, time.monotonic()
        self.page = visit("upload")

    def click(self, what: Locator) -> Page:
        self.clicks += 1
        what.click()
        return self.page

    def press(self, label: str) -> Page:
        return self.click(self.page.get_by_role("button", name=label).filter(visible=True).first)

    def hand_in(self, files: list[tuple[str, bytes]], waiting: int) -> None:
        self.clicks += 1
        sent = [{"name": name, "mimeType": BOOK, "buffer": content} for name, content in files]
        self.page.locator('input[type="file"]').set_input_files(sent)
        self.says(f"{waiting}份文件待处理")

    def says(self, words: str) -> None:
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible(timeout=PATIENCE_MS)

    def open(self, file: str) -> None:
        number = next(u.id for u in Desk(self.store, local_actor()).uploads() if u.file == file)
        self.click(self.page.locator(f'td[data-pick="{number}"]'))
        expect(self.page.get_by_role("heading", level=3)).to_contain_text(file, timeout=PATIENCE_MS)
        calm(self.page)

    def send_back(self, file: str, why: str) -> None:
        self.open(file)
        self.press("退回更正")
        self.page.get_by_label("退回原因").fill(why)
        self.press("退回单位")
        self.says(f"退回：{why}")

    def publish_together(self, files: int) -> None:
        self.click(self.page.get_by_text("一并核对和发布"))
        button = self.page.get_by_role("button", name="发布 ").filter(has_text="份报送")
        expect(button).to_be_visible(timeout=PATIENCE_MS)
        self.click(button)
        self.says(f"一并发布已办完：发布 {files} 份。")

    def reported(self) -> set[str]:
        lines = (line for line in self.store.lines() if line.period == "2017-08" and line.current)
        return {line.department for line in lines if line.dataset == "work_targets"}


def test_a_month_is_lived_from_nineteen_workbooks_to_the_papers(
    visit: Visit, store: Store, record_property: Callable[[str, object], None]
) -> None:
    clerk = Clerk(visit, store)
    clerk.hand_in(first_delivery(), 17)
    for unit in WRONG:
        clerk.send_back(f"{unit}.xlsx", "完成值不是数")
    clerk.send_back(f"{RETURNED}.xlsx", "数字与台账不符")
    clerk.publish_together(10)
    # What is doubtful did not go along: neither the unit that sent twice nor the short and the empty report.
    assert not clerk.reported() & {*LATE, *WRONG, EMPTY, UNIT, RETURNED, TWICE}

    clerk.page = visit("upload")
    clerk.open(f"{UNIT}.xlsx")
    clerk.click(clerk.page.get_by_text("差异与发布", exact=True))
    clerk.says("先说明是完整报送还是补报")
    expect(clerk.page.get_by_role("button", name="发布 1 份报送")).to_have_count(0)
    clerk.click(clerk.page.get_by_text("补报", exact=True))
    clerk.press("发布 1 份报送")
    clerk.says("已发布，回执如下")
    for file in (f"{EMPTY}.xlsx", f"{TWICE}.xlsx"):
        clerk.open(file)
        clerk.press("移出待办")
        expect(clerk.page.locator("td", has_text=file)).to_have_count(0, timeout=PATIENCE_MS)

    again = [(f"{unit}（更正）.xlsx", book(unit, 12)) for unit in (*WRONG, RETURNED, EMPTY)]
    clerk.hand_in([*again, *((f"{unit}.xlsx", book(unit)) for unit in LATE)], 8)
    clerk.publish_together(8)
    assert clerk.reported() == set(UNITS)

    clerk.page = visit("submissions?ledger=2017年8月")
    clerk.press("2017年8月收集中")
    clerk.press("发布本月")
    clerk.says("请勾选后再发布")  # of other kinds of tables not all have come
    clerk.click(clerk.page.get_by_text("家也发布"))
    calm(clerk.page)
    clerk.press("发布本月")
    clerk.says("2017年8月已发布")
    assert store.months()["2017-08"] == "released"

    clerk.page = visit("meeting")
    clerk.page.get_by_label("会议名称").fill("八月调度会")
    clerk.page.get_by_label("会议名称").press("Enter")
    calm(clerk.page)
    clerk.press("定稿")
    clerk.says("八月调度会：已定稿")
    assert [meeting.as_of for meeting in store.meetings()] == ["2017-08"]
    with clerk.page.expect_download(timeout=PATIENCE_MS) as came:
        clerk.press("清单 XLSX")
    assert came.value.path().stat().st_size > 10_000
    record_property("clicks", clerk.clicks)
    record_property("minutes", round((time.monotonic() - clerk.begun) / 60, 1))
    assert clerk.clicks <= MOST_CLICKS
