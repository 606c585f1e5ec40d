"""What a request says of itself: where it comes from, whether it came encrypted, which cookies it bears."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from starlette.requests import cookie_parser

SAFE = ("GET", "HEAD", "OPTIONS")
# What a browser says of a request that a page of ours makes, or that somebody typed.
OWN_SITES = ("same-origin", "none")
# What reverse proxies add to a request; browsers send none of it.
PROXIES_SAY = (b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip", b"forwarded", b"via")


def address_of(scope: Any) -> str:
    """Where a request comes from. Over a Unix socket it is the proxy that speaks, and is believed: only who may open
    the socket speaks there, and without it all readers would be one in counting wrong passwords."""
    client = scope.get("client")
    if client:
        return str(client[0])
    return header(scope, b"x-forwarded-for").rpartition(",")[2].strip()[:64]


def is_passed_on(scope: Any) -> bool:
    """Whether a request came through a proxy that says so: its sender is not who it seems to come from."""
    return any(name.lower() in PROXIES_SAY for name, _ in scope["headers"])


def came_encrypted(scope: Any) -> bool:
    """Tell whether the reader's browser speaks TLS, with us or with the proxy before us."""
    told = "" if scope.get("client") else header(scope, b"x-forwarded-proto")
    return (told or scope["scheme"]) in ("https", "wss")


def cookies(scope: Any, name: str) -> list[str]:
    """Every value of the cookie of that name; a name set by another program of the same host hides none of ours."""
    parts = (part for line in _all(scope, b"cookie") for part in line.split(";"))
    return [value for part in parts if (value := cookie_parser(part).get(name))]


def header(scope: Any, name: bytes) -> str:
    """The header's value; "" where it is missing or said more than once: then it is not to be trusted."""
    found = _all(scope, name)
    return found[0] if len(found) == 1 else ""


def is_foreign(scope: Any) -> bool:
    """Whether another site's page makes this request: what changes things or opens a stream must come from our own.

    Browsers name the page's origin; the oldest do not, with a form, and name its address or nothing. What names nothing
    is no browser's page, or one whose cookie is kept from other sites' forms (SameSite).
    """
    if scope["type"] == "http" and scope["method"] in SAFE:
        return False
    if any(site.lower() not in OWN_SITES for site in _all(scope, b"sec-fetch-site")):
        return True
    pages = _all(scope, b"origin") or _all(scope, b"referer")
    return len(pages) > 1 or any(not _is_at(page, header(scope, b"host")) for page in pages)


def _all(scope: Any, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _is_at(page: str, host: str) -> bool:
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
