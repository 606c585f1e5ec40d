"""kill -9 at every statement of a publish: all of it is there afterwards, or nothing."""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter

from sqlalchemy import event

from store import Desk, open_store
from tests.faults.figures import FULL, note
from tests.faults.promises import goes_on, kept
from tests.faults.workers import clerk, publish

MOST_STATEMENTS = 400


def killed_at(url: str, statement: int, pipe) -> None:
    """Publish one workbook and die when its ``statement``th statement is about to run; or send "done"."""
    desk = Desk(open_store(url), clerk())
    count = 0

    def counts(*_: object) -> None:
        nonlocal count
        count += 1
        if count == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(desk.store.database.engine, "before_cursor_execute", counts)
    publish(desk, 0)
    pipe.send("done")


def test_a_kill_at_any_statement_leaves_all_or_nothing(processes, empty_file, tmp_path) -> None:
    totals, finished, statement = Counter(), False, 1
    while not finished:
        url = f"sqlite:///{shutil.copy(empty_file, tmp_path / f'{statement}.db')}"
        ours, theirs = processes.Pipe(duplex=False)
        child = processes.Process(target=killed_at, args=(url, statement, theirs))
        child.start()
        theirs.close()
        child.join()
        finished = _said(ours) == "done"
        _, wrong = kept(url, {0} if finished else set())
        totals.update(wrong, points=1)
        assert goes_on(url, 1)
        statement += 1 if FULL else 5
        assert statement < MOST_STATEMENTS
    note("kill -9 at each statement of a publish", **totals)
    assert (totals["lost"], totals["half"], totals["broken"]) == (0, 0, 0)
    assert totals["points"] > 5


def _said(pipe) -> str:
    try:
        return pipe.recv()
    except EOFError:
        return ""
