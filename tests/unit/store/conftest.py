"""Every test of the store runs on SQLite and, where a server can be started, on PostgreSQL."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from store import ALL, Actor, Desk, Store, open_store
from tests.unit.store.databases import PostgresServer, reachable_by_postgres, why_no_postgres

NUMBERS = itertools.count()
APPROVER = Actor("张科", "approver", frozenset({ALL}))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory) -> Iterator[PostgresServer]:
    reason = why_no_postgres()
    if reason:
        pytest.skip(reason)
    home = reachable_by_postgres(tmp_path_factory.mktemp("postgres"))
    server = PostgresServer(home)
    open_store(server.url()).database.close()
    yield server
    server.stop("immediate")
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory) -> Path:
    """An empty SQLite store, made once."""
    path = tmp_path_factory.mktemp("sqlite") / "store.db"
    open_store(f"sqlite:///{path}").database.close()
    return path


@pytest.fixture
def sqlite_url(empty_file, tmp_path) -> str:
    return f"sqlite:///{shutil.copy(empty_file, tmp_path / 'store.db')}"


@pytest.fixture
def postgres_url(postgres) -> str:
    return _copy(postgres)


@pytest.fixture
def bare_postgres_url(postgres) -> str:
    """A database with nothing in it, not even tables."""
    return _copy(postgres, "template0")


@pytest.fixture(scope="session")
def new_desk(empty_file, tmp_path_factory, request) -> Callable[[str], Desk]:
    """An approver's desk over a new store in that kind of database, for the tests of a whole file."""

    def made(kind: str) -> Desk:
        folder = tmp_path_factory.mktemp("lasting")
        url = {
            "sqlite": lambda: f"sqlite:///{shutil.copy(empty_file, folder / 'store.db')}",
            "postgresql": lambda: _copy(request.getfixturevalue("postgres")),
        }[kind]()
        return Desk(open_store(url), APPROVER)

    return made


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def store(request) -> Iterator[Store]:
    opened = open_store(request.getfixturevalue(request.param))
    yield opened
    opened.database.close()


@pytest.fixture
def desk(store) -> Desk:
    return Desk(store, APPROVER)


def _copy(server: PostgresServer, template: str = "postgres") -> str:
    """A new database like the template; ``postgres`` is an empty store, made once."""
    name = f"store_{next(NUMBERS)}"
    admin = create_engine(server.url("template1"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    admin.dispose()
    return server.url(name)
