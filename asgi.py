"""How it is served: Streamlit as an ASGI app under uvicorn, warmed up before the first reader comes."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from access import door, settings
from access.serving import lines, own_address, packed, patience, probes, room, zone
from access.serving.measures import Measured
from store import Refused, Store
from ui import failure, frame, one_log, readiness, source
from ui.language import ChinesePage
from ui.talk import StreamlitTalk, give_back

SETTINGS = settings.settings()
PLACES = room.readers_for(room.raise_descriptor_limit())
# Connections beyond the readers': each opens a few at once for files. Above this the server answers 503 by itself.
CONNECTIONS = PLACES * 3 + 200
# s for which a thread keeps the interpreter while others wait: a page asks for it dozens of times in a run, and beside
# long work waited five ms (Python's own measure) each time.
TURN_SECONDS = 0.0005


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001 - the signature is Starlette's
    """The slow imports, and then the garbage collector is told that all of this stays: it would otherwise walk through
    it after every rerun (60 ms). Samples come into an empty store while pages are served already."""
    import ui.leaders.investment
    import ui.leaders.livelihood
    import ui.leaders.overview
    import ui.leaders.work_areas  # noqa: F401
    from ui import demo, filling

    # Streamlit decides once a process whether a folder "pages" is a menu of its own; until st.navigation has run, the
    # first reader to follow a link to a page would be told that it does not exist.
    st.navigation([st.Page(_no_page, title="-")], position="hidden")
    gc.freeze()
    store = source.store()
    empty = demo.begin(store)
    demo.tell_ready(SETTINGS.addresses)
    if missing := DOOR.missing():
        demo.tell(missing)
    behind = [asyncio.create_task(one) for one in (_settle(empty), give_back(), filling.keep_filling(store))]
    yield {}
    for task in behind:
        task.cancel()
    await asyncio.gather(*behind, return_exceptions=True)


async def _settle(empty: bool) -> None:
    """While the first readers are served already: the samples where the store is ``empty``, what is asked for first,
    how the samples went on, also where a start before this was stopped, and then the collector is told what stays."""
    from ui import demo, warm

    if empty:
        await demo.load_beside(source.store())
    await asyncio.to_thread(warm.warm)
    await demo.go_on_beside(source.store(), anew=empty)
    gc.collect()
    gc.freeze()


def _no_page() -> None:
    """Never shown: it only lets st.navigation run once before the first reader comes."""


def store_or_end() -> Store:
    """The store; where it cannot be opened, the process ends with the one sentence why."""
    try:
        return source.store()
    except Refused as why:
        raise SystemExit(str(why)) from None


DOOR = door.door(SETTINGS, store_or_end, StreamlitTalk())

app = st.App(
    "dashboard.py",
    lifespan=warm_up,
    on_script_error=failure.say,
    routes=[*probes.routes(readiness.CHECKS), *DOOR.routes],
    middleware=[
        Middleware(lines.Lined),
        Middleware(Measured),
        Middleware(patience.PatientBody),
        Middleware(room.Room, places=PLACES),
        Middleware(DOOR.gate),
        Middleware(packed.Packed),
        Middleware(ChinesePage, title=frame.product()),
    ],
)


def serve() -> None:
    """Serve until told to stop; what the process says goes through ``access.serving.lines`` alone."""
    sys.setswitchinterval(TURN_SECONDS)
    os.umask(0o077)  # what this process writes, from its log to an export's browser, is this user's alone
    zone.keep_office_time()
    one_log.write_one_log()
    if not SETTINGS.unix_socket:
        own_address.require_free(SETTINGS.host, SETTINGS.port)
    store_or_end()
    told = uvicorn.Config(
        app,
        host=SETTINGS.host,
        port=SETTINGS.port,
        http=patience.PatientProtocol,
        timeout_keep_alive=int(patience.HEADER_SECONDS),
        limit_concurrency=CONNECTIONS,
        log_config=None,
        access_log=False,
        server_header=False,
    )
    uvicorn.Server(told).run(own_address.behind_socket(SETTINGS.unix_socket) if SETTINGS.unix_socket else None)


if __name__ == "__main__":
    serve()
