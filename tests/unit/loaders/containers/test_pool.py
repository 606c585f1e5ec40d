"""Strangers' files are read in other processes: same result, limits that hold, a pool that outlives its workers."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest

import loaders
from catalog import Issue
from loaders import worker
from loaders.book import read_book
from loaders.plain import from_plain, to_plain
from loaders.pool import ReadingPool
from loaders.tables.draft import Column, Draft, Parse, SheetView
from loaders.unreadable import Unreadable
from tests.unit.loaders.hostile import sheet_attacks, zip_attacks
from tests.unit.loaders.hostile.benign_files import by_openpyxl
from tests.unit.loaders.hostile.raw_xlsx import workbook, zipped


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(1) as pool:
        pool.warm()
        yield pool


def pid_of(pool: ReadingPool) -> int:
    idle = pool._idle.get()
    pool._idle.put(idle)
    assert idle is not None
    return idle.pid


def test_a_worker_reads_as_the_process_itself_does(pool: ReadingPool) -> None:
    content = by_openpyxl(3)
    here, there = loaders.read(content, file="x.xlsx"), pool.read(content, file="x.xlsx")
    assert there.issues == here.issues
    assert (there.coverage, there.sha256, there.sheets) == (here.coverage, here.sha256, here.sheets)
    for ours, theirs in zip(here.tables, there.tables, strict=True):
        assert theirs.columns == ours.columns
        assert theirs.frame.equals(ours.frame)
        assert theirs.cells.equals(ours.cells)


def test_corrections_and_passwords_reach_the_worker(pool: ReadingPool) -> None:
    corrections = loaders.Corrections()
    corrections.set("表", "A2", "大桥")
    reading = pool.read(workbook(), file="x.xlsx", corrections=corrections, password="无用")
    assert "大桥" in reading.sheets[0].texts.values()


def test_a_refusal_says_the_same_as_in_the_process_itself(pool: ReadingPool) -> None:
    with pytest.raises(Unreadable, match="0 字节"):
        pool.read(b"", file="x.xlsx")


def test_a_worker_that_ended_while_nobody_asked_it_costs_no_file(pool: ReadingPool) -> None:
    for _ in range(3):
        pid = pid_of(pool)
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert pool.read(workbook(), file="x.xlsx").sheets


def test_a_file_whose_worker_was_killed_is_read_by_a_fresh_one(pool: ReadingPool) -> None:
    pool.warm()
    pid = pid_of(pool)
    os.kill(pid, signal.SIGSTOP)  # asked, it will not answer
    with ThreadPoolExecutor(1) as threads:
        found = threads.submit(pool.read, workbook(), file="x.xlsx")
        while pool._idle.qsize():
            os.sched_yield()
        os.kill(pid, signal.SIGKILL)
        assert found.result().sheets


def test_an_archive_is_weighed_and_unpacked_by_a_worker(pool: ReadingPool) -> None:
    files = {"10月/经发局.xlsx": workbook(), "说明.txt": "请查收".encode(), "空.csv": b""}
    assert pool.unpack(zipped(files), "10月.zip") == list(files.items())
    assert pool.unpack(b"a,b", "x.zip") == [("x.zip", b"a,b")]
    for content, code in [(zipped({"a.csv": bytes(240 << 20)}), "bomb"), (zipped({"a.csv": b"x"})[:-9], "damaged")]:
        with pytest.raises(Unreadable) as refusal:
            pool.unpack(content, "x.zip")
        assert refusal.value.code == code


def test_the_offices_book_is_read_by_a_worker_to_the_same_faults(pool: ReadingPool) -> None:
    here, there = read_book(workbook(), {}), pool.read_book(workbook(), {})
    assert there.faults == here.faults != []
    assert there.entries == here.entries


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"%PDF",
        zip_attacks.ATTACKS["spaces_for_a_sheet"][0](),
        sheet_attacks.AREA["whole_grid_merged"][0](),
    ],
)
def test_a_book_that_could_take_the_server_along_is_a_fault(pool: ReadingPool, content: bytes) -> None:
    assert pool.read_book(content, {}).faults != []
    assert pool.read(workbook(), file="x.xlsx").sheets


def test_a_worker_that_takes_too_long_is_ended() -> None:
    with ReadingPool(1, wall_seconds=0.6) as hasty:
        hasty.warm()
        os.kill(pid_of(hasty), signal.SIGSTOP)
        with pytest.raises(Unreadable) as refusal:
            hasty.read(workbook(), file="x.xlsx")
    assert refusal.value.code == "too_slow"


def test_many_files_come_back_in_order_with_their_refusals(pool: ReadingPool) -> None:
    outcomes = pool.read_many([("a.xlsx", workbook()), ("b.pdf", b"%PDF-1.7"), ("c.xlsx", workbook())])
    assert [getattr(found, "file", None) or found.code for found in outcomes] == ["a.xlsx", "is_pdf", "c.xlsx"]


def test_threads_share_the_pool(pool: ReadingPool) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda n: pool.read(workbook(), file=f"{n}.xlsx").file, range(8)))
    assert found == [f"{n}.xlsx" for n in range(8)]


def test_the_worker_is_given_no_secret_and_little_room(pool: ReadingPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    with ReadingPool(1) as fresh:
        fresh.read(workbook(), file="x.xlsx")
        process = Path(f"/proc/{pid_of(fresh)}")
        assert b"secret" not in (process / "environ").read_bytes()
        limits = (process / "limits").read_text("ascii")
    assert f"Max address space         {worker.MEMORY_BYTES} " in limits
    assert "Max core file size        0 " in limits
    assert f"Max open files            {worker.OPEN_FILES} " in limits
    assert re.search(rf"Max cpu time +{worker.CPU_SECONDS + 1}|Max cpu time +{worker.CPU_SECONDS + 2}", limits)


def test_a_worker_imports_neither_pandas_nor_openpyxl() -> None:
    import subprocess
    import sys

    code = "import loaders.worker, sys; print([m for m in ('pandas', 'openpyxl', 'streamlit') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_closed_pool_reads_nothing() -> None:
    closed = ReadingPool(1)
    closed.close()
    with pytest.raises(RuntimeError):
        closed.read(workbook(), file="x.xlsx")


def test_plain_data_comes_back_as_it_went() -> None:
    moment = datetime(2017, 8, 31, 9, 30)  # noqa: DTZ001 (a cell has no time zone)
    draft = Draft("表", "A1:B2", "s", "work_targets", [Column("A", "项目", "task", ("task",), "万元", True)], [2, 3])
    draft.values = {"task": ["道路", None], "deadline": [date(2017, 8, 31), moment], "actual_value": [1.5, None]}
    draft.cells, draft.raw = {"task": ["A2", None]}, {"task": ["道 路", None]}
    view = SheetView("表", False, 3, 2, [["项目", None]], [["header", None]], [(1, 1, 1, 2)])
    parse = Parse("x.xlsx", "ab", [draft], [Issue("a", "note", "表", "A1", "1", "m", "s")], {"value": 3}, [view])
    assert from_plain(to_plain(parse)) == parse


def test_half_a_character_does_not_end_an_answer() -> None:
    draft = Draft("表", "A1:B2", "s", "work_targets", rows=[2], values={"task": ["路\ud800"]})
    there = from_plain(to_plain(Parse("x.xlsx", "ab", [draft])))
    assert there.drafts[0].values == {"task": ["路?"]}


@pytest.mark.parametrize("answer", [b"", b"\x81", b"\x82\xa5parse\xc0\xa5timed\x90"])
def test_an_answer_of_another_shape_is_refused(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_plain(answer)
