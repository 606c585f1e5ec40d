"""Tampering with the log, one row at a time, at random: every single one is found."""

import random

from sqlalchemy import text

from store import Desk, open_store
from store.database.schema import log
from store.journal.verification import examine
from tests.faults.figures import TAMPERINGS, note
from tests.faults.workers import clerk, publish

NUMBERS = {"seq", "submission"}
NAMES = [c.name for c in log.columns]


def test_every_tampering_with_a_row_of_the_log_is_found(sqlite_url):
    store = open_store(sqlite_url)
    desk = Desk(store, clerk())
    for number in range(6):
        publish(desk, number)
    dice, missed = random.Random(20170802), []
    with store.database.engine.connect() as connection, connection.begin():
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER log_no_{verb}"))
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for _ in range(TAMPERINGS):
            seq = dice.randint(1, store.version())
            statement = dice.choice([_change, _change, _change, _remove, _exchange])(dice, seq)
            with connection.begin_nested() as undo:
                assert connection.execute(text(statement)).rowcount, statement
                missed += [statement] * examine(connection).sound
                undo.rollback()

    note("tampering with the log", tried=TAMPERINGS, found=TAMPERINGS - len(missed))
    assert missed == []
    store.database.close()


def _change(dice, seq) -> str:
    name = dice.choice(NAMES)
    bit = dice.randint(1, 9)
    other = (
        f"coalesce({name}, 0) + {bit * 1000}"
        if name in NUMBERS
        else dice.choice(
            [f"coalesce({name}, '') || '{bit}'", f"substr(coalesce({name}, ''), 2) || '{bit}'", f"x'0{bit}'"]
        )
    )
    return f"UPDATE log SET {name} = {other} WHERE seq = {seq}"


def _remove(dice, seq) -> str:
    return f"DELETE FROM log WHERE seq = {seq}"


def _exchange(dice, seq) -> str:
    """Put another row's contents in the place of this one."""
    name = dice.choice(["hash", "previous"])
    return f"UPDATE log SET {name} = '{dice.randbytes(32).hex()}' WHERE seq = {seq}"
