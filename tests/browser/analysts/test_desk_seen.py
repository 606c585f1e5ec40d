"""Seen in a browser: an answered column, a corrected value, a published workbook, a withdrawn version."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from store import Desk, Store, local_actor
from tests.browser.analysts.conftest import AUGUST, UNIT, Visit, calm, picture, upload_august
from tests.browser.screen import choose
from ui.trace_link import trace_href

pytestmark = pytest.mark.browser
NOT_A_BOOK = {"name": "说明.xlsx", "mimeType": "application/octet-stream", "buffer": "这不是工作簿".encode()}


def cell(page: Page, at: str):
    return page.locator(f'td[data-cell="{at}"]')


def test_a_whole_folder_is_taken_at_once(visit: Visit) -> None:
    page = visit("upload")
    page.get_by_text("整个文件夹").click()
    expect(page.get_by_role("button", name="选择文件夹")).to_be_visible()
    calm(page).locator('input[type="file"]').set_input_files(AUGUST.parent)
    for book in sorted(AUGUST.parent.glob("*.xlsx")):
        page.locator("td", has_text=book.name).wait_for()
        page.locator("td", has_text=book.name).click()
        expect(page.get_by_role("heading", level=3)).to_contain_text(book.name)
        calm(page).get_by_role("button", name="移出待办").click()
        expect(page.locator("td", has_text=book.name)).to_have_count(0)


def test_files_are_kept_and_a_bad_one_is_said_so_in_a_sentence(visit: Visit) -> None:
    page = visit("upload")
    page.locator('input[type="file"]').set_input_files([NOT_A_BOOK])
    page.locator("td", has_text="说明.xlsx").wait_for()
    page.locator("td", has_text="说明.xlsx").click()
    expect(calm(page).get_by_text("不认识的文件格式").first).to_be_visible()
    picture(page, "desk_bad_file")
    page.get_by_role("button", name="移出待办").click()
    expect(page.locator("td", has_text="说明.xlsx")).to_have_count(0)


def test_an_answered_column_and_a_corrected_value_are_seen(visit: Visit) -> None:
    page = upload_august(visit)
    expect(cell(page, "I5")).to_have_class("value error pickable")
    page.get_by_label("I5 更正为").fill("85%")
    page.get_by_label("I5 更正为").press("Enter")
    reasons = calm(page).get_by_role("combobox", name="更正理由").first
    choose(reasons, page.get_by_role("option", name="电话核实"))
    page.get_by_role("button", name="采用所填更正，重新识别").click()
    expect(cell(page, "I5")).to_have_class("value corrected pickable")
    expect(page.get_by_text("85 → 85%")).to_be_visible()
    picture(page, "desk_corrected")

    page.get_by_text("招商项目 · 招商引资项目").click()
    expect(page.get_by_text("Q 列是哪一项？")).to_be_visible()
    expect(cell(page, "Q4")).to_have_class("ignored warning pickable")
    # By the keyboard alone: the field is typed and taken, Tab leads to the one button for all answers.
    page.get_by_role("combobox", name="Q 列的字段").fill("领导")
    page.keyboard.press("Enter")
    answer = calm(page).get_by_role("button", name="一并记住 1 列")
    answer.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Q 列是哪一项？")).to_have_count(0)
    expect(cell(page, "Q4")).to_have_class("value pickable")
    picture(page, "desk_answered")


def test_a_picked_cell_fills_in_its_address_by_mouse_and_by_keyboard(visit: Visit) -> None:
    page = upload_august(visit)
    cell(page, "D6").click()
    address = page.get_by_label("单元格", exact=True)
    expect(address).to_have_value("D6")
    expect(cell(calm(page), "D6")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(address).to_have_value("E7")


def test_the_waiting_list_is_opened_by_the_keyboard(visit: Visit, store: Store) -> None:
    for name in ("空.xlsx", "又空.xlsx"):
        Desk(store, local_actor()).keep(name.encode(), name, at="2017-08-31T09:00:00")
    page = visit("upload")
    page.locator("td", has_text="又空.xlsx").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=3)).to_contain_text("空.xlsx")
    expect(page.get_by_role("heading", level=3)).not_to_contain_text("又")
    for number in (u.id for u in Desk(store, local_actor()).uploads() if u.file.endswith("空.xlsx")):
        Desk(store, local_actor()).discard(number, at="2017-08-31T10:00:00")


def test_a_withdrawn_version_is_seen_as_withdrawn(visit: Visit, store: Store) -> None:
    page = visit("submissions?ledger=2017年6月")
    page.locator(f'td[data-pick="{UNIT}|work_targets"]').click()
    calm(page)
    page.get_by_label("理由", exact=True).fill("单位来函更正")
    page.get_by_role("button", name="执行").click()
    expect(page.get_by_text("已撤回：第1版")).to_be_visible()
    expect(page.locator(f'td[data-pick="{UNIT}|work_targets"]')).to_contain_text("已撤回待重报")
    picture(page, "desk_withdrawn")
    assert [x.state for x in store.lines() if (x.dataset, x.period) == ("work_targets", "2017-06")] == ["withdrawn"]


def test_a_figure_leads_to_its_marked_cell(visit: Visit, store: Store) -> None:
    row = store.frame("investment_projects", as_of="2017-07").iloc[1]
    page = visit(trace_href("investment_projects", row["row_id"], "project", as_of="2017-07"))
    expect(page.locator("td.marked")).to_have_text(row["project"])
    picture(page, "desk_trace")
