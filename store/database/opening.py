"""Opens a store by its address, and makes or upgrades its tables on the way."""

from __future__ import annotations

from store.database.engine import Database
from store.database.migrations import migrate
from store.reading.store import Store

DEFAULT_URL = "sqlite:///data/var/store.db"


def open_store(url: str | None = None) -> Store:
    """The store at ``sqlite:///path`` (made if missing) or ``postgresql+psycopg://…``; None: ``DEFAULT_URL``.

    ``Refused`` where a later program made it; ``Unavailable`` where the database does not answer.
    """
    database = Database(url or DEFAULT_URL)
    if database.path is not None:
        database.path.parent.mkdir(parents=True, exist_ok=True)
        # Made now, so that a full disk later does not keep writers from queueing.
        database.path.with_name(database.path.name + ".lock").touch()
    migrate(database)
    return Store(database)
