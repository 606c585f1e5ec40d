"""The reporting ledger: what was owed, what came, how late, and what kind of absence the rest is."""

import datetime as dt
import json

import pandas as pd
import pytest
from msgspec.structs import replace

from catalog.book import book, judged_by
from catalog.working_days import is_working_day, moved_to_working_day, working_day_after, working_days_between
from store import Refused
from store.reading.owed_reports import due_day, owed
from tests.unit.store.readings import AT, reading, task


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2017-07-28", True),
        ("2017-07-29", False),
        ("2017-10-03", False),
        ("2017-09-30", True),
        ("2017-04-01", True),
        ("2017-04-03", False),
        ("2017-05-27", True),
        ("2017-01-27", False),
        ("2017-02-04", True),
        ("2031-10-01", True),
    ],
)
def test_working_days_follow_the_holiday_table(date, works):
    assert is_working_day(day(date)) == works


@pytest.mark.parametrize(
    ("date", "moved"),
    [
        ("2017-04-30", "2017-05-02"),
        ("2017-09-30", "2017-09-30"),
        ("2017-10-01", "2017-10-09"),
        ("2017-12-31", "2018-01-02"),
    ],
)
def test_a_day_off_moves_to_the_next_working_day(date, moved):
    assert moved_to_working_day(day(date)) == day(moved)


@pytest.mark.parametrize(
    ("date", "count", "reached"),
    [
        ("2017-07-31", 3, "2017-08-03"),
        ("2017-09-30", 3, "2017-10-11"),
        ("2017-01-26", 1, "2017-02-03"),
    ],
)
def test_the_nth_working_day_after(date, count, reached):
    assert working_day_after(day(date), count) == day(reached)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2017-07-31", "2017-07-31", 0),
        ("2017-07-31", "2017-07-28", 0),
        ("2017-07-31", "2017-08-01", 1),
        ("2017-07-28", "2017-07-31", 1),
        ("2017-09-29", "2017-10-09", 2),
        ("2017-09-30", "2017-10-08", 0),
    ],
)
def test_working_days_between(start, end, days):
    assert working_days_between(day(start), day(end)) == days


@pytest.mark.parametrize(
    ("period", "due"),
    [("2017-07", "2017-07-31"), ("2017-04", "2017-05-02"), ("2017-01", "2017-02-03"), ("2017-02", "2017-02-28")],
)
def test_a_due_day_that_is_none_moves_to_a_working_day(period, due):
    assert due_day(period) == day(due)


def test_what_is_owed_names_known_departments_only():
    known = {u.name for u in book().units}

    assert {one.department for one in owed("2017-12")} <= known


def test_what_is_owed_quarterly_or_from_a_month_on_is_owed_only_then():
    expected = {(one.dataset, one.department, one.period) for one in owed("2017-05")}

    standings = sorted(p for d, _, p in expected if d == "standings")
    safety = sorted(p for d, who, p in expected if (d, who) == ("rectification", "安监局"))
    assert (standings, safety) == (["2017-01", "2017-04"], ["2017-04", "2017-05"])


def send(desk, received, department="建设局", period="2017-07", actual=1.0, name="work_targets"):
    content = repr((department, period, actual)).encode()
    return desk.save(
        reading([task("修路", actual)], department=department, period=period, name=name),
        content=content,
        received=received,
        at=AT,
    )


def row(store, department="建设局", period="2017-07", on=None, dataset="work_targets"):
    found = store.ledger(period, on=on)
    about = (found["dataset"] == dataset) & (found["department"] == department) & (found["period"] == period)
    return found[about].iloc[0]


@pytest.mark.parametrize(
    ("received", "kind", "late"),
    [("2017-07-28", "on_time", 0), ("2017-07-31", "on_time", 0), ("2017-08-01", "late", 1), ("2017-08-07", "late", 5)],
)
def test_a_report_is_on_time_or_late_by_working_days(desk, store, received, kind, late):
    desk.publish(send(desk, received), at=AT)

    found = row(store)

    assert (found["kind"], found["working_days_late"], found["on_time"]) == (kind, late, late == 0)


def test_a_later_correction_does_not_make_a_report_late(desk, store):
    desk.publish(send(desk, "2017-07-28"), at=AT)
    desk.publish(send(desk, "2017-08-09", actual=2.0), at=AT)

    found = row(store)

    assert (found["kind"], found["version"]) == ("on_time", 2)


def test_a_report_that_was_sent_back_counts_from_its_second_coming(desk, store):
    first = desk.publish(send(desk, "2017-07-28"), at=AT)
    desk.send_back(first.submission_ids[0], reason="口径不对", at=AT)
    desk.publish(send(desk, "2017-08-02", actual=2.0), at=AT)

    assert row(store)["kind"] == "late"


def absent(desk, kind):
    """Bring the July report of 建设局 into a state of absence."""
    acts = {
        "never": lambda: None,
        "draft": lambda: send(desk, "2017-07-28"),
        "returned": lambda: desk.send_back(send(desk, "2017-07-28").submission_ids[0], reason="x", at=AT),
        "withdrawn": lambda: desk.withdraw(
            desk.publish(send(desk, "2017-07-28"), at=AT).submission_ids[0], reason="x", at=AT
        ),
        "no_progress": lambda: desk.declare_no_progress("work_targets", "建设局", "2017-07", reason="汛期停工", at=AT),
    }
    acts[kind]()


@pytest.mark.parametrize("kind", ["never", "draft", "returned", "withdrawn", "no_progress"])
def test_the_kinds_of_absence(desk, store, kind):
    absent(desk, kind)

    found = row(store)

    assert found["kind"] == kind
    assert found[["received", "on_time", "submission_id"]].isna().all()


def test_a_declared_standstill_carries_its_reason(desk, store):
    absent(desk, "no_progress")

    assert row(store)["reason"] == "汛期停工"


@pytest.mark.parametrize(("on", "kind"), [("2017-07-31", "not_due"), ("2017-08-01", "never")])
def test_before_its_day_nothing_is_missing(store, on, kind):
    assert row(store, on=day(on))["kind"] == kind


def test_what_nobody_asked_for_is_extra_and_not_expected(desk, store):
    desk.publish(send(desk, "2017-07-28", department="规划局"), at=AT)

    found = row(store, department="规划局")

    assert (found["kind"], found["expected"]) == ("extra", False)


def test_the_ledger_names_the_post_that_leads_the_unit(store):
    assert row(store)["lead_post"] == "管委会副主任（分管建设）"


def uploaded(desk, file="建设局7月.xlsx"):
    """A workbook that was kept on 1 August and published; the upload's and the submission's number."""
    number = desk.keep(file.encode(), file, at=AT)
    saved = desk.save(reading([task("修路", 1.0)]), upload=number, at=AT)
    return number, desk.publish(saved, at=AT).submission_ids[0]


def test_what_came_by_mail_before_it_was_uploaded_is_on_time(desk, store):
    number, _ = uploaded(desk)
    assert (row(store)["kind"], row(store)["working_days_late"]) == ("late", 1)

    desk.receive(number, "2017-07-28", reason="周五邮件收到", at=AT)

    assert (row(store)["kind"], str(row(store)["received"])[:10]) == ("on_time", "2017-07-28")
    assert desk.upload(number).received == "2017-07-28"
    assert desk.audit().iloc[-1][["actor", "action"]].tolist() == ["张科", "receive"]
    assert json.loads(desk.audit().iloc[-1]["details"]) == {
        "upload": number, "received": "2017-07-28", "was": "2017-08-01", "reason": "周五邮件收到",
    }  # fmt: skip


def test_the_last_word_on_the_day_counts_whether_on_the_file_or_on_one_version(desk, store):
    number, submission = uploaded(desk)
    desk.receive(number, "2017-07-28", reason="x", at=AT)
    desk.receive_version(submission, "2017-08-01", reason="弄错了", at=AT)
    assert (row(store)["kind"], store.lines([submission])[0].received) == ("late", "2017-08-01")

    desk.receive(number, "2017-07-31", reason="又查了一次", at=AT)

    assert (row(store)["kind"], store.lines([submission])[0].received) == ("on_time", "2017-07-31")


@pytest.mark.parametrize(
    ("of_the_file", "of_the_version", "kind"),
    [
        ("2017-08-01", "2017-07-28", "on_time"),
        ("2017-07-28", "2017-08-01", "late"),
    ],
)
def test_a_restored_version_came_when_its_content_came(desk, store, of_the_file, of_the_version, kind):
    number, submission = uploaded(desk)
    desk.receive(number, of_the_file, reason="x", at=AT)
    desk.receive_version(submission, of_the_version, reason="x", at=AT)
    desk.withdraw(submission, reason="x", at=AT)

    desk.restore(submission, reason="x", at=AT)

    assert row(store)["kind"] == kind


def test_the_day_moves_the_figures_version_because_lateness_is_counted(desk, store):
    number, _ = uploaded(desk)
    before = store.figures_version()

    desk.receive(number, "2017-07-28", reason="x", at=AT)

    assert store.figures_version() > before


def test_the_same_day_again_is_a_repetition(desk, store):
    number, submission = uploaded(desk)

    assert desk.receive(number, "2017-08-01", reason="x", at=AT).repeated
    assert desk.receive_version(submission, "2017-08-01", reason="x", at=AT).repeated


@pytest.mark.parametrize(
    ("day", "reason", "said"),
    [
        ("2017-08-02", "x", "不能晚于文件入库的日子"),
        ("7月28日", "x", "不是日期"),
        ("2017-07-28", " ", "请填写理由"),
    ],
)
def test_a_day_that_cannot_be_or_without_a_reason_is_refused(desk, store, day, reason, said):
    number, submission = uploaded(desk)

    with pytest.raises(Refused, match=said):
        desk.receive(number, day, reason=reason, at=AT)
    with pytest.raises(Refused, match=said):
        desk.receive_version(submission, day, reason=reason, at=AT)

    assert row(store)["kind"] == "late"


def test_in_a_locked_period_nobody_becomes_punctual(desk, store):
    number, submission = uploaded(desk)
    desk.lock_period("2017-07", at=AT)

    with pytest.raises(Refused, match="已锁定"):
        desk.receive(number, "2017-07-28", reason="x", at=AT)
    with pytest.raises(Refused, match="已锁定"):
        desk.receive_version(submission, "2017-07-28", reason="x", at=AT)

    assert row(store)["kind"] == "late"


def test_the_ledger_of_a_moment_knows_nothing_that_came_later(desk, store):
    number, submission = uploaded(desk)
    desk.declare_no_progress("work_targets", "环保局", "2017-07", reason="x", at=AT)
    then = store.version()
    before = store.ledger("2017-07", until=then)

    desk.receive(number, "2017-07-28", reason="x", at=AT)
    desk.declare_no_progress("work_targets", "财政局", "2017-07", reason="x", at=AT)
    desk.publish(send(desk, "2017-07-28", actual=5.0), at=AT)
    desk.publish(send(desk, "2017-07-28", department="发改局"), at=AT)
    desk.withdraw(submission, reason="x", at=AT)

    pd.testing.assert_frame_equal(store.ledger("2017-07", until=then), before)
    assert not store.ledger("2017-07").equals(before)


def test_the_ledger_of_a_month_says_nothing_of_later_ones(desk, store):
    desk.publish(send(desk, "2017-08-31", period="2017-08"), at=AT)

    assert set(store.ledger("2017-07")["period"]) <= {f"2017-0{month}" for month in range(1, 8)}


def test_a_unit_owes_nothing_before_it_was_founded_nor_after_it_was_dissolved():
    lived = {"valid_from": dt.date(2017, 3, 1), "valid_to": dt.date(2017, 5, 31)}
    units = tuple(replace(unit, **lived) if unit.name == "建设局" else unit for unit in book().units)
    with judged_by(replace(book(), units=units)):
        months = {one.period for one in owed("2017-12") if one.department == "建设局"}

    assert months == {"2017-03", "2017-04", "2017-05"}


def test_a_merged_units_duties_go_to_its_successor_and_are_owed_once():
    ended = {"valid_to": dt.date(2017, 5, 31), "successor": "规划局"}
    units = tuple(replace(unit, **ended) if unit.name == "建设局" else unit for unit in book().units)
    with judged_by(replace(book(), units=units)):
        found = [(one.department, one.period) for one in owed("2017-12") if one.dataset == "key_projects"]

    assert ("建设局", "2017-05") in found
    assert ("规划局", "2017-05") not in found
    assert ("建设局", "2017-06") not in found
    assert found.count(("规划局", "2017-06")) == 1


def test_a_duty_with_a_day_of_its_own_is_due_on_that_day():
    known = book()
    owes = tuple(replace(one, due_day=5) if one.dataset == "standings" else one for one in known.owes)
    with judged_by(replace(known, owes=owes)):
        assert due_day("2017-07", "standings", "经济发展局").day == 5
        assert due_day("2017-07", "work_targets", "建设局").day == 31
