"""The first tables: the log, originals, contents, submissions, publications and one table a dataset."""

from sqlalchemy import Connection, insert

from store.database.schema import log_head, metadata


def apply(connection: Connection) -> None:
    """Make every table of ``store.schema`` and start the log at nothing."""
    metadata.create_all(connection)
    connection.execute(insert(log_head).values(id=1, seq=0, hash=""))
