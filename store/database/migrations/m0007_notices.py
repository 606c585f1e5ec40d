"""Notices to units and posts, their matters, and what was done about each."""

from sqlalchemy import BigInteger, Boolean, Column, Connection, ForeignKey, Index, Integer, MetaData, Table, Text

from store.database.migrations.m0002_append_only import guard

_THEN = MetaData()

Table("log", _THEN, Column("seq", BigInteger, primary_key=True, autoincrement=False))

_NOTICES = Table(
    "notices",
    _THEN,
    Column("seq", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, unique=True),
    Column("to_kind", Text, nullable=False),
    Column("addressee", Text, nullable=False),
    Column("meeting", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("issued", Text, nullable=False),
    Column("due", Text, nullable=False),
)

_ITEMS = Table(
    "notice_items",
    _THEN,
    Column("notice", BigInteger, ForeignKey("notices.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("dataset", "identity", "item", "department", "leader", "gap", "deadline", "problem")
    ),
)

_ACTS = Table(
    "notice_acts",
    _THEN,
    Column("seq", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("notice", BigInteger, ForeignKey("notices.seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("act", Text, nullable=False),
    Column("day", Text, nullable=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("reason", "until", "cause", "measure", "promised", "promised_text", "signed", "file", "sha256")
    ),
    Column("granted", Boolean, nullable=False),
    Index("notice_acts_by_matter", "notice", "position", "seq"),
)


def apply(connection: Connection) -> None:
    """Make the three tables and guard them."""
    for table in (_NOTICES, _ITEMS, _ACTS):
        table.create(connection)
    guard(connection, [table.name for table in (_NOTICES, _ITEMS, _ACTS)])
