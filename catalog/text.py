"""What a cell holds as people read it: whether anything, and how a name is cut to its room."""

from __future__ import annotations


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN, NaT or pandas' NA."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas' NA is neither equal to itself nor not
        return True


def shorten(text: object, width: int) -> str:
    """At most ``width`` full-width characters, two half-width ones counting as one; cut with an ellipsis."""
    if is_missing(text):
        return ""
    plain, room = str(text), width * 2
    for i, char in enumerate(plain):
        room -= 1 if ord(char) < 0x2000 else 2
        if room < 0:
            return plain[: max(i - 1, 1)] + "\u2026"
    return plain
