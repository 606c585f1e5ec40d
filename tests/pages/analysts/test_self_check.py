"""A sheet is checked before it is sent: read, asked, doubted, compared; and nothing of it is kept."""

from __future__ import annotations

from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import AUGUST, Open, press, said
from tests.pages.analysts.test_desk_upload import box, send
from ui.analysts.upload.columns import NOT_TAKEN


def test_a_checked_sheet_says_what_it_would_be_and_is_not_kept(store: Store, page: Open) -> None:
    before = store.version()
    app = send(page("self_check"), (AUGUST.name, AUGUST.read_bytes()))
    shown = said(app)
    assert not app.exception
    assert "读出2张表8行，要问1处" in shown
    assert "I5" in shown
    assert "85" in shown
    assert "与2017年7月第 1 版相比：共 4 行" in shown
    assert store.version() == before
    assert Desk(store, local_actor()).uploads() == []


def test_an_answer_counts_for_this_check_alone(store: Store, page: Open) -> None:
    app = send(page("self_check"), (AUGUST.name, AUGUST.read_bytes()))
    box(app, "Q 列的字段").set_value(NOT_TAKEN).run()
    press(app, "一并记住 1 列")
    assert "要问0处" in said(app)
    assert store.answers() == []


def test_a_file_that_is_none_is_said_so(store: Store, page: Open) -> None:
    app = send(page("self_check"), ("说明.xlsx", "这不是工作簿".encode()))
    assert "不认识的文件格式" in said(app)
    assert not app.exception
