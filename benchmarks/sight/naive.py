"""Serves the naive page as ``streamlit run`` does by itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from streamlit.web import cli

if __name__ == "__main__":
    page = str(Path(__file__).with_name("naive_page.py"))
    options = {"server.port": os.environ["PORT"], "server.headless": "true", "global.developmentMode": "false"}
    sys.argv = ["streamlit", "run", page, *(f"--{name}={value}" for name, value in options.items())]
    cli.main()
