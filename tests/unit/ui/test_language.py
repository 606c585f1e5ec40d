"""The one HTML page says it is Chinese and brings its words; everything else passes as it was."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit

from access.serving.words import words
from ui.language import ChinesePage, chinese

WORDS = (Path(__file__).parents[3] / "ui/language/chinese.js").read_text(encoding="utf-8")
PAGE = b'<!doctype html><html lang="en"><head><title>x</title></head><body></body></html>'


async def served(kind: bytes, body: bytes, path: str = "/work_areas") -> tuple[dict[str, Any], bytes, Any]:
    asked: dict[str, Any] = {}
    sent: list[dict[str, Any]] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        asked.update(scope)
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind), (b"etag", b"1")]}
        )
        await send({"type": "http.response.body", "body": body[:20], "more_body": True})
        await send({"type": "http.response.body", "body": body[20:]})

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    await ChinesePage(inner)(scope, None, send)
    return sent[0], b"".join(m.get("body", b"") for m in sent[1:]), asked


def test_a_page_names_its_language_and_brings_its_words() -> None:
    page = chinese(PAGE)
    assert b'<html lang="zh-CN">' in page
    assert "没有结果".encode() in page


def test_a_page_in_parts_is_rewritten_whole_and_its_length_is_right() -> None:
    start, body, _ = asyncio.run(served(b"text/html; charset=utf-8", PAGE))
    assert body == chinese(PAGE)
    assert (b"content-length", str(len(body)).encode()) in start["headers"]
    assert (b"etag", b"1") not in start["headers"]


def test_what_is_no_page_passes_as_it_was() -> None:
    start, body, _ = asyncio.run(served(b"application/javascript", PAGE))
    assert body == PAGE
    assert (b"etag", b"1") in start["headers"]


@pytest.mark.parametrize(
    ("path", "packed"), [("/work_areas", False), ("/", False), ("/static/js/index.js", True), ("/_stcore/health", True)]
)
def test_only_pages_are_asked_for_unpacked(path: str, packed: bool) -> None:
    _, _, asked = asyncio.run(served(b"text/html", PAGE, path))
    assert ((b"accept-encoding", b"gzip") in asked["headers"]) is packed


def test_the_upload_box_says_nothing_in_english() -> None:
    """Whatever this version of Streamlit writes on its box and button has its Chinese words."""
    scripts = (Path(streamlit.__file__).parent / "static/static/js").glob("FileUploader.*.js")
    written = " ".join(script.read_text(encoding="utf-8") for script in scripts)
    english = set(re.findall(r"`((?:Drag and drop [a-z ]+ here)|(?:Upload[a-z ]*))`", written))
    assert len(english) >= 5
    assert [words for words in sorted(english) if f'"{words}": "' not in WORDS] == []


WHOLE = b"""<!doctype html><html lang="en"><head><title>Streamlit</title><link rel="service-desc" href="x"></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript></body></html>"""


def test_browsers_that_cannot_run_it_are_told_so_in_chinese() -> None:
    page = chinese(WHOLE, "看板").decode()
    assert "<title>看板</title>" in page
    assert f"<noscript><p>{words().no_script}</p></noscript>" in page
    assert "You need" not in page
    old = re.findall(r"<script nomodule>(.*?)</script>", page)
    assert len(old) == 1
    told = json.loads(re.findall(r'".*"', old[0])[0])
    assert words().old_browser in told


def test_what_an_old_browser_runs_is_in_a_language_it_knows() -> None:
    """No arrow, no template, no let: the browsers that read it stopped at 2009."""
    old = re.findall(r"<script nomodule>(.*?)</script>", chinese(WHOLE, "看板").decode())[0]
    assert re.findall(r"=>|`|\blet\b|\bconst\b|\?\.", old) == []


def test_what_pages_load_late_is_asked_for_with_the_page_and_is_there() -> None:
    """Charts' library and what it needs; nothing that the interface asks for itself, and no font nothing is set in."""
    static = Path(streamlit.__file__).parent / "static"
    whole = (static / "index.html").read_text(encoding="utf-8")
    page = chinese(whole.encode()).decode()
    ahead = set(re.findall(r'href="\./(static/[^"]*)"', page)) - set(re.findall(r'href="\./(static/[^"]*)"', whole))
    assert {name.split("/")[-1].split(".")[0] for name in ahead} >= {"PlotlyChart", "BidiComponent", "recordbatch"}
    assert [name for name in ahead if not (static / name).is_file()] == []
    assert "SourceSans" not in page
    assert page.index("BACKEND_BASE_URL") < page.index("</head>")
