"""The first tables, as they were on the day of this step: it says them itself, whatever the schema of today says.

The tables of the datasets' rows are made after the steps, for whatever datasets the catalog has.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    insert,
)

_THEN = MetaData()

Table(
    "log",
    _THEN,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("dataset", Text),
    Column("department", Text),
    Column("period", Text),
    Column("submission", BigInteger),
    Column("details", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("log_by_action", "action", "seq"),
    Index("log_by_submission", "submission", "seq"),
    Index("log_by_subject", "subject", "seq"),
)

Table(
    "log_head",
    _THEN,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)

Table(
    "originals",
    _THEN,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

Table(
    "contents",
    _THEN,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("dataset", Text, nullable=False),
    Column("sha256", Text, ForeignKey("originals.sha256"), nullable=False),
    Column("rows", Integer, nullable=False),
)

Table(
    "submissions",
    _THEN,
    Column("id", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("content", BigInteger, ForeignKey("contents.id"), nullable=False),
    Column("file", Text, nullable=False),
    Column("upload", BigInteger),
    Column("received", Text, nullable=False),
    Column("base", BigInteger),
    Column("demo", Boolean, nullable=False),
    Column("inputs", Text, nullable=False),
    Index("submissions_by_key", "dataset", "department", "period", "id"),
)

Table(
    "submission_issues",
    _THEN,
    Column("submission", BigInteger, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("code", "severity", "sheet", "cells", "value", "message", "suggestion")
    ),
)

Table(
    "publications",
    _THEN,
    Column("seq", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("submission", BigInteger, ForeignKey("submissions.id")),
    Column("version", Integer),
    Index("publications_by_key", "dataset", "department", "period", "seq"),
    UniqueConstraint("dataset", "department", "period", "version", name="one_submission_a_version"),
)


def apply(connection: Connection) -> None:
    """Make the tables and start the log at nothing."""
    _THEN.create_all(connection)
    connection.execute(insert(_THEN.tables["log_head"]).values(id=1, seq=0, hash=""))
