"""A refused upload is taken in to its end before it is answered, within bounds: the browser then shows the answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from access import bodies
from access.bodies import heard_out

ANSWER = [{"type": "http.response.start", "status": 413, "headers": []}, {"type": "http.response.body", "body": b"x"}]


def piece(more: bool, size: int = 10) -> dict[str, Any]:
    return {"type": "http.request", "body": b"x" * size, "more_body": more}


def answered(pieces: list[dict[str, Any]], read: int = 0) -> tuple[int, list[str]]:
    """How many pieces were left when the answer began, and what was sent."""
    waiting, sent, left = list(pieces), [], []

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.sleep(3600)
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        left.append(len(waiting))
        sent.append(message["type"])

    async def refuse() -> None:
        heard, said = heard_out(receive, send)
        for _ in range(read):
            await heard()
        for message in ANSWER:
            await said(message)

    asyncio.run(refuse())
    return left[0], sent


@pytest.mark.parametrize("read", [0, 1, 3])
def test_the_answer_begins_when_the_body_has_ended(read: int) -> None:
    assert answered([piece(True), piece(True), piece(False)], read) == (
        0,
        ["http.response.start", "http.response.body"],
    )


def test_who_has_gone_is_not_waited_for() -> None:
    assert answered([piece(True), {"type": "http.disconnect"}, piece(True)])[0] == 1


def test_no_more_is_taken_in_than_a_browser_would_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_BYTES", 25)
    assert answered([piece(True)] * 6)[0] == 3


@pytest.mark.parametrize("limit", ["SECONDS", "PAUSE"])
def test_nobody_holds_the_answer_back_for_ever(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(bodies, limit, 0.05)
    assert answered([piece(True)])[1] == ["http.response.start", "http.response.body"]
