"""目录管理·年度清单: a published sheet becomes the list with one act, what it does not know is answered once, a year opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from catalog.book.lists import entries_of
from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import press, said
from tests.pages.analysts.test_desk_book import filled

Page = Callable[..., AppTest]
FIRST = dt.date(2017, 1, 1)


def applied(app: AppTest, reason: str) -> AppTest:
    """Give the reason and let what is proposed apply."""
    filled(app, "理由（必填）", reason)
    return press(app, "生效")


def adopt_tasks(app: AppTest) -> AppTest:
    """Take the published tasks over as the year's list."""
    app.button(key="book-adopt-work_targets").click()
    return app.run()


def test_the_published_tasks_become_the_years_list_with_one_act(page: Page, store: Store) -> None:
    app = adopt_tasks(page("book"))
    assert "待生效的更改" in said(app)
    assert store.book().tasks_of(2017) == []
    applied(app, "年度分解表")
    assert not app.exception
    named = set(store.frame("work_targets", as_of="2017-07")["task"])
    assert {task.name for task in store.book().tasks_of(2017)} == named
    assert "没有差异" in said(adopt_tasks(page("book")))


def test_a_name_the_list_does_not_know_is_asked_and_answered_once(page: Page, store: Store) -> None:
    applied(adopt_tasks(page("book")), "年度分解表")
    first = store.book().tasks_of(2017)[0]
    renamed = {("tasks", first.key): {"year": 2017, "number": first.number, "name": "旧称", "area": first.area}}
    Desk(store, local_actor()).change_book(renamed, applies_from=FIRST, reason="改名试验", at="2017-08-01")
    app = page("book")
    app.selectbox(key=f"book-unlisted-work_targets-{first.name}").set_value("改名")
    app.multiselect(key=f"book-before-work_targets-{first.name}").set_value(["旧称"])
    next(b for b in app.button if b.label == "看差异" and b.form_id == "book-unlisted").click()
    app.run()
    applied(app, "就是同一事项")
    assert store.book().task(2017, first.name).name == "旧称"
    assert "本期已发布的事项都在清单里" in said(app)


def test_a_new_year_opens_with_the_items_that_go_on_and_moves_nothing_of_the_old(page: Page, store: Store) -> None:
    before = store.book(dt.date(2017, 7, 31))
    app = page("book")
    app.multiselect(key="book-going-on").set_value([("items", "2017-1")])
    press(app, "开2018年度，看差异")
    assert "目标、分值和文号待填" in said(app)
    assert "自2018-01-01起生效" in said(app)
    applied(app, "开新年度")
    assert store.book(dt.date(2017, 7, 31)).zone == before.zone
    after = store.book(dt.date(2018, 1, 1))
    assert (after.zone.year, [item.key for item in after.items_of(2018)]) == (2018, ["2018-1"])


def test_a_target_of_no_known_kind_is_asked_and_decided_once(page: Page, store: Store) -> None:
    task = store.frame("work_targets", as_of="2017-07")["task"].iloc[0]
    measures = {key: value for key, value in entries_of(store.book()).items() if key[0] == "measures"}
    emptied = dict.fromkeys(measures)
    Desk(store, local_actor()).change_book(emptied, applies_from=FIRST, reason="试验", at="2017-08-01")
    app = page("book")
    app.selectbox(key=f"book-undecided-{task}").set_value("水平：越低越好")
    next(b for b in app.button if b.label == "看差异" and b.form_id == "book-undecided").click()
    app.run()
    applied(app, "定口径")
    assert [(m.name, m.measure, m.direction) for m in store.book().measures] == [(task, "level", "lower")]
    assert f"book-undecided-{task}" not in {box.key for box in page("book").selectbox}
