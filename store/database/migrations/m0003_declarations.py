"""The declarations that meetings are judged by are kept with them; in a new database steps 1 and 2 made the table."""

from sqlalchemy import Connection, inspect

from store.database.migrations.m0002_append_only import guard
from store.database.schema import declarations


def apply(connection: Connection) -> None:
    """Make the table and let it refuse changes."""
    if not inspect(connection).has_table(declarations.name):
        declarations.create(connection)
        guard(connection, [declarations.name])
