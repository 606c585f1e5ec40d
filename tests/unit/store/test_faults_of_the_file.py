"""What happens to the store's file under a running server: nothing is acknowledged that is lost, and it is said why."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from store import Desk, Unavailable, local_actor, open_store
from store.database.migrations import STEPS
from tests.unit.store.readings import AT, reading, task
from tools import account, verify

ROOT = Path(__file__).parents[3]


@pytest.fixture
def opened(sqlite_url):
    store = open_store(sqlite_url)
    yield store
    store.database.close()


def publish(store, number: int):
    desk = Desk(store, local_actor())
    return desk.publish(desk.save(reading([task("修路", float(number))]), content=bytes([number]), at=AT), at=AT)


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other.db")
    shutil.copy(path, other)
    other.replace(path)


def damaged(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(size - 100))


@pytest.mark.parametrize(
    ("harm", "said"), [(deleted, "被删除或移走"), (replaced, "换成了另一个"), (damaged, "损坏|不是看板的数据库")]
)
def test_a_file_harmed_under_the_server_acknowledges_nothing_and_says_so(opened, harm, said) -> None:
    publish(opened, 1)
    opened.database.close()  # what stands in the write-ahead log goes into the file; connections are made anew
    harm(opened.database.path)

    with pytest.raises(Unavailable, match=said):
        publish(opened, 2)
    with pytest.raises(Unavailable, match=said):
        opened.frame("work_targets")
    with pytest.raises(Unavailable, match=said):
        opened.ready()


@pytest.mark.parametrize("harm", [deleted, replaced])
def test_harm_in_the_middle_of_a_publish_is_seen_before_it_is_acknowledged(opened, harm) -> None:
    publish(opened, 1)
    with pytest.raises(Unavailable), opened.database.writing():
        harm(opened.database.path)


def test_a_store_that_works_is_ready_and_asking_changes_nothing(store) -> None:
    publish(store, 1)
    before = store.version(), store.audit()["hash"].tolist()

    store.ready()

    assert (store.version(), store.audit()["hash"].tolist()) == before
    assert verify.verify(store.database).sound


def test_the_file_its_lock_and_its_logs_are_the_owners_alone(tmp_path, monkeypatch) -> None:
    before = os.umask(0o000)
    try:
        store = open_store(f"sqlite:///{tmp_path}/own/store.db")
        publish(store, 1)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "own").iterdir()}
    assert set(modes.values()) == {0}, modes


def not_a_database(folder: Path) -> str:
    (folder / "x.db").write_bytes(b"PK" + bytes(5000))
    return f"sqlite:///{folder}/x.db"


def a_newer_one(folder: Path) -> str:
    store = open_store(f"sqlite:///{folder}/new.db")
    with store.database.writing() as connection:
        connection.exec_driver_sql(f"INSERT INTO migrations VALUES ({max(STEPS) + 1})")
    store.database.close()
    return f"sqlite:///{folder}/new.db"


def of_another_program(folder: Path) -> str:
    with sqlite3.connect(folder / "notes.db") as connection:
        connection.execute("CREATE TABLE notes (text)")
    return f"sqlite:///{folder}/notes.db"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (not_a_database, "不是看板的数据库"),
        (a_newer_one, "更新版本"),
        (of_another_program, "不是看板的数据库"),
        (lambda _: "nonsense", "STORE_URL 写得不对"),
        (lambda _: "oracle+none://x/y", "STORE_URL 写得不对"),
        (lambda folder: f"sqlite:///{folder}", "打不开|不可写|无法写入"),
        (lambda _: "postgresql+psycopg://nobody@127.0.0.1:1/none", "无法写入|打不开"),
    ],
    ids=["not a database", "newer", "of another program", "no address", "no driver", "a folder", "no server"],
)
def test_a_start_that_cannot_be_ends_in_one_sentence(tmp_path, url, said) -> None:
    environment = os.environ | {"STORE_URL": url(tmp_path), "PORT": "0"}
    ended = subprocess.run(
        [sys.executable, "asgi.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert any(part in ended.stderr for part in said.split("|")), ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr


@pytest.mark.parametrize("url", [not_a_database, a_newer_one, of_another_program, lambda _: "nonsense"])
def test_no_account_is_made_where_the_store_cannot_be_opened_and_it_is_said_why(tmp_path, url, capsys) -> None:
    assert account.main(["office", "--generate", "--url", url(tmp_path)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("url", [not_a_database, lambda _: "nonsense"])
def test_verify_says_what_is_wrong_and_never_ends_in_a_traceback(tmp_path, url, capsys) -> None:
    assert verify.main([url(tmp_path)]) == 1
    assert "WRONG" in capsys.readouterr().out
