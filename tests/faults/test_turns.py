"""No two connections write or checkpoint at once, whatever SQLite the machine has: every write has the writers' lock."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from store import Desk, Store, open_store
from tests.faults.figures import note
from tests.faults.recorded_disk import Act, RecordedDisk, driver_on
from tests.faults.workers import clerk, publish

THREADS, EACH = 3, 3
AT_THE_END = 100_000


def _published(path: Path, pages: int) -> Store:
    """A store several threads have published into, with a checkpoint every so many pages."""
    store = open_store(f"sqlite:///{path}")
    event.listen(store.database.engine, "connect", lambda raw, _: raw.execute(f"PRAGMA wal_autocheckpoint={pages}"))
    store.database.engine.dispose()

    def work(first: int) -> None:
        for number in range(first, first + EACH):
            publish(Desk(store, clerk()), number)
            store.frame("work_targets")

    threads = [threading.Thread(target=work, args=(n * EACH,)) for n in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return store


@pytest.fixture
def recorded(empty_file, tmp_path, monkeypatch) -> Callable[[Callable[[Store], None], int], list[Act]]:
    """The writes of publishing into a store that is closed in some way."""

    def run(close: Callable[[Store], None], pages: int) -> list[Act]:
        disk = RecordedDisk(f"turns-{tmp_path.name}")
        monkeypatch.setattr(SQLiteDialect_pysqlite, "import_dbapi", classmethod(lambda _: driver_on(disk, {})))
        close(_published(Path(shutil.copy(empty_file, tmp_path / "store.db")), pages))
        return [act for act in disk.acts if act.kind == "write"]

    return run


@pytest.mark.parametrize("pages", [20, AT_THE_END], ids=["checkpoints in between", "checkpoint at the end"])
def test_every_write_and_checkpoint_has_the_writers_lock(recorded, pages: int) -> None:
    writes = recorded(lambda store: store.database.close(), pages)

    into = {name: sum(act.file == name for act in writes) for name in ("store.db", "store.db-wal")}
    note("writes of a store under three writers", **into, without_lock=sum(not act.in_turn for act in writes))
    assert min(into.values()) > 0
    assert [act for act in writes if not act.in_turn] == []


def test_closing_without_the_lock_would_be_found(recorded) -> None:
    writes = recorded(lambda store: store.database.engine.dispose(), AT_THE_END)

    assert [act for act in writes if not act.in_turn] != []


def test_a_process_that_just_ends_leaves_the_write_ahead_log_written_back(sqlite_url) -> None:
    code = "import sys; from store import *; one = open_store(sys.argv[1]); Desk(one, local_actor()).keep(b'', 'x', at='1')"
    subprocess.run([sys.executable, "-c", code, sqlite_url], check=True, cwd=Path(__file__).parents[2])

    assert not Path(sqlite_url.removeprefix("sqlite:///") + "-wal").exists()
