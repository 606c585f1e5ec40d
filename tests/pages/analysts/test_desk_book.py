"""目录管理: one line changed in place, its differences, its effect on the figures; undone; refused to others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import press, said

Page = Callable[..., AppTest]


def filled(app: AppTest, label: str, value: str) -> None:
    """Type into the first field of that label."""
    next(field for field in app.text_input if field.label == label).set_value(value)


def choose(app: AppTest, key: str) -> AppTest:
    """Choose the unit whose line is changed."""
    app.selectbox(key="book-one-units").set_value(key)
    return app.run()


def test_the_page_shows_every_list_as_of_the_last_month(page: Page, store: Store) -> None:
    app = page("book")
    assert not app.exception
    assert store.book_version() == 0
    assert "2017年目录：22个单位、6项工作、39件实事，尚未更改过" in said(app)
    assert "管委会副主任（分管建设）" in said(app)


def test_a_line_is_changed_after_its_difference_was_seen(page: Page, store: Store) -> None:
    app = choose(page("book"), "建设局")
    filled(app, "分管岗位", "一位新任副主任")
    press(app, "看差异")
    assert "待生效的更改：1条" in said(app)
    assert "分管岗位：一位新任副主任" in said(app)
    assert store.book_version() == 0
    filled(app, "理由（必填）", "分工调整")
    filled(app, "依据的文号", "济高新发〔2017〕1号")
    press(app, "生效")
    assert store.book().unit("建设局").lead_post == "一位新任副主任"
    assert "已更改1条" in said(app)
    assert "济高新发〔2017〕1号" in said(app)


def test_without_a_reason_nothing_is_changed(page: Page, store: Store) -> None:
    app = choose(page("book"), "建设局")
    filled(app, "分管岗位", "一位新任副主任")
    press(app, "看差异")
    press(app, "生效")
    assert "请填写理由" in said(app)
    assert store.book_version() == 0


def leaf(app: AppTest, path: str, value: str) -> AppTest:
    """Change one number of the rules."""
    paths = app.selectbox(key="book-path")
    paths.set_value(list(paths.options).index(path)).run()
    app.text_area[0].set_value(value)
    return press(app, "看差异")


def test_a_stricter_band_is_whole_only_with_its_neighbour_and_says_what_it_does(page: Page, store: Store) -> None:
    assert store.book_version() == 0
    app = page("book")
    app.segmented_control(key="book-list").set_value("flat").run()
    leaf(app, "rules/lights bands.0.below", "-8")
    assert "还不能生效：亮灯分档没有首尾相接" in said(app)
    leaf(app, "rules/lights bands.1.from", "-8")
    assert "还不能生效" not in said(app)
    assert "若在2017年7月31日已生效" in said(app)


@pytest.mark.parametrize(
    ("field", "value", "said_of_it"), [("启用日期", "下个月", "不是日期"), ("名称（必填）", "", "不能为空")]
)
def test_what_cannot_be_read_is_said_beside_its_field(page: Page, store: Store, field, value, said_of_it) -> None:
    app = choose(page("book"), "建设局")
    filled(app, field, value)
    press(app, "看差异")
    assert said_of_it in said(app)
    assert "待生效" not in said(app)
    assert store.book_version() == 0


def test_a_change_is_offered_from_the_first_day_no_locked_month_reaches(page: Page, store: Store) -> None:
    Desk(store, local_actor()).lock_period("2017-07", at="2017-09-01T09:00:00")
    app = choose(page("book"), "建设局")
    filled(app, "分管岗位", "一位新任副主任")
    press(app, "看差异")
    assert "自2017-08-01起生效，或先解锁" in said(app)
    filled(app, "理由（必填）", "分工调整")
    press(app, "生效")
    assert store.book_history("units", "建设局")[-1].applies_from == "2017-08-01"


def test_a_change_of_the_book_is_undone_with_a_reason(page: Page, store: Store) -> None:
    before = store.book().unit("建设局")
    changed = {("units", "建设局"): {"name": "建设局", "kind": "department", "lead_post": "另一位"}}
    boss = Desk(store, local_actor())
    boss.change_book(changed, applies_from=dt.date(2017, 8, 1), reason="误", at="2017-09-01T09:00:00")
    app = page("book")
    filled(app, "撤销理由", "录错")
    press(app, "撤销（另记一次更改）")
    assert store.book().unit("建设局") == before
