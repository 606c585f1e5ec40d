"""Dates: a deadline is the last day its text can mean, any other date the first: reading.md D9."""

from datetime import date, datetime, time

import pytest

from loaders.cells import Context, date_in, period_in, read_cell, year_in

IN_2017 = Context(year=2017, period="2017-07")
IN_2026 = Context(year=2026, period="2026-07")
NOWHEN = Context()


def codes(parsed):
    return [note.code for note in parsed.notes]


def day(text):
    return date.fromisoformat(text)


DEADLINES = [
    # id, typed, number format, context, day, said
    ("D01-serial", 42978.0, "General", IN_2017, "2017-08-31", ["date_from_serial"]),
    ("D01-serial-text", "42978", "General", IN_2017, "2017-08-31", ["date_from_serial"]),
    ("D01-serial-1904", 41516.0, "General", Context(date1904=True), "2017-08-31", ["date_from_serial"]),
    ("D01-serial-in-date-format", 42978.0, "yyyy/m/d", IN_2017, "2017-08-31", []),
    ("D02-month-format", datetime(2017, 8, 1), 'yyyy"年"m"月"', IN_2017, "2017-08-31", []),  # noqa: DTZ001
    ("D02-month-format-at", datetime(2017, 8, 1), 'yyyy"年"m"月";@', IN_2017, "2017-08-31", []),  # noqa: DTZ001
    ("D02-english-month-format", date(2017, 8, 1), "mmm-yy", IN_2017, "2017-08-31", []),
    ("D02-day-format", date(2017, 8, 1), "yyyy/m/d", IN_2017, "2017-08-01", []),
    ("D02-day-kept", date(2017, 8, 15), 'yyyy"年"m"月"', IN_2017, "2017-08-15", []),
    ("D03-point", "2017.8", "General", IN_2017, "2017-08-31", []),
    ("D03-point-nought", "2017.08", "General", IN_2017, "2017-08-31", []),
    ("D03-hyphen", "2017-8", "General", IN_2017, "2017-08-31", []),
    ("D03-slash", "2017/8", "General", IN_2017, "2017-08-31", []),
    ("D03-characters", "2017年8月", "General", IN_2017, "2017-08-31", []),
    ("D03-month-word", "2017年8月份", "General", IN_2017, "2017-08-31", []),
    ("D03-day", "2017年8月31日", "General", IN_2017, "2017-08-31", []),
    ("D03-day-hao", "2017年8月31号", "General", IN_2017, "2017-08-31", []),
    ("D03-iso", "2017-08-31", "General", IN_2017, "2017-08-31", []),
    ("D03-iso-midnight", "2017-08-31 00:00:00", "General", IN_2017, "2017-08-31", []),
    ("D03-points", "2017.9.23", "General", IN_2017, "2017-09-23", []),
    ("D03-february", "2016年2月", "General", IN_2017, "2016-02-29", []),
    ("D04-number-august", 2017.8, "General", IN_2017, "2017-08-31", []),
    ("D04-number-october-shown", 2017.1, "0.00", IN_2017, "2017-10-31", []),
    ("D04-number-december", 2017.12, "General", IN_2017, "2017-12-31", []),
    ("D05-before-month-end", "2017年8月底前", "General", IN_2017, "2017-08-31", []),
    ("D05-year-inferred", "8月31日前", "General", IN_2017, "2017-08-31", ["year_inferred"]),
    ("D05-month-end", "8月底", "General", IN_2017, "2017-08-31", ["year_inferred"]),
    ("D05-year-from-period", "8月底", "General", Context(period="2017-07"), "2017-08-31", ["year_inferred"]),
    ("D05-finish-before", "2017年8月底前完成", "General", IN_2017, "2017-08-31", []),
    ("D05-comment", "2017年9月底（主体完工）", "General", IN_2017, "2017-09-30", ["value_with_comment"]),
    ("D03-weekday", "2017年8月31日星期四", "General", IN_2017, "2017-08-31", []),
    ("D03-time-of-day", "2017-08-31 17:30", "General", IN_2017, "2017-08-31", []),
    ("D03-day-word-left-out", "2017年10月30", "General", IN_2017, "2017-10-30", []),
    ("D05-two-verbs", "2017年12月31日前完成竣工验收", "General", IN_2017, "2017-12-31", []),
    ("D05-around", "2017年8月左右", "General", IN_2017, "2017-08-31", ["value_approximate"]),
    ("D07-a-year-as-number", 2018.0, "General", IN_2017, "2018-12-31", ["date_year_only"]),
    ("D07-a-year-as-text", "2018", "General", IN_2017, "2018-12-31", ["date_year_only"]),
    ("D05-strive", "力争2017年8月底前建成投用", "General", IN_2017, "2017-08-31", []),
    ("D06-third-quarter", "三季度", "General", IN_2026, "2026-09-30", ["year_inferred"]),
    ("D06-figure", "3季度", "General", IN_2026, "2026-09-30", ["year_inferred"]),
    ("D06-quarter-end", "第三季度末", "General", IN_2026, "2026-09-30", ["year_inferred"]),
    ("D06-q3", "2026Q3", "General", IN_2026, "2026-09-30", []),
    ("D06-with-year", "2026年三季度", "General", IN_2026, "2026-09-30", []),
    ("D07-first-half", "上半年", "General", IN_2026, "2026-06-30", ["year_inferred"]),
    ("D07-second-half", "2026年下半年", "General", IN_2026, "2026-12-31", []),
    ("D07-year-end", "年底", "General", IN_2026, "2026-12-31", ["year_inferred"]),
    ("D07-before-year-end", "年底前", "General", IN_2026, "2026-12-31", ["year_inferred"]),
    ("D07-within-the-year", "年内", "General", IN_2026, "2026-12-31", ["year_inferred"]),
    ("D07-whole-year", "全年", "General", IN_2026, "2026-12-31", ["year_inferred"]),
    ("D07-year-end-dated", "2026年底", "General", IN_2017, "2026-12-31", []),
    ("D07-year-end-dated-twice", "2026年年底前", "General", IN_2017, "2026-12-31", []),
    ("D07-a-year", "2018年", "General", IN_2017, "2018-12-31", []),
    ("D08-first-ten-days", "10月上旬", "General", IN_2026, "2026-10-10", ["year_inferred"]),
    ("D08-middle", "10月中旬", "General", IN_2026, "2026-10-20", ["year_inferred"]),
    ("D08-last", "2026年10月下旬", "General", IN_2026, "2026-10-31", []),
    ("D09-points", "2026.3-2027.12", "General", IN_2026, "2027-12-31", ["date_interval_end"]),
    ("D09-characters", "2026年3月至12月", "General", IN_2026, "2026-12-31", ["date_interval_end"]),
    ("D09-months", "3-6月", "General", IN_2026, "2026-06-30", ["date_interval_end", "year_inferred"]),
    ("D09-tilde", "2019.01.01~2019.05.28", "General", IN_2026, "2019-05-28", ["date_interval_end"]),
    ("D09-years", "2016-2018年", "General", IN_2017, "2018-12-31", ["date_interval_end"]),
    ("D10-two-digits", "26年8月", "General", IN_2026, "2026-08-31", ["year_two_digits"]),
    ("D10-apostrophe", "’26.8", "General", IN_2026, "2026-08-31", ["year_two_digits"]),
    ("D10-numerals", "二〇二六年八月", "General", IN_2017, "2026-08-31", []),
    ("D10-numerals-with-day", "二〇一七年十月三十一日", "General", IN_2017, "2017-10-31", []),
    ("D11-number", 20260831.0, "General", IN_2026, "2026-08-31", []),
    ("D11-text", "20260831", "General", IN_2026, "2026-08-31", []),
    ("D11-month", "201708", "General", IN_2026, "2017-08-31", []),
    ("D15-national-day", "国庆前", "General", IN_2017, "2017-09-30", ["date_from_holiday", "year_inferred"]),
    ("D15-spring-festival-dated", "2018年春节前", "General", IN_2017, "2018-02-15", ["date_from_holiday"]),
    ("D15-mid-autumn", "中秋节前", "General", IN_2017, "2017-10-03", ["date_from_holiday", "year_inferred"]),
    ("D15-plan-end", "“十四五”末", "General", IN_2017, "2025-12-31", ["date_from_plan"]),
    ("D15-next-june", "明年6月", "General", IN_2017, "2018-06-30", ["year_relative"]),
    ("D17-spaces", "2026 年 8 月", "General", IN_2017, "2026-08-31", []),
    ("D17-line-break", "2017年\n8月底", "General", IN_2017, "2017-08-31", []),
    ("D17-full-width", "２０１７年８月", "General", IN_2017, "2017-08-31", []),
]


@pytest.mark.parametrize(
    ("typed", "shape", "context", "want", "said"), [r[1:] for r in DEADLINES], ids=[r[0] for r in DEADLINES]
)
def test_a_deadline_is_the_last_day_its_text_can_mean(typed, shape, context, want, said):
    parsed = read_cell("deadline", typed, number_format=shape, context=context)
    assert (parsed.value, codes(parsed), parsed.withheld) == (day(want), said, False)


STARTS = [
    ("D03-month", "2017年3月", IN_2017, "2017-03-01", []),
    ("D03-day", "2017.1.10", IN_2017, "2017-01-10", []),
    ("D05-month-end", "3月底", IN_2017, "2017-03-31", ["year_inferred"]),
    ("D06-quarter", "2017年二季度", IN_2017, "2017-04-01", ["date_first_day"]),
    ("D07-year-end", "2017年底", IN_2017, "2017-12-31", []),
    ("D08-middle", "2017年10月中旬", IN_2017, "2017-10-11", []),
    ("D09-interval", "2016.3-2017.12", IN_2017, "2016-03-01", ["date_interval_end"]),
]


@pytest.mark.parametrize(("typed", "context", "want", "said"), [r[1:] for r in STARTS], ids=[r[0] for r in STARTS])
def test_a_start_is_the_first_day_its_text_can_mean(typed, context, want, said):
    parsed = read_cell("start_date", typed, context=context)
    assert (parsed.value, codes(parsed), parsed.withheld) == (day(want), said, False)


REFUSED = [
    ("D04-number-one", "deadline", 2017.1, "General", IN_2017, "month_lost"),
    ("D04-number-shown-one", "deadline", 2017.1, "0.0", IN_2017, "month_lost"),
    ("D05-no-year-known", "deadline", "8月底", "General", NOWHEN, "year_unknown"),
    ("D05-before-the-month", "deadline", "2017年8月前", "General", IN_2017, "date_bound_unclear"),
    ("D09-interval-in-a-plain-date", "date", "2026.3-2026.6", "General", IN_2026, "date_interval"),
    ("D09-backwards", "deadline", "6-3月", "General", IN_2017, "not_a_date"),
    ("D12-thirtieth-of-february", "deadline", "2月30日", "General", IN_2017, "date_impossible"),
    ("D12-thirteenth-month", "deadline", "2017年13月", "General", IN_2017, "date_impossible"),
    ("D12-month-nought", "deadline", "2017年0月", "General", IN_2017, "date_impossible"),
    ("D12-day-nought", "deadline", "2017年8月0日", "General", IN_2017, "date_impossible"),
    ("D12-eight-digits", "deadline", "20170230", "General", IN_2017, "date_impossible"),
    ("D13-point", "deadline", "8.15", "General", IN_2017, "date_order_unclear"),
    ("D13-slash", "deadline", "8/15", "General", IN_2017, "date_order_unclear"),
    ("D13-american", "deadline", "08-01-2026", "General", IN_2017, "date_order_unclear"),
    ("D15-which-spring-festival", "deadline", "春节前", "General", IN_2017, "holiday_year_unknown"),
    ("D16-year-shown-as-date", "deadline", datetime(1905, 7, 18), "yyyy/m/d", IN_2026, "date_implausible"),  # noqa: DTZ001
    ("D16-small-serial", "deadline", 12.0, "General", IN_2026, "date_implausible"),
    ("D16-huge-serial", "deadline", 1e300, "General", IN_2026, "date_implausible"),
    ("D19-two-dates", "deadline", "开工2026.3\n竣工2027.5", "General", IN_2026, "several_dates"),
    ("D19-two-lines", "deadline", "2017.3.1\n2017.5.1", "General", IN_2017, "several_dates"),
    ("D20-postponed-in-brackets", "deadline", "2017年9月（原计划8月）", "General", IN_2017, "several_dates"),
    ("D20-postponed", "deadline", "原计划8月，调整至10月", "General", IN_2017, "several_dates"),
    ("a-year-for-a-start", "start_date", "2017年", "General", IN_2017, "date_too_coarse"),
    ("a-past-date-in-the-future", "date", "11月5日", "General", IN_2017, "year_unclear"),
    ("prose", "deadline", "按合同约定", "General", IN_2017, "not_a_date"),
    ("digits-split", "deadline", "2017.1 2", "General", IN_2017, "not_a_date"),
    ("truth-value", "deadline", True, "General", IN_2017, "not_a_date"),
    ("time", "deadline", time(8, 30), "h:mm", IN_2017, "not_a_date"),
    ("N18-error", "deadline", "#REF!", "General", IN_2017, "cell_error"),
    ("N12-undecided", "deadline", "待定", "General", IN_2017, "value_deferred"),
]


@pytest.mark.parametrize(
    ("kind", "typed", "shape", "context", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_date_that_is_not_certain_is_withheld(kind, typed, shape, context, code):
    parsed = read_cell(kind, typed, number_format=shape, context=context)
    assert (parsed.value, parsed.withheld, codes(parsed)) == (None, True, [code])


NO_DAY = [
    ("D14-long-term", "长期", "date_open_ended"),
    ("D14-keep-going", "持续推进", "date_open_ended"),
    ("D14-long-term-spaced", "长 期", "date_open_ended"),
    ("D14-done", "已完工", "date_is_status"),
    ("D14-monthly", "每月", "date_recurring"),
    ("D14-monthly-on-a-day", "每月25日", "date_recurring"),
    ("D14-at-once", "立行立改", "date_at_once"),
]


@pytest.mark.parametrize(("typed", "code"), [r[1:] for r in NO_DAY], ids=[r[0] for r in NO_DAY])
def test_d14_words_that_are_no_day_are_missing_and_said_so(typed, code):
    parsed = read_cell("deadline", typed, context=IN_2017)
    assert (parsed.value, codes(parsed), parsed.withheld) == (None, [code], False)


def test_d09_an_interval_keeps_both_ends():
    parsed = read_cell("deadline", "2026年3月至12月", context=IN_2026)
    assert (parsed.extras["start"], parsed.extras["end"]) == (day("2026-03-01"), day("2026-12-31"))


def test_d05_before_a_day_is_a_bound():
    assert read_cell("deadline", "2017年8月31日前", context=IN_2017).extras["bound"] == "<="


PERIODS = [
    ("2017年1-7月重点工作进展情况", None, "2017-07"),
    ("重点工作推进情况（截至2017年7月31日）", None, "2017-07"),
    ("2017年重点工作推进情况表（截至7月底）", None, "2017-07"),
    ("经发局2026年10月.xlsx", None, "2026-10"),
    ("2017年上半年民生实事", None, "2017-06"),
    ("2017年第三季度", None, "2017-09"),
    ("2017年前三季度", None, "2017-09"),
    ("填报时间：2026年10月31日", None, "2026-10"),
    ("201707重点项目", None, "2017-07"),
    ("2017.07", None, "2017-07"),
    ("1至7月完成情况", 2017, "2017-07"),
    ("前7个月", 2017, "2017-07"),
    ("7月", 2017, "2017-07"),
    ("7月", None, None),
    ("2017年重点项目", None, None),
    ("7月完成及8月计划", 2017, None),
    ("10大类39项民生实事", 2017, None),
]


@pytest.mark.parametrize(("text", "year", "period"), PERIODS)
def test_d20_a_title_names_the_month_it_reports(text, year, period):
    assert period_in(text, year) == period


@pytest.mark.parametrize(
    ("text", "year"),
    [("2017年重点项目", 2017), ("2016-2018年三年行动", None), ("39项民生实事", None), ("2017年7月31日", 2017)],
)
def test_a_title_names_its_year(text, year):
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("填报时间：2026年10月31日", date(2026, 10, 31)),
        ("2017.8.2", date(2017, 8, 2)),
        ("2017年2月30日", None),
        ("8月2日", None),
    ],
)
def test_a_line_names_the_day_it_was_filled_in(text, want):
    assert date_in(text) == want
