"""Role by page by act, from outside: over HTTP, the websocket, a fragment, a callback, a stale and an ended sign-in."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from access.words import words
from pages import PAGES
from store import ROLES
from tests.door.conftest import AT, Doors
from tests.door.reader import Reader, asked, is_turned_away

# What each role opens, as the product's owners wrote it down; the catalog must say the same.
LEADERS = {
    "overview", "work_areas", "livelihood", "investment", "key_projects", "campaigns", "accountability", "standing",
    "follow_up", "trace", "owner",
}  # fmt: skip
READS = LEADERS | {"files", "demands", "submissions", "checks", "meeting"}
OPENS = {
    "viewer": LEADERS, "reporter": LEADERS | {"self_check", "demands"}, "analyst": READS | {"upload", "self_check"},
    "approver": READS | {"upload", "self_check", "book"},
    "admin": READS | {"upload", "self_check", "book", "accounts"}, "auditor": READS, "nobody": set[str](), "revoked": set[str](),
}  # fmt: skip
NAMES = [page.name for page in PAGES]
STRANGERS = ("nobody", "revoked")
SOMEBODY = dict.fromkeys(ROLES, 404) | dict.fromkeys(STRANGERS, 401)
UPLOAD = "/_stcore/upload_file/0a0a0a0a-0000-4000-8000-000000000000/1"
XSRF = "2|00000000|00000000000000000000000000000000|1"
FORM = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nx\r\n--b--\r\n'
# What lies behind a page, by method and path: the answer to each person.
BEHIND: dict[tuple[str, str], dict[str, int]] = {
    ("GET", "/media/0a0a.png"): SOMEBODY,
    ("GET", "/component/none/x.js"): SOMEBODY,
    ("GET", "/_stcore/bidi-components/none/x.js"): SOMEBODY,
    ("GET", "/static/none.js"): dict.fromkeys(ROLES, 200) | dict.fromkeys(STRANGERS, 401),  # Streamlit's own page
    ("GET", "/_stcore/health"): dict.fromkeys(ROLES, 200) | dict.fromkeys(STRANGERS, 401),
    ("GET", "/_stcore/host-config"): dict.fromkeys(ROLES, 200) | dict.fromkeys(STRANGERS, 401),
    ("GET", "/account"): dict.fromkeys(ROLES, 200) | dict.fromkeys(STRANGERS, 401),
    ("GET", "/_stcore/agent/openapi.json"): dict.fromkeys(OPENS, 404),
    ("POST", "/_stcore/agent/interact"): dict.fromkeys(OPENS, 404),
    ("POST", "/_stcore/agent/mcp"): dict.fromkeys(OPENS, 404),
    ("PUT", UPLOAD): dict.fromkeys(ROLES, 403) | dict.fromkeys(STRANGERS, 401),
    ("DELETE", UPLOAD): dict.fromkeys(ROLES, 403) | dict.fromkeys(STRANGERS, 401),
    ("GET", "/sign-in"): dict.fromkeys(OPENS, 200),
    ("GET", "/healthz"): dict.fromkeys(OPENS, 200),
}


def test_every_page_there_is_stands_in_the_matrix() -> None:
    assert set().union(*OPENS.values()) == set(NAMES)


@pytest.mark.parametrize("person", OPENS)
@pytest.mark.parametrize("page", NAMES)
def test_a_page_opens_over_http_for_exactly_whom_it_should(doors: Doors, person: str, page: str) -> None:
    status, headers, _ = asked(doors.address, f"/{page}", cookie=doors.cookies[person], Accept="text/html")
    wanted = 303 if person in STRANGERS else 200 if page in OPENS[person] else 403
    assert status == wanted
    assert headers.get("location", "/sign-in").startswith("/sign-in")


@pytest.mark.parametrize("person", OPENS)
@pytest.mark.parametrize(("method", "path"), BEHIND)
def test_what_lies_behind_the_pages_answers_as_it_should(doors: Doors, person: str, method: str, path: str) -> None:
    body = b"x" if method in ("PUT", "POST") else None
    status = asked(doors.address, path, cookie=doors.cookies[person], method=method, body=body)[0]
    assert status == BEHIND[method, path][person]


@pytest.mark.parametrize("person", STRANGERS)
def test_a_stranger_opens_no_websocket(doors: Doors, person: str) -> None:
    assert is_turned_away(doors.address, doors.cookies[person])


@pytest.mark.parametrize("role", ROLES)
def test_over_the_websocket_the_menu_holds_what_may_be_opened_and_nothing_else_runs(doors: Doors, role: str) -> None:
    reader = Reader(doors.address, doors.cookies[role])
    menu = {address or "overview" for address in reader.run().pages}
    assert menu == OPENS[role]
    for page in set(NAMES) - OPENS[role]:
        asked_for = reader.run(page)
        assert (asked_for.shown, asked_for.not_found) == ("", True), page
    reader.close()


def test_a_page_that_lost_its_line_is_told_in_the_doors_words_that_its_upload_was_not_taken(doors: Doors) -> None:
    reader = Reader(doors.address, doors.cookies["analyst"])
    path = UPLOAD.replace("0a0a0a0a-0000-4000-8000-000000000000", reader.run().session)
    about: Any = {"method": "PUT", "body": FORM, "cookie": f"{doors.cookies['analyst']}; _streamlit_xsrf={XSRF}"}
    form = {"X-Xsrftoken": XSRF, "Content-Type": "multipart/form-data; boundary=b"}
    taken = asked(doors.address, path, **about, **form)[0]
    reader.close()
    afterwards = (asked(doors.address, path, **about, **form) for _ in range(50))  # it may take note a moment later
    status, _, said = next(answer for answer in afterwards if answer[0] != 204)
    assert (taken, status, said.decode()) == (204, 400, words().refused.page_gone)


def fragment(reader: Reader, ids: list[str]) -> BackMsg:
    """A fragment of the page that was open, run by itself."""
    wish = BackMsg()
    wish.rerun_script.fragment_id = ids[0]
    return wish


def callback(reader: Reader, ids: list[str]) -> BackMsg:
    """A widget pressed on the page that was open."""
    wish = BackMsg()
    state = wish.rerun_script.widget_states.widgets.add()
    state.id, state.trigger_value = "$$ID-0-publish", True
    return wish


def rerun(reader: Reader, ids: list[str]) -> BackMsg:
    """The page once more."""
    wish = BackMsg()
    wish.rerun_script.query_string = ""
    return wish


def revoke(doors: Doors, name: str, role: str) -> None:
    doors.office.end_sign_ins(name, at=AT, moment=time.time())


def close(doors: Doors, name: str, role: str) -> None:
    doors.office.change_account(name, active=False, at=AT, moment=time.time())


def demote(doors: Doors, name: str, role: str) -> None:
    doors.office.change_account(name, role={"viewer": "auditor"}.get(role, "viewer"), at=AT, moment=time.time())


class Opened:
    """An account of a role with a page open in four tabs."""

    def __init__(self, doors: Doors, name: str, role: str) -> None:
        self.name, self.role, self.cookie = name, role, doors.account(name, role)
        self.readers = [Reader(doors.address, self.cookie) for _ in range(4)]
        self.runs = [reader.run() for reader in self.readers]

    def speak(self) -> None:
        """Three of the tabs ask for something; the fourth says nothing."""
        for reader, run, says in zip(self.readers, self.runs, (fragment, callback, rerun), strict=False):
            with suppress(ConnectionClosed):  # a slow machine: it was closed before it could say anything
                reader.say(says(reader, run.fragments))

    def still_hears(self, doors: Doors) -> list[str]:
        """By which ways it is still answered."""
        session = self.runs[0].session
        upload = UPLOAD.replace("0a0a0a0a-0000-4000-8000-000000000000", session)
        ways = {
            "tabs": not all(reader.is_closed_within(9) for reader in self.readers),
            "anew": not is_turned_away(doors.address, self.cookie, session=session),
            "upload": asked(doors.address, upload, cookie=self.cookie, method="PUT", body=b"x")[0] != 401,
        }
        return [way for way, open_still in ways.items() if open_still]


@pytest.mark.parametrize("ended", [revoke, close, demote])
def test_a_page_that_was_open_hears_nothing_more_once_its_sign_in_has_ended(doors: Doors, ended: Any) -> None:
    people = [Opened(doors, f"{role}-{ended.__name__}", role) for role in ROLES]
    for person in people:
        ended(doors, person.name, person.role)
    time.sleep(2.2)
    for person in people:
        person.speak()
    assert {person.role: person.still_hears(doors) for person in people} == {role: [] for role in ROLES}
