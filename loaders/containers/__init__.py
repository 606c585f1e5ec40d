"""Bytes in, a ``Workbook`` of grids out, whatever the file is called and whatever program wrote it."""

from __future__ import annotations

from loaders.containers.collector import collector_paused
from loaders.containers.xlsx import open_xlsx
from loaders.grid import Workbook

__all__ = ["open_workbook"]


def open_workbook(content: bytes, file: str) -> Workbook:
    """The workbook in ``content``; raises ``loaders.unreadable.Unreadable`` only. ``file`` is its name, for notes."""
    with collector_paused():
        return open_xlsx(content)
