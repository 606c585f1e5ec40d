"""What is written down already, put on the page as it is.

Streamlit's own functions build, read and check on every rerun what cannot have changed; what goes to the browser is the
same (tests compare).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

import streamlit as st
from streamlit.cursor import Cursor
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Html_pb2 import Html as HtmlProto
from streamlit.proto.PlotlyChart_pb2 import PlotlyChart
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, ThreadState, get_script_run_ctx

from ui import source
from ui.markup import Html


class _Message(NamedTuple):
    """A message as it was sent; ``path`` is where on the page, counted from where its drawing began, () for nowhere."""

    path: tuple[int, ...]
    hash: str
    cacheable: bool
    said: bytes


class _Drawn(NamedTuple):
    """All that a drawing sent, and how many places it took."""

    messages: tuple[_Message, ...]
    places: int


def again(key: Hashable, draw: Callable[[], object]) -> None:
    """What ``draw`` sends to the browser, kept by ``key``: it must say everything that it depends on.

    ``draw`` draws where the page stands, no widgets, and nobody needs what it returns.
    """
    context, place = get_script_run_ctx(), st._main._active_dg._cursor
    if context is None or place is None or place.is_locked or ThreadState.get().fragment_id:
        draw()
        return
    fresh: list[_Drawn] = []

    def drawn() -> _Drawn:
        fresh.append(_recorded(context, place, draw))
        return fresh[0]

    kept = source.opened().memory.get(("drawn", key), drawn)
    if not fresh:
        _replayed(kept, context, place)


def _recorded(context: ScriptRunContext, place: Cursor, draw: Callable[[], object]) -> _Drawn:
    """What ``draw`` sends, whole, also where this browser has a part of it already."""
    sent: list[ForwardMsg] = []
    passed_on, known, first = context._enqueue, context.cached_message_hashes, place.index

    def noted(message: ForwardMsg) -> None:
        sent.append(message)
        passed_on(message)

    context._enqueue, context.cached_message_hashes = noted, frozenset()
    try:
        draw()
    finally:
        context._enqueue, context.cached_message_hashes = passed_on, known
    above = 1 + len(place.parent_path)
    return _Drawn(tuple(_kept(message, above, first) for message in sent), place.index - first)


def _kept(message: ForwardMsg, above: int, first: int) -> _Message:
    path = list(message.metadata.delta_path[above:])
    plain = ForwardMsg()
    plain.CopyFrom(message)
    plain.metadata.ClearField("delta_path")
    below = (path[0] - first, *path[1:]) if path else ()
    return _Message(below, message.hash, message.metadata.cacheable, plain.SerializeToString())


def _replayed(kept: _Drawn, context: ScriptRunContext, place: Cursor) -> None:
    above, first = [place.root_container, *place.parent_path], place.index
    for one in kept.messages:
        if one.cacheable and one.hash in context.cached_message_hashes:
            message = ForwardMsg(ref_hash=one.hash)
        else:
            message = ForwardMsg.FromString(one.said)
        if one.path:
            message.metadata.delta_path[:] = [*above, first + one.path[0], *one.path[1:]]
        context.enqueue(message)
    for _ in range(kept.places):
        place.lock_element()


def chart(spec: str, *, alt: str, config: Mapping[str, Any], height: int) -> None:
    """A figure by its JSON, in its own colours, as wide as its place; ``height`` in px."""
    told = json.dumps(config)
    known = sha256(f"{spec}\n{told}\n{alt}".encode()).hexdigest()[:32]
    proto = PlotlyChart(spec=spec, config=told, alt=alt, id=f"$$ID-{known}-None")
    st._main._enqueue("plotly_chart", proto, LayoutConfig(width="stretch", height=height))


def html(markup: Html) -> None:
    """Markup of ``ui.markup``, which is escaped."""
    st._main._enqueue("html", HtmlProto(body=markup), LayoutConfig(width="stretch"))
