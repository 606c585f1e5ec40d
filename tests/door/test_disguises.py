"""Who pretends: foreign names and origins, written identities, other people's sessions, and what only some may ask."""

from __future__ import annotations

from http.client import HTTPConnection

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from access.identity import HEADER, Identity
from store import ROLES
from tests.door.conftest import MINE, Doors
from tests.door.reader import STREAM, Reader, asked, is_turned_away

XSRF = {
    "Cookie": "_streamlit_xsrf=2|00000000|00000000000000000000000000000000|1",
    "X_Xsrftoken": "2|00000000|00000000000000000000000000000000|1",
}
PATHS = ("/", "/upload", "/sign-in", "/_stcore/health", "/static/x.js", "/media/x", "/account")


def put(doors: Doors, cookie: str, session: str, content: bytes) -> int:
    both = {"Cookie": f"{cookie}; {XSRF['Cookie']}", "X_Xsrftoken": XSRF["X_Xsrftoken"]}
    form = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n' + content + b"\r\n--b--\r\n"
    path = f"/_stcore/upload_file/{session}/0a0a0a0a-0000-4000-8000-000000000001"
    return asked(doors.address, path, method="PUT", body=form, Content_Type="multipart/form-data; boundary=b", **both)[
        0
    ]


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1.evil.test", "", "evil.test:80@127.0.0.1", "localhost.evil.test"]
)
@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_is_not_ours_is_answered_nothing(doors: Doors, host: str, path: str) -> None:
    assert asked(doors.address, path, cookie=doors.cookies["admin"], Host=host)[0] == 400


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "null", "https://127.0.0.1", "http://127.0.0.1:1", "http://localhost"]
)
def test_another_sites_page_opens_no_websocket_and_changes_nothing(doors: Doors, origin: str) -> None:
    cookie = doors.cookies["admin"]
    assert is_turned_away(doors.address, cookie, origin=origin)
    assert asked(doors.address, "/sign-out", cookie=cookie, method="POST", body=b"", Origin=origin)[0] == 403
    assert asked(doors.address, "/account", cookie=cookie)[0] == 200


@pytest.mark.parametrize("role", ROLES)
def test_an_identity_that_somebody_wrote_is_nobodys(doors: Doors, role: str) -> None:
    written = {HEADER.decode(): Identity("admin-1", role, frozenset({"*"})).written().decode()}
    assert asked(doors.address, "/", **written)[0] == 401


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/metrics", "/_stcore/script-health-check"])
@pytest.mark.parametrize("role", ROLES)
def test_measures_are_for_who_operates_the_machine_not_for_who_reads(doors: Doors, role: str, path: str) -> None:
    through = asked(doors.address, path, cookie=doors.cookies[role], X_Forwarded_For="10.0.0.7")[0]
    assert (through, asked(doors.address, "/metrics")[0]) == (403, 200)


def test_nobody_takes_over_or_puts_files_into_anothers_session(doors: Doors) -> None:
    reader = Reader(doors.address, doors.cookies["analyst"])
    session = reader.run().session
    for other in ("admin", "reporter", "viewer", "auditor"):
        assert is_turned_away(doors.address, doors.cookies[other], session=session)
        assert put(doors, doors.cookies[other], session, b"x") == 403
    reader.close()


def test_files_are_taken_from_who_may_and_only_as_many_as_there_is_room_for(doors: Doors) -> None:
    reader = Reader(doors.address, doors.cookies["analyst"])
    session = reader.run().session
    assert put(doors, doors.cookies["analyst"], session, b"x" * 1000) == 204
    path = f"/_stcore/upload_file/{session}/0a0a0a0a-0000-4000-8000-000000000002"
    assert (
        asked(doors.address, path, cookie=doors.cookies["analyst"], method="PUT", body=b"", Content_Length="300000000")[
            0
        ]
        == 413
    )
    reader.close()
    viewer = Reader(doors.address, doors.cookies["viewer"])
    assert put(doors, doors.cookies["viewer"], viewer.run().session, b"x") == 403
    viewer.close()


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_who_sends_a_large_file_that_is_refused_hears_why(doors: Doors, role: str) -> None:
    reader = Reader(doors.address, doors.cookies[role])
    session, size = reader.run().session, 260_000_000
    path = f"/_stcore/upload_file/{session}/0a0a0a0a-0000-4000-8000-000000000003"
    line = HTTPConnection(doors.address.removeprefix("http://"), timeout=120)
    headers = {"Cookie": doors.cookies[role], "Content-Length": str(size)}
    line.request("PUT", path, body=(bytes(1_000_000) for _ in range(size // 1_000_000)), headers=headers)
    answer = line.getresponse()
    said, kinds = answer.read().decode(), {"viewer": 403, "analyst": 413}
    reader.close()
    assert answer.status == kinds[role]
    assert said.endswith("。")


@pytest.mark.parametrize(
    "query",
    ["unit=%E7%8E%AF%E4%BF%9D%E5%B1%80", "unit=", "unit=%E5%85%A8%E9%83%A8%E5%8D%95%E4%BD%8D", "meeting=x&unit=*"],
)
@pytest.mark.parametrize("page", ["", "work_areas", "livelihood", "key_projects"])
def test_a_clerks_link_shows_the_own_unit_whatever_it_names(doors: Doors, page: str, query: str) -> None:
    reader = Reader(doors.address, doors.cookies["reporter"])
    shown = reader.run(page, query).text.decode("utf-8", "replace")
    reader.close()
    assert f"只看{MINE}" in shown


def test_every_answer_carries_the_headers(doors: Doors) -> None:
    for cookie, path in (
        ("", "/sign-in"),
        ("", "/"),
        (doors.cookies["viewer"], "/"),
        (doors.cookies["viewer"], STREAM),
    ):
        headers = {name.lower(): value for name, value in asked(doors.address, path, cookie=cookie)[1].items()}
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


@pytest.mark.parametrize(
    "value", ["²", "1e23", "9" * 24, "-1", "１２", "0x1", "%00", "٣", "½", "99999999999999999999999"]
)
def test_any_value_in_a_link_to_an_upload_is_a_page(doors: Doors, value: str) -> None:
    from urllib.parse import quote

    reader = Reader(doors.address, doors.cookies["admin"])
    shown = reader.run("upload", f"upload={quote(value)}").text.decode("utf-8", "replace")
    reader.close()
    assert "暂时显示不出来" not in shown


def test_a_readers_wish_to_empty_everybodys_cache_is_not_heard(doors: Doors) -> None:
    wish = BackMsg()
    wish.clear_cache = True
    reader = Reader(doors.address, doors.cookies["viewer"])
    reader.run()
    reader.say(wish)
    assert reader.run().shown == ""  # the line stays open, the page still answers
    reader.close()
