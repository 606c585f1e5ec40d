"""How it is served: Streamlit as an ASGI app under uvicorn, warmed up before the first reader comes."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from access.serving import lines, patience, probes, room
from access.serving.measures import Measured
from ui import failure, frame, one_log, readiness
from ui.language import ChinesePage

ADDRESS = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8501"))
PLACES = room.readers_for(room.raise_descriptor_limit())
# Connections beyond the readers': each opens a few at once for files. Above this the server answers 503 by itself.
CONNECTIONS = PLACES * 3 + 200


@asynccontextmanager
async def warm_up(app: st.App) -> AsyncIterator[dict[str, Any]]:  # noqa: ARG001 - the signature is Starlette's
    """Samples into an empty store, the slow imports, and then the garbage collector is told that all of this stays: it
    would otherwise walk through it after every rerun (60 ms)."""
    import ui.leaders.investment
    import ui.leaders.livelihood
    import ui.leaders.overview
    import ui.leaders.work_areas  # noqa: F401
    from ui import demo, source, warm

    # Streamlit decides once a process whether a folder "pages" is a menu of its own; until st.navigation has run, the
    # first reader to follow a link to a page would be told that it does not exist.
    st.navigation([st.Page(_no_page, title="-")], position="hidden")
    demo.load_samples(source.store())
    warm.warm()
    gc.collect()
    gc.freeze()
    demo.tell_ready(f"http://{ADDRESS[0]}:{ADDRESS[1]}")
    yield {}


def _no_page() -> None:
    """Never shown: it only lets st.navigation run once before the first reader comes."""


app = st.App(
    "dashboard.py",
    lifespan=warm_up,
    on_script_error=failure.say,
    routes=probes.routes(readiness.CHECKS),
    middleware=[
        Middleware(lines.Lined),
        Middleware(Measured),
        Middleware(patience.PatientBody),
        Middleware(room.Room, places=PLACES),
        Middleware(ChinesePage, title=frame.PRODUCT),
    ],
)


def serve() -> None:
    """Serve until told to stop; what the process says goes through ``access.serving.lines`` alone."""
    one_log.write_one_log()
    uvicorn.run(
        app,
        host=ADDRESS[0],
        port=ADDRESS[1],
        http=patience.PatientProtocol,
        timeout_keep_alive=int(patience.HEADER_SECONDS),
        limit_concurrency=CONNECTIONS,
        log_config=None,
        access_log=False,
        server_header=False,
    )


if __name__ == "__main__":
    serve()
