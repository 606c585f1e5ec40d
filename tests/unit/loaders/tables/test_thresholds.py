"""Each threshold of the tables' room decides where it says: the last value on one side and the first on the other."""

from __future__ import annotations

import pytest
from clerk_truth import grid_of

from catalog import dataset
from loaders.checks.totals import _close
from loaders.tables.forms import labels_of
from loaders.tables.lines import is_total
from loaders.tables.scale import header_misleads, scale_of_column, scale_of_row
from loaders.tables.sheet import Sheet
from loaders.tables.suggestions import likely, nearest


@pytest.mark.parametrize(
    ("raws", "scale"),
    [
        ([0.2, 0.5, 0.9], "fraction"),
        ([0.2, 0.5], None),  # two agree on nothing
        ([0.2, 0.5, 0.9, 0.0], "fraction"),  # nought says nothing
        ([0.2, 0.5, 1.0], None),  # one is no fraction among two
        ([0.2, 0.5, 0.9, 1.0], "fraction"),
        ([0.2, 0.5, 0.9, 1.5], "fraction"),
        ([0.2, 0.5, 0.9, 1.51], None),
        ([0.45, 0.5, 0.9, 45.0], None),  # one percentage among fractions: nobody knows
        ([45.0, 50.0, 90.0], "percent"),
        ([45.0, 50.0, 1.5], None),
        ([45.0, 50.0, 1.51], "percent"),
        ([45.0, 50.0, 0.45], None),  # one fraction among percentages: 0.45 is not 0.45 %
        ([-45.0, -50.0, -90.0], "percent"),
    ],
)
def test_a_column_has_the_scale_that_all_its_rates_agree_on(raws: list[float], scale: str | None) -> None:
    assert scale_of_column(raws) == scale


@pytest.mark.parametrize(
    ("raw", "ratio", "scale"),
    [
        (45.0, 0.45, "percent"),
        (0.45, 0.45, "fraction"),
        (45.0, 0.4604, "percent"),
        (45.0, 0.4606, None),
        (0.45, 0.4604, "fraction"),
        (0.45, 0.4606, None),
        (0.5, 0.0, "percent"),
        (0.01, 0.005, None),  # both readings are near
        (45.0, None, None),
    ],
)
def test_a_rates_row_tells_its_scale_within_what_people_round(
    raw: float, ratio: float | None, scale: str | None
) -> None:
    assert scale_of_row(raw, ratio) == scale


@pytest.mark.parametrize(
    ("raws", "misleads"),
    [([0.85, 1.05], True), ([0.85, 1.5], True), ([0.85, 1.51], False), ([0.0], False), ([], False), ([0.0, 0.4], True)],
)
def test_a_percent_sign_over_values_about_one_says_nothing(raws: list[float], misleads: bool) -> None:
    assert header_misleads(raws) is misleads


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("合计", True),
        ("(合计)", True),
        ("合计:12345678901", True),  # fourteen characters
        ("合计:123456789012", False),
        ("合计工程", False),
    ],
)
def test_a_total_word_with_a_count_behind_it_is_short(text: str, total: bool) -> None:
    assert is_total(text) is total


def test_no_more_than_three_fields_are_suggested_the_likest_first() -> None:
    found = nearest("investment_projects", ("投资额",), ())
    assert len(found) == 3
    labels = {f.name: (f.label, *f.synonyms) for f in dataset("investment_projects").fields}
    assert all("投资" in "".join(labels[name]) for name in found)


@pytest.mark.parametrize(("numbers", "field"), [(8, "actual_value"), (7, None), (10, "actual_value")])
def test_a_field_is_proposed_where_four_values_in_five_bear_it_out(numbers: int, field: str | None) -> None:
    values = [*range(1, numbers + 1), *(f"第{'甲乙丙丁'[i]}标段尚在施工" for i in range(10 - numbers))]
    assert likely("work_targets", ["actual_value"], values) == field


FORM = (
    ["重点项目信息卡（2017年7月）"],
    ["项目名称", "云计算中心一期", "责任单位", "科技局"],
    ["总投资（万元）", 52000, "年度计划投资（万元）", 18000],
    ["1-7月完成投资（万元）", 9000, "完成率", "50%"],
    ["形象进度", "主体结构封顶", "包保领导", "管委会副主任"],
)


@pytest.mark.parametrize(("rows", "a_form"), [(80, True), (81, False)])
def test_a_sheet_of_more_than_eighty_rows_is_no_form(rows: int, a_form: bool) -> None:
    below = [[""]] * (rows - len(FORM) - 1)
    sheet = Sheet(grid_of(*FORM, *below, ["填表人"]))
    assert (sheet.n_rows, bool(labels_of(sheet))) == (rows, a_form)


@pytest.mark.parametrize(("apart", "close"), [(109.99, True), (110.01, False)])
def test_a_total_may_differ_by_the_last_digit_of_its_columns_own_unit(apart: float, close: bool) -> None:
    assert _close(5_000_000.0 + apart, 5_000_000.0, "亿元") is close
