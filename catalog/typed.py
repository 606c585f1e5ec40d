"""Makes a declaration's text a typed, frozen value, and says in which file and under which key it is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import msgspec

Made = TypeVar("Made")
# What msgspec says instead of the key of a table with free keys.
UNNAMED = "[...]"


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The base of every declared value: it never changes (mypy wants ``frozen=True`` said again), no unknown keys."""


class DeclarationFault(ValueError):
    """A declaration that cannot be used: its file, the path of the key, and what is wrong there."""


def made(text: str, of: type[Made], *, file: str) -> Made:
    """Make a value of type ``of`` from TOML ``text``; ``DeclarationFault`` names ``file`` and the key's path."""
    try:
        raw: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DeclarationFault(f"{file}: {fault}") from None
    return converted(raw, of, file=lambda _key: file)


def converted(raw: Any, of: type[Made], *, file: Callable[[str], str]) -> Made:
    """Make a value of type ``of`` from what TOML files hold together; ``file`` names the one a key stands in."""
    try:
        return msgspec.convert(raw, of, strict=True)
    except msgspec.ValidationError as fault:
        named = _with_keys(raw, of, str(fault))
        first = re.search(r"\$\.(\w+)", named)
        raise DeclarationFault(f"{file(first.group(1) if first else '')}: {named}") from None


def _with_keys(raw: Any, of: Any, fault: str) -> str:
    """``fault`` with the keys it leaves open as ``[...]`` named: the entry that is at fault by itself."""
    while UNNAMED in fault:
        steps = re.findall(r"\.(\w+)|\[(\d+)\]", fault[fault.index("$") : fault.index(UNNAMED)])
        table = reduce(lambda at, step: at[step[0]] if step[0] else at[int(step[1])], steps, raw)
        entries = dict(table)
        for key, value in entries.items():
            table.clear()
            table[key] = value
            if _fails(raw, of, fault):
                break
        fault = fault.replace(UNNAMED, f".{key}", 1)
    return fault


def _fails(raw: Any, of: Any, fault: str) -> bool:
    try:
        msgspec.convert(raw, of, strict=True)
    except msgspec.ValidationError as again:
        return str(again).partition(UNNAMED)[:2] == fault.partition(UNNAMED)[:2]
    return False
