"""Four modes, one at a time: what each refuses to start with, whom each lets in, and that none falls back to another."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from access import door
from access.serving import own_address
from access.settings import settings
from access.values import CannotStart
from store import open_store
from tests.unit.access.people import accounts, sign_in, site
from ui.talk import StreamlitTalk

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


WRONG_VALUES = [
    *({"PORT": said} for said in ("", "abc", "-1", "99999", "85.01", "８５０１", "8501 # port")),
    *({"COOKIE_SECURE": said} for said in ("yes", "true", "1      # https")),
    *({"ALLOWED_HOSTS": said} for said in ("http://board.test", "board.test  # the office's", "a.test;b.test", "看板")),
    {"ACCESS_MODE": "local", "UNIX_SOCKET": "/run/board"},
]


@pytest.mark.parametrize("wrong", WRONG_VALUES, ids=str)
def test_a_value_that_is_not_what_it_must_be_is_not_taken_for_something_else(wrong: dict[str, str]) -> None:
    with pytest.raises(CannotStart) as why:
        settings({"ACCESS_MODE": "accounts", "COOKIE_SECRET": "k" * 40, **wrong})
    assert str(why.value).endswith("。")
    assert set(wrong) & set(re.findall(r"[A-Z_]{4,}", str(why.value)))


def test_the_names_it_may_be_called_by_are_read_however_they_are_written() -> None:
    told = settings(
        {"ACCESS_MODE": "accounts", "COOKIE_SECRET": "k" * 40, "ALLOWED_HOSTS": " Board.Test:8080, ,fe80::7 "}
    )
    assert {"board.test", "fe80::7"} < told.hosts


@pytest.mark.parametrize("left", ["", "\n", "half"])
def test_a_key_that_a_full_disk_left_is_made_anew(left: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("access.settings.KEY", tmp_path / "cookie.key")
    (tmp_path / "cookie.key").write_text(left)
    made = settings({"ACCESS_MODE": "accounts"}).secret
    assert len(made) > 40
    assert settings({"ACCESS_MODE": "accounts"}).secret == made


@pytest.mark.parametrize(("host", "typed"), [("::1", "http://[::1]:8501"), ("localhost", "http://localhost:8501")])
def test_the_address_that_is_printed_can_be_typed(host: str, typed: str) -> None:
    assert settings({"HOST": host}).addresses == [typed]


def test_it_is_said_where_nothing_can_listen() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for host, port in (("127.0.0.1", taken.getsockname()[1]), ("192.0.2.1", 8501), ("no such name", 8501)):
            with pytest.raises(CannotStart, match="不能在"):
                own_address.require_free(host, port)
    own_address.require_free("127.0.0.1", 0)
    with pytest.raises(CannotStart, match="不能在"):
        own_address.behind_socket("/nowhere/board.sock")


def test_before_there_is_an_administrator_it_is_said_how_one_is_made(tmp_path: Any) -> None:
    store, told = open_store(f"sqlite:///{tmp_path}/store.db"), settings({"ACCESS_MODE": "accounts"})
    parts = door.door(told, lambda: store, StreamlitTalk())
    assert "tools.account" in parts.missing()
    accounts(store)
    assert parts.missing() == ""


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
