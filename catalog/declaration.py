"""Reads the catalog's TOML files once and hands them out as they are declared, or as they were at a frozen meeting."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

HERE = Path(__file__).parent
# What figures are judged by: thresholds, who owes and leads what, working days, what is counted. A meeting is frozen
# with their texts.
JUDGED = ("rules", "seed", "holidays", "groups")

Texts = tuple[tuple[str, str], ...]
Result = TypeVar("Result")
_judged_by: ContextVar[Texts | None] = ContextVar("judged_by", default=None)


def declared(name: str) -> dict[str, Any]:
    """The content of ``catalog/<name>.toml``, read once a process; inside ``judged_by`` what that says. Read-only.

    What a frozen text does not have yet, a section or an entry of one, is today's: it did not exist then.
    """
    texts = _judged_by.get()
    frozen = None if texts is None else dict(texts).get(name)
    return _today(name) if frozen is None else _as_then(name, frozen)


@contextmanager
def judged_by(texts: Mapping[str, str] | None) -> Iterator[None]:
    """Inside, ``declared`` answers by these texts (name: TOML) instead of today's; None: by today's."""
    before = _judged_by.set(None if texts is None else tuple(sorted(texts.items())))
    try:
        yield
    finally:
        _judged_by.reset(before)


def texts_of_today() -> dict[str, str]:
    """The texts that this process judges by, as ``judged_by`` takes them."""
    return {name: _text(name) for name in JUDGED}


def derived(function: Callable[..., Result]) -> Callable[..., Result]:
    """Like ``functools.cache``, for what is worked out from declarations of ``JUDGED``: kept for each text of them."""

    @cache
    def kept(_texts: Texts, *asked: Any) -> Result:
        return function(*asked)

    @wraps(function)
    def answer(*asked: Any) -> Result:
        return kept(_judged_by.get() or _texts_of_today(), *asked)

    return answer


def _texts_of_today() -> Texts:
    return tuple((name, _text(name)) for name in JUDGED)


@cache
def _text(name: str) -> str:
    return (HERE / f"{name}.toml").read_text(encoding="utf-8")


@cache
def _today(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(name))


@lru_cache(maxsize=64)
def _as_then(name: str, text: str) -> dict[str, Any]:
    return _over(_today(name), tomllib.loads(text))


def _over(today: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """``today`` with everything that ``then`` says, table by table."""
    tables = {key: _over(today[key], value) for key, value in then.items() if _are_tables(today.get(key), value)}
    return {**today, **then, **tables}


def _are_tables(*values: Any) -> bool:
    return all(isinstance(value, dict) for value in values)
