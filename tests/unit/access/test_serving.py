"""The server's limits: half a request is not waited for, a full house says so, probes and lines tell the truth."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import uvicorn
from prometheus_client import generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from access.headers import HEADERS
from access.serving import lines, measures, patience, probes, room
from access.values import CannotStart

PAGE = {"type": "http", "method": "GET", "path": "/", "headers": [(b"accept", b"text/html")]}
READER = {"type": "websocket", "path": room.STREAM, "headers": []}


class Hasty(patience.PatientProtocol):
    header_seconds = 0.3


async def echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())}")


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    app = patience.PatientBody(Starlette(routes=[Route("/", echo, methods=["GET", "PUT"])]), seconds=0.3)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, http=Hasty, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield "127.0.0.1", port
    server.should_exit = True
    thread.join()


def said(address: tuple[str, int], *pieces: bytes) -> bytes:
    """Everything the server answers until it closes the connection."""
    with socket.create_connection(address, timeout=5) as line:
        for piece in pieces:
            line.sendall(piece)
        return b"".join(iter(lambda: line.recv(4096), b""))


@pytest.mark.parametrize(
    ("pieces", "answered"),
    [
        ([], 0),
        ([b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: "], 0),
        ([b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHos"], 1),
        ([b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"], 0),
        ([b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"], 1),
        ([b"PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\n", b"abc"], 1),
    ],
    ids=["silent", "half a head", "half a second head", "half a body", "whole", "whole body"],
)
def test_who_says_half_of_it_is_not_waited_for(address: Any, pieces: list[bytes], answered: int) -> None:
    assert said(address, *pieces).count(b"200 OK") == answered


def test_a_body_that_drips_is_not_waited_for_either(address: Any) -> None:
    with socket.create_connection(address, timeout=5) as line:
        line.sendall(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")
        line.settimeout(0.1)  # a byte as often: never so long a pause that one alone would be too long
        answered = None
        for _ in range(9):
            line.sendall(b"x")
            with suppress(TimeoutError):
                answered = line.recv(4096)
                break
    assert answered is not None
    assert b"200 OK" not in answered


def walked(app: Any, scope: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    asyncio.run(app(scope, receive, send))
    return sent


async def lets_in(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "let in"})


def test_while_there_is_room_everybody_is_let_in_and_leaving_makes_room_again() -> None:
    house = room.Room(lets_in, places=1)
    assert [walked(house, scope)[0]["type"] for scope in (READER, READER, PAGE)] == ["let in"] * 3
    assert house.taken == 0


def test_a_full_house_says_so_in_a_page_and_turns_the_socket_away() -> None:
    house = room.Room(lets_in, places=0)
    page = walked(house, PAGE)
    assert page[0]["status"] == 503
    assert dict(page[0]["headers"]).items() >= dict(HEADERS).items()
    said = page[1]["body"].decode()
    assert room.words().full.format(seconds=room.AGAIN_SECONDS) in said
    assert f'content="{room.AGAIN_SECONDS}"' in said
    assert walked(house, READER) == [{"type": "websocket.close", "code": room.TRY_AGAIN_LATER}]
    assert walked(house, {**PAGE, "path": "/static/a.js", "headers": []}) == [{"type": "let in"}]


@pytest.mark.parametrize(("descriptors", "readers"), [(1024, 192), (256, 1), (1 << 20, room.MOST_READERS)])
def test_readers_are_counted_by_the_descriptors_there_are(descriptors: int, readers: int) -> None:
    assert room.readers_for(descriptors) == readers


@pytest.mark.parametrize("said", ["", "many", "0", "-3", "1e3", "99999"])
def test_how_many_there_may_be_is_a_number_or_ends_the_start(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_READERS", said)
    with pytest.raises(CannotStart, match="MAX_READERS"):
        room.readers_for(1 << 20)


def test_a_log_that_cannot_be_written_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_FILE", "/nowhere/board.log")
    with pytest.raises(CannotStart, match="LOG_FILE"):
        lines.write_lines()


def test_five_hundred_readers_fit_where_the_hard_limit_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    given: list[Any] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 524288))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: given.append(limits))
    assert room.readers_for(room.raise_descriptor_limit()) >= 500
    assert given[0][0] > 1024


def fails() -> None:
    raise OSError("disk on fire")


def sleeps() -> None:
    time.sleep(0.5)


@pytest.mark.parametrize(
    ("check", "status"), [(lambda: None, 200), (fails, 503), (sleeps, 503), (lambda: "read only", 503)]
)
def test_ready_is_who_passes_every_check_in_time(check: Any, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "CHECK_SECONDS", 0.1)
    client = TestClient(Starlette(routes=probes.routes({"store": check})))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == status


def test_however_many_ask_at_once_it_is_found_out_once() -> None:
    asked: list[int] = []

    async def crowd() -> list[dict[str, str]]:
        readiness = probes.Readiness({"store": lambda: asked.append(1)})
        return await asyncio.gather(*(readiness.faults() for _ in range(200)))

    assert asyncio.run(crowd()) == [{}] * 200
    assert len(asked) == 1


def test_strangers_learn_that_it_is_not_ready_but_not_why() -> None:
    client = TestClient(Starlette(routes=probes.routes({"store": fails})), client=("10.0.0.9", 1))
    assert "fire" not in client.get("/readyz").text
    near = TestClient(Starlette(routes=probes.routes({"store": fails})), client=("127.0.0.1", 1))
    assert "disk on fire" in near.get("/readyz").text


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        (("127.0.0.1", 1), {}, 200),
        (("10.0.0.9", 1), {}, 403),
        (("127.0.0.1", 1), {"X-Forwarded-For": "10.0.0.9"}, 403),
        (("10.0.0.9", 1), {"Authorization": "Bearer secret"}, 200),
        (("10.0.0.9", 1), {"Authorization": "Bearer guess"}, 403),
    ],
)
def test_measures_are_for_operators(client: Any, headers: Any, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERATOR_TOKEN", "secret")
    answer = TestClient(Starlette(routes=probes.routes({})), client=client).get("/metrics", headers=headers)
    assert answer.status_code == status


def test_requests_are_counted_by_kind_never_by_their_whole_path() -> None:
    app = measures.Measured(Starlette(routes=[Route("/{rest:path}", echo, methods=["PUT", "GET"])]))
    TestClient(app).put("/_stcore/upload_file/0a0a0a0a-0000-4000-8000-000000000000/1", content=b"12345")
    told = generate_latest(measures.REGISTRY).decode()
    assert measures.REGISTRY.get_sample_value("dashboard_uploaded_bytes_total") == 5
    assert "0a0a0a0a" not in told


@pytest.fixture
def written(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Lines as they are written to a file; the process's own log is put back after the test."""
    root, path = logging.getLogger(), tmp_path / "lines.log"
    before = root.handlers[:], root.level
    monkeypatch.setenv("LOG_FILE", str(path))
    lines.write_lines()
    yield lambda: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    root.handlers[0].close()
    root.handlers[:], root.level = before


def test_a_request_is_one_line_without_a_sessions_id(written: Any) -> None:
    app = lines.Lined(Starlette(routes=[Route("/{rest:path}", echo, methods=["PUT"])]))
    answer = TestClient(app).put("/_stcore/upload_file/0a0a0a0a-0000-4000-8000-000000000000/1", content=b"1")
    (line,) = written()
    assert (line["path"], line["status"], line["kind"]) == (measures.UPLOADS, 200, "upload")
    assert line["request"] == answer.headers["x-request-id"]
    assert "0a0a0a0a" not in json.dumps(line)


def test_what_is_said_again_and_again_is_written_a_bounded_number_of_times(written: Any) -> None:
    for n in range(1000):
        logging.getLogger("asyncio").error("socket.accept() out of system resource %s", "0a0a0a0a" * 4 + str(n)[:0])
    told = written()
    assert len(told) == lines.SAME_A_MINUTE
    assert "left out" in told[-1]["message"]
    assert not re.search("0a0a0a0a0a", json.dumps(told))
