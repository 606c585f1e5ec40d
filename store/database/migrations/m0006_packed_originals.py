"""Originals may be kept packed; those that are there stay as they came."""

from sqlalchemy import Connection, text


def apply(connection: Connection) -> None:
    """Add the column that says how; none: as it came."""
    connection.execute(text("ALTER TABLE originals ADD COLUMN packing TEXT"))
