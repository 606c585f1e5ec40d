"""The door's own pages, plain HTML: sign in, sign out, the own password and sign-ins."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import parse_qs, quote

from anyio import CapacityLimiter, fail_after, to_thread
from msgspec.structs import asdict
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from access import passwords
from access.asked import address_of
from access.identity import IN_SCOPE, Identity
from access.serving.zone import zone_name
from access.sessions import Sessions
from access.settings import Settings
from access.words import words
from catalog.book import book
from catalog.words.store import store_words
from store import ALL, Desk, Refused, Store
from store.accounts import records
from store.accounts.records import Account

LOG = logging.getLogger("dashboard")
HTML = Path(__file__).parent / "html"
LONGEST_FORM = 4096


class Door:
    """The pages over one store."""

    def __init__(self, store: Store, settings: Settings, sessions: Sessions) -> None:
        self._store = store
        self._settings = settings
        self._sessions = sessions
        self._guesses = passwords.Guesses()
        self._turns = CapacityLimiter(passwords.AT_A_TIME)

    def routes(self) -> list[Route]:
        """The door's addresses."""
        return [
            Route("/sign-in", in_words(self.sign_in), methods=["GET", "POST"]),
            Route("/sign-out", in_words(self.sign_out), methods=["POST"]),
            Route("/account", in_words(self.own), methods=["GET", "POST"]),
        ]

    async def sign_in(self, request: Request) -> Response:
        """Ask for name and password; let in who knows them, and on to the page that was asked for."""
        wanted = inside(request.query_params.get("next", "/"))
        if request.method == "GET":
            return self._asking(wanted)
        form = await _form(request)
        name, address, said = form.get("name", "").strip(), address_of(request.scope), words().sign_in
        if waits := self._must_wait(name, address):
            return self._asking(wanted, waits, 429)
        account = await run_in_threadpool(self._account, name)
        try:
            right = await self._weighed(
                passwords.fits, account.secret if account and account.active else "", form.get("password", "")
            )
        except passwords.Busy:
            return self._asking(wanted, said.busy, 503)
        if not right or account is None:
            LOG.warning("sign-in refused", extra={"account": name[:32], "address": address})
            return self._asking(wanted, said.wrong, 401)
        self._guesses.forget(name, address)
        cookie = await run_in_threadpool(self._sessions.begin, account, request.scope)
        return RedirectResponse(inside(form.get("next", wanted)), 303, {"Set-Cookie": cookie})

    async def sign_out(self, request: Request) -> Response:
        """End this sign-in, or with ``everywhere`` all of the person's."""
        identity: Identity = request.scope[IN_SCOPE]
        form = await _form(request)
        if form.get("everywhere"):
            desk = Desk(self._store, identity.actor)
            await run_in_threadpool(desk.end_sign_ins, identity.name, at=_at(), moment=time.time())
        cookie = await run_in_threadpool(self._sessions.end, request.scope)
        return RedirectResponse("/sign-in", 303, {"Set-Cookie": cookie})

    async def own(self, request: Request) -> Response:
        """Show who is signed in and where; change the own password."""
        identity: Identity = request.scope[IN_SCOPE]
        if request.method == "GET":
            return await run_in_threadpool(self._own, identity, request.scope)
        form, address = await _form(request), address_of(request.scope)
        if waits := self._must_wait(identity.name, address):
            return await run_in_threadpool(self._own, identity, request.scope, waits, 429)
        fault = await self._weighed(self._fault_in, identity, form)
        if fault != words().account.wrong:
            self._guesses.forget(identity.name, address)
        if fault:
            return await run_in_threadpool(self._own, identity, request.scope, fault, 400)
        account = await self._weighed(self._change, identity, form["new"])
        cookie = await run_in_threadpool(self._sessions.begin, account, request.scope)
        self._sessions.forget()
        said = words().account
        body = f'<p role="status">{escape(said.changed)}</p><p><a href="/">{escape(said.back)}</a></p>'
        return HTMLResponse(_page(said.title, body), headers={"Set-Cookie": cookie})

    def _must_wait(self, name: str, address: str) -> str:
        """Count a try before it is known to be right, or say how long to wait: sent all at once all would be free."""
        now = time.monotonic()
        if wait := self._guesses.wait(name, address, now):
            return words().sign_in.wait.format(minutes=int(wait // 60) + 1)
        self._guesses.note(name, address, now)
        return ""

    async def _weighed(self, work: Callable[..., Any], *given: Any) -> Any:
        """What weighs a password, in its turn; who waits for it holds none of the threads that others' pages need."""
        try:
            with fail_after(passwords.QUEUE_SECONDS):
                return await to_thread.run_sync(work, *given, limiter=self._turns)
        except TimeoutError:
            raise passwords.Busy from None

    def _account(self, name: str) -> Account | None:
        with self._store.database.reading() as connection:
            return records.account(connection, name)

    def _fault_in(self, identity: Identity, form: dict[str, str]) -> str:
        said, new, account = words().account, form.get("new", ""), self._account(identity.name)
        if account is None or not passwords.fits(account.secret, form.get("old", "")):
            return said.wrong
        if new != form.get("again", ""):
            return said.differs
        return "" if passwords.strong(new, identity.name) else said.weak.format(shortest=passwords.SHORTEST)

    def _change(self, identity: Identity, new: str) -> Account:
        desk = Desk(self._store, identity.actor)
        desk.set_password(identity.name, passwords.hashed(new), at=_at(), moment=time.time())
        found = self._account(identity.name)
        if found is None:
            raise LookupError(identity.name)
        return found

    def _asking(self, wanted: str, fault: str = "", status: int = 200) -> Response:
        said = words().sign_in
        which = "provider" if self._settings.mode == "oidc" else "sign_in"
        told = {"wanted": wanted, "wanted_quoted": quote(wanted, safe="")}
        body = _filled(which, asdict(said) | told, alert=_alert(fault))
        return HTMLResponse(_page(said.title, body), status, {"Cache-Control": "no-store"})

    def _own(self, identity: Identity, scope: Any, fault: str = "", status: int = 200) -> Response:
        said, kept = words().account, store_words()
        named = kept.list_separator.join(sorted(identity.units - {ALL}))
        texts = asdict(said) | {
            "new": said.new.format(shortest=passwords.SHORTEST),
            "who": said.who.format(name=identity.name, role=kept.roles[identity.role]),
            "units": said.units.format(units=named) if named else "",
            "sign_ins": said.sign_ins.format(zone=zone_name()),
        }
        password = _filled("password", texts) if self._settings.mode == "accounts" else ""
        lines = self._sign_ins(identity, scope)
        body = _filled("own", texts, alert=_alert(fault), password=password, lines=lines)
        return HTMLResponse(_page(said.title, body), status, {"Cache-Control": "no-store"})

    def _sign_ins(self, identity: Identity, scope: Any) -> str:
        said, here = words().account, self._sessions.digest(scope)
        with self._store.database.reading() as connection:
            found = records.sign_ins(connection, identity.name)
        told = ((said.here if one.digest == here else said.elsewhere, one) for one in found)
        lines = (
            text.format(address=one.address, began=_moment(one.began), used=_moment(one.used)) for text, one in told
        )
        return "".join(f"<li>{escape(line)}</li>" for line in lines)


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form, each once; a longer body is cut off."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            return {}
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def in_words(page: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A page that says in one sentence why the store, or a password's turn, is not to be had now."""

    async def answered(request: Request) -> Response:
        try:
            return await page(request)
        except Refused as refused:
            return PlainTextResponse(str(refused), 503)
        except passwords.Busy:
            return PlainTextResponse(words().sign_in.busy, 503)

    return answered


def inside(wanted: str) -> str:
    """A page of this dashboard to go to; anything that could lead elsewhere is the first page."""
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and "\\" not in wanted
    return wanted if plain and all(char >= " " for char in wanted) else "/"


def _alert(fault: str) -> str:
    return f'<p role="alert">{escape(fault)}</p>' if fault else ""


def _filled(name: str, texts: dict[str, str], **html: str) -> str:
    """A template with its texts escaped and what is HTML already as it is."""
    return Template((HTML / f"{name}.html").read_text("utf-8")).substitute(
        {key: escape(text) for key, text in texts.items()} | html
    )


def _page(title: str, body: str) -> str:
    return _filled("page", {"title": title, "product": book().zone.product}, body=body)


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")


def _at() -> datetime:
    return datetime.now().astimezone()
