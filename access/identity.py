"""Who a request is from, and the one header in which the script is told."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, replace
from typing import Any

from store import ALL, Actor, local_actor

# Set by the gate on every request it lets through; taken from whatever comes in.
HEADER = b"x-dashboard-identity"
# Where the gate puts the identity for middleware and routes behind it.
IN_SCOPE = "dashboard.identity"
# Only this process reads what it sealed: no client can write the header, not even where no gate stands before it.
_KEY = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Identity:
    """A person let in: name, role, units, address, and a mark of the sign-in (never the cookie's own value)."""

    name: str
    role: str
    units: frozenset[str]
    address: str = ""
    session: str = ""

    @property
    def actor(self) -> Actor:
        """The identity as the store's desk knows it."""
        return Actor(self.name, self.role, self.units, self.address, self.session)

    @property
    def whose(self) -> bytes:
        """Whose something is, wherever that person asks from: an address may change within a sign-in."""
        return replace(self, address="").written()

    def written(self) -> bytes:
        """The header's value: JSON with a seal; the same identity gives the same value."""
        said = {"name": self.name, "role": self.role, "units": sorted(self.units), "address": self.address}
        text = base64.urlsafe_b64encode(json.dumps(said | {"session": self.session}, sort_keys=True).encode())
        return text + b"." + _seal(text)

    @classmethod
    def read(cls, header: str) -> Identity | None:
        """Read what :meth:`written` wrote in this process; None for anything else."""
        text, _, seal = header.encode("utf-8", "replace").partition(b".")
        if not hmac.compare_digest(_seal(text), seal):
            return None
        try:
            said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text))
        except (ValueError, binascii.Error):
            return None
        return cls(said["name"], said["role"], frozenset(said["units"]), said["address"], said["session"])


def _seal(text: bytes) -> bytes:
    return hmac.new(_KEY, text, hashlib.sha256).hexdigest().encode()


def nobody_needed() -> Identity:
    """Who sits at a machine without sign-in."""
    here = local_actor()
    return Identity(here.name, here.role, frozenset({ALL}))
