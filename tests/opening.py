"""Opens a page of the dashboard as a reader's browser asks for it: by its script, and what its link says."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

DASHBOARD = Path(__file__).parents[1] / "dashboard.py"
# No clock decides what a test sees: a page is drawn when it is finished, however busy the machine. A minute was
# not enough where several runs shared two cores, and one page of ten "failed".
UNHURRIED = 3600.0


def open_page(script: str, **query: str) -> AppTest:
    """The page, run once."""
    app = AppTest.from_file(str(DASHBOARD), default_timeout=UNHURRIED)
    app.query_params.update(query)
    return app.switch_page(script).run()
