"""Opens a store by its address, and makes or upgrades its tables on the way."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from store.database.engine import Database
from store.database.migrations import migrate
from store.reading.store import Store
from store.refusals import Unavailable

DEFAULT_URL = "sqlite:///data/var/store.db"


def open_store(url: str | None = None) -> Store:
    """The store at ``sqlite:///path`` (made if missing) or ``postgresql+psycopg://…``; None: ``DEFAULT_URL``.

    ``Refused`` where a later program made it; ``Unavailable``, in one sentence, where it cannot be opened: a wrong
    address, no permission, a damaged file or one that is no database, a server that does not answer.
    """
    database = database_at(url)
    if database.path is not None:
        _make_room(database.path)
    migrate(database)
    database.require_same_file()
    return Store(database)


def existing_database(url: str | None = None) -> Database:
    """The database of a store that is there already, as it is; nothing is made or upgraded.

    ``Unavailable``, in one sentence, where there is none: no file, an empty one, another program's database.
    """
    database = database_at(url)
    if database.path is not None and not database.path.is_file():
        raise Unavailable("no_store_there")
    with database.reading() as connection:
        here = set(inspect(connection).get_table_names())
    if not {"log", "log_head"} <= here:
        raise Unavailable("not_a_store" if here else "no_store_there")
    return database


def database_at(url: str | None = None) -> Database:
    """The database at an address, as it is; ``Unavailable`` where the address is none."""
    try:
        return Database(url or DEFAULT_URL)
    except (ArgumentError, NoSuchModuleError, ValueError, ImportError) as wrong:
        raise Unavailable("bad_url", reason=str(wrong).splitlines()[0]) from wrong


def _make_room(path: Path) -> None:
    """The folder, the file and the writers' lock, readable by this user alone: what departments report is in them."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for needed in (path, path.with_name(path.name + ".lock")):
            # The lock is made now, so that a full disk later does not keep writers from queueing.
            os.close(os.open(needed, os.O_CREAT | os.O_RDWR, 0o600))
            needed.chmod(0o600)
    except OSError as refused:
        raise Unavailable.because(refused) from refused
