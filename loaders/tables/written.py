"""The values of cells written as text, the way a sheet shows them: whole columns at once, or one by one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from types import NoneType
from typing import Any, cast

from loaders.grid import Value

FLOATS, TEXTS = frozenset({float, NoneType}), frozenset({str, NoneType})


def texts_of(typed: Sequence[Value], kinds: AbstractSet[type]) -> list[str | None]:
    """What cells of those ``kinds`` hold, as text; a column of nothing but text is that already."""
    if bool in kinds:  # True is the same key as the number it equals
        return [None if v is None else as_text(v) for v in typed]
    if kinds <= TEXTS:
        return list(cast("Sequence[str | None]", typed))
    if kinds <= FLOATS:
        return _numbers_written(cast("Sequence[float | None]", typed))
    if kinds <= FLOATS | TEXTS:
        written = iter(_numbers_written([v for v in typed if isinstance(v, float)]))
        mixed = cast("Sequence[str | float | None]", typed)
        return [next(written) if isinstance(v, float) else v for v in mixed]
    texts = {v: as_text(v) for v in set(typed) if v is not None}
    return [None if v is None else texts[v] for v in typed]


def _numbers_written(typed: Sequence[float | None]) -> list[str | None]:
    """The same as ``_written`` of each, without a call for each: there are columns of fifty thousand."""
    if None in typed:
        return [v if v is None else _written(v) for v in typed]
    floats = cast("Sequence[float]", typed)
    written = json.dumps(floats)[1:-1]  # each as repr writes it
    if "-0.0" in written or not -1e15 < min(floats) <= max(floats) < 1e15:
        return [_written(v) for v in floats]
    return f"{written}, ".replace(".0, ", ", ")[:-2].split(", ")  # type: ignore[return-value]


def _written(number: float) -> str:
    return str(int(number)) if number.is_integer() and -1e15 < number < 1e15 else repr(number)


def as_text(value: Any) -> str:
    """A value as text, a whole number without its point."""
    if isinstance(value, str):
        return value
    return _written(value) if isinstance(value, float) else str(value)
