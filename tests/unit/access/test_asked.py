"""What a request says of itself: whose page makes it, where it comes from, and its cookies among those of others."""

from __future__ import annotations

from typing import Any

import pytest

from access.asked import address_of, came_encrypted, cookies, is_foreign

OURS = "dashboard.test:8501"


def asked(kind: str = "http", client: Any = ("10.0.0.7", 5000), method: str = "POST", **said: str | list[str]) -> Any:
    listed = {name: [value] if isinstance(value, str) else value for name, value in ({"host": OURS} | said).items()}
    headers = [(name.replace("_", "-").encode(), one.encode("latin-1")) for name in listed for one in listed[name]]
    return {"type": kind, "method": method, "scheme": "http", "client": client, "headers": headers}


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "said",
    [
        {"origin": "null"}, {"origin": ""}, {"origin": "http://evil.test"}, {"origin": f"http://{OURS}@evil.test"},
        {"origin": f"x://{OURS}"}, {"origin": f"//{OURS}"}, {"origin": OURS}, {"origin": "http://dashboard.test"},
        {"origin": "http://[evil"}, {"origin": [f"http://{OURS}", "http://evil.test"]}, {"referer": "http://evil.test/a"},
        {"referer": f"http://evil.test/{OURS}"}, {"origin": "http://evil.test", "referer": f"http://{OURS}/"},
        {"sec_fetch_site": "cross-site"}, {"sec_fetch_site": "same-site"},
        {"origin": f"http://{OURS}", "sec_fetch_site": "cross-site"},
    ],
)  # fmt: skip
def test_another_sites_page_is_known_however_little_its_browser_says(kind: str, said: Any) -> None:
    assert is_foreign(asked(kind, **said))


@pytest.mark.parametrize(
    "said",
    [
        {}, {"origin": f"http://{OURS}"}, {"origin": f"HTTPS://{OURS.upper()}"}, {"referer": f"http://{OURS}/sign-in?next=/"},
        {"sec_fetch_site": "same-origin"}, {"sec_fetch_site": "none"},
    ],
)  # fmt: skip
def test_our_own_page_and_what_is_no_browsers_may(said: Any) -> None:
    assert not is_foreign(asked(**said))


def test_only_looking_may_come_from_anywhere() -> None:
    assert not is_foreign(asked(method="GET", origin="http://evil.test"))
    assert is_foreign(asked("websocket", method="GET", origin="http://evil.test"))


@pytest.mark.parametrize(
    "other", ["", "a=b c; ", 'j={"a": 1}; ', 'q="open; ', "x; ", "=; ", "é=1; ", "a[]=1; ", "sign_in=forged; "]
)
def test_what_another_program_of_the_host_sets_hides_no_cookie_of_ours(other: str) -> None:
    assert cookies(asked(cookie=f"{other}sign_in=ours"), "sign_in")[-1] == "ours"
    assert cookies(asked(cookie=[other, "sign_in=ours"]), "sign_in")[-1] == "ours"


def test_over_a_socket_the_proxy_says_who_asks_and_over_a_port_nobody_does() -> None:
    told = {"x_forwarded_for": "9.9.9.9, 10.0.0.8", "x_forwarded_proto": "https"}
    through, direct = asked(client=None, **told), asked(**told)
    assert (address_of(through), came_encrypted(through)) == ("10.0.0.8", True)
    assert (address_of(direct), came_encrypted(direct)) == ("10.0.0.7", False)
    assert address_of(asked(client=None)) == ""
