"""The gate before Streamlit: whose request it is, whether that person may, and what leaves carries which headers."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from access import passes
from access.identity import HEADER, IN_SCOPE, Identity, nobody_needed
from access.serving.probes import is_local
from access.sessions import Sessions, address_of
from access.settings import Proxy, Settings
from access.uploads import UploadBudget
from access.words import words
from catalog.access import access

# Paths that everybody may ask for: they check for themselves, or say nothing.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
OPEN = PROBES | {"/_stcore/health", "/sign-in", "/sign-in/provider", "/sign-in/back"}
OPERATORS = ("/_stcore/metrics",)
# An interface for programs that this dashboard does not offer.
CLOSED = ("/_stcore/agent",)
UPLOAD = "/_stcore/upload_file/"
POLICY_VIOLATION = 1008
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
)


class Talk(Protocol):
    """What the gate must understand of Streamlit's messages, told by a room that knows Streamlit."""

    def session_in(self, said: bytes) -> str:
        """The session id a message to the browser announces; "" where it announces none."""

    def clears_cache(self, asked: bytes) -> bool:
        """Whether a message from the browser asks to empty everybody's cache."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that goes no further: its status and sentence; ``sign_in``: a page asked for is led to the sign-in."""

    status: int
    sentence: str
    sign_in: bool = False


class Gate:
    """ASGI middleware: nothing reaches what is behind it without an identity that may."""

    def __init__(self, app: Any, settings: Settings, sessions: Sessions | None, talk: Talk) -> None:
        self._app = app
        self._settings = settings
        self._identify = _identifier(settings, sessions)
        self._talk = talk
        self._owners: dict[str, str] = {}  # Streamlit's session id -> whose it is
        self._budget = UploadBudget()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let a request through with its identity in the scope and one header, or refuse it in one sentence."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        refusal, identity = self._judged(scope)
        if refusal is not None:
            await _refuse(refusal, scope, receive, send)
            return
        inner = _told(scope, identity)
        if scope["type"] == "websocket" and identity is not None:
            await self._stream(identity, inner, receive, send)
        elif identity is not None and scope["path"].startswith(UPLOAD):
            await self._upload(identity, inner, receive, send)
        else:
            await self._app(inner, receive, send)

    def _judged(self, scope: Any) -> tuple[Refusal | None, Identity | None]:
        said, path = words().refused, scope["path"]
        if not self._is_ours(scope):
            return Refusal(400, said.host), None
        if _is_foreign(scope):
            return Refusal(403, said.origin), None
        identity = self._identify(scope)
        if path.startswith(CLOSED):
            return Refusal(404, said.elsewhere), None
        if path.startswith(OPERATORS) and not (is_local(scope) or (identity and identity.role == "admin")):
            return Refusal(403, said.elsewhere), None
        if identity is None and path not in OPEN:
            return Refusal(401, said.nobody, sign_in=self._settings.mode in ("accounts", "oidc")), None
        return None, identity

    def _is_ours(self, scope: Any) -> bool:
        """A name that is not ours is how a foreign page reaches a server it could not name (DNS rebinding)."""
        if scope["path"] in PROBES:
            return True  # asked by address, from wherever the operators' tools stand
        return _name_in(_header(scope, b"host")) in self._settings.hosts

    async def _stream(self, identity: Identity, scope: Any, receive: Any, send: Any) -> None:
        """A reader's websocket. Whose session it is, is learned here; who is no longer let in is cut off here."""
        again = _session_asked_for(scope)
        if again and self._owners.get(again, identity.name) != identity.name:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        own: list[str] = []

        async def heard() -> dict[str, Any]:
            while True:
                message = await receive()
                if message["type"] == "websocket.receive":
                    now = self._identify(scope)
                    if now is None or now.actor != identity.actor:
                        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
                    asked = message.get("bytes") or b""
                    if identity.role != "admin" and self._talk.clears_cache(asked):
                        continue
                return message

        async def seen(message: dict[str, Any]) -> None:
            if message["type"] == "websocket.send" and not own and (found := self._announced(message)):
                own.append(found)
                self._owners[found] = identity.name
            await send(message)

        try:
            await self._app(scope, heard, seen)
        finally:
            for session in own:
                self._budget.left(session)

    def _announced(self, message: dict[str, Any]) -> str:
        return self._talk.session_in(message.get("bytes") or b"")

    async def _upload(self, identity: Identity, scope: Any, receive: Any, send: Any) -> None:
        said, session = words().refused, scope["path"][len(UPLOAD) :].partition("/")[0]
        if access().reach(identity.role, "keep") is None:
            await _refuse(Refusal(403, said.no_upload), scope, receive, send)
        elif self._owners.get(session) != identity.name:
            await _refuse(Refusal(403, said.not_your_session), scope, receive, send)
        elif scope["method"] in ("PUT", "POST") and not self._budget.takes(session, identity.name, scope["headers"]):
            await _refuse(Refusal(413, said.too_much), scope, receive, send)
        else:
            await self._app(scope, self._budget.weighed(session, receive), send)


def _identifier(settings: Settings, sessions: Sessions | None) -> Callable[[Any], Identity | None]:
    if settings.mode == "local":
        return lambda _scope: nobody_needed()
    if settings.proxy is not None:
        proxy = settings.proxy
        return lambda scope: _by_proxy(scope, proxy) or passes.holder(scope)
    if sessions is None:
        raise ValueError("accounts and oidc need sessions")
    return lambda scope: sessions.identity(scope) or passes.holder(scope)


def _by_proxy(scope: Any, proxy: Proxy) -> Identity | None:
    """Whom the proxy names; None where the request is not from the proxy, or names nobody or a role that is none."""
    from_socket = scope.get("client") is None
    given = _header(scope, b"x-proxy-secret")
    if proxy.secret:
        if not hmac.compare_digest(given.encode("latin-1"), proxy.secret.encode("latin-1")):
            return None
    elif not from_socket:
        return None
    name, role = _spoken(scope, proxy.user), _spoken(scope, proxy.role) or "viewer"
    if not name or role not in access().roles:
        return None
    units = frozenset(unit.strip() for unit in _spoken(scope, proxy.units).split(",") if unit.strip())
    return Identity(name, role, units, address_of(scope), "proxy")


def _spoken(scope: Any, name: str) -> str:
    """A header's text; proxies write names in UTF-8."""
    return _header(scope, name.encode()).encode("latin-1").decode("utf-8", "replace").strip()


def _header(scope: Any, name: bytes) -> str:
    """The header's value; "" where it is missing or said more than once: then it is not to be trusted."""
    found = [value for key, value in scope["headers"] if key.lower() == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


def _name_in(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_foreign(scope: Any) -> bool:
    """Whether another site's page makes this request: what changes things or opens a stream must come from our own."""
    if scope["type"] == "http" and scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return False
    origins = [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == b"origin"]
    if not origins:
        return False  # no browser's page: those always say where they are from
    return len(origins) > 1 or urlsplit(origins[0]).netloc.lower() != _header(scope, b"host").lower()


def _told(scope: Any, identity: Identity | None) -> Any:
    """The request as the inside sees it: its identity in one header and in the scope, no origin left to ponder."""
    kept = [
        (key, value) for key, value in scope["headers"] if key.lower() not in (HEADER, b"origin", b"x-proxy-secret")
    ]
    if identity is None:
        return {**scope, "headers": kept}
    return {**scope, "headers": [*kept, (HEADER, identity.written())], IN_SCOPE: identity}


def _session_asked_for(scope: Any) -> str:
    """The session a browser wants back after its connection broke: the third of the protocols it names."""
    parts = [part.strip() for part in _header(scope, b"sec-websocket-protocol").split(",")]
    return parts[2] if len(parts) > 2 else ""


def _with_headers(send: Any) -> Any:
    async def sent(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given = {key.lower() for key, _ in message["headers"]}
            added = [(key, value) for key, value in HEADERS if key not in given]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sent


async def _refuse(refusal: Refusal, scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    answer: Response = PlainTextResponse(refusal.sentence, refusal.status)
    if refusal.sign_in and scope["method"] == "GET" and b"text/html" in _header(scope, b"accept").encode("latin-1"):
        query = scope.get("query_string", b"").decode("latin-1")
        wanted = scope["path"] + (f"?{query}" if query else "")
        answer = RedirectResponse(f"/sign-in?next={quote(wanted, safe='')}", 303)
    await answer(scope, receive, send)
