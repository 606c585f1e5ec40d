"""Accounts and their sign-ins."""

from sqlalchemy import Boolean, Column, Connection, Double, ForeignKey, Index, MetaData, Table, Text

_THEN = MetaData()

Table(
    "accounts",
    _THEN,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("departments", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("made", Text, nullable=False),
    Column("changed", Text, nullable=False),
)

Table(
    "account_sessions",
    _THEN,
    Column("digest", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.name"), nullable=False),
    Column("address", Text, nullable=False),
    Column("began", Double, nullable=False),
    Column("used", Double, nullable=False),
    Column("ended", Double),
    Index("account_sessions_by_account", "account"),
)


def apply(connection: Connection) -> None:
    """Make the two tables."""
    _THEN.create_all(connection)
