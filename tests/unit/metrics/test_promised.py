"""39 promised is 39 shown: what nobody reported stands there as unreported."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from msgspec.structs import replace

from catalog.book import Item, Task, book, judged_by
from catalog.lamps import lamp_text
from metrics import book_entries, evidence, forecast, livelihood, progress, promised, rollup
from metrics.approvals import Approval, with_endings, with_kept_targets
from metrics.promised import with_blank_states, with_unreported, with_vanished

JULY = date(2017, 7, 31)
LIST = tuple(
    Item(year=2017, number=n, name=name, category="教育提升", aliases=aliases, department="教育局")
    for n, (name, aliases) in enumerate([("修学校", ("建学校",)), ("修操场", ()), ("修食堂", ())], 1)
)


def test_every_item_of_the_list_is_shown_and_the_silent_ones_are_unreported(rows) -> None:
    frame = rows("livelihood_projects", {"project": "建学校", "category": "教育提升", "completion_rate": 0.9})
    found = livelihood.items(progress.assess(with_unreported(frame, LIST), as_of=JULY))
    assert dict(zip(found["item"], found["light"], strict=True)) == {
        "建学校": "on_track",
        "修操场": "no_report",
        "修食堂": "no_report",
    }
    assert found["counted"].all()


def test_an_added_row_changes_no_type_and_no_other_row(rows) -> None:
    frame = rows("livelihood_projects", {"project": "建学校", "completion_rate": 0.9})
    found = with_unreported(frame, LIST)
    pd.testing.assert_frame_equal(found.iloc[:1], frame)
    assert found["row_id"].is_unique
    assert found["lead_department"].tolist()[1:] == ["教育局", "教育局"]


def test_before_the_first_report_nothing_is_added(rows) -> None:
    frame = rows("livelihood_projects", {"project": "x"}).iloc[:0]
    assert with_unreported(frame, LIST) is frame


def test_a_task_of_the_list_that_nobody_reported_stands_in_its_work_with_its_weight(rows) -> None:
    frame = rows("work_targets", {"task": "招 商", "area": "发展", "completion_rate": 0.9, "weight": 5})
    tasks = [
        Task(year=2017, number=n, name=name, area="发展", weight=5.0, target_value=10.0, department="招商局")
        for n, name in enumerate(("招商", "引才"), 1)
    ]
    found = progress.assess(with_unreported(frame, tasks), as_of=JULY)
    assert found[["task", "light"]].to_numpy().tolist() == [["招 商", "on_track"], ["引才", "no_report"]]
    assert rollup.by_area(found).set_index("area").loc["发展", "rate"] == 0.45


def sheet(rows, period, *given):
    unit = {"reporting_department": "建设局", "period": period, "area": "发展"}
    return rows("work_targets", *({"row_id": f"r-{one['task']}", **unit, **one} for one in given))


@pytest.mark.parametrize(
    ("before", "now", "stays"),
    [
        ([{"task": "修路"}, {"task": "造林"}], [{"task": "造林"}], ["修路"]),  # left out: it stays, unreported
        ([{"task": "修路"}, {"task": "造林"}], [{"task": "造林"}, {"task": "修 路", "row_id": "x"}], []),  # retyped
        ([{"task": "农村道路硬化工程"}], [{"task": "农村道路硬化改造工程"}], []),  # reworded
        ([{"task": "修路"}], [{"task": "架桥"}], ["修路"]),
        ([{"task": "修路", "status": "terminated"}], [{"task": "造林"}], []),
        ([{"task": "修路", "reporting_department": "旧局"}], [{"task": "修路", "row_id": "x"}], []),  # a successor's
        (
            [{"task": "修路"}, {"task": "造林"}],
            [{"task": "造林"}, {"task": "修路", "row_id": "x", "reporting_department": "科技局"}],
            ["修路"],  # another unit's road is another road
        ),
    ],
)
def test_a_row_left_out_stays_until_it_is_clear_why(rows, before, now, stays) -> None:
    then, here = sheet(rows, "2017-06", *before), sheet(rows, "2017-07", *now)
    found = with_vanished(here, then)
    assert found["task"].tolist()[len(now) :] == stays
    assert found["period"].tolist()[len(now) :] == ["2017-06"] * len(stays)


@pytest.mark.parametrize(
    ("status", "noted", "said", "rests_on"),
    [
        ("terminated", ("ended", "管委会〔2017〕9号"), "终止（依据管委会〔2017〕9号）", ["管委会〔2017〕9号"]),
        ("terminated", ("retargeted", "管委会〔2017〕9号"), "终止（未注明批准依据）", []),
        ("suspended", ("ended", "管委会〔2017〕9号"), "暂停（依据管委会〔2017〕9号）", ["管委会〔2017〕9号"]),
        ("on_track", ("ended", "管委会〔2017〕9号"), "", []),
    ],
)
def test_what_is_in_no_count_says_by_whose_leave(rows, status, noted, said, rests_on) -> None:
    here = sheet(rows, "2017-07", {"task": "修路", "status": status}, {"task": "造林", "status": "on_track"})
    found = progress.assess(with_endings(here, [Approval("r-修路", *noted, "2017-07-20T08:00:00")]), as_of=JULY)
    cells = pd.DataFrame({"dataset": ["work_targets"], "row_id": ["r-修路"], "role": ["counted"]})
    entries = book_entries.of_cells(cells, {"work_targets": found})
    lamps = [lamp_text(row["light"], row["deviation"], cause=row["cause"]) for row in found.to_dict("records")]
    assert [said in lamps[0], "终止" in lamps[1]] == [True, False]
    assert entries.loc[entries["used"] == "批准的终止", "paper"].tolist() == rests_on


def test_a_row_whose_leaving_was_approved_is_gone(rows) -> None:
    then, here = sheet(rows, "2017-06", {"task": "修路"}), sheet(rows, "2017-07", {"task": "造林"})
    assert with_vanished(here, then, {"r-修路"})["task"].tolist() == ["造林"]


def test_of_a_row_that_left_its_last_wording_stays(rows) -> None:
    then = pd.concat(
        [sheet(rows, p, {"task": "修路", "actual_value": v}) for p, v in (("2017-06", 6.0), ("2017-05", 5.0))]
    )
    found = with_vanished(sheet(rows, "2017-07", {"task": "造林"}), then)
    assert found["actual_value"].tolist()[1:] == [6.0]


def test_what_the_list_calls_the_same_has_not_left(rows) -> None:
    listed = Task(year=2017, number=1, name="道路", area="发展", aliases=("修路", "乡村通达"))
    then, here = sheet(rows, "2017-06", {"task": "修路"}), sheet(rows, "2017-07", {"task": "乡村通达"})
    with judged_by(replace(book(), tasks=(listed,))):
        assert with_vanished(here, then)["task"].tolist() == ["乡村通达"]


def told(rows, *by_month):
    """One task's reports, a month each from May on."""
    road = {"row_id": "r", "task": "修路", "area": "发展", "unit": "公里", "reporting_department": "建设局"}
    return [rows("work_targets", road | one | {"period": f"2017-{5 + i:02d}"}) for i, one in enumerate(by_month)]


HALVED = ({"target_value": 120.0, "actual_value": 40.0}, {"target_value": 60.0, "actual_value": 50.0})


def test_a_target_nobody_approved_to_change_stays_what_it_was(rows) -> None:
    may, june = told(rows, *HALVED)
    found = progress.assess(with_kept_targets(june, may), as_of=date(2017, 6, 30)).iloc[0]
    assert (found["target_value"], found["typed_target"], found["rate"]) == (120.0, 60.0, 50 / 120)


def test_a_column_of_units_that_is_empty_takes_the_unit_of_the_kept_target(rows) -> None:
    may, june = told(rows, *HALVED)
    found = with_kept_targets(june.assign(unit=float("nan")), may)
    assert found[["target_value", "unit"]].to_numpy().tolist() == [[120.0, "公里"]]


def test_an_approved_target_counts_and_names_who_approved_it_until_the_next(rows) -> None:
    may, june, july = told(rows, *HALVED, {"target_value": 30.0, "actual_value": 50.0})
    noted = [Approval("r", "retargeted", "管委会〔2017〕9号", "2017-06-20T08:00:00")]
    in_may = with_kept_targets(may, may.iloc[:0], noted).iloc[0]
    in_june = with_kept_targets(june, may, noted).iloc[0]
    in_july = with_kept_targets(july, pd.concat([may, june]), noted).iloc[0]
    assert (in_may["target_value"], pd.isna(in_may["paper"])) == (120.0, True)  # what came later names nothing before
    assert (in_june["target_value"], in_june["paper"]) == (60.0, "管委会〔2017〕9号")
    assert (in_july["target_value"], in_july["typed_target"]) == (60.0, 30.0)


@pytest.mark.parametrize(
    "now",
    [{"target_value": 120000.0, "actual_value": 50000.0, "unit": "米"}, {"target_value": 120.0, "actual_value": 50.0}],
)
def test_the_same_target_in_another_unit_is_no_other_target(rows, now) -> None:
    may, june = told(rows, HALVED[0], now)
    found = progress.assess(with_kept_targets(june, may), as_of=date(2017, 6, 30)).iloc[0]
    assert found["rate"] == pytest.approx(50 / 120)
    assert pd.isna(found["typed_target"])


def test_the_list_outranks_what_was_reported_first(rows) -> None:
    may, june = told(rows, *HALVED)
    approved = Task(year=2017, number=1, name="修路", area="发展", target_value=100.0)
    with judged_by(replace(book(), tasks=(approved,))):
        found = progress.assess(with_kept_targets(june, may), as_of=date(2017, 6, 30)).iloc[0]
    assert (found["target_value"], found["typed_target"]) == (100.0, 60.0)


def test_a_target_left_out_stays_what_it_was(rows) -> None:
    may, june = told(rows, HALVED[0], {"actual_value": 50.0})
    found = progress.assess(with_kept_targets(june, may), as_of=date(2017, 6, 30)).iloc[0]
    assert (found["target_value"], found["rate"]) == (120.0, 50 / 120)


def test_a_course_of_months_is_held_each_at_the_target_that_counted_then(rows) -> None:
    every = pd.concat(told(rows, *HALVED, {"target_value": 60.0, "actual_value": 55.0}), ignore_index=True)
    open_, settled = (
        with_kept_targets(every, every.iloc[:0], noted)
        for noted in ((), [Approval("r", "retargeted", "会议", "2017-07-02T08:00:00")])
    )
    assert open_["target_value"].tolist() == [120.0, 120.0, 120.0]
    assert settled["target_value"].tolist() == [120.0, 60.0, 60.0]
    assert progress.rates(open_).tolist() == [40 / 120, 50 / 120, 55 / 120]


def test_before_a_target_was_first_given_there_is_none(rows) -> None:
    every = pd.concat(told(rows, {"actual_value": 40.0}, HALVED[0]), ignore_index=True)
    assert with_kept_targets(every, every.iloc[:0])["target_value"].isna().tolist() == [True, False]


def declared(rows, period: str = "2017-06", **more) -> pd.DataFrame:
    """A unit's tasks of June, held in July as its declaration of no progress carries them."""
    tasks = ({"row_id": "a", "task": "修路"} | more, {"row_id": "b", "task": "架桥", "reporting_department": "城管局"})
    given = {
        "reporting_department": "建设局",
        "unit": "公里",
        "target_value": 60.0,
        "actual_value": 20.0,
        "area": "发展",
    }
    found = rows("work_targets", *(given | {"period": period} | task for task in tasks))
    return promised.standing_still(found, {"建设局": "汛期停工"}, "2017-07")


def test_a_declared_standstill_is_judged_by_its_last_values_against_todays_clock_and_said_as_such(rows) -> None:
    found = progress.assess(declared(rows), as_of=JULY)
    assert found["light"].tolist() == ["behind", "behind"]
    assert found["light_basis"].tolist() == ["deviation", "report"]  # the other unit is silent
    assert found["standstill"].tolist() == ["声明本期无进展（汛期停工）", ""]
    fine = progress.assess(declared(rows, actual_value=40.0), as_of=JULY)
    assert (fine["light"][0], evidence.states(fine)[0]) == ("on_track", "正常，声明无进展")


def test_overdue_outranks_a_declared_standstill(rows) -> None:
    found = progress.assess(declared(rows, deadline=pd.Timestamp("2017-07-15")), as_of=JULY)
    assert (found["light"][0], found["light_basis"][0]) == ("behind", "deadline")


def test_who_did_report_for_the_month_stands_by_its_report(rows) -> None:
    found = declared(rows, period="2017-07")
    assert "standstill" not in found


@pytest.mark.parametrize("declaring", ["住建局", "建设局"])
def test_a_unit_declares_under_either_name_for_what_was_reported_under_its_former_one(rows, declaring) -> None:
    known = next(u for u in book().units if u.name == "建设局")
    renamed = tuple(
        replace(u, name="住建局", aliases=(*u.aliases, "建设局")) if u is known else u for u in book().units
    )
    june = rows("work_targets", {"task": "修路", "period": "2017-06", "reporting_department": "建设局"})
    with judged_by(replace(book(), units=renamed)):
        found = promised.standing_still(june, {declaring: "汛期停工"}, "2017-07")
    assert found["period"].tolist() == ["2017-07"]


def test_a_declared_standstill_is_forecast_as_the_report_of_the_same_values_would_be(rows) -> None:
    about = {"row_id": "a", "task": "修路", "unit": "公里", "target_value": 100.0, "reporting_department": "建设局"}
    done = {"2017-04": 30.0, "2017-05": 40.0, "2017-06": 50.0, "2017-07": 50.0, "2017-08": 50.0}
    every = rows("work_targets", *(about | {"period": p, "actual_value": value} for p, value in done.items()))
    still = {"2017-08": {"建设局": "停工"}, "2017-07": {"建设局": "停工"}, "2017-05": {"建设局": "停工"}}
    declared = promised.with_standstills(every[every["period"] <= "2017-06"], still)
    assert (
        declared[["period", "actual_value"]].to_numpy().tolist()
        == every[["period", "actual_value"]].to_numpy().tolist()
    )
    told, sent = (forecast.year_end(f, as_of=date(2017, 8, 31)) for f in (declared, every))
    pd.testing.assert_frame_equal(told, sent)
    assert promised.with_standstills(every, {"2017-07": {"别局": "停工"}}) is every


@pytest.mark.parametrize(
    ("before", "now", "light"),
    [
        ({"status": "not_started"}, {}, "no_report"),
        ({"completion_rate": 0.2}, {"progress_text": "推进中"}, "no_report"),
        ({"status": "on_track"}, {"actual_value": 3.0}, "not_measurable"),
        ({"progress_text": "推进中"}, {}, "not_measurable"),
    ],
)
def test_a_state_that_is_told_no_more_is_silence(rows, before, now, light) -> None:
    june, july = (rows("work_targets", {"task": "甲", "area": "发展"} | said) for said in (before, now))
    told = with_blank_states(july, june.assign(period="2017-06"))
    assert progress.assess(told, as_of=JULY)["light"].tolist() == [light]
