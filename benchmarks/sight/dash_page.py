"""The same title, key figures and four charts as a Dash page: ``FIGURES`` names the file."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

from dash import Dash, dcc, html  # type: ignore[import-not-found]

if __name__ == "__main__":
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    said: dict[str, Any] = json.loads(Path(os.environ["FIGURES"]).read_text(encoding="utf-8"))
    app = Dash(__name__)
    app.layout = lambda: html.Div(
        [
            html.H2(said["title"]),
            html.Div([html.Span(words) for words in said["words"]]),
            html.Div([dcc.Graph(figure=figure) for figure in said["figures"]]),
        ]
    )
    app.run(host="127.0.0.1", port=os.environ["PORT"], debug=False)
