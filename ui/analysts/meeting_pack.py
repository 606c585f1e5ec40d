"""The place on the meeting page where a frozen meeting's papers are made."""

from __future__ import annotations

from collections.abc import Sequence

from store.meetings import Meeting


def papers(found: Sequence[Meeting]) -> None:
    """The papers of a frozen meeting: slides, bulletin, lists and pictures."""
    del found
