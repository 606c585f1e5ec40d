"""Sign-in at somebody else's: whom the provider names comes in as it says; whatever was not meant for us does not."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from store import open_store
from tests.unit.access.people import site
from tests.unit.access.provider_site import Provider, provided

CLERK = {"name": "招商局经办", "role": "reporter", "units": ["招商局"]}


@pytest.fixture(scope="module")
def serving() -> Iterator[Provider]:
    with provided() as provider:
        yield provider


@pytest.fixture
def provider(serving: Provider) -> Provider:
    serving.claims, serving.audience, serving.signs = dict(CLERK), "board", None
    return serving


@pytest.fixture
def browser(provider: Provider, tmp_path: Any) -> Any:
    told = {
        "ACCESS_MODE": "oidc", "OIDC_DISCOVERY": f"{provider.address}/.well-known/openid-configuration",
        "OIDC_CLIENT_ID": "board", "OIDC_CLIENT_SECRET": "s",
    }  # fmt: skip
    return site(told, open_store(f"sqlite:///{tmp_path}/store.db"))


def leave(browser: Any, provider: Provider, wanted: str = "/upload") -> str:
    """Be sent to the provider; the state to come back with."""
    sent = browser.get("/sign-in/provider", params={"next": wanted})
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    assert sent.headers["location"].startswith(provider.address)
    assert asked["code_challenge_method"] == ["S256"]
    provider.nonce = asked["nonce"][0]
    return asked["state"][0]


def back(browser: Any, state: str) -> Any:
    return browser.get("/sign-in/back", params={"state": state, "code": "c"})


def test_whom_the_provider_names_comes_in_as_it_says(browser: Any, provider: Provider) -> None:
    assert browser.get("/x", headers={"Accept": "text/html"}).headers["location"].startswith("/sign-in?next=")
    answer = back(browser, leave(browser, provider))
    assert (answer.status_code, answer.headers["location"]) == (303, "/upload")
    assert browser.get("/x").json() == {**CLERK, "headers": []}


def test_the_whole_page_that_was_asked_for_is_come_back_to(browser: Any, provider: Provider) -> None:
    page = browser.get("/sign-in", params={"next": "/trace?dataset=standings&row=1"}).text
    href = html.unescape(re.findall(r'href="(/sign-in/provider[^"]*)"', page)[0])
    sent = browser.get(href)
    provider.nonce = parse_qs(urlsplit(sent.headers["location"]).query)["nonce"][0]
    state = parse_qs(urlsplit(sent.headers["location"]).query)["state"][0]
    assert back(browser, state).headers["location"] == "/trace?dataset=standings&row=1"


@pytest.mark.parametrize(("secure", "scheme"), [("1", "https"), ("0", "http")])
def test_behind_tls_the_provider_is_told_an_address_with_it(
    provider: Provider, tmp_path: Any, secure: str, scheme: str
) -> None:
    told = {
        "OIDC_DISCOVERY": f"{provider.address}/.well-known/openid-configuration", "OIDC_CLIENT_ID": "board",
        "OIDC_CLIENT_SECRET": "s", "ACCESS_MODE": "oidc", "COOKIE_SECURE": secure,
    }  # fmt: skip
    sent = site(told, open_store(f"sqlite:///{tmp_path}/store.db")).get("/sign-in/provider")
    asked = parse_qs(urlsplit(sent.headers["location"]).query)
    assert asked["redirect_uri"] == [f"{scheme}://board.test/sign-in/back"]


def test_who_is_given_another_role_is_that_from_the_next_sign_in_and_the_old_one_ends(
    browser: Any, provider: Provider
) -> None:
    back(browser, leave(browser, provider))
    old = dict(browser.cookies)
    provider.claims |= {"role": "viewer", "units": []}
    back(browser, leave(browser, provider))
    assert browser.get("/x").json()["role"] == "viewer"
    browser.cookies.clear()
    assert browser.get("/x", headers={"Cookie": f"dashboard_sign_in={old['dashboard_sign_in']}"}).status_code == 401


@pytest.mark.parametrize("wrong", ["audience", "key", "nonce", "expired", "state", "role", "nobody"])
def test_what_was_not_meant_for_us_lets_nobody_in(browser: Any, provider: Provider, wrong: str) -> None:
    state = leave(browser, provider)
    {
        "audience": lambda: setattr(provider, "audience", "another"),
        "key": lambda: setattr(provider, "signs", RSAKey.generate_key(2048, {"kid": "one"})),
        "nonce": lambda: setattr(provider, "nonce", "of another time"),
        "expired": lambda: provider.claims.update(exp=1),
        "state": lambda: None,
        "role": lambda: provider.claims.update(role="root"),
        "nobody": lambda: provider.claims.update(name=""),
    }[wrong]()
    answer = back(browser, state + ("x" if wrong == "state" else ""))
    assert answer.status_code in (400, 401, 403)
    assert "dashboard_sign_in" not in browser.cookies
    assert browser.get("/x").status_code == 401


def test_a_provider_that_is_away_is_a_sentence(tmp_path: Any) -> None:
    told = {"OIDC_DISCOVERY": "http://127.0.0.1:9/none", "OIDC_CLIENT_ID": "board", "OIDC_CLIENT_SECRET": "s"}
    browser = site(told | {"ACCESS_MODE": "oidc"}, open_store(f"sqlite:///{tmp_path}/store.db"))
    answer = browser.get("/sign-in/provider")
    assert (answer.status_code, "统一身份认证" in answer.text) == (502, True)


def test_nobody_comes_back_whom_we_did_not_send(browser: Any, provider: Provider) -> None:
    state = leave(browser, provider)
    browser.cookies.clear()
    assert back(browser, state).status_code in (400, 401)
