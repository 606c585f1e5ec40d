"""The database itself refuses to change or remove what was written once."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

FIRST = ("log", "originals", "contents", "submissions", "submission_issues", "publications")

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME; END $$
"""


def apply(connection: Connection) -> None:
    """Guard the tables of step 1; a later one is guarded by what makes it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(POSTGRES_FUNCTION))
    guard(connection, FIRST)


def guard(connection: Connection, tables: Iterable[str]) -> None:
    """A trigger against UPDATE and DELETE (on PostgreSQL also TRUNCATE) for each of these tables."""
    for table in tables:
        for statement in _statements(connection.dialect.name, table):
            connection.execute(text(statement))


def _statements(dialect: str, table: str) -> list[str]:
    if dialect == "postgresql":
        refuse = "EXECUTE FUNCTION refuse_change()"
        return [
            f"CREATE TRIGGER {table}_keeps_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {verb} on {table} refused'); END"
        for verb in ("UPDATE", "DELETE")
    ]
