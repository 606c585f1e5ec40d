"""Scripts and styles of the interface are sent packed to whoever can unpack them, and are what they were."""

from __future__ import annotations

import gzip
from collections import Counter

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from access.serving import packed

LONG = b"let x = 1;" * 1000
FOREVER = "public, immutable, max-age=31536000"


@pytest.fixture
def asked() -> Counter[str]:
    return Counter()


@pytest.fixture
def client(asked: Counter[str]) -> TestClient:
    async def file(request: Request) -> Response:
        asked[request.url.path] += 1
        status = 404 if "missing" in request.url.path else 200
        body = LONG[:100] if "short" in request.url.path else LONG
        return Response(body, status, {"cache-control": FOREVER, "etag": '"1"'}, "text/javascript")

    return TestClient(packed.Packed(Starlette(routes=[Route("/{path:path}", file)])))


def test_a_script_is_packed_once_and_kept_with_how_long_it_holds(client: TestClient, asked: Counter[str]) -> None:
    first, again = (client.get("/static/js/index.D1.js") for _ in range(2))
    assert first.content == again.content == LONG
    assert first.headers == again.headers
    assert first.headers["content-encoding"] == "gzip"
    assert int(first.headers["content-length"]) < len(LONG) / 4
    assert (first.headers["vary"], first.headers["cache-control"]) == ("Accept-Encoding", FOREVER)
    assert asked == {"/static/js/index.D1.js": 1}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/index.js", {"accept-encoding": "identity"}),
        ("/static/js/index.js", {"range": "bytes=0-9"}),
        ("/static/js/short.js", {}),
        ("/static/js/missing.js", {}),
        ("/static/media/font.woff2", {}),
        ("/media/0f.js", {}),
        ("/", {}),
    ],
)
def test_all_else_passes_as_it_is(client: TestClient, asked: Counter[str], path: str, headers: dict[str, str]) -> None:
    for _ in range(2):
        answer = client.get(path, headers=headers)
        assert "content-encoding" not in answer.headers
        assert answer.headers["etag"] == '"1"'
    assert asked == {path: 2}


def test_what_does_not_fit_is_packed_and_not_kept(
    client: TestClient, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MOST_BYTES", len(gzip.compress(LONG)) + 50)
    for name in ("a.js", "b.js", "b.js"):
        assert client.get(f"/static/js/{name}").content == LONG
    assert asked == {"/static/js/a.js": 1, "/static/js/b.js": 2}
