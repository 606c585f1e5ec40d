"""What people see of the door: signing in with the keyboard, the policy as the browser keeps it, and no page once signed out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.screen import SIZES
from tests.door.conftest import PASSWORD, Doors, doors

pytestmark = pytest.mark.browser
__all__ = ["doors"]
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
UPLOADS = "**/_stcore/upload_file/**"
# Every breach of the policy, from the first moment of each page on.
LISTEN = "document.addEventListener('securitypolicyviolation', e => console.error('POLICY ' + e.violatedDirective + ' ' + e.blockedURI))"


class Watched:
    """A browser's tab and what the policy forbade in it."""

    def __init__(self, context: Any) -> None:
        self.page = context.new_page()
        self.page.add_init_script(LISTEN)
        self.breaches: list[str] = []
        self.page.on("console", lambda said: self.breaches.append(said.text) if "POLICY" in said.text else None)


@pytest.fixture(scope="module")
def tab(chromium: Any, doors: Doors) -> Iterator[Watched]:
    context = chromium.new_context(**SIZES["desk"], locale="zh-CN")
    watched = Watched(context)
    page = watched.page
    page.goto(f"{doors.address}/accounts")
    page.keyboard.type("admin-1")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(READY, timeout=90_000)
    assert page.url == f"{doors.address}/accounts"
    yield watched
    context.close()


def test_the_policy_is_kept_by_the_browser(tab: Watched, doors: Doors) -> None:
    tab.breaches.clear()
    tab.page.goto(f"{doors.address}/account")
    tab.page.evaluate("() => { const i = new Image(); i.src = 'http://192.0.2.9/x.png'; document.body.append(i); }")
    tab.page.wait_for_timeout(300)
    assert [said.split()[1] for said in tab.breaches] == ["img-src"]


ENDS = {
    "413": "文件太大，服务器没有接收（413）",
    "403": "服务器拒绝了这次上传（403），请刷新页面后重试",
    "502": "服务器暂时收不了文件（502），请稍后重试",
    "lost": "上传时连接断了，文件没有收到，请重试",
    "too large": "文件超过50.0MB，没有上传",
}


@pytest.mark.parametrize("end", ENDS)
def test_an_upload_that_is_not_taken_says_why_in_chinese(tab: Watched, doors: Doors, tmp_path: Path, end: str) -> None:
    """As nginx, the server, a broken line or the page itself refuses it."""
    page, workbook = tab.page, tmp_path / "表.xlsx"
    workbook.write_bytes(bytes(53_000_000 if end == "too large" else 2))
    page.route(UPLOADS, lambda asked: asked.fulfill(status=int(end)) if end.isdigit() else asked.abort())
    page.goto(f"{doors.address}/upload")
    page.wait_for_selector(READY, timeout=90_000)
    page.locator('input[type="file"]').first.set_input_files(workbook)
    page.locator('[data-testid="stFileChipIconError"]').first.wait_for(timeout=30_000)
    page.locator('[data-testid="stFileChip"]').first.hover()
    page.get_by_role("tooltip").get_by_text(ENDS[end]).wait_for(timeout=20_000)
    page.unroute(UPLOADS)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["sign-in", "account"])
def test_the_doors_pages_need_no_script_and_no_sideways_scroll(
    chromium: Any, doors: Doors, size: str, path: str
) -> None:
    context = chromium.new_context(**SIZES[size], locale="zh-CN", java_script_enabled=False)
    name, _, value = doors.cookies["viewer"].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": doors.address}])
    page = context.new_page()
    page.goto(f"{doors.address}/{path}")
    assert page.locator("input[type=password]").count() == (1 if path == "sign-in" else 3)
    assert page.locator("main").bounding_box()["width"] <= SIZES[size]["viewport"]["width"]
    context.close()
