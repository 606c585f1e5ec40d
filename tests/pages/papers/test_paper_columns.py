"""The frames of a real meeting's papers hold what is declared of them, and every paper frame is declared."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd

from exports.columns import COLUMNS
from exports.dossier import Dossier

# A column a carrier; and what waits, which is empty where no store has anything waiting.
FREE = {"matrix", "pending"}


def test_every_frame_has_its_declared_columns(gathered: Dossier) -> None:
    frames = {f.name: getattr(gathered, f.name) for f in fields(gathered)}
    held = {name: list(frame.columns) for name, frame in frames.items() if isinstance(frame, pd.DataFrame)}
    assert set(held) == set(COLUMNS) | FREE
    assert {name: [c for c in columns if c not in held[name]] for name, columns in COLUMNS.items()} == {
        name: [] for name in COLUMNS
    }
