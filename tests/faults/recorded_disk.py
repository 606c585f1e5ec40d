"""A disk that notes every write and sync SQLite asks for, and what could be left of it when the power fails.

The store itself runs on it, unchanged: its driver is exchanged for apsw, whose SQLite lets Python be the file system.
"""

from __future__ import annotations

import fcntl
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import apsw

SECTOR = 512
BARE_NAME = apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL


@dataclass(frozen=True, slots=True)
class Act:
    """What was asked of the disk: create, write, truncate, sync or delete; of which file; where and what; and whether
    somebody held the writers' lock meanwhile."""

    kind: str
    file: str
    at: int = 0
    data: bytes = b""
    in_turn: bool = True


class RecordedDisk(apsw.VFS):
    """The machine's own files, and the list of what was done to them."""

    def __init__(self, name: str) -> None:
        self.acts: list[Act] = []
        self.name = name
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 (apsw's name)
        return _File(self.acts, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 (apsw's)
        super().xDelete(filename, syncdir)
        self.acts.append(Act("delete", Path(filename).name))


class _File(apsw.VFSFile):
    def __init__(self, acts: list[Act], name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._acts = acts if flags[0] & BARE_NAME else []
        self._name = Path(path or "").name
        self._lock = Path(path.removesuffix("-wal") + ".lock") if path else None
        if path and not Path(path).exists():
            self._acts.append(Act("create", self._name))
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 (apsw's name)
        super().xWrite(data, offset)
        self._acts.append(Act("write", self._name, offset, bytes(data), _is_locked(self._lock)))

    def xTruncate(self, size: int) -> None:  # noqa: N802 (apsw's name)
        super().xTruncate(size)
        self._acts.append(Act("truncate", self._name, size))

    def xSync(self, flags: int) -> None:  # noqa: N802 (apsw's name)
        super().xSync(flags)
        self._acts.append(Act("sync", self._name))


def _is_locked(lock: Path | None) -> bool:
    """Whether the writers' lock is held just now: another descriptor of the same file cannot have it."""
    if lock is None or not lock.exists():
        return False
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@dataclass(slots=True)
class _OnDisk:
    """A file: what is sure to be there, and what was asked for since."""

    sure: bytearray | None
    since: list[Act] = field(default_factory=list)


class PowerLoss:
    """Plays recorded acts forward and makes pictures of what a power loss could leave at any of them."""

    def __init__(self, before: dict[str, bytes], acts: list[Act], dice: random.Random) -> None:
        self._files = {name: _OnDisk(bytearray(content)) for name, content in before.items()}
        self._acts, self._dice, self._done = acts, dice, 0

    def at(self, number: int) -> dict[str, bytes]:
        """The files as a power loss after that many acts could leave them; numbers must not fall."""
        for act in self._acts[self._done : number]:
            self._play(act)
        self._done = number
        fate = self._dice.choice([lambda: 0.0, lambda: 1.0, self._dice.random])
        left = {name: _left(one, fate(), self._dice) for name, one in self._files.items()}
        return {name: content for name, content in left.items() if content is not None}

    def _play(self, act: Act) -> None:
        one = self._files.setdefault(act.file, _OnDisk(None))
        if act.kind == "delete":
            del self._files[act.file]
        elif act.kind == "sync":
            for earlier in one.since:
                one.sure = _applied(one.sure, earlier)
            one.since = []
        else:
            one.since.append(act)


def _left(one: _OnDisk, share: float, dice: random.Random) -> bytes | None:
    """What was sure, and of what came since each act whole, by some sectors, or not at all."""
    content = None if one.sure is None else bytearray(one.sure)
    for act in one.since:
        for part in _survivors(act, share, dice):
            content = _applied(content, part)
    return None if content is None else bytes(content)


def _survivors(act: Act, share: float, dice: random.Random) -> Iterator[Act]:
    if share in (0.0, 1.0) or act.kind != "write" or dice.random() < 0.5:
        yield from [act] if dice.random() < share else []
        return
    for start in range(0, len(act.data), SECTOR):
        if dice.random() < share:
            yield Act("write", act.file, act.at + start, act.data[start : start + SECTOR])


def _applied(content: bytearray | None, act: Act) -> bytearray:
    content = bytearray() if content is None else content
    if act.kind == "truncate":
        del content[act.at :]
        content.extend(bytes(act.at - len(content)))
    elif act.kind == "write":
        content.extend(bytes(max(0, act.at - len(content))))
        content[act.at : act.at + len(act.data)] = act.data
    return content


def driver_on(disk: RecordedDisk, instead: dict[str, str]) -> Any:
    """A driver for SQLAlchemy whose files lie on that disk; statements in ``instead`` are replaced by others."""

    def connect(database: str, **_: Any) -> _Connection:
        return _Connection(apsw.Connection(database, vfs=disk.name), instead)

    kinds = ("Error", "DatabaseError", "OperationalError", "IntegrityError", "InterfaceError", "ProgrammingError")
    version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    errors = dict.fromkeys((*kinds, "NotSupportedError", "InternalError", "DataError", "Warning"), apsw.Error)
    return SimpleNamespace(connect=connect, paramstyle="qmark", sqlite_version_info=version, Binary=bytes, **errors)


class _Connection:
    isolation_level: str | None = None

    def __init__(self, raw: apsw.Connection, instead: dict[str, str]) -> None:
        self.raw, self._instead = raw, instead
        self.close = raw.close

    def cursor(self) -> _Cursor:
        return _Cursor(self.raw.cursor(), self._instead)

    def execute(self, statement: str, bound: Iterable[Any] = ()) -> _Cursor:
        return self.cursor().execute(statement, bound)

    def create_function(self, name: str, arguments: int, function: Callable[..., Any], **_: Any) -> None:
        self.raw.create_scalar_function(name, function, arguments)

    def commit(self) -> None:
        if self.raw.in_transaction:
            self.raw.execute("COMMIT")

    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")


class _Cursor:
    arraysize = 1
    lastrowid: int | None = None

    def __init__(self, raw: apsw.Cursor, instead: dict[str, str]) -> None:
        self._raw, self._instead = raw, instead
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        raw.exec_trace = self._described

    def _described(self, cursor: apsw.Cursor, *_: Any) -> bool:
        self.description = tuple((column[0], *([None] * 6)) for column in cursor.get_description()) or None
        return True

    def execute(self, statement: str, bound: Iterable[Any] = ()) -> _Cursor:
        before = self._raw.connection.total_changes()
        self._rows = list(self._raw.execute(self._instead.get(statement, statement), tuple(bound)))
        self.rowcount = self._raw.connection.total_changes() - before
        return self

    def executemany(self, statement: str, many: Iterable[Iterable[Any]]) -> _Cursor:
        self._rows = list(self._raw.executemany(statement, [tuple(bound) for bound in many]))
        return self

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    def fetchmany(self, size: int = 1) -> list[Any]:
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    def close(self) -> None:
        self._raw.close()
