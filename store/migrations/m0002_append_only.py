"""The database itself refuses to change or remove what was written once."""

from sqlalchemy import Connection, text

from store.schema import APPEND_ONLY

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME; END $$
"""


def apply(connection: Connection) -> None:
    """A trigger against UPDATE and DELETE (on PostgreSQL also TRUNCATE) for every append-only table."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(POSTGRES_FUNCTION))
    for table in APPEND_ONLY:
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
