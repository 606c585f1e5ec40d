"""Originals: packed where that helps, given back byte for byte, and any change of what is kept is found."""

import random

import pytest
from sqlalchemy import text

from store import Desk, local_actor
from store.database.schema import originals
from store.journal.verification import verify
from store.versions.originals import packed, unpacked
from tests.unit.store.readings import AT

TEXT = "建设局,修路,85%\n".encode() * 50_000
NOISE = random.Random(20170802).randbytes(70_000)


@pytest.mark.parametrize(("content", "most"), [(TEXT, 0.05), (bytes(10 << 20), 0.01), (NOISE, 1.0), (b"", 1.0)])
def test_a_file_takes_as_little_room_as_it_can_and_comes_back_byte_for_byte(store, content, most):
    desk = Desk(store, local_actor())
    found = desk.upload(desk.keep(content, "建设局7月.csv", at=AT))

    with store.database.reading() as connection:
        kept = connection.scalar(originals.select().with_only_columns(originals.c.content))
    assert len(kept) <= most * len(content)
    assert store.original(found.sha256) == content
    assert found.size == len(content)
    assert verify(store.database).wrong == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("packing", None),
        ("packing", "zstd"),
        ("size", len(TEXT) - 1),
        ("size", 1 << 40),
        ("content", packed(TEXT).content + b"x"),
        ("content", packed(TEXT).content[:-4]),
        ("content", packed(TEXT + b"\n").content),
        ("content", packed(bytes(64 << 20)).content),
        ("content", TEXT),
        ("content", b""),
    ],
)
def test_a_kept_file_that_was_changed_is_found(store, column, value):
    desk = Desk(store, local_actor())
    number = desk.keep(TEXT, "建设局7月.csv", at=AT)
    _let_change(store)
    with store.database.writing() as connection:
        connection.execute(originals.update().values({column: value}))

    changed = f"original {desk.upload(number).sha256} is not what was kept"
    assert set(verify(store.database).wrong) == {changed, "table originals is not guarded against changes"}


def test_no_more_is_unpacked_than_the_file_had():
    with pytest.raises(ValueError, match="size"):
        unpacked(10, "deflate", packed(bytes(1 << 30)).content)


def _let_change(store):
    with store.database.writing() as connection:
        drop = "ALTER TABLE originals DISABLE TRIGGER USER"
        if store.database.sqlite:
            drop = "DROP TRIGGER originals_no_update"
        connection.execute(text(drop))
