"""Passes for this process's own browser, which takes pictures of pages for somebody who may see them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from access.asked import cookies
from access.identity import Identity

COOKIE = "dashboard_pass"
# The longest a pack of pictures may take.
HOLDS_SECONDS = 900.0

_granted: dict[str, tuple[float, Identity]] = {}


@contextmanager
def held(identity: Identity) -> Iterator[dict[str, str]]:
    """Inside, the cookies by which this process's own browser sees what ``identity`` sees."""
    token = grant(identity)
    try:
        yield {COOKIE: token}
    finally:
        _granted.pop(token, None)


def grant(identity: Identity) -> str:
    """Make a pass that lets its bearer see what ``identity`` sees, for a while, at this process alone."""
    now = time.monotonic()
    for old in [token for token, (until, _) in _granted.items() if until < now]:
        _granted.pop(old, None)
    token = secrets.token_urlsafe(32)
    _granted[token] = now + HOLDS_SECONDS, identity
    return token


def holder(scope: Any) -> Identity | None:
    """Whose pass the request bears, if any that still holds."""
    granted = [_granted[token] for token in cookies(scope, COOKIE) if token in _granted]
    return next((identity for until, identity in granted if time.monotonic() < until), None)
