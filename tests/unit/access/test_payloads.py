"""Whatever stands in a link, a name or a header: the door's pages keep their shape, and answers their headers."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from access.sessions import COOKIE, Sessions
from access.settings import settings
from store import Desk, Store, local_actor
from store.accounts.records import Account
from tests.payloads import PAYLOADS

Opened = Callable[..., TestClient]
PLAIN = "统计岗"
IDS = list(PAYLOADS)


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes, the texts left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.leads: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.leads += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def asking(opened: Opened, text: str) -> Any:
    """The page that asks for name and password, on the way to what the text names."""
    return opened("accounts").get("/sign-in", params={"next": text})


def led_away(opened: Opened, text: str) -> Any:
    """A page with the text in its link, asked for by nobody."""
    return opened("accounts").get(f"/livelihood?unit={quote(text)}", headers={"Accept": "text/html"})


def not_there(opened: Opened, text: str) -> Any:
    """A page that does not exist, called by the text."""
    return opened("accounts").get(f"/{quote(text, safe='')}", headers={"Accept": "text/html"})


@pytest.mark.parametrize("ask", [asking, led_away, not_there])
@pytest.mark.parametrize("kind", IDS)
def test_what_a_link_holds_changes_neither_page_nor_headers(opened: Opened, kind: str, ask: Any) -> None:
    plain, found = ask(opened, PLAIN), ask(opened, PAYLOADS[kind])
    assert found.status_code == plain.status_code
    assert Shape(found.text).elements == Shape(plain.text).elements
    assert Shape(found.text).leads == Shape(plain.text).leads
    assert [name for name, _ in found.headers.multi_items()] == [name for name, _ in plain.headers.multi_items()]
    assert found.headers.get("location", "/sign-in").startswith("/sign-in")
    assert not [value for value in found.headers.values() if "\n" in value or "\r" in value]


@pytest.fixture
def own_page(opened: Opened, store: Store) -> Callable[[str], Any]:
    """The page of one's own account, for whoever is called by a text."""

    def page(name: str) -> Any:
        Desk(store, local_actor()).make_account(name, "reporter", [name], "no hash", at="2017-08-02T09:00:00")
        known = settings({"ACCESS_MODE": "accounts", "COOKIE_SECRET": "k" * 40})
        account = Account(name.strip(), "reporter", (name,), "no hash", True, "2017-08-02", "2017-08-02")
        scope = {"type": "http", "scheme": "http", "headers": [], "client": (name, 1)}
        cookie = Sessions(store, known).begin(account, scope).partition(";")[0].partition("=")[2]
        return opened("accounts").get("/account", headers={"Cookie": f"{COOKIE}={cookie}"})

    return page


def test_what_an_account_is_called_changes_neither_page_nor_headers(own_page: Callable[[str], Any]) -> None:
    plain = own_page(PLAIN)
    assert plain.status_code == 200
    for text in PAYLOADS.values():
        found = own_page(text)
        assert (found.status_code, Shape(found.text).elements) == (200, Shape(plain.text).elements), text
        assert Shape(found.text).leads == Shape(plain.text).leads
        assert found.headers.keys() == plain.headers.keys()
