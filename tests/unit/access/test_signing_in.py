"""Sign-in by password: who knows it comes in, and stays until it ends; who guesses waits; nothing leads elsewhere."""

from __future__ import annotations

import time
from typing import Any

import pytest

from access import passwords
from store import Store, open_store
from tests.unit.access.people import AT, PASSWORD, accounts, sign_in, site

MODE = {"ACCESS_MODE": "accounts"}


@pytest.fixture
def store(tmp_path: Any) -> Store:
    return open_store(f"sqlite:///{tmp_path}/store.db")


def test_who_knows_the_password_comes_in_as_the_account_says_and_the_log_notes_it(store: Store) -> None:
    accounts(store)
    browser = site(MODE, store)
    answer = sign_in(browser, "统计岗", next="/upload?step=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/upload?step=1")
    assert {"HttpOnly", "SameSite=Lax"} <= set(answer.headers["set-cookie"].split("; "))
    assert browser.get("/x").json() == {"name": "统计岗", "role": "analyst", "units": ["招商局"], "headers": []}
    last = store.audit().iloc[-1]
    assert (last["actor"], last["role"], last["action"]) == ("统计岗", "analyst", "sign_in")
    assert '"address":"10.0.0.7"' in last["details"]
    assert PASSWORD not in store.audit().to_csv()
    assert "$argon2" not in store.audit().to_csv()


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_under_tls_the_cookie_never_travels_without(store: Store, scheme: str, secure: bool) -> None:
    accounts(store)
    answer = site(MODE, store).post(f"{scheme}://board.test/sign-in", data={"name": "看板", "password": PASSWORD})
    assert ("Secure" in answer.headers["set-cookie"].split("; ")) == secure


@pytest.mark.parametrize("name", ["统计岗", "没有的人", "", "' OR 1=1 --", "\x00", "统" * 5000])
def test_a_wrong_password_and_no_such_account_get_the_same_sentence(store: Store, name: str) -> None:
    accounts(store)
    answer = sign_in(site(MODE, store), name, "not-the-password")
    assert answer.status_code == 401
    assert "账号或口令不对" in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.test",
        "https://evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "javascript:alert(1)",
        "/a\r\nX-Y: z",
        "///e",
        "/\t/e",
    ],
)
def test_no_sign_in_leads_elsewhere(store: Store, wanted: str) -> None:
    accounts(store)
    assert sign_in(site(MODE, store), "看板", next=wanted).headers["location"] in ("/", "/a")
    assert "evil" not in site(MODE, store).get("/sign-in", params={"next": wanted}).text


@pytest.mark.parametrize(
    "payload", ['"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", "$wanted", "</title>", "&lt;"]
)
def test_what_is_typed_is_never_markup(store: Store, payload: str) -> None:
    browser = site(MODE, store)
    for answer in (
        browser.get("/sign-in", params={"next": f"/{payload}"}),
        sign_in(browser, payload, payload, next=f"/{payload}"),
    ):
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "</title></title>" not in answer.text


def test_who_guesses_waits_and_the_owner_elsewhere_does_not(store: Store) -> None:
    accounts(store)
    guesser, owner = site(MODE, store), site(MODE, store)
    codes = [sign_in(guesser, "主管", f"guess-number-{n}").status_code for n in range(7)]
    assert codes == [401] * passwords.TRIES + [429] * 2
    assert sign_in(guesser, "主管").status_code == 429
    assert sign_in(guesser, "看板").status_code == 303  # another account, from the same address
    assert sign_in(owner, "主管").status_code == 303


def test_one_address_does_not_try_all_accounts() -> None:
    guesses = passwords.Guesses()
    for n in range(passwords.TRIES_OF_AN_ADDRESS):
        assert guesses.wait(f"account{n}", "10.0.0.9", 0.0) == 0
        guesses.note(f"account{n}", "10.0.0.9", 0.0)
    assert guesses.wait("another", "10.0.0.9", 1.0) > 0
    assert guesses.wait("another", "10.0.0.8", 1.0) == 0
    assert guesses.wait("another", "10.0.0.9", passwords.WINDOW_SECONDS + 1) == 0


@pytest.mark.parametrize("ended", ["sign out", "everywhere", "password", "closed"])
def test_a_sign_in_ends_for_every_browser_that_holds_it(store: Store, ended: str) -> None:
    office = accounts(store)
    browser, other = site(MODE, store), site(MODE, store)
    sign_in(browser, "统计岗")
    sign_in(other, "统计岗")
    stolen = dict(browser.cookies)
    {
        "sign out": lambda: browser.post("/sign-out"),
        "everywhere": lambda: browser.post("/sign-out", data={"everywhere": "1"}),
        "password": lambda: browser.post(
            "/account", data={"old": PASSWORD, "new": "Another-pass-2018", "again": "Another-pass-2018"}
        ),
        "closed": lambda: office.change_account("统计岗", active=False, at=AT, moment=time.time()),
    }[ended]()
    thief = site(MODE, store, cookies=stolen)
    assert thief.get("/x").status_code == 401
    left = site(MODE, store, cookies=dict(other.cookies)).get("/x").status_code
    assert left == (200 if ended == "sign out" else 401)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"old": "wrong-wrong-wrong", "new": "Another-pass-2018", "again": "Another-pass-2018"}, "现在的口令不对"),
        ({"old": PASSWORD, "new": "Another-pass-2018", "again": "Another-pass-2019"}, "两遍新口令不一样"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "太弱"),
        ({"old": PASSWORD, "new": "aaaaaaaaaaaa", "again": "aaaaaaaaaaaa"}, "太弱"),
        ({"old": PASSWORD, "new": "统计岗-2018-abcdef", "again": "统计岗-2018-abcdef"}, "太弱"),
        ({}, "现在的口令不对"),
    ],
)
def test_a_password_is_not_changed_without_the_old_one_nor_to_a_weak_one(store: Store, given: Any, said: str) -> None:
    accounts(store)
    browser = site(MODE, store)
    sign_in(browser, "统计岗")
    answer = browser.post("/account", data=given)
    assert (answer.status_code, said in answer.text) == (400, True)
    assert sign_in(site(MODE, store), "统计岗").status_code == 303


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "é", "0" * 9000, '"', "dashboard_sign_in"])
def test_a_cookie_this_server_did_not_sign_is_nobodys(store: Store, cookie: str) -> None:
    browser = site(MODE, store, headers={"Cookie": f"dashboard_sign_in={cookie}".encode()})
    assert browser.get("/x").status_code == 401


def test_a_password_costs_a_guesser_64_mebibytes_and_is_kept_as_argon2id_alone(store: Store) -> None:
    kept = passwords.hashed(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.fits(kept, PASSWORD)
    assert not passwords.fits(kept, PASSWORD + " ")
    assert not passwords.fits("", PASSWORD)
