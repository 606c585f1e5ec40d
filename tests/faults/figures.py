"""How often each fault is tried, and what came of it: few times in every test run, many with ``FAULTS=full``."""

from __future__ import annotations

import os
from typing import Any

FULL = os.environ.get("FAULTS") == "full"

KILLS = 200 if FULL else 8
UPLOADERS, PUBLISHES = (50, 200) if FULL else (8, 24)
FREE_SPACE_POINTS, FREE_SPACE_STEP = (120, 4096) if FULL else (8, 65536)
FILE_SIZE_POINTS, FILE_SIZE_STEP = (60, 16384) if FULL else (6, 163840)
TAMPERINGS = 2000 if FULL else 150
BACKUPS = 10 if FULL else 3
SERVER_STOPS = 20 if FULL else 2
PUBLISHES_RECORDED, POWER_LOSS_IMAGES, CARELESS_IMAGES = (24, 2000, 200) if FULL else (4, 40, 40)

FOUND: dict[str, dict[str, Any]] = {}


def note(test: str, **figures: Any) -> None:
    """Keep what a test measured; the run prints it at its end."""
    FOUND[test] = figures
