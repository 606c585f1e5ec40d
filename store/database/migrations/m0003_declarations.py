"""The declarations that meetings are judged by are kept with them."""

from sqlalchemy import Column, Connection, MetaData, Table, Text, inspect

from store.database.migrations.m0002_append_only import guard

_THEN = MetaData()
Table("declarations", _THEN, Column("sha256", Text, primary_key=True), Column("text", Text, nullable=False))


def apply(connection: Connection) -> None:
    """Make the table and let it refuse changes; stores made on the days between have it already."""
    if not inspect(connection).has_table("declarations"):
        _THEN.create_all(connection)
        guard(connection, ["declarations"])
