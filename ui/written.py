"""Charts and markup that are written down already, put on the page as they are.

Streamlit's own ``plotly_chart`` and ``html`` build, read and check on every rerun what cannot have changed; what goes
to the browser is the same (a test compares).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import streamlit as st
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.proto.Html_pb2 import Html as HtmlProto
from streamlit.proto.PlotlyChart_pb2 import PlotlyChart

from ui.markup import Html


def chart(spec: str, *, alt: str, config: Mapping[str, Any], height: int) -> None:
    """A figure by its JSON, in its own colours, as wide as its place; ``height`` in px."""
    told = json.dumps(config)
    known = sha256(f"{spec}\n{told}\n{alt}".encode()).hexdigest()[:32]
    proto = PlotlyChart(spec=spec, config=told, alt=alt, id=f"$$ID-{known}-None")
    st._main._enqueue("plotly_chart", proto, LayoutConfig(width="stretch", height=height))


def html(markup: Html) -> None:
    """Markup of ``ui.markup``, which is escaped."""
    st._main._enqueue("html", HtmlProto(body=markup), LayoutConfig(width="stretch"))
