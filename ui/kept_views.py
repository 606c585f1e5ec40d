"""What functions of a view make, kept for whoever asks: in memory, and for a fresh process on the shelf."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from ui.scope import View
from ui.shelf import Known
from ui.source import judging, kept, moved, opened, store


def by_its_view(since: Callable[[View], object]) -> Callable[..., Any]:
    """Keeps what functions of a View make, for whoever asks, until ``since`` says otherwise of the view; judged by what
    the view is judged by."""

    def decorate(function: Callable[..., Any]) -> Any:
        name = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def found(view: View, *asked: Any, **named: Any) -> Any:
            key = Known(name, since(view), view.asked(), (*asked, *sorted(named.items())))

            def worked_out() -> Any:
                if (kept := _off_the_shelf(view, key)) is not None:
                    return kept
                with judging(view.meeting, view.as_of):
                    return function(view, *asked, **named)

            return opened().memory.get(key, worked_out)

        return found

    return decorate


def _off_the_shelf(view: View, key: Known) -> Any:
    """What was kept of that view, all of which comes into memory at once; None where it was not."""
    if view.meeting or not isinstance(key.since, tuple) or view != view.plain():
        return None
    now = opened()
    found = now.shelf.take(key, made_with(view, key.since))
    for other in found:
        if other != key and other not in now.memory:
            now.memory.put(other, found[other])
    return found.get(key)


def made_with(view: View, since: tuple[object, ...]) -> str:
    """What results of the view rest on: the whole log up to the last act that can have moved them, by its chained hash,
    and whatever else they are worked out anew for."""
    return f"{_hash_of(moved(view.version, view.as_of))} {since[1:]!r} {view.demo}"


@kept
def _hash_of(act: int) -> str:
    return store().hash_of(act)
