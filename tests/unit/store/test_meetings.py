"""Frozen meetings: the same figures for ever, what changed between two, and how the denominator changed."""

import pandas as pd
import pytest

from store import Refused
from tests.unit.store.readings import AT, reading, task


def publish(desk, rows, period="2017-07", **about):
    content = repr((rows, period, about)).encode()
    return desk.publish(desk.save(reading(rows, period=period, **about), content=content, at=AT), at=AT)


def test_a_meetings_figures_stay_whatever_happens_later(desk, store):
    first = publish(desk, [task("修路", 10.0), task("绿化", 1.0)])
    publish(desk, [task("修路", 99.0)], department="环保局")
    desk.freeze("8月2日会议", as_of="2017-07", held_on="2017-08-02", at=AT)
    before = store.frame("work_targets", meeting="8月2日会议")

    publish(desk, [task("修路", 20.0)])
    desk.withdraw(first.submission_ids[0], reason="x", at=AT)
    publish(desk, [task("修路", 30.0)], period="2017-08")
    desk.choose("work_targets", before["row_id"][0], "环保局", reason="x", at=AT)

    pd.testing.assert_frame_equal(store.frame("work_targets", meeting="8月2日会议"), before)
    assert len(store.frame("work_targets")) == 1


def test_a_meeting_sees_nothing_after_its_month(desk, store):
    publish(desk, [task("修路", 1.0)], period="2017-06")
    publish(desk, [task("修路", 2.0)], period="2017-07")

    desk.freeze("六月会", as_of="2017-06", at=AT)

    assert store.frame("work_targets", meeting="六月会")["actual_value"].tolist() == [1.0]


def test_a_meeting_says_what_it_was_made_of(desk, store):
    receipt = publish(desk, [task("修路", 1.0)])

    desk.freeze("七月会", as_of="2017-07", held_on="2017-08-02", note="党工委扩大会", at=AT)

    meeting = store.meetings()[0]
    assert (meeting.name, meeting.as_of, meeting.held_on, meeting.note) == (
        "七月会",
        "2017-07",
        "2017-08-02",
        "党工委扩大会",
    )
    assert (meeting.submissions, meeting.actor, meeting.at) == (receipt.submission_ids, "张科", AT)


def test_the_same_meeting_again_is_a_repetition_and_another_under_its_name_is_refused(desk, store):
    publish(desk, [task("修路", 1.0)])
    desk.freeze("七月会", as_of="2017-07", at=AT)
    assert desk.freeze("七月会", as_of="2017-07", at=AT).repeated
    publish(desk, [task("修路", 2.0)])

    with pytest.raises(Refused, match="已定稿"):
        desk.freeze("七月会", as_of="2017-07", at=AT)

    assert len(store.meetings()) == 1


def test_each_changed_figure_names_the_submission_that_changed_it(desk, store):
    publish(desk, [task("修路", 10.0), task("绿化", 1.0), task("拆迁", 5.0)])
    publish(desk, [task("治河", 7.0)], department="环保局")
    desk.freeze("七月会", as_of="2017-07", at=AT)
    later = publish(desk, [task("修路", 12.0), task("绿化", 1.0), task("植树", 2.0)]).submission_ids[0]
    desk.freeze("七月会（更正）", as_of="2017-07", at=AT)

    found = store.differences("七月会", "七月会（更正）")

    assert found[["kind", "label", "field", "old", "new", "submission_id"]].to_numpy().tolist() == [
        ["added", "发展 植树", None, None, None, later],
        ["gone", "发展 拆迁", None, None, None, later],
        ["changed", "发展 修路", "actual_value", 10.0, 12.0, later],
    ]


def test_an_item_that_went_with_its_submission_names_none(desk, store):
    number = publish(desk, [task("修路", 10.0)]).submission_ids[0]
    desk.freeze("前", as_of="2017-07", at=AT)
    desk.withdraw(number, reason="x", at=AT)
    desk.freeze("后", as_of="2017-07", at=AT)

    found = store.differences("前", "后", "work_targets")

    assert found["kind"].tolist() == ["gone"]
    assert found["submission_id"].isna().all()


def test_a_value_that_appeared_or_vanished_is_a_change(desk, store):
    publish(desk, [task("修路", None, problem="缺资金")], period="2017-06")
    publish(desk, [task("修路", 1.0)], period="2017-07")

    found = store.differences("2017-06", "2017-07", "work_targets")

    assert found[["field", "old", "new"]].to_numpy().tolist() == [
        ["actual_value", None, 1.0],
        ["problem", "缺资金", None],
    ]


def test_nothing_changed_is_an_empty_table(desk, store):
    publish(desk, [task("修路", 1.0)])

    assert store.differences("2017-07", "2017-08").empty


@pytest.fixture
def moved(desk, store):
    """Between June and July: one item added, one ended, one gone into two parts, one retargeted, one terminated."""
    publish(
        desk,
        [task("老项目", 1.0), task("打包项目", 1.0), task("修路", 1.0), task("停建", 1.0, status="on_track")],
        period="2017-06",
    )
    publish(
        desk,
        [
            task("新项目", 1.0),
            task("一标段", 1.0),
            task("二标段", 1.0),
            task("修路", 1.0) | {"target_value": 80.0},
            task("停建", 1.0, status="terminated"),
        ],
    )
    return {
        row.task: row.row_id
        for when in ("2017-06", "2017-07")
        for row in store.frame("work_targets", as_of=when).itertuples()
    }


def test_the_denominator_ledger_names_what_came_went_split_and_was_retargeted(desk, store, moved):
    desk.explain_change(
        "work_targets",
        moved["打包项目"],
        "split",
        approved_by="管委会第5次会议",
        reason="分标段",
        parts=[moved["一标段"], moved["二标段"]],
        at=AT,
    )
    desk.explain_change("work_targets", moved["修路"], "retargeted", approved_by="党工委", reason="规划调整", at=AT)

    found = store.denominator("2017-06", "2017-07")

    assert found[["label", "kind", "old", "new", "approved_by"]].to_numpy().tolist() == [
        ["发展 新项目", "added", None, None, None],
        ["发展 一标段", "split", None, None, "管委会第5次会议"],
        ["发展 二标段", "split", None, None, "管委会第5次会议"],
        ["发展 老项目", "ended", None, None, None],
        ["发展 打包项目", "split", None, None, "管委会第5次会议"],
        ["发展 修路", "retargeted", 100.0, 80.0, "党工委"],
        ["发展 停建", "ended", "on_track", "terminated", None],
    ]


def test_an_approval_without_the_approving_body_is_refused(desk, moved):
    with pytest.raises(Refused, match="请填写理由"):
        desk.explain_change("work_targets", moved["修路"], "retargeted", approved_by="", reason="x", at=AT)
