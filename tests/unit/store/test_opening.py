"""Opening a store: made when missing, upgraded when old, refused when newer, and set up to lose nothing."""

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from catalog import datasets
from catalog.declaration import texts_of_today
from store import Desk, Refused, Unavailable, local_actor, open_store
from store.database.engine import Database
from store.database.migrations import STEPS, m0001_tables
from store.database.schema import migrations


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


def test_a_store_at_an_earlier_step_is_brought_to_the_last(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/old.db")
    with database.writing() as connection:
        m0001_tables.apply(connection)
        connection.execute(migrations.insert().values(number=1))

    opened = open_store(f"sqlite:///{tmp_path}/old.db")

    with opened.database.reading() as connection:
        triggers = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")).scalar()
    assert _numbers(opened) == list(STEPS)
    assert triggers > 0


def test_a_store_of_before_meetings_kept_their_rules_gains_a_guarded_place_for_them(store):
    with store.database.writing() as connection:
        connection.execute(text("DROP TABLE declarations"))
        connection.execute(migrations.delete().where(migrations.c.number == 3))
    url = store.database.url.render_as_string(hide_password=False)

    opened = open_store(url)

    opened_desk = Desk(opened, local_actor())
    opened_desk.freeze("七月会", as_of="2017-07", at="2017-08-01")
    assert opened.declarations("七月会") == texts_of_today()
    for statement in ("UPDATE declarations SET text = 'x'", "DELETE FROM declarations"):
        with pytest.raises(DBAPIError, match="append-only"), opened.database.writing() as connection:
            connection.execute(text(statement))
    opened.database.close()


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


def _numbers(store):
    with store.database.reading() as connection:
        return list(connection.scalars(migrations.select().order_by(migrations.c.number)))
