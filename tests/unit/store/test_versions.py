"""Versions: published once, superseded, withdrawn, returned and restored, and what happens when two publish at once."""

import pandas as pd
import pytest
from sqlalchemy import event

from store import Actor, Conflict, Desk, Refused, Unavailable
from tests.unit.store.readings import AT, reading, task

PERIOD = "2017-07"


def save(desk, actual, content=None, **about):
    return desk.save(reading([task("修路", actual)], **about), content=content or str(actual).encode(), at=AT)


def publish(desk, actual, **about):
    return desk.publish(save(desk, actual, **about), at=AT)


def shown(store, as_of=None):
    return store.frame("work_targets", as_of=as_of)["actual_value"].tolist()


def state(store, receipt):
    return [(line.state, line.current) for line in store.lines(receipt.submission_ids)]


def test_a_receipt_counts_and_names_what_was_published(desk):
    receipt = publish(desk, 1.0)

    line = receipt.lines[0]
    assert (line.department, line.period, line.dataset, line.rows, line.version, line.state) == (
        "建设局",
        PERIOD,
        "work_targets",
        1,
        1,
        "published",
    )
    assert receipt.rows == 1
    assert len(line.content_hash) == len(receipt.hash) == 64
    assert not receipt.repeated


def test_a_later_version_supersedes_and_the_earlier_one_stays(desk, store):
    first, second = publish(desk, 1.0), publish(desk, 2.0)

    assert shown(store) == [2.0]
    assert state(store, first) == [("published", False)]
    assert second.lines[0].version == 2
    assert store.rows(first.submission_ids[0])["actual_value"].tolist() == [1.0]


@pytest.mark.parametrize("again", [1, 2, 3])
def test_the_same_content_again_is_the_same_version(desk, store, again):
    first = publish(desk, 1.0)
    version = store.version()

    receipts = [publish(desk, 1.0) for _ in range(again)]

    assert {r.submission_ids for r in receipts} == {first.submission_ids}
    assert all(r.repeated for r in receipts)
    assert store.version() == version


def test_the_same_rows_of_another_file_are_another_version(desk):
    publish(desk, 1.0)

    other = desk.publish(save(desk, 1.0, content=b"other bytes"), at=AT)

    assert other.lines[0].version == 2


def test_sending_an_older_version_again_does_not_undo_the_newer_one(desk, store):
    publish(desk, 1.0)
    publish(desk, 2.0)

    again = publish(desk, 1.0)

    assert again.repeated
    assert shown(store) == [2.0]


@pytest.mark.parametrize("act", ["save", "publish"])
def test_an_act_whose_acknowledgement_was_lost_can_simply_be_repeated(desk, store, act):
    draft = save(desk, 1.0)
    engine = store.database.engine

    def lose(connection):
        event.remove(engine, "commit", lose)
        connection.connection.commit()
        raise ConnectionError("the line went dead after the commit")

    event.listen(engine, "commit", lose)
    acts = {"save": lambda: save(desk, 2.0), "publish": lambda: desk.publish(draft, at=AT)}
    with pytest.raises(ConnectionError):
        acts[act]()
    committed = store.version()

    receipt = acts[act]()

    assert receipt.repeated
    assert store.version() == committed == draft.seq + 1


def test_of_two_who_publish_the_same_one_wins_and_the_other_sees_both(desk, store):
    other = Desk(store, Actor("李科", "analyst", frozenset({"建设局"})))
    mine, theirs = save(desk, 1.0), save(other, 2.0)
    other.publish(theirs, at=AT)

    with pytest.raises(Conflict, match="建设局2017年7月的数据刚由他人发布了另一版本") as caught:
        desk.publish(mine, at=AT)

    assert caught.value.mine.submission_id == mine.submission_ids[0]
    assert caught.value.theirs.submission_id == theirs.submission_ids[0]
    assert caught.value.changes[["field", "old", "new"]].to_numpy().tolist() == [["actual_value", 2.0, 1.0]]
    assert shown(store) == [2.0]


def test_after_looking_at_both_the_loser_may_supersede(desk, store):
    mine, theirs = save(desk, 1.0), save(desk, 2.0)
    desk.publish(theirs, at=AT)

    desk.publish(mine, at=AT, expect={mine.submission_ids[0]: theirs.submission_ids[0]})

    assert shown(store) == [1.0]


def test_an_expectation_that_no_longer_holds_is_a_conflict(desk):
    first, second, third = save(desk, 1.0), save(desk, 2.0), save(desk, 3.0)
    desk.publish(first, at=AT)
    desk.publish(second, at=AT, expect={second.submission_ids[0]: first.submission_ids[0]})

    with pytest.raises(Conflict):
        desk.publish(third, at=AT, expect={third.submission_ids[0]: first.submission_ids[0]})


def test_a_publication_of_several_is_all_or_nothing(desk, store):
    one, other = save(desk, 1.0, department="环保局"), save(desk, 2.0)
    publish(desk, 3.0)

    with pytest.raises(Conflict):
        desk.publish(one.submission_ids + other.submission_ids, at=AT)

    assert shown(store) == [3.0]
    assert state(store, one) == [("draft", False)]


def test_a_withdrawn_version_leaves_the_period_before(desk, store):
    publish(desk, 1.0, period="2017-06")
    later = publish(desk, 2.0)

    desk.withdraw(later.submission_ids[0], reason="数字有误", at=AT)

    assert shown(store) == [1.0]
    assert state(store, later) == [("withdrawn", False)]


def test_withdrawing_a_superseded_version_moves_no_figure(desk, store):
    first = publish(desk, 1.0)
    publish(desk, 2.0)

    desk.withdraw(first.submission_ids[0], reason="重复", at=AT)

    assert shown(store) == [2.0]


@pytest.mark.parametrize("act", ["withdraw", "send_back", "restore"])
def test_acts_that_need_a_reason_refuse_without_one(desk, act):
    receipt = publish(desk, 1.0)

    with pytest.raises(Refused, match="请填写理由"):
        getattr(desk, act)(receipt.submission_ids[0], reason="  ", at=AT)


@pytest.mark.parametrize("act", ["withdraw", "send_back"])
def test_taking_back_twice_is_taking_back_once(desk, store, act):
    number = publish(desk, 1.0).submission_ids[0]
    getattr(desk, act)(number, reason="有误", at=AT)
    version = store.version()

    assert getattr(desk, act)(number, reason="有误", at=AT).repeated
    assert store.version() == version


def test_what_does_not_stand_cannot_be_withdrawn_nor_what_was_withdrawn_returned(desk, store):
    draft = save(desk, 2.0).submission_ids[0]
    gone = publish(desk, 1.0).submission_ids[0]
    desk.withdraw(gone, reason="有误", at=AT)
    version = store.version()

    with pytest.raises(Refused, match="不能这样处理"):
        desk.withdraw(draft, reason="有误", at=AT)
    with pytest.raises(Refused, match="不能这样处理"):
        desk.send_back(gone, reason="有误", at=AT)

    assert store.version() == version


def test_a_returned_draft_leaves_what_is_published(desk, store):
    publish(desk, 1.0)
    draft = save(desk, 2.0)

    desk.send_back(draft.submission_ids[0], reason="单位写错", at=AT)

    assert state(store, draft) == [("returned", False)]
    assert shown(store) == [1.0]
    with pytest.raises(Refused, match="不是草稿"):
        desk.publish(draft, at=AT)


def test_content_that_was_withdrawn_can_be_sent_again_as_a_new_version(desk, store):
    first = publish(desk, 1.0)
    desk.withdraw(first.submission_ids[0], reason="误发", at=AT)

    again = publish(desk, 1.0)

    assert again.submission_ids != first.submission_ids
    assert again.lines[0].version == 2
    assert shown(store) == [1.0]


def test_every_version_of_a_long_history_is_restored_bit_for_bit(desk, store):
    versions = [publish(desk, 1 / n).submission_ids[0] for n in range(3, 15)]
    before = {v: (line.content_hash, store.rows(v)) for v in versions for line in store.lines([v])}

    for version in versions[:-1]:
        restored = desk.restore(version, reason="恢复", at=AT).lines[0]

        assert restored.submission_id not in versions
        assert restored.current
        assert restored.content_hash == before[version][0]
        same = store.rows(restored.submission_id).drop(columns="submission_id")
        pd.testing.assert_frame_equal(same, before[version][1].drop(columns="submission_id"), check_exact=True)


def test_a_restored_version_gets_the_next_number_and_keeps_its_issues(desk, store):
    first = publish(desk, 1.0)
    publish(desk, 2.0)

    restored = desk.restore(first.submission_ids[0], reason="恢复", at=AT)

    assert restored.lines[0].version == 3
    assert restored.lines[0].issues == first.lines[0].issues


def test_restoring_what_stands_is_a_repetition(desk):
    number = publish(desk, 1.0).submission_ids[0]

    assert desk.restore(number, reason="恢复", at=AT).repeated


def test_what_was_never_published_cannot_be_restored(desk):
    with pytest.raises(Refused, match="从未发布"):
        desk.restore(save(desk, 1.0).submission_ids[0], reason="恢复", at=AT)


@pytest.mark.parametrize("act", ["publish", "withdraw", "send_back", "restore", "declare_no_progress"])
def test_in_a_locked_period_nothing_moves(desk, store, act):
    old, now, draft = publish(desk, 1.0), publish(desk, 2.0), save(desk, 3.0)
    desk.lock_period(PERIOD, at=AT)
    version = store.version()
    acts = {
        "publish": lambda: desk.publish(draft, at=AT),
        "withdraw": lambda: desk.withdraw(now.submission_ids[0], reason="x", at=AT),
        "send_back": lambda: desk.send_back(now.submission_ids[0], reason="x", at=AT),
        "restore": lambda: desk.restore(old.submission_ids[0], reason="x", at=AT),
        "declare_no_progress": lambda: desk.declare_no_progress("work_targets", "建设局", PERIOD, reason="x", at=AT),
    }

    with pytest.raises(Refused, match="2017年7月已锁定"):
        acts[act]()

    assert store.version() == version


def test_unlocking_needs_a_reason_and_then_lets_figures_move(desk, store):
    desk.lock_period(PERIOD, at=AT)
    with pytest.raises(Refused, match="请填写理由"):
        desk.unlock_period(PERIOD, reason="", at=AT)

    desk.unlock_period(PERIOD, reason="补报", at=AT)
    publish(desk, 1.0)

    assert shown(store) == [1.0]
    assert store.locked_periods() == set()


def test_a_lock_leaves_other_periods_open(desk, store):
    desk.lock_period("2017-06", at=AT)

    publish(desk, 1.0)

    assert store.locked_periods() == {"2017-06"}
    assert shown(store) == [1.0]


def test_order_goes_by_sequence_and_never_by_the_clock(desk, store):
    desk.publish(
        desk.save(reading([task("修路", 1.0)]), content=b"1", at="2017-08-02T00:00:00"), at="2017-08-02T00:00:00"
    )
    desk.publish(
        desk.save(reading([task("修路", 2.0)]), content=b"2", at="2017-07-31T00:00:00"), at="2017-07-31T00:00:00"
    )

    assert shown(store) == [2.0]


def test_demo_data_leaves_in_one_step_and_the_rest_stays(desk, store):
    demo = [publish(desk, float(n), department=d) for n, d in enumerate(["环保局", "教育局"])]
    assert not store.is_demo()
    made_up = [
        desk.save(reading([task("修路", 7.0)], department=d), content=d.encode(), at=AT, demo=True)
        for d in ("科技局", "财政局")
    ]
    desk.publish(made_up[0], at=AT)
    assert store.is_demo()

    desk.remove_demo(at=AT)

    assert not store.is_demo()
    assert sorted(shown(store)) == [0.0, 1.0]
    assert state(store, made_up[0]) == [("withdrawn", False)]
    assert state(store, made_up[1]) == [("replaced", False)]
    assert [s for d in demo for s in state(store, d)] == [("published", True)] * 2


def test_a_database_that_refuses_is_reported_in_words_and_loses_nothing(desk, store, monkeypatch):
    publish(desk, 1.0)
    monkeypatch.setattr("store.database.writer_lock.QUEUE", 0.01)
    # Somebody else is writing and does not stop.
    with store.database._lock, pytest.raises(Unavailable, match="数据库正忙"):
        publish(desk, 2.0)

    assert shown(store) == [1.0]
