"""What was worked out once and is shown to every reader: one memory a process, bounded by bytes, its values frozen."""

from __future__ import annotations

import dataclasses
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock, RLock
from typing import Any, NamedTuple

import pandas as pd

# All that is kept together: what was longest not asked for goes first.
LIMIT_BYTES = 512 * 2**20
# A frame is weighed by its cells: half of them hold numbers, half texts. To ask each column costs more than the cut.
CELL_BYTES = 24
FRAME_BYTES = 4096
PLAIN = (str, bytes, int, float, bool, type(None))


class _Kept(NamedTuple):
    value: Any
    size: int
    shared: bool  # nobody can change it, so the thing itself is handed out


class Memory:
    """Values by key. Each is made by one reader while the others who ask wait for it, and nobody can change it."""

    def __init__(self, limit: int = LIMIT_BYTES) -> None:
        self.limit = limit
        self.size = 0
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()
        self._makers: dict[Hashable, list[Any]] = {}

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of ``key``, made by ``make`` where it is not kept; what ``make`` raises is raised and not kept."""
        found = self._find(key)
        if found is None:
            with self._alone(key):
                found = self._find(key) or self.put(key, make())
        return found.value if found.shared else _own(found.value)

    def put(self, key: Hashable, value: Any) -> _Kept:
        """Keep ``value``; what is kept beyond the limit goes, the longest unused first, and never the newest."""
        made = _Kept(value, _weight(key) + _weight(value), not _can_change(value))
        with self._lock:
            self.size += made.size - (self._kept.pop(key).size if key in self._kept else 0)
            self._kept[key] = made
            while self.size > self.limit and len(self._kept) > 1:
                self.size -= self._kept.popitem(last=False)[1].size
        return made

    def items(self) -> list[tuple[Any, Any]]:
        """Every key and value, as they are kept: for writing down, not for changing."""
        with self._lock:
            return [(key, kept.value) for key, kept in self._kept.items()]

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def _find(self, key: Hashable) -> _Kept | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    @contextmanager
    def _alone(self, key: Hashable) -> Iterator[None]:
        with self._lock:
            maker = self._makers.setdefault(key, [RLock(), 0])
            maker[1] += 1
        try:
            with maker[0]:
                yield
        finally:
            with self._lock:
                maker[1] -= 1
                if not maker[1]:
                    self._makers.pop(key, None)


def _can_change(value: Any) -> bool:
    """Whether a reader could change what another is shown."""
    if isinstance(value, (pd.DataFrame, pd.Series, dict, list)):
        return True
    if isinstance(value, tuple):
        return any(map(_can_change, value))
    return any(_can_change(part) for part in _parts(value))


def _own(value: Any) -> Any:
    """The value for one reader: containers of its own; frames share their data until written to (copy on write)."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return value.copy(deep=False)
    if isinstance(value, dict):
        return {key: _own(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_own(part) for part in value]
    if type(value) is tuple:
        return tuple(_own(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type) and _can_change(value):
        return dataclasses.replace(
            value, **{f.name: _own(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init}
        )
    return value


def _parts(value: Any) -> Iterator[Any]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, f.name) for f in dataclasses.fields(value))


def _weight(value: Any) -> int:
    """About how many bytes a value takes."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return FRAME_BYTES + value.size * CELL_BYTES
    if isinstance(value, PLAIN):
        return sys.getsizeof(value)
    if isinstance(value, Mapping):
        return sys.getsizeof(value) + sum(_weight(key) + _weight(part) for key, part in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return sys.getsizeof(value) + sum(map(_weight, value))
    return sys.getsizeof(value) + sum(map(_weight, _parts(value)))
