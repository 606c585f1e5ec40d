"""Sign-in by an OpenID Connect provider: discovery, authorization code with PKCE, a sign-in of our own after it."""

from __future__ import annotations

import logging
import time
from datetime import datetime
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from access.asked import address_of, came_encrypted
from access.pages import in_words, inside
from access.sessions import Sessions
from access.settings import Provider, Settings
from access.words import words
from catalog.access import access
from store import Store
from store.accounts import records
from store.accounts.records import Account
from store.journal.log import Entry, Signature, append

HANDSHAKE_SECONDS = 600
LOG = logging.getLogger("dashboard")
# What a provider that is away, or an answer that was not meant for us, ends in.
FAULTS = (AuthlibBaseError, JoseError, httpx2.HTTPError, RuntimeError, ValueError, KeyError)


def routes(store: Store, settings: Settings, sessions: Sessions) -> list[Route]:
    """The provider's two addresses; none where the settings name no provider."""
    provider = settings.provider
    if provider is None:
        return []
    client = OAuth()
    client.register(
        "provider",
        server_metadata_url=provider.discovery,
        client_id=provider.client,
        client_secret=provider.secret,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )

    async def leave(scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        request.session["next"] = inside(request.query_params.get("next", "/"))
        try:
            # A proxy that ends TLS before us is not seen in the scheme where it speaks over a socket.
            encrypted = settings.secure or came_encrypted(scope)
            returning = request.url_for("back").replace(**({"scheme": "https"} if encrypted else {}))
            answer = await client.provider.authorize_redirect(request, str(returning))
        except FAULTS as fault:
            LOG.warning("provider not reached", extra={"fault": f"{type(fault).__name__}: {fault}"[:300]})
            answer = PlainTextResponse(words().sign_in.provider_gone, 502)
        await answer(scope, receive, send)

    async def back(scope: Any, receive: Any, send: Any) -> None:
        arrived = in_words(lambda request: _arrived(request, client, provider, store, sessions))
        await (await arrived(Request(scope, receive)))(scope, receive, send)

    def kept(app: Any) -> SessionMiddleware:
        return SessionMiddleware(
            app, settings.secret, session_cookie="dashboard_handshake", max_age=HANDSHAKE_SECONDS, path="/sign-in",
            same_site="lax", https_only=settings.secure,
        )  # fmt: skip

    return [
        Route("/sign-in/provider", kept(leave), name="leave"),
        Route("/sign-in/back", kept(back), name="back"),
    ]


async def _arrived(request: Request, client: OAuth, provider: Provider, store: Store, sessions: Sessions) -> Response:
    try:
        token = await client.provider.authorize_access_token(request)
    except FAULTS as fault:
        LOG.warning("sign-in elsewhere failed", extra={"fault": f"{type(fault).__name__}: {fault}"[:300]})
        return PlainTextResponse(words().sign_in.not_confirmed, 401)
    account = _named(token.get("userinfo") or {}, provider)
    if account is None:
        return PlainTextResponse(words().sign_in.no_role, 403)
    address = address_of(request.scope)
    await run_in_threadpool(_keep, store, account, address)
    cookie = await run_in_threadpool(sessions.begin, account, request.scope)
    return RedirectResponse(inside(request.session.pop("next", "/")), 303, {"Set-Cookie": cookie})


def _named(claims: Any, provider: Provider) -> Account | None:
    """The account that the provider's claims describe; None where they name nobody, or a role that is none."""
    name, role = str(claims.get(provider.name_claim) or ""), str(claims.get(provider.role_claim) or "viewer")
    if not name or role not in access().roles:
        return None
    said = claims.get(provider.units_claim) or []
    units = tuple(said.split(",")) if isinstance(said, str) else tuple(map(str, said))
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Account(name, role, units, "", True, now, now)


def _keep(store: Store, wanted: Account, address: str) -> None:
    """Write down what the provider says of the person; where that has changed, older sign-ins end."""
    with store.database.writing() as connection:
        known = records.account(connection, wanted.name)
        if known and (known.role, known.departments, known.active) == (wanted.role, wanted.departments, True):
            return
        records.keep(connection, wanted)
        records.end(connection, time.time(), account=wanted.name)
        by = Signature(wanted.name, wanted.role, wanted.changed, {"address": address, "session": "provider"})
        details = {"role": wanted.role, "departments": list(wanted.departments), "active": True}
        append(connection, by, Entry("change_account" if known else "make_account", wanted.name, details=details))
