"""What a dataset lets the honesty checks look at."""

from __future__ import annotations

from catalog.typed import Declared


class Honesty(Declared, frozen=True):
    """What a dataset lets the honesty checks look at: nothing of its own where it says nothing."""

    cumulative: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    finished: tuple[str, ...] = ()
    finish_date: str = ""
