"""The log and everything beside it: nothing is changed or removed unnoticed, and the database itself refuses to."""

import datetime as dt

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from catalog import Issue
from store.database.schema import APPEND_ONLY, ROWS, log, log_head, metadata
from store.journal.verification import examine, verify
from store.notices import ReplyLine
from tests.unit.store.notices import ISSUED, notice
from tests.unit.store.readings import AT, pictured, reading, task

TEXTS = [c.name for c in log.columns if c.name not in ("seq", "submission")]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request, new_desk):
    """A store in which every kind of thing has happened; what tests do to it they take back."""
    desk = new_desk(request.param)
    lived(desk)
    yield desk.store
    desk.store.database.close()


def lived(desk):
    number = desk.keep(b"bytes", "建设局7月.xlsx", at=AT)
    desk.assign(number, "进展!A4:N6", department="建设局", at=AT)
    desk.receive(number, "2017-07-31", reason="邮件", at=AT)
    desk.correct(number, "进展", "J5", "1", original="l", reason="核实", at=AT)
    desk.answer("form", "work_targets", {"完成数": "actual_value"}, at=AT)
    first = desk.publish(desk.save(reading([task("修路", 1.0)]), upload=number, at=AT), at=AT).submission_ids[0]
    second = desk.publish(desk.save(reading([task("修路", 2.0)]), content=b"2", at=AT), at=AT).submission_ids[0]
    desk.withdraw(second, reason="有误", at=AT)
    desk.restore(first, reason="恢复", at=AT)
    desk.lock_period("2017-06", at=AT)
    desk.freeze("七月会", as_of="2017-07", at=AT)


def tampered(store, statement, **values):
    """What the check finds after this statement, which bypasses the triggers and is rolled back."""
    with store.database.engine.connect() as plain:
        connection = plain.execution_options(store_writes=True)
        with connection.begin() as transaction:
            for setting in _without_triggers(connection):
                connection.execute(text(setting))
            assert connection.execute(text(statement), values).rowcount >= 1
            found = examine(connection)
            transaction.rollback()
    return found


def _without_triggers(connection):
    off = {
        "postgresql": ["SET LOCAL session_replication_role = replica"],
        "sqlite": ["PRAGMA defer_foreign_keys = ON"]
        + [f"DROP TRIGGER {table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")],
    }
    return off[connection.dialect.name]


def test_an_untouched_store_is_sound(kept):
    found = verify(kept.database)

    assert found.wrong == ()
    assert (found.entries, found.originals, found.contents, found.submissions) == (kept.version(), 2, 2, 3)


@pytest.mark.parametrize("column", TEXTS)
def test_a_changed_text_in_any_log_entry_is_found(kept, column):
    for seq in range(1, kept.version() + 1):
        assert not tampered(kept, f"UPDATE log SET {column} = 'x' WHERE seq = :seq", seq=seq).sound, (column, seq)


@pytest.mark.parametrize("change", ["seq = 1000 + seq", "submission = 1000", "at = at || ' '"])
def test_a_changed_number_in_any_log_entry_is_found(kept, change):
    for seq in range(1, kept.version() + 1):
        assert not tampered(kept, f"UPDATE log SET {change} WHERE seq = :seq", seq=seq).sound, seq


def test_a_removed_log_entry_is_found_also_the_last(kept):
    for seq in range(1, kept.version() + 1):
        assert not tampered(kept, "DELETE FROM log WHERE seq = :seq", seq=seq).sound, seq


def test_an_entry_slipped_in_at_the_end_is_found(kept):
    columns = ", ".join(c.name for c in log.columns if c.name != "seq")

    assert not tampered(
        kept, f"INSERT INTO log (seq, {columns}) SELECT seq + 1, {columns} FROM log ORDER BY seq DESC LIMIT 1"
    ).sound


@pytest.mark.parametrize("change", ["seq = seq - 1", "hash = 'x'"])
def test_a_changed_head_is_found(kept, change):
    assert not tampered(kept, f"UPDATE log_head SET {change}").sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE originals SET content = 'x'",
        "UPDATE originals SET size = size + 1",
        (
            "INSERT INTO rows_standings (content_id, row_position, row_id, source_sheet, source_row, source_cells, "
            "source_texts) VALUES (1, 0, 'x', 'x', 1, '{}', '{}')"
        ),
        "DELETE FROM originals",
        "UPDATE rows_work_targets SET actual_value = 3.0",
        "UPDATE rows_work_targets SET problem = 'x'",
        "UPDATE rows_work_targets SET source_cells = '{}'",
        "UPDATE rows_work_targets SET row_position = row_position + 7, source_row = 9",
        "DELETE FROM rows_work_targets",
        "UPDATE contents SET rows = 2",
        "UPDATE submissions SET department = '环保局'",
        "UPDATE submissions SET received = '2017-01-01'",
        "UPDATE submissions SET inputs = '{}'",
        "UPDATE submissions SET base = NULL WHERE base IS NOT NULL",
        "UPDATE submissions SET content = 1 WHERE content = 2",
        "DELETE FROM submissions",
        "UPDATE publications SET submission = NULL WHERE submission IS NOT NULL",
        "UPDATE publications SET period = '2017-01'",
        "DELETE FROM publications",
        "UPDATE declarations SET text = text || ' '",
        "DELETE FROM declarations",
        "UPDATE declarations SET sha256 = sha256 || 'x'",
    ],
)
def test_what_was_changed_beside_the_log_is_found(kept, statement):
    made_for = {"postgresql": statement.replace("content = 'x'", r"content = '\x78'")}

    assert not tampered(kept, made_for.get(kept.database.url.get_backend_name(), statement)).sound


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, new_desk):
    """A store in which every table has a row to be defended."""
    desk = new_desk(request.param)
    lived(desk)
    desk.change_book({("countries", "美国"): None}, applies_from=dt.date(2017, 8, 1), reason="x", at=AT)
    desk.issue_notices([notice("建设局", "甲")], **ISSUED)
    desk.reply(
        desk.store.demands()[0].number, [ReplyLine(1, "征地慢")], content=b"r", file="r", day="2017-08-12", at=AT
    )
    for name in ROWS:
        found = (Issue("a", "note", "进展"),)
        desk.save(pictured(reading([{}], name=name, issues=found), (5, b"shown")), content=b"fill", at=AT)
    yield desk.store
    desk.store.database.close()


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_or_remove_what_was_written(filled, table, statement):
    column = next(iter(metadata.tables[table].columns)).name

    with pytest.raises(DBAPIError, match="append-only"), filled.database.writing() as connection:
        connection.execute(text(statement.format(table=table, column=column)))


def test_the_triggers_cover_every_table_but_the_head_and_the_migrations():
    changed_in_place = {"accounts", "account_sessions"}
    assert set(metadata.tables) - set(APPEND_ONLY) == {log_head.name, "migrations", *changed_in_place}


def test_every_act_leaves_exactly_one_entry_more_than_the_last(kept):
    audit = kept.audit()

    assert audit["seq"].tolist() == list(range(1, len(audit) + 1))
    assert set(audit["action"]) == {
        "keep",
        "assign",
        "receive",
        "correct",
        "answer",
        "save",
        "publish",
        "withdraw",
        "restore",
        "lock",
        "freeze",
    }
