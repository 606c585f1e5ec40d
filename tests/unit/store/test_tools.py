"""The tools beside the store: check, backup, restore and rebuild, each on a store with something in it."""

import hashlib
import io
import sqlite3
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image as Drawing
from PIL import Image

from loaders import Corrections, read
from store import Desk, local_actor, open_store
from store.database.engine import Database
from store.database.migrations import STEPS
from store.database.schema import migrations
from store.journal.log import head
from tests.unit.store.readings import AT, pictured, reading, task
from tools import backup as copying
from tools import rebuild, verify
from tools import restore as restoring
from tools.backup import Unsound, backup, digest_file
from tools.restore import NotRestored, restore


@pytest.fixture
def filled(desk, store):
    desk.publish(desk.save(reading([task("修路", 1.0)]), content=b"1", at=AT), at=AT)
    return store


def url_of(store) -> str:
    return store.database.url.render_as_string(hide_password=False)


@pytest.fixture
def empty_url(request, store, tmp_path) -> str:
    """A place of the same kind to restore to, with nothing in it."""
    places = {
        "sqlite": lambda: f"sqlite:///{tmp_path}/elsewhere/store.db",
        "postgresql": lambda: request.getfixturevalue("bare_postgres_url"),
    }
    return places[store.database.url.get_backend_name()]()


def test_a_sound_store_passes_the_check_and_names_its_head(filled, capsys):
    assert verify.main([url_of(filled)]) == 0

    with filled.database.reading() as connection:
        assert head(connection)[1] in capsys.readouterr().out


def test_a_head_that_was_noted_must_be_in_the_log(filled):
    assert verify.main([url_of(filled), "--head", filled.audit()["hash"][0]]) == 0
    assert verify.main([url_of(filled), "--head", "0" * 64]) == 1


def test_a_damaged_store_fails_the_check_in_words(sqlite_url, capsys):
    store = open_store(sqlite_url)
    Desk(store, local_actor()).keep(b"bytes", "x.xlsx", at=AT)
    with sqlite3.connect(store.database.path) as connection:
        connection.executescript("DROP TRIGGER log_no_update; UPDATE log SET actor = 'x';")

    assert verify.main([sqlite_url]) == 1
    assert "WRONG  log entry 1 was changed" in capsys.readouterr().out


def test_a_backup_is_restored_whole_to_an_empty_place(filled, tmp_path, empty_url):
    copy = backup(filled.database, tmp_path, "copy")

    restored = restore(copy, empty_url)

    pd.testing.assert_frame_equal(restored.audit(), filled.audit())
    pd.testing.assert_frame_equal(restored.frame("work_targets"), filled.frame("work_targets"))
    assert restored.original(hashlib.sha256(b"1").hexdigest()) == b"1"
    restored.database.close()


def test_a_restored_store_still_refuses_changes(filled, tmp_path, empty_url):
    restored = restore(backup(filled.database, tmp_path, "copy"), empty_url)

    with pytest.raises(Exception, match="append-only"), restored.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM log")
    restored.database.close()


def test_a_store_that_is_not_as_it_was_written_gives_no_backup(filled, tmp_path):
    with filled.database.writing() as connection:
        connection.execute(migrations.delete().where(migrations.c.number == 2))

    with pytest.raises(Unsound, match="migration step 2 is not noted"):
        backup(filled.database, tmp_path / "copies", "store")

    assert list((tmp_path / "copies").iterdir()) == []


def test_a_backup_is_the_owners_alone(filled, tmp_path):
    made = backup(filled.database, tmp_path / "copies", "store")
    assert {path.stat().st_mode & 0o077 for path in (made, digest_file(made))} == {0}


def test_a_damaged_backup_is_not_restored(filled, tmp_path, empty_url):
    copy = backup(filled.database, tmp_path, "copy")
    with Path(copy).open("r+b") as file:
        file.seek(2000)
        file.write(b"x")

    with pytest.raises(NotRestored, match="SHA-256 differs"):
        restore(copy, empty_url)


def test_a_backup_overwrites_no_backup_and_a_restore_no_store(filled, tmp_path):
    copy = backup(filled.database, tmp_path, "copy")

    with pytest.raises(FileExistsError):
        backup(filled.database, tmp_path, "copy")
    with pytest.raises(NotRestored, match=r"exists|not empty"):
        restore(copy, url_of(filled))
    assert digest_file(copy).exists()


HEADS = (
    ["2017年7月六项工作目标任务推进情况表"],
    ["填报单位：建设局"],
    ["序号", "工作领域", "工作任务", "目标值", "完成值", "完成率", "责任单位", "进展情况"],
)


def book_of(*rows: list) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for row in (*HEADS, *rows):
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def workbook() -> bytes:
    return book_of(
        [1, "发展", "新建园区道路", 8, 4, "50%", "建设局", "路基施工"],
        [2, "发展", "供热管网改造", 26, "l3", "50%", "建设局", "管沟开挖"],
    )


@pytest.fixture
def supplement() -> bytes:
    return book_of([1, "发展", "供热管网改造", 26, 20, "77%", "建设局", "管沟开挖"])


def with_picture(content: bytes, folder: Path) -> bytes:
    book, kept = load_workbook(io.BytesIO(content)), io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(folder / "site.png")
    book.active.add_image(Drawing(folder / "site.png"), "H4")
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def corrected(desk, store, workbook):
    """A workbook read by the real loaders, with one corrected cell, published."""
    number = desk.keep(workbook, "建设局7月.xlsx", at=AT)
    desk.correct(number, "Sheet", "E5", "13", original="l3", reason="电话核实", at=AT)
    corrections = Corrections()
    corrections.set("Sheet", "E5", "13")
    read_again = read(workbook, file="建设局7月.xlsx", corrections=corrections)
    about = {"department": "建设局", "period": "2017-07", "corrections": corrections}
    desk.publish(desk.save(read_again, upload=number, at=AT, **about), at=AT)
    return store


def test_a_frame_is_rebuilt_bit_for_bit_from_its_original_and_corrections(corrected):
    assert corrected.frame("work_targets")["actual_value"].tolist() == [4.0, 13.0]
    assert [one.same for one in rebuild.compare(corrected)] == [True]


def test_what_stands_is_written_again_from_originals_into_an_empty_store(corrected, tmp_path):
    target = f"sqlite:///{tmp_path}/rebuilt.db"

    assert rebuild.main([url_of(corrected), "--into", target]) == 0

    rebuilt = open_store(target)
    values = [s.frame("work_targets").drop(columns="submission_id") for s in (corrected, rebuilt)]
    pd.testing.assert_frame_equal(*values)
    row_id = values[0]["row_id"][1]
    assert rebuilt.trace("work_targets", row_id, "actual_value").corrected_from == "l3"


def test_a_supplement_is_written_again_on_what_it_adds_to(corrected, desk, tmp_path, supplement):
    line = next(one for one in corrected.lines() if one.current)
    again = read(supplement, file="建设局7月补报.xlsx")
    draft = desk.save(again, content=supplement, at=AT, department="建设局", period="2017-07").submission_ids[0]
    desk.publish([draft], at=AT, adding={draft: line.submission_id})
    rebuilt = open_store(f"sqlite:///{tmp_path}/rebuilt.db")

    assert rebuild.copy_standing(corrected, rebuilt) == 2

    values = [dict(s.frame("work_targets")[["task", "actual_value"]].to_numpy()) for s in (corrected, rebuilt)]
    assert values == [{"新建园区道路": 4.0, "供热管网改造": 20.0}] * 2


def test_rows_kept_before_their_pictures_were_are_held_against_their_original(desk, store, workbook, tmp_path, capsys):
    content = with_picture(workbook, tmp_path)
    found = read(content, file="建设局7月.xlsx")
    assert found.tables[0].pictures
    found.tables[0].pictures = ()
    desk.publish(desk.save(found, content=content, at=AT, department="建设局", period="2017-07"), at=AT)

    assert rebuild.main([url_of(store)]) == 0
    assert "1 pictures that were not kept then" in capsys.readouterr().out


def test_a_reading_that_would_differ_today_is_named(desk, store, workbook, capsys):
    desk.publish(desk.save(reading([task("修路", 1.0)]), content=workbook, at=AT), at=AT)

    assert rebuild.main([url_of(store)]) == 1
    assert "DIFFERS" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"not a workbook"])
def test_an_original_that_cannot_be_read_today_is_named_with_the_reason(desk, store, content):
    desk.publish(desk.save(reading([task("修路", 1.0)]), content=content, at=AT), at=AT)

    found = next(rebuild.compare(store))

    assert (found.same, found.rows_now) == (False, None)
    assert found.reason


def nothing(_: Path) -> None:
    """No file at all."""


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")


def no_database(path: Path) -> None:
    path.write_bytes(b"PK" + bytes(5000))


def cut_short(path: Path) -> None:
    open_store(f"sqlite:///{path}").database.close()
    path.write_bytes(path.read_bytes()[:9000])


def without(statement: str):
    """A store that somebody changed by hand."""

    def change(path: Path) -> None:
        store = open_store(f"sqlite:///{path}")
        Desk(store, local_actor()).keep(b"bytes", "x.xlsx", at=AT)
        store.database.close()
        with sqlite3.connect(path) as connection:
            connection.execute("DROP TRIGGER originals_no_delete")
            connection.execute(statement)

    return change


HARMS = [
    (nothing, "没有看板的数据库"),
    (emptied, "没有看板的数据库"),
    (of_another_program, "不是看板的数据库"),
    (no_database, "不是看板的数据库"),
    (Path.mkdir, "没有看板的数据库"),
    (cut_short, "已损坏"),
    *((without(f"DELETE FROM migrations WHERE number = {n}"), f"step {n} is not noted") for n in STEPS),
    (without("DELETE FROM migrations"), "step 1 is not noted"),
    (without("DROP TABLE migrations"), "step 1 is not noted"),
    (without("DELETE FROM log_head"), "last link is not noted"),
    (without("DELETE FROM originals"), "is missing"),
    (without("DROP TABLE publications"), "publications"),
    (without("DROP TABLE account_sessions"), "account_sessions is missing"),
    (without("DROP TABLE accounts"), "accounts.name is missing"),
    (without("INSERT INTO migrations VALUES (99)"), "step 99"),
    (without("DROP TRIGGER log_no_update"), "table log is not guarded"),
]


@pytest.mark.parametrize(("harm", "said"), HARMS, ids=[f"{n}" for n in range(len(HARMS))])
def test_what_is_no_sound_store_fails_the_check_in_one_line_and_gives_no_backup(tmp_path, capfd, harm, said):
    path = tmp_path / "store.db"
    harm(path)
    url, there = f"sqlite:///{path}", path.is_file()

    assert verify.main([url]) == 1
    assert copying.main([str(tmp_path / "copies"), "--url", url]) == 1

    told = capfd.readouterr()
    found, refused = told.out.splitlines(), told.err.splitlines()
    assert said in found[0]
    assert said in refused[0]
    assert len(refused) == 1
    assert "Traceback" not in told.out + told.err
    assert path.is_file() is there
    assert list((tmp_path / "copies").glob("*")) == []


def test_a_backup_brings_the_pictures_of_rows_back(desk, store, tmp_path, empty_url):
    found = pictured(reading([task("修路", 1.0)]), (5, b"site"))
    (number,) = desk.save(found, content=b"1", at=AT).submission_ids

    assert restoring.main([str(backup(store.database, tmp_path / "copies", "store")), empty_url]) == 0

    (kept,) = open_store(empty_url).pictures([(number, "进展", 5)]).values()
    assert [picture.content for picture in kept] == [b"site"]


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b"nonsense"])
def test_a_backup_whose_note_is_gone_or_nonsense_is_not_restored(filled, tmp_path, empty_url, content, capsys):
    copy = backup(filled.database, tmp_path / "copies", "store")
    note = digest_file(copy)
    note.unlink() if content is None else note.write_bytes(content)

    assert restoring.main([str(copy), empty_url]) == 1
    assert capsys.readouterr().err.startswith("nothing was restored: ")


def test_no_password_of_the_database_stands_in_a_command_line() -> None:
    url, environment = copying.told_postgres(Database("postgresql+psycopg://board:ge%40heim@10.0.0.1/board"))
    assert url == "postgresql://board@10.0.0.1/board"
    assert environment["PGPASSWORD"] == "ge@heim"
