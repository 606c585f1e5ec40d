"""How the dashboard is reached and by whom: read once from the environment, no mode falling back to another."""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from access.values import CannotStart, bracketed, host_names, number, switch
from access.words import words

MODES = ("local", "accounts", "proxy", "oidc")
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - addresses that are listened on
# A key of fewer bytes is not one that was made here.
SHORTEST_KEY = 32
KEY = Path(__file__).parents[1] / "data" / "var" / "cookie.key"


@dataclass(frozen=True, slots=True)
class Proxy:
    """Which headers a reverse proxy names the reader in, and the secret by which it is known ("": a Unix socket)."""

    user: str
    role: str
    units: str
    secret: str


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider: its discovery address, this client, and the claims that name role and units."""

    discovery: str
    client: str
    secret: str
    name_claim: str
    role_claim: str
    units_claim: str


@dataclass(frozen=True, slots=True)
class Settings:
    """One mode and what it needs. ``hosts``: names the dashboard may be called by, lower case, without ports."""

    mode: str = "local"
    host: str = "127.0.0.1"
    port: int = 8501
    unix_socket: str = ""
    hosts: frozenset[str] = LOOPBACK_NAMES
    secure: bool = False
    secret: str = field(default="", repr=False)
    proxy: Proxy | None = None
    provider: Provider | None = None

    @property
    def addresses(self) -> list[str]:
        """Addresses people can type: never the one that only means "everywhere"."""
        if self.host not in EVERYWHERE:
            return [f"http://{bracketed(self.host)}:{self.port}"]
        outside = sorted(name for name in self.hosts if _is_address(name) and name not in LOOPBACK_NAMES)
        typed = [bracketed(name) for name in outside if self.host == "::" or ":" not in name]
        return [f"http://{name}:{self.port}" for name in typed] or [f"http://127.0.0.1:{self.port}"]


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; ``CannotStart`` with one sentence where they do not hold together."""
    env = os.environ if environment is None else environment
    mode, host = env.get("ACCESS_MODE", "local"), env.get("HOST", "127.0.0.1")
    said = words().start
    if mode not in MODES:
        raise CannotStart(said.unknown_mode.format(mode=mode))
    if mode == "local" and not is_loopback(host):
        raise CannotStart(said.local_needs_loopback.format(host=host or "0.0.0.0"))  # noqa: S104 - a sentence
    if mode == "local" and env.get("UNIX_SOCKET"):
        raise CannotStart(said.local_needs_no_proxy)
    return Settings(
        mode=mode,
        host=host,
        port=number(env, "PORT", 8501, least=0, most=65535),
        unix_socket=env.get("UNIX_SOCKET", ""),
        hosts=LOOPBACK_NAMES if mode == "local" else _hosts(host, host_names(env, "ALLOWED_HOSTS")),
        secure=switch(env, "COOKIE_SECURE"),
        secret="" if mode in ("local", "proxy") else env.get("COOKIE_SECRET") or _kept_secret(),
        proxy=_proxy(env) if mode == "proxy" else None,
        provider=_provider(env) if mode == "oidc" else None,
    )


def mode() -> str:
    """How people come in, as the environment says now; what is not known is none that lets anybody in."""
    return os.environ.get("ACCESS_MODE", "local")


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on is this machine's own loop."""
    return host in LOOPBACK_NAMES or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _hosts(host: str, named: frozenset[str]) -> frozenset[str]:
    if host not in EVERYWHERE:
        return LOOPBACK_NAMES | named | {host.lower()}
    return LOOPBACK_NAMES | named | {socket.gethostname().lower(), *_own_addresses()}


def _own_addresses() -> set[str]:
    """This machine's addresses in its networks; asks the routing table, sends nothing."""
    found = set()
    for family, probe in ((socket.AF_INET, "198.51.100.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as line:
            try:
                line.connect((probe, 9))
                found.add(line.getsockname()[0])
            except OSError:
                continue
    return found


def _kept_secret() -> str:
    """The key cookies are signed with: made once, kept beside the store, readable by this user alone. What a full
    disk or a careless copy left of one is none."""
    if KEY.exists() and len(KEY.read_bytes().strip()) < SHORTEST_KEY:
        KEY.unlink()
    if not KEY.exists():
        KEY.parent.mkdir(parents=True, exist_ok=True)
        own = KEY.with_suffix(f".{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(48), "ascii")
        try:
            os.link(own, KEY)  # who comes second finds the first one's
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return KEY.read_text("ascii")


def _proxy(env: Mapping[str, str]) -> Proxy:
    user, shared = env.get("PROXY_USER_HEADER", ""), env.get("PROXY_SECRET", "")
    if not user or not (shared or env.get("UNIX_SOCKET")):
        raise CannotStart(words().start.proxy_needs)
    role, units = env.get("PROXY_ROLE_HEADER", "X-Role"), env.get("PROXY_UNITS_HEADER", "X-Units")
    return Proxy(user.lower(), role.lower(), units.lower(), shared)


def _provider(env: Mapping[str, str]) -> Provider:
    needed = [env.get(f"OIDC_{name}", "") for name in ("DISCOVERY", "CLIENT_ID", "CLIENT_SECRET")]
    if not all(needed):
        raise CannotStart(words().start.oidc_needs)
    claims = (
        env.get(f"OIDC_{what}_CLAIM", usual) for what, usual in (("NAME", "name"), ("ROLE", "role"), ("UNITS", "units"))
    )
    return Provider(*needed, *claims)
