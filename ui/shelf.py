"""What was worked out, kept in files beside the store: a view that nobody has opened yet is read instead of worked out.

Never a second truth: a file is found only by the program, the log's chain and the open months it was made with, so
whatever moves a figure leaves it behind; deleting the folder changes nothing but time.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
# Everything a kept figure, sentence or chart is made by.
MADE_BY = ("catalog", "charts", "exports", "metrics", "pages", "store", "ui")
# What a file of results may hold: nothing else is brought to life from one.
ROOMS = ("catalog", "charts", "datetime", "exports", "metrics", "numpy", "pandas", "pyarrow", "store", "ui")
BUILTINS = ("slice", "set", "frozenset", "complex", "range", "bytearray", "object")
ENDING = ".kept"


class Known(NamedTuple):
    """How a result is known: who made it, after which acts, for which view and with which arguments."""

    name: str
    since: object
    asked: tuple[Any, ...]
    more: tuple[Any, ...]

    @property
    def part(self) -> tuple[str, str]:
        """The month and the unit, which are kept together."""
        return self.asked[0], self.asked[1]


class Shelf:
    """The files of one store. ``folder`` None: nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._taken: dict[Path, frozenset[Known]] = {}

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._folder is not None

    def has(self, month: str, unit: str, made_with: str) -> bool:
        """Whether that part is there."""
        return self._folder is not None and self._path(month, unit, made_with).exists()

    def take(self, key: Known, made_with: str) -> dict[Known, Any]:
        """All that is kept with ``key``, where it is there; a file that cannot be read is as none."""
        if self._folder is None:
            return {}
        path = self._path(*key.part, made_with)
        if path in self._taken and key not in self._taken[path]:
            return {}
        found = read(path)
        if found is not None:
            self._taken[path] = frozenset(found)
        return found or {}

    def put(self, month: str, unit: str, made_with: str, found: dict[Known, Any]) -> None:
        """Keep that part, and nothing older of it: written beside and moved into place, so that no half is read."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(month, unit, made_with)
        own = path.with_suffix(f".{os.getpid()}")
        own.touch(mode=0o600)
        own.write_bytes(zlib.compress(pickle.dumps(found, pickle.HIGHEST_PROTOCOL), 1))
        own.replace(path)
        for older in self._folder.glob(f"{_stem(month, unit)}-*{ENDING}"):
            if older != path:
                older.unlink(missing_ok=True)

    def part(self, month: str, unit: str, made_with: str) -> dict[Known, Any]:
        """All that is kept of that part."""
        return {} if self._folder is None else read(self._path(month, unit, made_with)) or {}

    def files(self) -> Sequence[Path]:
        """Every file there is."""
        return sorted(self._folder.glob(f"*{ENDING}")) if self._folder is not None else []

    def _path(self, month: str, unit: str, made_with: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{_stem(month, unit)}-{_digest(program(), made_with)}{ENDING}"


def shelf_beside(database: Path | None) -> Shelf:
    """The shelf of a store in a file; one on a server has it where this program keeps its own things."""
    home = os.environ.get("KEPT_RESULTS", "")
    if home == "off":
        return Shelf(None)
    beside = ROOT / "data" / "var" if database is None else database.parent
    return Shelf(beside / f"{database.stem if database else 'store'}.results")


def read(path: Path) -> dict[Known, Any] | None:
    """What a file holds; None where there is none, or none that this program wrote."""
    try:
        found = _Careful(io.BytesIO(zlib.decompress(path.read_bytes()))).load()
    except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, ImportError, ValueError, TypeError):
        return None
    return found if isinstance(found, dict) and all(isinstance(key, Known) for key in found) else None


class _Careful(pickle.Unpickler):
    """Makes what results are made of, and nothing that does something."""

    def find_class(self, module: str, name: str) -> Any:
        if module.split(".", maxsplit=1)[0] in ROOMS or (module == "builtins" and name in BUILTINS):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


@cache
def program() -> str:
    """A digest of the program that makes results: another version of it makes its own."""
    files = sorted(path for room in MADE_BY for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".toml"))
    return _digest(*(path.read_text("utf-8") for path in files))


def _stem(month: str, unit: str) -> str:
    return f"{month}-{_digest(unit)[:10]}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
