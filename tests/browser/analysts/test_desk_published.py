"""Seen in a browser, over a store of its own because it changes what stands: a workbook compared and published."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from store import Store
from tests.browser.analysts.conftest import AUGUST, PATIENCE_MS, Visit, calm, picture, upload_august

pytestmark = pytest.mark.browser


def test_the_difference_is_read_and_published_with_a_receipt(visit: Visit, store: Store) -> None:
    page = upload_august(visit)
    page.get_by_text("差异与发布", exact=True).click()
    expect(page.get_by_text("发布后各页关键数字")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("td", has_text="1-8月完成13个").first).to_be_visible()
    picture(page, "desk_difference")
    page.get_by_role("button", name="发布 2 份报送").click()
    expect(page.get_by_text("已发布，回执如下")).to_be_visible(timeout=PATIENCE_MS)
    picture(page, "desk_receipt")
    published = [line for line in store.lines() if line.period == "2017-08" and line.current]
    assert len(published) == 2
    for line in published:
        expect(page.get_by_text(line.content_hash)).to_be_visible()
    expect(calm(visit("upload")).locator("td", has_text=AUGUST.name)).to_have_count(0)
