"""What a supervisor of processes asks: is it alive, can it work, and the measures it keeps."""

from __future__ import annotations

import asyncio
import hmac
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from access.asked import is_passed_on
from access.serving.measures import REGISTRY
from access.serving.words import words

# Seconds a check may take before the process counts as not ready, and seconds an answer holds: probes come often.
CHECK_SECONDS = 5.0
HOLDS_SECONDS = 2.0
LOOPBACK = ("127.0.0.1", "::1")

# A check raises where what it looks at cannot work; its sentence may be None or a fault in words.
Check = Callable[[], str | None]


class Readiness:
    """The checks behind ``/readyz``, each run in a thread, all at once, and held for a moment."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self._known: tuple[float, dict[str, str]] | None = None
        self._asking: asyncio.Task[dict[str, str]] | None = None
        # Threads of its own: a check that hangs takes none from those that let readers in.
        self._threads = ThreadPoolExecutor(max(1, len(checks)), "ready")

    async def faults(self) -> dict[str, str]:
        """What cannot work now: name of the check -> what is wrong; empty where all can. Whoever asks while it is being
        found out waits for that: anybody may ask, as often as he likes."""
        now = asyncio.get_running_loop().time()
        if self._known is not None and now - self._known[0] <= HOLDS_SECONDS:
            return self._known[1]
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._find_out())
        return await asyncio.shield(self._asking)

    async def _find_out(self) -> dict[str, str]:
        said = await asyncio.gather(*(self._ask(check) for check in self._checks.values()))
        found = {name: fault for name, fault in zip(self._checks, said, strict=True) if fault}
        self._known = asyncio.get_running_loop().time(), found
        return found

    async def _ask(self, check: Check) -> str | None:
        try:
            asked = asyncio.get_running_loop().run_in_executor(self._threads, check)
            return await asyncio.wait_for(asked, CHECK_SECONDS)
        except TimeoutError:
            return f"no answer within {CHECK_SECONDS:g} s"
        except Exception as fault:  # noqa: BLE001 - whatever a check meets, the process is not ready and must say so
            return f"{type(fault).__name__}: {fault}"


def routes(checks: Mapping[str, Check]) -> list[Route]:
    """``/healthz`` (alive: the event loop answers), ``/readyz`` (every check holds), ``/metrics`` (operators only)."""
    readiness = Readiness(checks)

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(request: Request) -> Response:
        faults = await readiness.faults()
        told = faults if is_operator(request) else dict.fromkeys(faults, words().not_ready)
        return JSONResponse({"ready": not faults, "faults": told}, 503 if faults else 200)

    async def measures(request: Request) -> Response:
        if not is_operator(request):
            return PlainTextResponse(words().for_operators, 403)
        return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", measures)]


def is_operator(request: Request) -> bool:
    """Tell whether a request comes from the machine itself, through no proxy, or bears the operators' token.

    The token is the environment's ``OPERATOR_TOKEN``; without one only the machine itself is asked from.
    """
    token, given = os.environ.get("OPERATOR_TOKEN", ""), request.headers.get("authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return is_local(request.scope)


def is_local(scope: Any) -> bool:
    """Tell whether a request comes from the machine itself and through no proxy."""
    return not is_passed_on(scope) and (scope.get("client") or ("",))[0] in LOOPBACK
