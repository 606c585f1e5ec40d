"""What the door costs and what it holds back: sign-ins, who comes without one, many at once, the memory of uploads."""

from __future__ import annotations

import asyncio
import http.client
import os
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import streamlit.logger
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from access import passwords
from benchmarks.serving import Reader, cpu, filled, opened, serve
from pages import PAGES
from store import Actor, Desk, open_store

PASSWORD, PERSON = "A-long-pass-of-2017", "bench"
AT = datetime(2017, 8, 2, 9, 0, tzinfo=UTC)
SIGN_INS = 10
# As many viewers as the office asked for, under the limit of descriptors systems give by default; so many read at once.
VIEWERS, DESCRIPTORS, AT_ONCE = 500, 1024, 20
UPLOADS, MEGABYTES = 50, 49
LEFT_SECONDS = 60
XSRF = "2|00000000|00000000000000000000000000000000|1"
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "POST", "DELETE")
SESSION = "0a0a0a0a-0000-4000-8000-000000000001"
BEHIND = {
    "pages": [f"/{page.address}" for page in PAGES],
    "websocket": ["/_stcore/stream"],
    "upload": [f"/_stcore/upload_file/{SESSION}/{SESSION}"],
    "media": [f"/media/{'0a' * 16}.xlsx"],
    "static": ["/static/js/index.js", "/favicon.png"],
    "component": ["/component/x/index.html", "/_stcore/bidi-components/x/index.js"],
    "streamlit": ["/_stcore/health", "/_stcore/host-config", "/_stcore/agent/openapi.json"],
}
DISGUISES = ("{}", "/{}", "{}/", "{};a", "{}%20", "/.{}", "/x/..{}", "{}?next=/sign-in", "/sign-in/..{}")


def main() -> None:
    """Prints what a sign-in costs, how many came without one and were let in, what becomes of many at once,
    and memory around large uploads."""
    streamlit.logger.set_log_level("error")
    with tempfile.TemporaryDirectory() as folder:
        store = filled("samples", Path(folder))
        ours = open_store(f"sqlite:///{store}")
        office = Desk(ours, Actor("tools.account", "admin"))
        office.make_account(PERSON, "admin", (), passwords.hashed(PASSWORD), at=AT)
        ours.database.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        address, server = serve(store, ACCESS_MODE="accounts", COOKIE_SECRET="k" * 40, KEPT_RESULTS="off")
        try:
            cookie = _sign_ins(address, server.pid)
            _strangers(address)
            asyncio.run(_viewers(address, server.pid, cookie))
            asyncio.run(_uploads(address, server.pid, cookie))
        finally:
            server.terminate()
            server.wait(timeout=30)


def _sign_ins(address: str, pid: int) -> str:
    form, took, before = urlencode({"name": PERSON, "password": PASSWORD}), [], cpu(pid)
    cookie = ""
    for _ in range(SIGN_INS):
        began = time.perf_counter()
        with _answer(address, "POST", "/sign-in", form, {"Content-Type": "application/x-www-form-urlencoded"}) as said:
            cookie = (said.getheader("set-cookie") or "").partition(";")[0]
        took.append((time.perf_counter() - began) * 1000)
    spent = (cpu(pid) - before) * 1000 / SIGN_INS
    print(f"a sign-in: {statistics.median(took):.0f} ms, {spent:.0f} ms CPU ({passwords.AT_A_TIME} at a time)")
    return cookie


def _strangers(address: str) -> None:
    for kind, paths in BEHIND.items():
        tried = [(method, shape.format(path)) for path in paths for shape in DISGUISES for method in METHODS]
        found: Counter[int] = Counter()
        for method, path in tried:
            with _answer(address, method, path) as said:
                found[said.status] += 1
        let_in = sum(n for status, n in found.items() if status < 300)
        answers = ", ".join(f"{n} × {status}" for status, n in sorted(found.items()))
        print(f"without a sign-in, {kind:<10}{len(tried):>5} tried, {let_in} let in: {answers}")


async def _viewers(address: str, pid: int, cookie: str) -> None:
    before, began, failed = _descriptors(pid), time.perf_counter(), Counter[str]()
    async with AsyncExitStack() as all_of_them:
        readers: list[Reader] = []
        for _ in range(VIEWERS):
            try:
                readers.append(await all_of_them.enter_async_context(opened(address, cookie=cookie)))
            except (OSError, TimeoutError, WebSocketException) as fault:
                failed[type(fault).__name__] += 1
        came = time.perf_counter() - began
        began = time.perf_counter()
        places = asyncio.Semaphore(AT_ONCE)
        read = await asyncio.gather(*(_read(one, places) for one in readers), return_exceptions=True)
        failed.update(type(one).__name__ for one in read if isinstance(one, BaseException))
        failed["page"] += sum(one.failed for one in readers)
        took, most = time.perf_counter() - began, _descriptors(pid)
        # Whoever read early must be there still.
        gone = sum(not one.is_open for one in readers)
    print(f"{len(readers)} of {VIEWERS} viewers came in {came:.1f} s, {len(read)} of them read a page in {took:.1f} s")
    print(f"errors {dict(+failed)}, {gone} sent away")
    print(f"descriptors {before} before, {most} at most, under a soft limit of {DESCRIPTORS} at its start")


async def _read(one: Reader, places: asyncio.Semaphore) -> None:
    async with places:
        await one.run()


def _descriptors(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


async def _uploads(address: str, pid: int, cookie: str) -> None:
    before, peak, answers = _memory(pid), 0.0, Counter[int]()
    url = f"{address.replace('http', 'ws')}/_stcore/stream"
    async with connect(url, additional_headers={"Cookie": cookie}, max_size=2**28) as line:  # type: ignore[arg-type]
        session = await _session(line)
        # A browser hears what it is told; who does not is taken for gone, and its uploads are refused with 400.
        hearing = asyncio.create_task(_heard(line))
        for n in range(UPLOADS):
            answers[await asyncio.to_thread(_put, address, cookie, session, n)] += 1
            peak = max(peak, _memory(pid))
        hearing.cancel()
    await asyncio.sleep(LEFT_SECONDS)
    after = f"{_memory(pid):.0f} MB {LEFT_SECONDS} s after leaving"
    print(f"{UPLOADS} uploads of {MEGABYTES} MB into one session: answers {dict(answers)}")
    print(f"memory {before:.0f} MB before, {peak:.0f} MB at most, {after}")


async def _heard(line: object) -> None:
    while True:
        await line.recv()  # type: ignore[attr-defined]


async def _session(line: object) -> str:
    ask = BackMsg()
    ask.rerun_script.query_string = ""
    await line.send(ask.SerializeToString())  # type: ignore[attr-defined]
    while True:
        said = ForwardMsg.FromString(await line.recv())  # type: ignore[attr-defined]
        if said.HasField("new_session"):
            return said.new_session.initialize.session_id


def _put(address: str, cookie: str, session: str, number: int) -> int:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    body = head + os.urandom(1_000_000) * MEGABYTES + b"\r\n--b--\r\n"
    headers = {
        "Cookie": f"{cookie}; _streamlit_xsrf={XSRF}", "X-Xsrftoken": XSRF,
        "Content-Type": "multipart/form-data; boundary=b",
    }  # fmt: skip
    path = f"/_stcore/upload_file/{session}/0a0a0a0a-0000-4000-8000-{number:012d}"
    with _answer(address, "PUT", path, body, headers) as said:
        return said.status


@contextmanager
def _answer(
    address: str, method: str, path: str, body: str | bytes = b"", headers: dict[str, str] | None = None
) -> Iterator[http.client.HTTPResponse]:
    line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=120)
    try:
        line.request(method, path, body=body or None, headers=headers or {})
        said = line.getresponse()
        said.read()
        yield said
    finally:
        line.close()


def _memory(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
