"""A small OpenID Connect provider of our own: discovery, keys, and a token for whoever it was told to name."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.faults.replicas import free_port


@dataclass
class Provider:
    """``claims``: of whoever signs in next; ``audience`` and ``key``: what the token says and is signed with."""

    address: str
    claims: dict[str, Any] = field(default_factory=dict)
    audience: str = "board"
    nonce: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    signs: RSAKey | None = None

    async def discovery(self, _: Request) -> Response:
        ends = {name: f"{self.address}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        more = {"id_token_signing_alg_values_supported": ["RS256"], "response_types_supported": ["code"]}
        return JSONResponse({"issuer": self.address, "subject_types_supported": ["public"], **ends, **more})

    async def keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def token(self, _: Request) -> Response:
        now = int(time.time())
        said = {"iss": self.address, "aud": self.audience, "sub": "1", "iat": now, "exp": now + 60, "nonce": self.nonce}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, said | self.claims, self.signs or self.key)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": signed, "expires_in": 60})


@contextmanager
def provided() -> Iterator[Provider]:
    """A provider that answers on this machine."""
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", provider.discovery),
            Route("/jwks_uri", provider.keys),
            Route("/token_endpoint", provider.token, methods=["POST"]),
        ]
    )
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield provider
    server.should_exit = True
    thread.join()
