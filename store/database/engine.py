"""How the store connects: SQLite made safe for many writers, PostgreSQL by URL, one writer at a time on both."""

from __future__ import annotations

import atexit
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from store.database.writer_lock import WriterLock
from store.refusals import Unavailable

# Seconds a database waits for another writer. With 5 s, 46 of 200 publishes by 50 uploaders failed; with 30 s, none.
PATIENCE = 30

# Any fixed number will do: it names the one advisory lock that PostgreSQL writers of a store queue for.
POSTGRES_LOCK = 20170802


class Database:
    """One database and the two ways in: ``reading()`` for a snapshot, ``writing()`` for the only writer."""

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.sqlite else _postgres(self.url)
        self._lock = WriterLock(self.path)
        self._file: tuple[int, int] | None = None
        # How often this process wrote: whoever has asked something asks again when it grew.
        self.written = 0
        _OPEN.add(self)

    @property
    def path(self) -> Path | None:
        """The SQLite file; None for a database in memory or on a server."""
        name = self.url.database
        return Path(name) if self.sqlite and name and name != ":memory:" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; everything in it sees one state of the store. ``Unavailable`` as below."""
        with _in_words():
            self.require_same_file()
            with self.engine.connect() as connection, connection.begin():
                yield connection

    def number(self, asked: str) -> int:
        """The one number a single statement reads: it needs no transaction around it, and every run of every page asks.

        Where the driver cannot, ``reading()`` says why.
        """
        if self.sqlite:
            with _in_words(), suppress(sqlite3.Error):
                self.require_same_file()
                with closing(self.engine.raw_connection()) as driver, closing(driver.cursor()) as cursor:
                    return int(cursor.execute(asked).fetchone()[0])
        with self.reading() as connection:
            return int(connection.exec_driver_sql(asked).scalar_one())

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one transaction that may write: all of it is kept, or nothing. ``Unavailable`` when the disk refuses."""
        with _in_words(), self._lock:
            self.require_same_file()  # before SQLite makes a new file where the old one was
            with self.engine.connect() as plain, plain.execution_options(store_writes=True).begin():
                yield plain
                # What is committed to a file that was deleted or replaced meanwhile is lost, whatever SQLite says.
                self.require_same_file()
            self.written += 1

    def require_same_file(self) -> None:
        """``Unavailable`` where the SQLite file is not the one that was opened: deleted, or another in its place.

        The file of the first time is remembered. Nothing to ask of a database in memory or on a server.
        """
        if self.path is None:
            return
        try:
            found = self.path.stat()
        except OSError as gone:
            if self._file is None:
                return  # not made yet: SQLite makes it
            raise Unavailable("store_gone") from gone
        identity = found.st_dev, found.st_ino
        if self._file is None:
            self._file = identity
        elif identity != self._file:
            raise Unavailable("store_replaced")

    def ready(self) -> None:
        """Read, and write what is taken back: ``Unavailable`` with its sentence where either cannot be done."""
        with self.reading() as connection:
            connection.execute(text("SELECT seq FROM log_head")).one()
        with suppress(_TakenBack), self.writing() as connection:
            connection.execute(text("UPDATE log_head SET seq = seq"))
            _take_back()

    def close(self) -> None:
        """End the connections. The last one to go writes the WAL back, which is a write: it takes its turn."""
        try:
            with self._lock:
                self.engine.dispose()
        except Unavailable:  # its folder is gone, or somebody writes for ever: SQLite's own lock has to do
            self.engine.dispose()


_OPEN: WeakSet[Database] = WeakSet()


@atexit.register
def _close_all() -> None:
    for database in list(_OPEN):
        database.close()


class _TakenBack(Exception):
    """Rolls a trial write back."""


def _take_back() -> NoReturn:
    raise _TakenBack


@contextmanager
def _in_words() -> Iterator[None]:
    """What a database says when it cannot (busy, full, damaged) as ``Unavailable``; a broken rule stays itself."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, OperationalError) or type(error) is DatabaseError:
            raise Unavailable.because(error) from error
        raise


def _sqlite(url: URL) -> Engine:
    memory = not url.database or url.database == ":memory:"
    arguments = {"timeout": PATIENCE, "check_same_thread": False, "cached_statements": 512}
    pool = {"poolclass": StaticPool} if memory else {"pool_size": 8, "max_overflow": 64}
    engine = create_engine(url, connect_args=arguments, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: it would begin deferred ones, which fail under many writers.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={PATIENCE * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("store_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(url: URL) -> Engine:
    engine = create_engine(url, pool_size=8, max_overflow=64, pool_pre_ping=True)
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _begin_postgres(connection: Connection) -> None:
    if not connection.get_execution_options().get("store_writes"):
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        return
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": POSTGRES_LOCK})
