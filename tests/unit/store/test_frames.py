"""What a frame shows: the latest published version of each department, typed, with identity and source."""

import datetime as dt

import pandas as pd
import pytest

from catalog import datasets
from store import Refused
from tests.unit.store.readings import AT, Reading, reading, table, task


def publish(desk, rows, content=b"workbook", **about):
    return desk.publish(desk.save(reading(rows, **about), content=content, at=AT), at=AT)


def test_a_published_row_comes_back_with_its_values_and_source(desk, store):
    publish(desk, [task("修路", 40.0, completion_rate=0.4, deadline=dt.date(2017, 12, 31), status="behind")])

    row = store.frame("work_targets").iloc[0]

    assert row[["area", "task", "actual_value", "completion_rate", "status"]].tolist() == [
        "发展",
        "修路",
        40.0,
        0.4,
        "behind",
    ]
    assert row["deadline"] == pd.Timestamp("2017-12-31")
    assert row[["period", "reporting_department", "source_file", "source_sheet", "source_row"]].tolist() == [
        "2017-07",
        "建设局",
        "建设局7月.xlsx",
        "进展",
        5,
    ]


def test_missing_stays_missing(desk, store):
    publish(desk, [task("修路")])

    row = store.frame("work_targets").iloc[0]

    assert row[["actual_value", "deadline", "problem"]].isna().all()


@pytest.mark.parametrize("name", datasets())
def test_an_empty_frame_has_the_same_columns_and_types_as_a_filled_one(desk, store, name):
    empty = store.frame(name)
    publish(desk, [{}], name=name)

    filled = store.frame(name)

    assert len(filled) == 1
    assert empty.dtypes.to_dict() == filled.dtypes.to_dict()


def test_types_are_those_pages_count_on(store):
    kinds = store.frame("work_targets").dtypes.astype(str)

    assert kinds[["target_value", "completion_rate"]].tolist() == ["float64", "float64"]
    assert kinds[["deadline", "done_date"]].tolist() == ["datetime64[us]", "datetime64[us]"]
    assert kinds[["task", "row_id", "period"]].tolist() == ["str", "str", "str"]


def test_drafts_are_not_shown(desk, store):
    desk.save(reading([task("修路", 1.0)]), content=b"draft", at=AT)

    assert store.frame("work_targets").empty


def test_each_department_is_shown_by_its_latest_period_up_to_the_asked_one(desk, store):
    publish(desk, [task("修路", 10.0)], b"1", period="2017-05")
    publish(desk, [task("修路", 20.0)], b"2", period="2017-07")
    publish(desk, [task("绿化", 5.0)], b"3", period="2017-06", department="环保局")

    shown = {
        as_of: store.frame("work_targets", as_of=as_of)["actual_value"].tolist()
        for as_of in ("2017-04", "2017-05", "2017-06", "2017-07", None)
    }

    assert shown == {
        "2017-04": [],
        "2017-05": [10.0],
        "2017-06": [10.0, 5.0],
        "2017-07": [20.0, 5.0],
        None: [20.0, 5.0],
    }


def test_history_has_every_period_once(desk, store):
    publish(desk, [task("修路", 10.0)], b"1", period="2017-05")
    publish(desk, [task("修路", 11.0)], b"1b", period="2017-05")
    publish(desk, [task("修路", 20.0)], b"2", period="2017-06")

    history = store.history("work_targets")

    assert history[["period", "actual_value"]].to_numpy().tolist() == [["2017-05", 11.0], ["2017-06", 20.0]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("新建道路 8公里", "新建道路8公里"),
        ("“三会一课”检查", "三会一课 检查"),
        ("ＬＥＤ改造", "led改造"),
    ],
)
def test_an_item_keeps_its_identity_however_its_name_is_typed(desk, store, before, after):
    publish(desk, [task(before)], b"1", period="2017-05")
    first = store.frame("work_targets")["row_id"].item()
    publish(desk, [task(after)], b"2", period="2017-06")

    assert store.frame("work_targets")["row_id"].item() == first


def test_rows_of_the_same_name_in_one_sheet_stay_two_items(desk, store):
    publish(desk, [task("修路", 1.0), task("修路", 2.0)])

    frame = store.frame("work_targets")

    assert frame["actual_value"].tolist() == [1.0, 2.0]
    assert frame["row_id"].is_unique


def test_two_tables_of_one_workbook_about_the_same_are_one_submission(desk, store):
    both = Reading(
        "招商局7月.xlsx",
        tuple(
            table([{"project": p}], name="investment_projects", department="招商局", sheet=s)
            for p, s in (("甲项目", "在谈"), ("乙项目", "签约"))
        ),
    )

    receipt = desk.publish(desk.save(both, content=b"two sheets", at=AT), at=AT)

    assert len(receipt.lines) == 1
    assert store.frame("investment_projects")[["project", "source_sheet"]].to_numpy().tolist() == [
        ["甲项目", "在谈"],
        ["乙项目", "签约"],
    ]


def test_a_draft_can_be_looked_at_as_if_it_were_published(desk, store):
    publish(desk, [task("修路", 10.0)], b"1")
    draft = desk.save(reading([task("修路", 99.0)]), content=b"2", at=AT)

    preview = store.frame("work_targets", instead=draft.submission_ids)

    assert preview["actual_value"].tolist() == [99.0]
    assert store.frame("work_targets")["actual_value"].tolist() == [10.0]


def test_the_version_grows_with_every_act_and_the_figures_version_only_with_figures(desk, store):
    publish(desk, [task("修路", 10.0)])
    before = store.version(), store.figures_version()
    desk.keep(b"other", "other.xlsx", at=AT)

    assert store.version() == before[0] + 1
    assert store.figures_version() == before[1]


def test_a_declared_standstill_moves_the_figures_version_because_it_counts_as_reported(desk, store):
    before = store.figures_version()
    desk.declare_no_progress("work_targets", "建设局", "2017-07", reason="汛期停工", at=AT)

    assert store.figures_version() > before


def test_an_unknown_meeting_is_refused_in_words(store):
    with pytest.raises(Refused, match="没有名为“八月会”的会议定稿"):
        store.frame("work_targets", meeting="八月会")


def test_text_no_database_takes_is_stored_without_the_offending_part(desk, store):
    publish(desk, [task("修路", progress_text="a\x00b")], file="半\ud83d字\x00.xlsx")

    assert store.frame("work_targets")[["progress_text", "source_file"]].iloc[0].tolist() == ["ab", "半?字.xlsx"]


@pytest.mark.parametrize("value", [-0.0, 0.1 + 0.2, 1e-300, 123456789012.345, 4.9567])
def test_numbers_come_back_bit_for_bit(desk, store, value):
    publish(desk, [task("修路", value)])

    assert store.frame("work_targets")["actual_value"].item().hex() == (value + 0.0).hex()


def test_an_infinite_number_is_refused(desk):
    with pytest.raises(Refused):
        desk.save(reading([task("修路", float("inf"))]), content=b"inf", at=AT)


def test_a_new_year_shows_nothing_of_what_was_set_for_the_old_one(desk, store):
    publish(desk, [task("修路", 40.0)], period="2017-12")
    publish(desk, [task("架桥", 1.0)], period="2018-01", department="规划局")

    assert store.frame("work_targets", as_of="2018-01")["task"].tolist() == ["架桥"]
    assert store.frame("work_targets")["task"].tolist() == ["架桥"]
    assert store.frame("work_targets", as_of="2017-12")["task"].tolist() == ["修路"]
    assert store.frame("work_targets", as_of="2018-02")["task"].tolist() == ["架桥"]


def test_what_rolls_on_is_still_there_in_the_new_year(desk, store):
    publish(desk, [{"project": "一个项目", "stage": "signed"}], name="investment_projects")

    assert store.frame("investment_projects", as_of="2018-01")["project"].tolist() == ["一个项目"]
