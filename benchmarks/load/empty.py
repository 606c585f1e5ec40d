"""An empty Streamlit page, served as the dashboard is: what the framework itself costs on this machine."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import streamlit as st
import uvicorn

if __name__ == "__main__":
    gc.collect()
    gc.freeze()
    page = st.App(str(Path(__file__).with_name("empty_page.py")))
    uvicorn.run(page, host="127.0.0.1", port=int(os.environ["PORT"]), log_config=None)
