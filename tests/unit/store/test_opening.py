"""Opening a store: made when missing, upgraded when old, refused when newer, and set up to lose nothing."""

import gzip
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from catalog import datasets
from catalog.book import kept_texts
from store import Desk, Refused, Unavailable, local_actor, open_store
from store.database.engine import Database
from store.database.migrations import STEPS
from store.database.schema import APPEND_ONLY, migrations, originals
from store.journal.verification import verify

KEPT = Path(__file__).parent / "kept"
KEPT_ROWS = 8


def test_a_missing_folder_is_made(tmp_path):
    open_store(f"sqlite:///{tmp_path}/new/folder/store.db").database.close()

    assert (tmp_path / "new/folder/store.db").exists()


def test_opening_again_changes_nothing(store):
    before = _numbers(store)

    open_store(store.database.url.render_as_string(hide_password=False)).database.close()

    assert _numbers(store) == before == list(STEPS)


def test_there_is_one_table_a_dataset_with_its_fields(store):
    look = inspect(store.database.engine)
    for name, spec in datasets().items():
        assert {c["name"] for c in look.get_columns(f"rows_{name}")} >= set(spec.field_names)


@pytest.mark.parametrize("kept", ["step2", "step3", "step5"])
def test_a_store_kept_from_an_earlier_step_opens_with_all_it_held(kept, tmp_path, bare_postgres_url):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((KEPT / f"{kept}.db.gz").read_bytes()))
    _restore(bare_postgres_url, gzip.decompress((KEPT / f"{kept}.sql.gz").read_bytes()).decode())
    for url in (f"sqlite:///{path}", bare_postgres_url):
        opened = open_store(url)
        assert _numbers(opened) == list(STEPS)
        assert verify(opened.database).wrong == ()
        assert {opened.original(sha256) != b"" for sha256 in _originals(opened)} == {True}
        assert [m.name for m in opened.meetings()] == ["旧会议"]
        assert len(opened.frame("work_targets", meeting="旧会议")) == KEPT_ROWS
        Desk(opened, local_actor()).make_account("a", "viewer", [], "h", at="2017-09-01")
        opened.database.close()


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_database_at_any_step_is_brought_to_the_last(step, tmp_path):
    database = Database(f"sqlite:///{tmp_path}/old.db")
    with database.writing() as connection:
        migrations.create(connection)
        for number in range(1, step + 1):
            STEPS[number](connection)
            connection.execute(migrations.insert().values(number=number))

    opened = open_store(f"sqlite:///{tmp_path}/old.db")

    assert _numbers(opened) == list(STEPS)
    Desk(opened, local_actor()).freeze("七月会", as_of="2017-07", at="2017-08-01")
    assert opened.declarations("七月会") == kept_texts()
    for table in ("declarations", "log"):
        with pytest.raises(DBAPIError, match="append-only"), opened.database.writing() as connection:
            connection.execute(text(f"DELETE FROM {table}"))
    with opened.database.reading() as connection:
        guarded = set(connection.scalars(text("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")))
    assert guarded == set(APPEND_ONLY)
    opened.database.close()


def test_a_database_whose_steps_were_tampered_with_is_refused_and_found(store):
    with store.database.writing() as connection:
        connection.execute(migrations.delete().where(migrations.c.number == 2))

    assert "migration step 2 is not noted" in verify(store.database).wrong
    with pytest.raises(Refused, match="升级记录不完整"):
        open_store(store.database.url.render_as_string(hide_password=False))


def test_a_field_that_the_catalog_has_gained_is_added_to_its_table(store):
    with store.database.writing() as connection:
        connection.execute(text("ALTER TABLE rows_standings DROP COLUMN source"))

    reopened = open_store(store.database.url.render_as_string(hide_password=False))

    assert "source" in reopened.frame("standings").columns
    reopened.database.close()


def test_a_store_of_a_later_program_is_refused(store):
    with store.database.writing() as connection:
        connection.execute(migrations.insert().values(number=max(STEPS) + 1))

    with pytest.raises(Refused, match="请升级程序"):
        open_store(store.database.url.render_as_string(hide_password=False))


def test_sqlite_loses_nothing_on_power_loss_and_waits_for_its_turn(sqlite_url):
    with open_store(sqlite_url).database.reading() as connection:
        said = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        ]

    assert said == ["wal", 2, 30_000, 1]


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("database or disk is full", "disk_full"),
        ("could not extend file: No space left on device", "disk_full"),
        ("database is locked", "busy"),
        ("canceling statement due to lock timeout", "busy"),
        ("server closed the connection", "unavailable"),
    ],
)
def test_what_the_database_says_becomes_a_sentence(reason, code):
    assert Unavailable.because(Exception(reason)).code == code


def _restore(url, dump):
    """Run a pg_dump's statements; its client's own commands (a backslash first) are not SQL."""
    plain = "\n".join(line for line in dump.splitlines() if not line.startswith("\\"))
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(plain.encode(), prepare=False)


def _originals(store):
    with store.database.reading() as connection:
        return list(connection.scalars(originals.select()))


def _numbers(store):
    with store.database.reading() as connection:
        return list(connection.scalars(migrations.select().order_by(migrations.c.number)))
