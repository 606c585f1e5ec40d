"""Where the catalog's declarations lie; what the office decides is in its book."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
