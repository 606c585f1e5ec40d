"""Numbered steps from an empty database to today's; a step that has run anywhere is never edited again."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, insert, inspect, select, text
from sqlalchemy.schema import CreateColumn

from store.database.engine import Database
from store.database.migrations import (
    m0001_tables,
    m0002_append_only,
    m0003_declarations,
    m0004_accounts,
    m0005_book,
    m0006_packed_originals,
    m0007_notices,
    m0008_pictures,
)
from store.database.schema import ROWS, migrations
from store.refusals import Refused, Unavailable

STEPS = {
    1: m0001_tables.apply,
    2: m0002_append_only.apply,
    3: m0003_declarations.apply,
    4: m0004_accounts.apply,
    5: m0005_book.apply,
    6: m0006_packed_originals.apply,
    7: m0007_notices.apply,
    8: m0008_pictures.apply,
}


def migrate(database: Database) -> None:
    """Bring the database to today's shape. ``Refused`` where it was made by a later program."""
    with database.reading() as connection:
        if not _behind(connection):
            return
    with database.writing() as connection:
        if (
            database.sqlite
            and not inspect(connection).has_table("migrations")
            and inspect(connection).get_table_names()
        ):
            raise Unavailable("not_a_store")  # another program's file: ours is not made inside it
        migrations.create(connection, checkfirst=True)
        noted = set(connection.scalars(select(migrations.c.number)))
        done = max(noted, default=0)
        if noted != set(range(1, done + 1)):
            raise Refused("steps_missing")
        if done > max(STEPS):
            raise Refused("store_is_newer", found=done, known=max(STEPS))
        for number in range(done + 1, max(STEPS) + 1):
            STEPS[number](connection)
            connection.execute(insert(migrations).values(number=number))
        for new in _missing_tables(connection):
            new.create(connection)
            m0002_append_only.guard(connection, [new.name])
        for table, column in _missing_columns(connection):
            definition = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {table} ADD COLUMN {definition}"))


def _behind(connection: Connection) -> bool:
    if not inspect(connection).has_table("migrations"):
        return True
    noted = set(connection.scalars(select(migrations.c.number)))
    return noted != set(STEPS) or bool(_missing_tables(connection)) or bool(_missing_columns(connection))


def _missing_tables(connection: Connection) -> list[Table]:
    """Tables of datasets that the catalog has gained since."""
    here = set(inspect(connection).get_table_names())
    return [table for table in ROWS.values() if table.name not in here]


def _missing_columns(connection: Connection) -> list[tuple[str, Column]]:
    """Fields that the catalog has gained since a dataset's table was made; the catalog may only add."""
    look = inspect(connection)
    here = {name: {c["name"] for c in look.get_columns(name)} for name in look.get_table_names()}
    tables = (table for table in ROWS.values() if table.name in here)
    return [(t.name, c) for t in tables for c in t.columns if c.name not in here[t.name]]
