"""Four modes, one at a time: what each refuses to start with, whom each lets in, and that none falls back to another."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from access.settings import CannotStart, settings
from store import open_store
from tests.unit.access.people import accounts, sign_in, site

PROXY = {
    "ACCESS_MODE": "proxy", "PROXY_USER_HEADER": "X-User", "PROXY_ROLE_HEADER": "X-Role",
    "PROXY_UNITS_HEADER": "X-Units", "PROXY_SECRET": "only-the-proxy-knows",
}  # fmt: skip
PROVEN = {"X-Proxy-Secret": "only-the-proxy-knows", "X-User": "统计岗".encode(), "X-Role": "analyst"}


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.1.7", "board.test", "::", "127.0.0.1.evil.test", "10.0.0.1"])
def test_without_sign_in_nothing_but_this_machine_is_served(host: str) -> None:
    with pytest.raises(CannotStart, match="ACCESS_MODE=accounts"):
        settings({"ACCESS_MODE": "local", "HOST": host})


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.5"])
def test_this_machine_is_served_without_sign_in(host: str) -> None:
    assert settings({"HOST": host}).mode == "local"


@pytest.mark.parametrize(
    "environment",
    [
        {"ACCESS_MODE": "none"}, {"ACCESS_MODE": "Local"}, {"ACCESS_MODE": ""}, {"ACCESS_MODE": "proxy"},
        {"ACCESS_MODE": "proxy", "PROXY_USER_HEADER": "X-User"}, {"ACCESS_MODE": "proxy", "PROXY_SECRET": "x"},
        {"ACCESS_MODE": "oidc"}, {"ACCESS_MODE": "oidc", "OIDC_DISCOVERY": "http://x", "OIDC_CLIENT_ID": "x"},
    ],
)  # fmt: skip
def test_a_mode_without_what_it_needs_ends_in_a_sentence(environment: dict[str, str]) -> None:
    with pytest.raises(CannotStart, match="ACCESS_MODE"):
        settings(environment)


def test_locally_whoever_names_this_machine_is_the_office(tmp_path: Any) -> None:
    browser = site({"ACCESS_MODE": "local"})
    assert browser.get("http://127.0.0.1/x").json()["role"] == "admin"
    assert browser.get("http://board.test/x").status_code == 400  # a name bound to this address from outside


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (PROVEN, 200),
        ({**PROVEN, "X-Proxy-Secret": "wrong"}, 401),
        ({**PROVEN, "X-Proxy-Secret": ""}, 401),
        ({k: v for k, v in PROVEN.items() if k != "X-Proxy-Secret"}, 401),
        ({**PROVEN, "X-User": ""}, 401),
        ({**PROVEN, "X-Role": "root"}, 401),
        ({}, 401),
    ],
)
def test_a_proxy_is_believed_only_with_its_secret(headers: dict[str, Any], status: int) -> None:
    answer = site(PROXY).get("/x", headers=headers)
    assert answer.status_code == status
    said = answer.json() if status == 200 else {}
    assert said == ({"name": "统计岗", "role": "analyst", "units": [], "headers": []} if said else {})


def test_a_header_that_came_twice_is_nobodys() -> None:
    twice = [("X-Proxy-Secret", "only-the-proxy-knows"), ("X-User", "a"), ("X-User", "b")]
    assert site(PROXY).get("/x", headers=twice).status_code == 401


def test_without_a_secret_a_proxy_is_believed_over_its_socket_alone() -> None:
    told = {name: value for name, value in PROXY.items() if name != "PROXY_SECRET"} | {"UNIX_SOCKET": "/run/board"}
    assert site(told).get("/x", headers={"X-User": "a", "X-Role": "admin"}).status_code == 401


@pytest.mark.parametrize("mode", ["accounts", "proxy"])
def test_no_mode_believes_what_another_would(mode: str, tmp_path: Any) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    accounts(store)
    signed = site({"ACCESS_MODE": "accounts"}, store)
    sign_in(signed, "主管")
    environment = {"accounts": {"ACCESS_MODE": "accounts"}, "proxy": PROXY}[mode]
    foreign = {"accounts": PROVEN, "proxy": {"Cookie": f"dashboard_sign_in={signed.cookies['dashboard_sign_in']}"}}[
        mode
    ]
    browser = site(environment, store, headers=foreign)
    assert browser.get("/x").status_code == 401
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/_stcore/stream"):
        pass
