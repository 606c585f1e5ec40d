"""Signing in: who knows the password comes in, who guesses waits, and nobody learns which accounts there are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from access import passwords
from access.sessions import COOKIE
from access.words import words
from store import Desk, Refused, local_actor
from tests.unit.access.conftest import PASSWORD

Opened = Callable[..., TestClient]


def tried(client: TestClient, name: str, password: str) -> Any:
    return client.post("/sign-in", data={"name": name, "password": password})


@pytest.mark.parametrize(
    ("name", "password"), [("viewer", "wrong"), ("viewer", ""), ("nobody", PASSWORD), ("", ""), ("VIEWER", PASSWORD)]
)
def test_who_does_not_know_it_stays_outside(opened: Opened, name: str, password: str) -> None:
    answer = tried(opened("accounts"), name, password)
    assert answer.status_code == 401
    assert words().sign_in.wrong in answer.text
    assert "set-cookie" not in answer.headers


def test_a_guesser_waits_and_the_owner_elsewhere_does_not(opened: Opened) -> None:
    guesser, owner = opened("accounts"), opened("accounts", client=("10.0.0.2", 1))
    owner._transport.app = guesser._transport.app
    statuses = [tried(guesser, "viewer", f"guess {n}").status_code for n in range(passwords.TRIES + 1)]
    assert statuses == [401] * passwords.TRIES + [429]
    assert tried(guesser, "viewer", PASSWORD).status_code == 429
    assert tried(owner, "viewer", PASSWORD).status_code == 303


def test_who_is_made_to_wait_fills_no_memory_with_names() -> None:
    guesses = passwords.Guesses()
    for n in range(passwords.TRIES_OF_AN_ADDRESS):
        guesses.note(f"name {n}", "10.0.0.9", 0.0)
    kept = len(guesses._tries)
    assert all(guesses.wait(f"other {n}", "10.0.0.9", 1.0) for n in range(1000))
    assert len(guesses._tries) == kept
    guesses.note("n" * 5000, "10.0.0.8", 0.0)
    assert max(len(name) for name, _ in guesses._tries) == passwords.NAMES_LENGTH


def test_who_found_an_open_page_guesses_the_password_no_oftener_than_at_the_door(signed_in: Any) -> None:
    client, form = signed_in("viewer"), {"old": "wrong", "new": "another long one", "again": "another long one"}
    statuses = [client.post("/account", data=form).status_code for _ in range(passwords.TRIES + 1)]
    assert statuses == [400] * passwords.TRIES + [429]
    assert client.post("/account", data=form | {"old": PASSWORD}).status_code == 429


def test_where_no_turn_comes_it_is_said_at_the_door_and_inside(signed_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("viewer")
    monkeypatch.setattr(passwords, "QUEUE_SECONDS", 0.05)
    monkeypatch.setattr(passwords, "_places", threading.BoundedSemaphore(1))
    form = {"old": PASSWORD, "new": "another long one", "again": "another long one"}
    with passwords._places:
        answers = [tried(client, "viewer", PASSWORD), client.post("/account", data=form)]
    assert [(answer.status_code, words().sign_in.busy in answer.text) for answer in answers] == [(503, True)] * 2


def only_read(store: Any) -> None:
    """From now on the disk takes nothing."""
    event.listen(store.database.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA query_only = 1"))


def test_on_a_disk_that_takes_nothing_who_is_in_reads_on_and_nobody_else_is_told_nonsense(
    signed_in: Any, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("viewer")
    monkeypatch.setattr("access.sessions.USE_SECONDS", -1.0)  # the last use is to be written down at every look
    only_read(store)
    assert client.get("/").json()["identity"]["name"] == "viewer"
    form = {"old": PASSWORD, "new": "another long one", "again": "another long one"}
    answers = [tried(client, "viewer", PASSWORD), client.post("/account", data=form), client.post("/sign-out")]
    assert [(answer.status_code, answer.text[-3:] != "ror") for answer in answers] == [(503, True)] * 3


def test_the_cookie_is_out_of_scripts_reach_and_holds_no_name(opened: Opened) -> None:
    cookie = tried(opened("accounts"), "viewer", PASSWORD).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "viewer" not in cookie
    secure = tried(opened("accounts", COOKIE_SECURE="1"), "viewer", PASSWORD).headers["set-cookie"]
    assert "Secure" in secure.split("; ")


def test_a_cookie_this_server_did_not_sign_is_none(opened: Opened, signed_in: Any) -> None:
    real = signed_in("admin").cookies[COOKIE]
    for forged in (real[:-2], real + "x", "x.y.z", ""):
        assert opened("accounts").get("/", cookies={COOKIE: forged}).status_code == 401


def test_signing_out_ends_the_sign_in(signed_in: Any) -> None:
    client = signed_in("viewer")
    token = client.cookies[COOKIE]
    client.post("/sign-out")
    assert client.get("/", cookies={COOKIE: token}).status_code == 401


def test_a_new_password_ends_every_other_sign_in_and_keeps_this_one(signed_in: Any) -> None:
    here, elsewhere = signed_in("viewer"), signed_in("viewer")
    elsewhere._transport.app = here._transport.app
    form = {"old": PASSWORD, "new": "another long one", "again": "another long one"}
    assert words().account.changed in here.post("/account", data=form).text
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 401
    assert tried(elsewhere, "viewer", PASSWORD).status_code == 401


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"old": "wrong", "new": "another long one", "again": "another long one"}, "wrong"),
        ({"old": PASSWORD, "new": "another long one", "again": "different"}, "differs"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "weak"),
    ],
)
def test_a_password_is_changed_only_by_who_knows_the_old_one_to_a_strong_one(
    signed_in: Any, form: Any, said: str
) -> None:
    answer = signed_in("viewer").post("/account", data=form)
    assert answer.status_code == 400
    assert getattr(words().account, said).format(shortest=passwords.SHORTEST) in answer.text


@pytest.mark.parametrize(
    "payload", ["<script>x</script>", '"><img src=x>', "{{7*7}}", "$title", "'; DROP TABLE accounts--"]
)
def test_what_is_typed_is_never_obeyed(opened: Opened, payload: str) -> None:
    client = opened("accounts")
    page = client.get("/sign-in", params={"next": f"/{payload}"}).text
    page += tried(client, payload, payload).text
    assert "<script>x" not in page
    assert "<img" not in page
    assert tried(client, "viewer", PASSWORD).status_code == 303


def test_accounts_are_in_the_log_and_secrets_are_not(store: Any) -> None:
    desk = Desk(store, local_actor())
    desk.set_password("viewer", "new-hash", at="2017-08-02", moment=1.0)
    log = store.audit().to_string()
    assert "make_account" in log
    assert "set_password" in log
    assert "argon2" not in log
    assert "new-hash" not in log


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\n"])
def test_an_account_nobody_could_see_is_not_made(store: Any, name: str) -> None:
    with pytest.raises(Refused, match="请填写账号名"):
        Desk(store, local_actor()).make_account(name, "viewer", (), "no hash", at="2017-08-02")


def test_the_log_names_where_from_and_in_which_sign_in(signed_in: Any, store: Any) -> None:
    signed_in("viewer").post("/account", data={"old": PASSWORD, "new": "another long one", "again": "another long one"})
    last = store.audit().iloc[-1]
    assert last["actor"] == "viewer"
    assert "10.0.0.9" in str(last["details"])


@pytest.mark.parametrize("change", [{"active": False}, {"role": "viewer"}])
def test_the_last_administrator_stays(store: Any, change: Any) -> None:
    with pytest.raises(Refused, match="最后一个管理员"):
        Desk(store, local_actor()).change_account("admin", at="2017-08-02", moment=1.0, **change)
