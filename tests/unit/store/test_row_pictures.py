"""Pictures of rows: kept with the content, shown to whom the row is shown, carried through every act, verified."""

import sqlite3

import pytest

from store import Actor, Desk, NotAllowed, open_store
from store.journal.verification import verify
from tests.unit.store.readings import AT, pictured, reading, task

SPOT = ("进展", 5)


def saved(desk, *pictures, content=b"book", actual=1.0, **more):
    found = pictured(reading([task("修路", actual), task("建校", 2.0)]), *pictures)
    return desk.save(found, content=content, at=AT, **more)


def shown(store, number, row=5):
    found = store.pictures([(number, "进展", row)])
    return [picture.content for kept in found.values() for picture in kept]


def test_the_pictures_of_a_row_are_kept_with_it_in_their_order(desk, store):
    (number,) = saved(desk, (5, b"before"), (6, b"other"), (5, b"after")).submission_ids
    kept = store.pictures([(number, *SPOT)])[number, *SPOT]
    assert [(p.content, p.kind, p.width, p.height, p.cell) for p in kept] == [
        (b"before", "PNG", 4, 3, "H5"),
        (b"after", "PNG", 4, 3, "H5"),
    ]
    assert verify(store.database).sound


def test_a_picture_goes_through_publishing_correcting_withdrawing_and_restoring(desk, store):
    (first,) = desk.publish(saved(desk, (5, b"july")), at=AT).submission_ids
    (second,) = desk.publish(saved(desk, (5, b"july"), (5, b"later"), actual=3.0), at=AT).submission_ids
    assert shown(store, second) == [b"july", b"later"]
    desk.withdraw(second, reason="填错", at=AT)
    desk.restore(first, reason="以前一版为准", at=AT)
    frame = store.frame("work_targets")
    assert shown(store, int(frame["submission_id"][0])) == [b"july"]
    assert verify(store.database).sound


def test_the_same_workbook_is_one_submission_and_another_picture_another(desk):
    once = saved(desk, (5, b"one"))
    assert saved(desk, (5, b"one")).submission_ids == once.submission_ids
    other = pictured(reading([task("修路", 1.0), task("建校", 2.0)]), (5, b"two"))
    other.tables[0].pictures[0].picture.source = "another in the file"
    assert desk.save(other, content=b"book", at=AT).submission_ids != once.submission_ids


def test_a_reporter_is_shown_the_pictures_of_the_own_unit_alone(desk, store):
    (number,) = saved(desk, (5, b"site")).submission_ids
    own, other = (Desk(store, Actor("x", "reporter", frozenset({unit}))) for unit in ("建设局", "教体局"))
    assert [p.content for p in own.pictures("建设局", number, *SPOT)] == [b"site"]
    for asked in ("建设局", "教体局"):  # nor by saying that the row is the own unit's
        with pytest.raises(NotAllowed):
            other.pictures(asked, number, *SPOT)


def test_a_leader_is_shown_the_pictures_of_every_unit(desk, store):
    (number,) = saved(desk, (5, b"site")).submission_ids
    assert Desk(store, Actor("x", "viewer")).pictures("建设局", number, *SPOT)


CHANGES = {
    "is not what was kept": "UPDATE pictures SET content = x'00'",
    "belongs to no row": "DELETE FROM row_pictures",
    "is missing": "DELETE FROM pictures",
    "submission": "UPDATE row_pictures SET picture = (SELECT max(sha256) FROM pictures)",
    "content": "UPDATE row_pictures SET source_row = 6",
}


@pytest.mark.parametrize("said", CHANGES)
def test_a_changed_picture_is_found_out(tmp_path, said):
    path = tmp_path / "store.db"
    store = open_store(f"sqlite:///{path}")
    saved(Desk(store, Actor("办公室", "admin")), (5, b"one"), (5, b"two"))
    store.database.close()
    with sqlite3.connect(path) as connection:
        for table in ("pictures", "row_pictures"):
            for verb in ("update", "delete"):
                connection.execute(f"DROP TRIGGER {table}_no_{verb}")
        connection.execute(CHANGES[said])
    assert any(said in sentence for sentence in verify(open_store(f"sqlite:///{path}").database).wrong)
