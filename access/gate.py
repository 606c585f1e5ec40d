"""The gate before Streamlit: whose request it is, whether that person may, and what leaves carries which headers."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from access import passes
from access.asked import address_of, header, is_foreign
from access.bodies import heard_out
from access.handed import MEDIA, Handed
from access.headers import with_headers
from access.identity import HEADER, IN_SCOPE, Identity, nobody_needed
from access.own_words import in_own_words
from access.serving.probes import is_operator
from access.sessions import Sessions
from access.settings import Proxy, Settings
from access.streams import POLICY_VIOLATION, Heard
from access.uploads import UploadBudget, announced
from access.values import name_in
from access.words import words
from catalog.access import access
from catalog.page import pages
from store import Refused

# Paths that everybody may ask for: they check for themselves, or say nothing.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
OPEN = PROBES | {"/sign-in", "/sign-in/provider", "/sign-in/back"}
OPERATORS = ("/_stcore/metrics", "/_stcore/script-health-check")
# An interface for programs that this dashboard does not offer.
CLOSED = ("/_stcore/agent",)
UPLOAD = "/_stcore/upload_file/"
# Streamlit forgets a left session within two minutes; so many at once there never are.
MOST_SESSIONS = 20_000


class Talk(Protocol):
    """What the gate must understand of Streamlit's messages, told by a room that knows Streamlit."""

    def session_in(self, said: bytes) -> str:
        """The session id a message to the browser announces; "" where it announces none."""

    def clears_cache(self, asked: bytes) -> bool:
        """Whether a message from the browser asks to empty everybody's cache."""

    def held(self, session: str) -> int:
        """Bytes of files kept in memory for a session."""


Who = Callable[[], Awaitable[Identity | None]]


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
        told = settings.proxy
        named = (told.user, told.role, told.units) if told else ()
        self._hidden = frozenset({HEADER, b"origin", b"x-proxy-secret", *(name.encode() for name in named)})
        self._waits = sessions is not None  # whom it is may have to be asked of the store
        self._owners: dict[str, bytes] = {}  # Streamlit's session id -> whose it is, sealed
        self._handed = Handed()
        self._budget = UploadBudget(talk.held)
        self._pages = {part: page.name for page in pages() for part in (page.address, page.name)}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Let a request through with its identity in the scope and one header, or refuse it in one sentence."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        send = with_headers(send)
        refusal, identity = await self._judged(scope)
        if refusal is not None:
            await _refuse(refusal, scope, receive, send)
            return
        inner = _told(scope, identity, self._hidden)
        if scope["type"] == "websocket" and identity is not None:
            await self._stream(identity, lambda: self._who(scope), inner, receive, send)
        elif identity is not None and scope["path"].startswith(UPLOAD):
            await self._upload(identity, inner, receive, send)
        else:
            await self._app(inner, receive, send)

    async def _judged(self, scope: Any) -> tuple[Refusal | None, Identity | None]:
        said, path = words().refused, scope["path"]
        if not self._is_ours(scope):
            return Refusal(400, said.host), None
        if is_foreign(scope):
            return Refusal(403, said.origin), None
        if path.startswith(CLOSED):
            return Refusal(404, said.elsewhere), None
        if path.startswith(OPERATORS):
            return (None if _is_operator(scope) else Refusal(403, said.elsewhere)), None
        if scope["type"] == "http" and path in OPEN:
            return None, None
        try:
            identity = await self._who(scope)
        except Refused as gone:
            return Refusal(503, str(gone)), None
        if identity is None:
            return Refusal(401, said.nobody, sign_in=self._settings.mode in ("accounts", "oidc")), None
        page = self._pages.get(path.strip("/").split("/", 1)[0])
        if page is not None and not access().opens(identity.role, page):
            return Refusal(403, said.page), None
        if path.startswith(MEDIA) and not self._handed.knows(identity.whose, path):
            return Refusal(404, said.elsewhere), None
        return None, identity

    async def _who(self, scope: Any) -> Identity | None:
        return await asyncio.to_thread(self._identify, scope) if self._waits else self._identify(scope)

    def _is_ours(self, scope: Any) -> bool:
        """A name that is not ours is how a foreign page reaches a server it could not name (DNS rebinding)."""
        if scope["path"] in PROBES:
            return True  # asked by address, from wherever the operators' tools stand
        return name_in(header(scope, b"host")) in self._settings.hosts

    async def _stream(self, identity: Identity, who: Who, scope: Any, receive: Any, send: Any) -> None:
        """A reader's websocket. Whose session it is, is learned here; who is no longer let in is cut off here: ``who``
        asks again, of the request as it came, since inside nothing is left of what a proxy said."""
        again, whose = _session_asked_for(scope), identity.whose
        if again and self._owners.get(again, whose) != whose:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        known = False

        async def seen(message: dict[str, Any]) -> None:
            nonlocal known
            self._handed.note(whose, message.get("bytes") or b"")
            if message["type"] == "websocket.send" and not known and (found := self._announced(message)):
                known, self._owners[found] = True, whose
                while len(self._owners) > MOST_SESSIONS:
                    self._owners.pop(next(iter(self._owners)))
            await send(message)

        heard = Heard(receive, send, lambda: self._stays(identity, who), lambda said: self._is_dropped(identity, said))
        try:
            await self._app(scope, heard, seen)
        finally:
            heard.stop()

    async def _stays(self, identity: Identity, who: Who) -> bool:
        try:
            now = await who()
        except Refused:
            return True  # a store that cannot answer now ends nobody's work; the desk asks it again before every act
        return now is not None and now.whose == identity.whose

    def _is_dropped(self, identity: Identity, said: bytes) -> bool:
        return access().reach(identity.role, "clear_cache") is None and self._talk.clears_cache(said)

    def _announced(self, message: dict[str, Any]) -> str:
        return self._talk.session_in(message.get("bytes") or b"")

    async def _upload(self, identity: Identity, scope: Any, receive: Any, send: Any) -> None:
        said, session = words().refused, scope["path"][len(UPLOAD) :].partition("/")[0]
        receive, send = heard_out(receive, send)
        if access().reach(identity.role, "keep") is None:
            await _refuse(Refusal(403, said.no_upload), scope, receive, send)
        elif self._owners.get(session) != identity.whose:
            await _refuse(Refusal(403, said.not_your_session), scope, receive, send)
        elif scope["method"] not in ("PUT", "POST"):
            await self._app(scope, receive, in_own_words(send, said.upload))
        elif (size := announced(header(scope, b"content-length"))) > self._budget.room(identity.name, session):
            await _refuse(Refusal(413, said.too_much), scope, receive, send)
        else:
            with self._budget.coming(identity.name, session, size, receive) as weighed:
                await self._app(scope, weighed, in_own_words(send, said.upload))


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
    given = header(scope, b"x-proxy-secret")
    if proxy.secret:
        if not hmac.compare_digest(given.encode("latin-1"), proxy.secret.encode("utf-8")):
            return None
    elif not from_socket:
        return None
    name, role = _spoken(scope, proxy.user), _spoken(scope, proxy.role) or "viewer"
    if not name or role not in access().roles:
        return None
    units = frozenset(unit.strip() for unit in _spoken(scope, proxy.units).split(",") if unit.strip())
    return Identity(name, role, units, address_of(scope))


def _spoken(scope: Any, name: str) -> str:
    """A header's text; proxies write names in UTF-8."""
    return header(scope, name.encode()).encode("latin-1").decode("utf-8", "replace").strip()


def _is_operator(scope: Any) -> bool:
    return scope["type"] == "http" and is_operator(Request(scope))


def _told(scope: Any, identity: Identity | None, hidden: frozenset[bytes]) -> Any:
    """The request as the inside sees it: its identity in one header and in the scope, no origin left to ponder."""
    kept = [(key, value) for key, value in scope["headers"] if key.lower() not in hidden]
    if identity is None:
        return {**scope, "headers": kept}
    scope[IN_SCOPE] = identity  # also for who looks at the request from outside: its log line names the person
    return {**scope, "headers": [*kept, (HEADER, identity.written())]}


def _session_asked_for(scope: Any) -> str:
    """The session a browser wants back after its connection broke: the third of the protocols it names."""
    parts = [part.strip() for part in header(scope, b"sec-websocket-protocol").split(",")]
    return parts[2] if len(parts) > 2 else ""


async def _refuse(refusal: Refusal, scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    answer: Response = PlainTextResponse(refusal.sentence, refusal.status)
    if refusal.sign_in and scope["method"] == "GET" and b"text/html" in header(scope, b"accept").encode("latin-1"):
        query = scope.get("query_string", b"").decode("latin-1")
        wanted = scope["path"] + (f"?{query}" if query else "")
        answer = RedirectResponse(f"/sign-in?next={quote(wanted, safe='')}", 303)
    await answer(scope, receive, send)
