"""Nothing reaches what is behind the gate without an identity that may: by mode, role, path, and kind of request."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from access import gate, handed
from access.settings import settings
from access.values import CannotStart
from access.words import words
from catalog.access import access
from pages import PAGES
from store import Desk, local_actor
from tests.unit.access.conftest import HOST, PASSWORD, REFUSED

Opened = Callable[..., TestClient]
ROLES = access().roles
UPLOAD = "/_stcore/upload_file/session-1/file-1"
FILE = f"/media/{'0a' * 16}.xlsx"
PATHS = [
    *(f"/{page.address}" for page in PAGES), "/no_such_page", "/static/js/index.js", FILE,
    "/component/x/index.html", "/_stcore/host-config", "/_stcore/stream", "/account", UPLOAD, "/favicon.png",
]  # fmt: skip
WITH_SIGN_IN = {"accounts": {}, "proxy": {"PROXY_USER_HEADER": "X-User", "PROXY_SECRET": "s3cret"}}
STREAM = f"ws://{HOST}/_stcore/stream"


def rerun() -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    return message.SerializeToString()


def clearing() -> bytes:
    message = BackMsg()
    message.clear_cache = True
    return message.SerializeToString()


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", WITH_SIGN_IN)
def test_nobody_reaches_nothing(opened: Opened, mode: str, path: str, method: str) -> None:
    answer = opened(mode, **WITH_SIGN_IN[mode]).request(method, path)
    assert (answer.status_code, answer.text) == (401, words().refused.nobody)


@pytest.mark.parametrize("mode", WITH_SIGN_IN)
def test_nobody_opens_a_stream(opened: Opened, mode: str) -> None:
    with pytest.raises(WebSocketDisconnect), opened(mode, **WITH_SIGN_IN[mode]).websocket_connect(STREAM):
        pass


def test_a_page_asked_for_by_nobody_leads_to_the_sign_in_and_back(opened: Opened) -> None:
    client = opened("accounts")
    away = client.get("/livelihood?period=2017-06&unit=x", headers={"Accept": "text/html"})
    assert away.status_code == 303
    back = client.post(away.headers["location"], data={"name": "viewer", "password": PASSWORD})
    assert back.headers["location"] == "/livelihood?period=2017-06&unit=x"


@pytest.mark.parametrize("wanted", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:x", "/a\nb"])
def test_the_sign_in_leads_nowhere_else(opened: Opened, wanted: str) -> None:
    answer = opened("accounts").post("/sign-in", data={"name": "viewer", "password": PASSWORD, "next": wanted})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", [p for p in PATHS if p not in (UPLOAD, FILE, "/account", "/_stcore/stream")])
def test_whoever_signed_in_is_told_to_the_inside(signed_in: Any, role: str, path: str) -> None:
    answer = signed_in(role).get(path, headers={gate.HEADER.decode(): '{"role": "admin"}'})
    page = next((page.name for page in PAGES if path == f"/{page.address}"), "")
    expected = (200, [role]) if access().opens(role, page) else (403, [])
    names = [answer.json()["identity"]["name"]] if answer.status_code == 200 else []
    assert (answer.status_code, names) == expected
    assert '{"role": "admin"}' not in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_uploads_are_for_who_may_keep_files_and_for_their_own_session(signed_in: Any, role: str) -> None:
    client = signed_in(role)
    may = access().reach(role, "keep") is not None
    before = client.put(UPLOAD, content=b"x").status_code
    with client.websocket_connect(STREAM) as line:
        line.receive_bytes()
        during = client.put(UPLOAD, content=b"x").status_code
    assert (before, during) == (403, 200 if may else 403)


def test_somebody_elses_session_takes_no_upload_and_is_not_taken_over(signed_in: Any) -> None:
    owner, other = signed_in("approver"), signed_in("analyst")
    other._transport.app = owner._transport.app
    with owner.websocket_connect(STREAM) as line:
        line.receive_bytes()
        assert other.put(UPLOAD, content=b"x").status_code == 403
        taking = other.websocket_connect(STREAM, subprotocols=["streamlit", "xsrf", "session-1"])
        with pytest.raises(WebSocketDisconnect), taking:
            pass


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("status", REFUSED)
def test_an_upload_that_streamlit_refuses_is_refused_in_the_doors_words(
    signed_in: Any, status: bytes, method: str
) -> None:
    client = signed_in("analyst")
    with client.websocket_connect(STREAM) as line:
        line.receive_bytes()
        answer = client.request(method, UPLOAD, content=status)
    assert (answer.status_code, answer.text) == (int(status), words().refused.upload(int(status)))
    assert answer.headers["content-length"] == str(len(answer.content))


def test_a_file_is_given_to_whose_page_was_told_of_it_and_to_nobody_else(signed_in: Any) -> None:
    owner, other = signed_in("approver"), signed_in("reporter")
    other._transport.app = owner._transport.app
    before = owner.get(FILE).status_code
    with owner.websocket_connect(STREAM) as line:
        line.receive_bytes()
        line.send_bytes(FILE.encode())
        line.receive_bytes()
    given = [client.get(path).status_code for client in (owner, other) for path in (FILE, FILE.replace("0a", "0b"))]
    assert (before, given) == (404, [200, 404, 404, 404])


def test_a_reader_who_comes_from_another_address_by_now_is_the_same_reader(opened: Opened) -> None:
    here, gone_on = (
        opened("proxy", client=(address, 5000), **WITH_SIGN_IN["proxy"]) for address in ("10.0.0.9", "10.0.0.10")
    )
    gone_on._transport.app = here._transport.app
    said = {"X-Proxy-Secret": "s3cret", "X-User": "office"}
    with here.websocket_connect(STREAM, headers=said) as line:
        line.receive_bytes()
        line.send_bytes(FILE.encode())
        line.receive_bytes()
    answers = [gone_on.get(FILE, headers={**said, "X-User": name}).status_code for name in ("office", "other")]
    assert answers == [200, 404]


def test_of_what_was_handed_the_longest_unused_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed, "MOST", 2)
    known, paths = handed.Handed(), [f"/media/{letter * 32}" for letter in "abc"]
    for path in paths[:2]:
        known.note(b"reader", path.encode())
    assert known.knows(b"reader", paths[0])
    known.note(b"reader", paths[2].encode())
    assert [known.knows(b"reader", path) for path in paths] == [True, False, True]


@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrator_empties_everybodys_cache(signed_in: Any, role: str) -> None:
    with signed_in(role).websocket_connect(STREAM) as line:
        line.receive_bytes()
        line.send_bytes(clearing())
        line.send_bytes(rerun())
        heard = int(line.receive_text())
    assert heard == len(clearing() if role == "admin" else rerun())


def ended(desk: Desk, role: str) -> None:
    desk.end_sign_ins(role, at="2017-08-02", moment=1.0)


def stopped(desk: Desk, role: str) -> None:
    desk.make_account("other", "admin", [], "x", at="2017-08-02")
    desk.change_account(role, active=False, at="2017-08-02", moment=1.0)


def demoted(desk: Desk, role: str) -> None:
    desk.make_account("other", "admin", [], "x", at="2017-08-02")
    desk.change_account(role, role="viewer", departments=["建设局"], at="2017-08-02", moment=1.0)


def new_password(desk: Desk, role: str) -> None:
    desk.set_password(role, "x", at="2017-08-02", moment=1.0)


@pytest.mark.parametrize("revoke", [ended, stopped, demoted, new_password])
@pytest.mark.parametrize("role", ROLES)
def test_a_revoked_sign_in_ends_open_pages_and_opens_none(
    signed_in: Any, store: Any, role: str, revoke: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("access.sessions.HOLDS_SECONDS", -1.0)
    client = signed_in(role)
    with client.websocket_connect(STREAM) as line:
        line.receive_bytes()
        revoke(Desk(store, local_actor()), role)
        line.send_bytes(rerun())
        with pytest.raises((WebSocketDisconnect, RuntimeError)):
            line.receive_text()
    assert client.get("/").status_code == 401


@pytest.mark.parametrize("mode", ["local", "accounts"])
@pytest.mark.parametrize("host", ["evil.test", "evil.test:8501", "127.0.0.1.evil.test", "", "[::1"])
def test_a_name_that_is_not_ours_is_refused(opened: Opened, mode: str, host: str) -> None:
    answer = opened(mode).get("/", headers={"Host": host})
    assert (answer.status_code, answer.text) == (400, words().refused.host)


@pytest.mark.parametrize("origin", ["http://evil.test", "null", f"http://{HOST}.evil.test", "http://127.0.0.1:9"])
def test_another_sites_page_neither_opens_a_stream_nor_posts(opened: Opened, origin: str) -> None:
    client = opened("local", client=("127.0.0.1", 1))
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(STREAM, headers={"Origin": origin}):
        pass
    assert client.post("/sign-in", headers={"Origin": origin}).status_code == 403


def test_our_own_page_opens_a_stream_and_streamlit_has_no_origin_to_ponder(opened: Opened) -> None:
    with opened("local").websocket_connect(STREAM, headers={"Origin": f"http://{HOST}"}) as line:
        assert line.receive_bytes()


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"X-User": "clerk", "X-Proxy-Secret": "s3cret"}, "clerk"),
        ({"X-User": "clerk", "X-Proxy-Secret": "guess"}, None),
        ({"X-User": "clerk"}, None),
        ({"X-Proxy-Secret": "s3cret"}, None),
        ({"X-User": "clerk", "X-Role": "root", "X-Proxy-Secret": "s3cret"}, None),
    ],
)
def test_a_proxy_is_believed_by_its_secret_alone(opened: Opened, headers: Any, name: str | None) -> None:
    answer = opened("proxy", **WITH_SIGN_IN["proxy"]).get("/", headers=headers)
    told = answer.json()["identity"]["name"] if answer.status_code == 200 else None
    assert told == name


def test_a_proxy_names_role_and_units_in_utf_8(opened: Opened) -> None:
    said = {"X-User": "统计岗", "X-Role": "reporter", "X-Units": "教育局, 建设局", "X-Proxy-Secret": "s3cret"}
    headers = {name: value.encode() for name, value in said.items()}
    told = opened("proxy", **WITH_SIGN_IN["proxy"]).get("/", headers=headers).json()["identity"]
    assert (told["name"], told["role"], told["units"]) == ("统计岗", "reporter", ["建设局", "教育局"])


def test_who_a_proxy_speaks_for_has_an_open_page(opened: Opened) -> None:
    said = {"X-User": "clerk", "X-Role": "approver", "X-Proxy-Secret": "s3cret"}
    with opened("proxy", **WITH_SIGN_IN["proxy"]).websocket_connect(STREAM, headers=said) as line:
        line.receive_bytes()
        line.send_bytes(rerun())
        assert int(line.receive_text()) == len(rerun())


@pytest.mark.parametrize("path", ["/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_the_interface_for_programs_is_not_there(signed_in: Any, path: str) -> None:
    assert signed_in("admin").get(path).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_streamlits_measures_are_for_operators(signed_in: Any, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERATOR_TOKEN", "op-token")
    client = signed_in(role)
    assert client.get("/_stcore/metrics").status_code == 403
    assert client.get("/_stcore/metrics", headers={"Authorization": "Bearer op-token"}).status_code == 200


def test_every_answer_carries_the_headers(opened: Opened) -> None:
    given = opened("local").get("/").headers
    assert "default-src 'self'" in given["content-security-policy"]
    assert given["x-content-type-options"] == "nosniff"
    assert given["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("size", [9, 11])
def test_a_session_takes_so_many_bytes_and_no_more(opened: Opened, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("access.uploads.SESSION_BYTES", 10)
    client = opened("local")
    with client.websocket_connect(STREAM) as line:
        line.receive_bytes()
        status = client.put(UPLOAD, content=b"x" * size).status_code
    assert status == {9: 200, 11: 413}[size]


@pytest.mark.parametrize(
    "environment",
    [
        {"HOST": "0.0.0.0"},
        {"HOST": "192.168.1.5"},
        {"HOST": ""},
        {"ACCESS_MODE": "none"},
        {"ACCESS_MODE": "proxy"},
        {"ACCESS_MODE": "proxy", "PROXY_USER_HEADER": "X-User"},
        {"ACCESS_MODE": "oidc", "OIDC_CLIENT_ID": "x"},
    ],
    ids=json.dumps,
)
def test_settings_that_do_not_hold_together_refuse_to_start(environment: dict[str, str]) -> None:
    with pytest.raises(CannotStart) as why:
        settings(environment)
    assert str(why.value).endswith("。")


def test_an_address_for_everybody_is_shown_as_one_that_can_be_typed() -> None:
    shown = settings({"ACCESS_MODE": "accounts", "HOST": "0.0.0.0", "COOKIE_SECRET": "x"}).addresses
    assert shown
    assert not [address for address in shown if "0.0.0.0" in address]
