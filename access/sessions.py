"""Sign-ins: a random token in a signed cookie, its digest in the store, ended from anywhere at once."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from contextlib import suppress
from datetime import datetime
from typing import Any

from itsdangerous import BadSignature, TimestampSigner

from access.asked import address_of, came_encrypted, cookies
from access.identity import Identity
from access.settings import Settings
from store import Refused, Store
from store.accounts import records
from store.accounts.records import Account, SignIn
from store.journal.log import Entry, Signature, append

COOKIE = "dashboard_sign_in"
IDLE_SECONDS = 12 * 3600.0
LONGEST_SECONDS = 7 * 24 * 3600.0
# How long an answer of the store about a sign-in holds: so long may a revoked one still be let in.
HOLDS_SECONDS = 2.0
# A sign-in's last use is written down at most so often.
USE_SECONDS = 300.0
MARK_LENGTH = 12
# Answers held at once: far more than there are readers.
MOST_KNOWN = 10_000


class Sessions:
    """The sign-ins of one store."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._signer = TimestampSigner(settings.secret, salt=COOKIE, digest_method=hashlib.sha256)
        self._secure = settings.secure
        self._known: dict[str, tuple[float, Identity | None]] = {}
        self._lock = threading.Lock()

    def begin(self, account: Account, scope: Any) -> str:
        """Begin a sign-in, which the log notes; the ``Set-Cookie`` value for it."""
        token, now = secrets.token_urlsafe(32), time.time()
        new = SignIn(_digest(token), account.name, address_of(scope), now, now, None)
        with self._store.database.writing() as connection:
            append(connection, _signature(account, new), Entry("sign_in", account.name))
            records.begin(connection, new)
        return self._cookie(scope, self._signer.sign(token).decode(), int(LONGEST_SECONDS))

    def end(self, scope: Any) -> str:
        """End the request's sign-in; the ``Set-Cookie`` value that forgets it."""
        digest = self.digest(scope)
        if digest:
            with self._store.database.writing() as connection:
                found = records.sign_in(connection, digest)
                account = records.account(connection, found.account) if found else None
                if found and account and records.end(connection, time.time(), digest=digest):
                    append(connection, _signature(account, found), Entry("sign_out", account.name))
            self.forget()
        return self._cookie(scope, "", 0)

    def forget(self) -> None:
        """Ask the store anew about every sign-in: one was ended here."""
        with self._lock:
            self._known.clear()

    def identity(self, scope: Any) -> Identity | None:
        """Whose sign-in the request's cookie is, if it is open, not too old, and its account active."""
        digest = self.digest(scope)
        if not digest:
            return None
        now = time.monotonic()
        with self._lock:
            known = self._known.get(digest)
        if known is None or now - known[0] > HOLDS_SECONDS:
            known = now, self._asked(digest, address_of(scope))
            with self._lock:
                if len(self._known) > MOST_KNOWN:
                    self._known.clear()
                self._known[digest] = known
        return known[1]

    def digest(self, scope: Any) -> str:
        """The digest of the request's token; "" where it bears none that this server signed."""
        for value in cookies(scope, COOKIE):
            with suppress(BadSignature):
                return _digest(self._signer.unsign(value, max_age=int(LONGEST_SECONDS)).decode())
        return ""

    def _asked(self, digest: str, address: str) -> Identity | None:
        now = time.time()
        with self._store.database.reading() as connection:
            found = records.sign_in(connection, digest)
            account = records.account(connection, found.account) if found else None
        if not found or found.ended or not account or not account.active or now - found.used > IDLE_SECONDS:
            return None
        if now - found.used > USE_SECONDS:
            # On a disk that is full or only to be read nobody is shut out of what can be read.
            with suppress(Refused), self._store.database.writing() as connection:
                records.use(connection, digest, now)
        return Identity(account.name, account.role, frozenset(account.departments), address, digest[:MARK_LENGTH])

    def _cookie(self, scope: Any, value: str, seconds: int) -> str:
        secure = "; Secure" if self._secure or came_encrypted(scope) else ""
        return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"


def _signature(account: Account, sign_in: SignIn) -> Signature:
    origin = {"address": sign_in.address, "session": sign_in.digest[:MARK_LENGTH]}
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return Signature(account.name, account.role, at, origin)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
