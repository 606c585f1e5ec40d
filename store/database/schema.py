"""The store's tables: a log that is the truth, originals, contents and submissions, and one table a dataset."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from catalog import Dataset, datasets

metadata = MetaData()

# Kinds kept as numbers; days are kept as ISO text, which both databases sort and return bit for bit; the rest is text.
NUMBERS = frozenset({"number", "rate", "money", "area_size"})
DATES = frozenset({"date", "start_date", "deadline"})

migrations = Table("migrations", metadata, Column("number", Integer, primary_key=True, autoincrement=False))

# Every act, in order. ``seq`` has no gaps; ``hash`` covers the row and the hash before it.
log = Table(
    "log",
    metadata,
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

# The last link again, so that a log cut short at its end is found too. The only row that is ever updated.
log_head = Table(
    "log_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("packing", Text),  # none: as it came; "deflate": zlib's stream of it
)

# What was read: the rows of one dataset out of one original. The same rows again are the same content.
contents = Table(
    "contents",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("dataset", Text, nullable=False),
    Column("sha256", Text, ForeignKey("originals.sha256"), nullable=False),
    Column("rows", Integer, nullable=False),
)

# One version of what a department reported on a dataset for a period. ``id`` is the sequence number that saved it.
submissions = Table(
    "submissions",
    metadata,
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

submission_issues = Table(
    "submission_issues",
    metadata,
    Column("submission", BigInteger, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("code", "severity", "sheet", "cells", "value", "message", "suggestion")
    ),
)

# From this sequence number on, this submission stands for its department, dataset and period; None: no submission.
publications = Table(
    "publications",
    metadata,
    Column("seq", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("dataset", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("submission", BigInteger, ForeignKey("submissions.id")),
    Column("version", Integer),
    Index("publications_by_key", "dataset", "department", "period", "seq"),
    UniqueConstraint("dataset", "department", "period", "version", name="one_submission_a_version"),
)


# A text figures were judged by when a meeting was frozen; the log's entry names it by its hash.
declarations = Table(
    "declarations",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

# Who may sign in. Changed in place: every change is an act in the log, which never holds the secret. ``secret`` is an
# argon2 hash with its own salt and cost; ``departments`` a JSON list.
accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("departments", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("made", Text, nullable=False),
    Column("changed", Text, nullable=False),
)

# A sign-in that lasts until it ends, is ended, or is not used. ``digest`` is the SHA-256 of what the cookie holds.
account_sessions = Table(
    "account_sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.name"), nullable=False),
    Column("address", Text, nullable=False),
    Column("began", Double, nullable=False),
    Column("used", Double, nullable=False),
    Column("ended", Double),
    Index("account_sessions_by_account", "account"),
)


# One version of an entry of the office's book, from the day it applies from; no value: the entry ended that day.
book_entries = Table(
    "book_entries",
    metadata,
    Column("seq", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("list", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("applies_from", Text, nullable=False),
    Column("value", Text),
    Index("book_entries_by_key", "list", "key", "seq"),
)


# A numbered notice to a unit or post, its matters, and what was done about each; the log's entry notes their digest.
notices = Table(
    "notices",
    metadata,
    Column("seq", BigInteger, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("to_kind", "addressee", "meeting", "as_of", "issued", "due")),
)
notice_items = Table(
    "notice_items",
    metadata,
    Column("notice", BigInteger, ForeignKey("notices.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *(
        Column(name, Text, nullable=False)
        for name in ("dataset", "identity", "item", "department", "leader", "gap", "deadline", "problem")
    ),
)
notice_acts = Table(
    "notice_acts",
    metadata,
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


# A picture as it was written anew when it was read, once; and where the pictures of a content lie. ``source``: the
# SHA-256 of the picture's bytes in the file.
pictures = Table(
    "pictures",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
row_pictures = Table(
    "row_pictures",
    metadata,
    Column("content_id", BigInteger, ForeignKey("contents.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source_sheet", Text, nullable=False),
    Column("source_row", Integer, nullable=False),
    Column("cell", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("picture", Text, ForeignKey("pictures.sha256"), nullable=False),
)


def field_column(kind: str, name: str) -> Column:
    """The column that keeps a field of that kind."""
    return Column(name, Double if kind in NUMBERS else Text)


def _rows_table(spec: Dataset) -> Table:
    return Table(
        f"rows_{spec.name}",
        metadata,
        Column("content_id", BigInteger, ForeignKey("contents.id"), primary_key=True, autoincrement=False),
        Column("row_position", Integer, primary_key=True, autoincrement=False),
        Column("row_id", Text, nullable=False),
        Column("source_sheet", Text, nullable=False),
        Column("source_row", Integer, nullable=False),
        Column("source_cells", Text, nullable=False),
        Column("source_texts", Text, nullable=False),
        *(field_column(f.kind, f.name) for f in spec.fields),
    )


ROWS: dict[str, Table] = {name: _rows_table(spec) for name, spec in datasets().items()}

APPEND_ONLY = (
    "log",
    "originals",
    "contents",
    "submissions",
    "submission_issues",
    "publications",
    "declarations",
    "book_entries",
    "notices",
    "notice_items",
    "notice_acts",
    "pictures",
    "row_pictures",
    *(table.name for table in ROWS.values()),
)
