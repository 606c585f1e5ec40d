"""Pictures kept with the rows they lie on."""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

from store.database.migrations.m0002_append_only import guard

_THEN = MetaData()

Table("contents", _THEN, Column("id", BigInteger, primary_key=True, autoincrement=False))

_PICTURES = Table(
    "pictures",
    _THEN,
    Column("sha256", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

_PLACES = Table(
    "row_pictures",
    _THEN,
    Column("content_id", BigInteger, ForeignKey("contents.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source_sheet", Text, nullable=False),
    Column("source_row", Integer, nullable=False),
    Column("cell", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("picture", Text, ForeignKey("pictures.sha256"), nullable=False),
)


def apply(connection: Connection) -> None:
    """Make the two tables and guard them."""
    for table in (_PICTURES, _PLACES):
        table.create(connection)
    guard(connection, [table.name for table in (_PICTURES, _PLACES)])
