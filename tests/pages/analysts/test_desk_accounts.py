"""账号: made, changed, given a new password; each form acts on the account that was on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from access import passwords
from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import press, said

Page = Callable[..., AppTest]
PASSWORD = "A-long-pass-of-2017"
AT = "2017-09-01T09:00:00"


@pytest.fixture
def made(empty_store: Store) -> Desk:
    """A desk with an administrator and a viewer."""
    boss = Desk(empty_store, local_actor())
    boss.make_account("管理员", "admin", [], "hash", at=AT)
    boss.make_account("查看岗", "viewer", [], "hash", at=AT)
    return boss


def named(app: AppTest, key: str):
    """The box whose key ends so."""
    return next(
        one
        for kind in ("text_input", "toggle", "selectbox")
        for one in app.get(kind)
        if one.key and one.key.endswith(key)
    )


def test_an_account_is_made_with_what_its_boxes_say(made: Desk, page: Page) -> None:
    app = page("accounts")
    app.text_input(key="account-name").set_value("统计岗")
    app.text_input(key="account-first-password").set_value(PASSWORD)
    press(app, "建立")
    assert "已建立账号“统计岗”" in said(app)
    secret = next(one.secret for one in made.accounts() if one.name == "统计岗")
    assert passwords.fits(secret, PASSWORD)


@pytest.mark.parametrize(("name", "password", "why"), [("", PASSWORD, "请填写账号"), ("统计岗", "short", "口令太弱")])
def test_what_cannot_be_an_account_is_said_and_not_made(
    made: Desk, page: Page, name: str, password: str, why: str
) -> None:
    app = page("accounts")
    app.text_input(key="account-name").set_value(name)
    app.text_input(key="account-first-password").set_value(password)
    press(app, "建立")
    assert why in said(app)
    assert len(made.accounts()) == 2


def test_the_account_on_the_screen_is_changed_and_shown_as_it_is_now(made: Desk, page: Page) -> None:
    app = page("accounts")
    app.selectbox(key="account-chosen").set_value("查看岗").run()
    named(app, "-active").set_value(False)
    press(app, "保存")
    assert "已更改账号“查看岗”" in said(app)
    assert [one.active for one in made.accounts() if one.name == "查看岗"] == [False]
    assert named(app, "-active").value is False
