"""Reads the catalog's TOML files once and hands them out as declared; what the office decides is in its book."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def declared(name: str) -> dict[str, Any]:
    """The content of ``catalog/<name>.toml``, read once a process. Read-only."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
