"""The office's book: every version of every entry."""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Index, Integer, MetaData, Table, Text

from store.database.migrations.m0002_append_only import guard

_THEN = MetaData()

Table("log", _THEN, Column("seq", BigInteger, primary_key=True, autoincrement=False))

_BOOK = Table(
    "book_entries",
    _THEN,
    Column("seq", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("list", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("applies_from", Text, nullable=False),
    Column("value", Text),
    Index("book_entries_by_key", "list", "key", "seq"),
)


def apply(connection: Connection) -> None:
    """Make the table and guard it."""
    _BOOK.create(connection)
    guard(connection, ["book_entries"])
