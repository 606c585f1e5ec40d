"""Where people sign in, or a proxy speaks for them, the pictures of a page show that page and not the door."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.door.behind_socket import behind_socket
from tests.door.conftest import Doors, doors
from tests.door.reader import asked
from tests.faults.replicas import why_no_nginx

pytestmark = pytest.mark.browser
__all__ = ["doors"]
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE_MS = 180_000
PAGE, TITLE = "standing", "对标进位"  # few charts, so few pictures


def pictures(context: Any, address: str) -> dict[str, bytes]:
    """What the button for this page's pictures gives."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/{PAGE}")
    page.locator(READY).wait_for(state="attached")
    page.get_by_role("button", name="会议材料").click()
    page.get_by_role("button", name="生成本页图片").click()
    with page.expect_download() as waited:
        page.get_by_role("button", name="下载本页图片").click()
    with zipfile.ZipFile(waited.value.path()) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def is_whole(found: dict[str, bytes]) -> bool:
    """Whether the page itself was taken, with its charts, and nothing is said to be missing."""
    charts = [name for name in found if name.startswith(f"图-{TITLE}")]
    return {f"{TITLE}-1080.png", f"{TITLE}-4K.png", f"{TITLE}.pdf"} <= found.keys() and len(charts) > 0


def test_who_signed_in_is_given_the_pictures_of_what_they_see(chromium: Any, doors: Doors) -> None:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    name, _, value = doors.cookies["viewer"].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": doors.address}])

    found = pictures(context, doors.address)

    context.close()
    assert is_whole(found)


@pytest.fixture(scope="module")
def proxied(
    tmp_path_factory: pytest.TempPathFactory, samples_copy: Callable[[Path], str]
) -> Iterator[tuple[str, Path]]:
    """A dashboard on a Unix socket, behind nginx."""
    if reason := why_no_nginx():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("socket")
    samples_copy(folder)
    with behind_socket(folder) as where:
        yield where


def test_behind_a_unix_socket_too(chromium: Any, proxied: tuple[str, Path]) -> None:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    found = pictures(context, proxied[0])
    context.close()
    assert is_whole(found)


def test_the_port_for_pictures_believes_no_header_and_answers_nobody_else(proxied: tuple[str, Path]) -> None:
    ports = _ports_of(proxied[1])
    assert len(ports) == 1
    for headers in ({}, {"X_User": "office", "X_Role": "admin"}, {"Cookie": "dashboard_pass=guess"}):
        assert asked(f"http://127.0.0.1:{ports[0]}", "/", **headers)[0] == 401


def _ports_of(socket: Path) -> list[int]:
    """The loop's ports on which the process that has the socket listens."""
    inode = next(
        line.split()[6] for line in Path("/proc/net/unix").read_text().splitlines() if line.endswith(str(socket))
    )
    owner = next(pid for pid in Path("/proc").glob("[0-9]*") if inode in _sockets(pid))
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [(line[1], line[9]) for line in lines if line[3] == "0A"]
    assert {address.split(":")[0] for address, one in listening if one in _sockets(owner)} == {"0100007F"}
    return [int(address.split(":")[1], 16) for address, one in listening if one in _sockets(owner)]


def _sockets(process: Path) -> set[str]:
    links = []
    with suppress(OSError):  # the process may end, and any of its files be closed, while they are looked through
        for one in (process / "fd").iterdir():
            with suppress(OSError):
                links.append(str(one.readlink()))
    return {found.group(1) for found in map(re.compile(r"socket:\[(\d+)\]").fullmatch, links) if found}
