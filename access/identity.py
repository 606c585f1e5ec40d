"""Who a request is from, and the one header in which the script is told."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from store import ALL, Actor, local_actor

# Set by the gate on every request it lets through; taken from whatever comes in.
HEADER = b"x-dashboard-identity"
# Where the gate puts the identity for middleware and routes behind it.
IN_SCOPE = "dashboard.identity"


@dataclass(frozen=True, slots=True)
class Identity:
    """A person let in: name, role, units, address, and a mark of the sign-in (never the cookie's own value)."""

    name: str
    role: str
    units: frozenset[str]
    address: str = ""
    session: str = ""

    @property
    def display_name(self) -> str:
        """The name, as log lines ask for it."""
        return self.name

    @property
    def actor(self) -> Actor:
        """The identity as the store's desk knows it."""
        return Actor(self.name, self.role, self.units, self.address, self.session)

    def written(self) -> bytes:
        """The header's value: JSON in ASCII."""
        said = {"name": self.name, "role": self.role, "units": sorted(self.units), "address": self.address}
        return json.dumps(said | {"session": self.session}).encode("ascii")

    @classmethod
    def read(cls, header: str) -> Identity:
        """Read what :meth:`written` wrote."""
        said: dict[str, Any] = json.loads(header)
        return cls(said["name"], said["role"], frozenset(said["units"]), said["address"], said["session"])


def nobody_needed() -> Identity:
    """Who sits at a machine without sign-in."""
    here = local_actor()
    return Identity(here.name, here.role, frozenset({ALL}))
