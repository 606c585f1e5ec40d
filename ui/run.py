"""One run of a page: what does not change while it runs (who reads, how, which view) is found out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Result = TypeVar("Result")
_found: ContextVar[dict[str, Any] | None] = ContextVar("found", default=None)


@contextmanager
def one() -> Iterator[None]:
    """Inside is one run."""
    before = _found.set({})
    try:
        yield
    finally:
        _found.reset(before)


def once(function: Callable[[], Result]) -> Callable[[], Result]:
    """Asks ``function`` once a run; outside of one, every time."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answer() -> Result:
        found = _found.get()
        if found is None:
            return function()
        if name not in found:
            found[name] = function()
        return found[name]

    return answer
