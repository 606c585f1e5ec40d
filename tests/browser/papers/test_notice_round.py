"""A person supervises: a notice goes out from a frozen meeting, its reply sheet comes back and is known by itself, and
what was promised stands where the next meeting looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from tests.browser.screen import choose

pytestmark = pytest.mark.browser
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MEETING = "督办演示会"
ITEM, UNIT = "杨家河片区综合开发", "建设局"
PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def page(chromium: Any, served: str) -> Iterator[Any]:
    """One person's browser, with a meeting frozen and its notices sent."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{served}/meeting")
    page.get_by_label("会议名称").fill(MEETING)
    page.get_by_role("button", name="定稿").last.click()
    page.get_by_text("会议材料", exact=True).first.wait_for()
    page.goto(f"{served}/demands?desk=发通知")
    page.get_by_role("button", name="份督办通知").click()
    page.get_by_text("已编号并记入日志").wait_for()
    yield page
    page.close()


def chosen(page: Any, served: str) -> None:
    page.goto(f"{served}/demands")
    choose(page.get_by_label("要办的事项"), page.get_by_role("option", name=ITEM))
    page.get_by_role("button", name="回复单 XLSX").wait_for()


def downloaded(page: Any, button: str) -> bytes:
    with page.expect_download() as waited:
        page.get_by_role("button", name=button).click()
    return Path(waited.value.path()).read_bytes()


def test_a_notice_its_reply_and_what_was_promised_go_round(page: Any, served: str) -> None:
    chosen(page, served)
    notice = Document(BytesIO(downloaded(page, "督办通知单 DOCX")))
    said = "\n".join(p.text for p in notice.paragraphs)
    assert (f"{UNIT}：" in said, f"{MEETING}点名的下列" in said) == (True, True)

    sheet = load_workbook(BytesIO(downloaded(page, "回复单 XLSX")))
    row = next(r for r in sheet.worksheets[0].iter_rows(min_row=5) if r[1].value == ITEM)
    for place, value in zip(row[5:9], ("征地清表慢", "倒排工期，驻点推进", date(2017, 9, 30), "局长"), strict=True):
        place.value = value
    returned = BytesIO()
    sheet.save(returned)

    page.goto(f"{served}/upload")
    page.locator('input[type="file"]').set_input_files(
        {"name": "建设局报回.xlsx", "mimeType": "application/octet-stream", "buffer": returned.getvalue()}
    )
    page.get_by_text("的回复单已登记：答复1项").first.wait_for()

    page.goto(f"{served}/follow_up")
    followed = page.locator("tr", has_text=ITEM).first
    followed.wait_for()
    assert "已答复；2017年9月30日前完成，倒排工期，驻点推进，未到期" in followed.inner_text()

    chosen(page, served)
    page.get_by_label("理由、意见").fill("措施可行")
    page.get_by_label("理由、意见").press("Tab")
    page.get_by_role("button", name="审结").click()
    page.get_by_text("这一项已审结").wait_for()

    assert promised_on_its_slide(page, served) == "2017年9月30日前完成，倒排工期，驻点推进，未到期"


def promised_on_its_slide(page: Any, served: str) -> str:
    """What the deck of the figures as they stand says was promised on the item."""
    page.goto(f"{served}/")
    page.locator(READY).wait_for(state="attached")
    page.get_by_role("button", name="会议材料").click()
    deck = Presentation(BytesIO(downloaded(page, "PPTX")))
    red = next(s for s in deck.slides if s.shapes.title.text_frame.text.startswith(f"{UNIT}：{ITEM}"))
    told = {row.cells[0].text: row.cells[1].text for s in red.shapes if s.has_table for row in s.table.rows}
    return told["上次承诺"]
