"""How the store connects: SQLite made safe for many writers, PostgreSQL by URL, one writer at a time on both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
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

    @property
    def path(self) -> Path | None:
        """The SQLite file; None for a database in memory or on a server."""
        name = self.url.database
        return Path(name) if self.sqlite and name and name != ":memory:" else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; everything in it sees one state of the store. ``Unavailable`` as below."""
        try:
            with self.engine.connect() as connection, connection.begin():
                yield connection
        except OperationalError as error:
            raise Unavailable.because(error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one transaction that may write: all of it is kept, or nothing. ``Unavailable`` when the disk refuses."""
        try:
            with self._lock, self.engine.connect() as plain:
                connection = plain.execution_options(store_writes=True)
                with connection.begin():
                    yield connection
        except OperationalError as error:
            raise Unavailable.because(error) from error

    def close(self) -> None:
        self.engine.dispose()


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
