"""Units in headers and lines, number formats, folding: the small pieces tables are built from."""

import pytest

from loaders.cells import dimension_of, fold, missing_reason, split_unit, unit_of, units_of
from loaders.cells.formats import understand

HEADERS = [
    ("总投资（亿元）", "总投资", "亿元"),
    ("总投资[亿元]", "总投资", "亿元"),
    ("总投资【万元】", "总投资", "万元"),
    ("总投资/万元", "总投资", "万元"),
    ("总投资\n(亿元)", "总投资", "亿元"),
    ("总投资\n亿元", "总投资", "亿元"),
    ("总投资（单位：万元）", "总投资", "万元"),
    ("总投资,万元", "总投资", "万元"),
    ("完成投资万元", "完成投资", "万元"),
    ("1-7月完成投资（万元）", "1-7月完成投资", "万元"),
    ("完成率（%）", "完成率", "%"),
    ("占年度计划%", "占年度计划", "%"),
    ("投资额（万美元）", "投资额", "万美元"),
    ("占地面积（㎡）", "占地面积", "平方米"),
    ("任务数（个）", "任务数", "个"),
    ("任务数/套", "任务数", "套"),
    ("项目（注明园区）", "项目(注明园区)", None),
    ("单位（计量）", "单位(计量)", None),
    ("人均收入（元/人）", "人均收入(元/人)", None),
    ("招商\n项目", "招商项目", None),
    ("所属\n村", "所属村", None),
    ("重点\n企业", "重点企业", None),
    ("责任单位", "责任单位", None),
    ("总人次", "总人次", None),
    ("序 号：", "序号", None),
]


@pytest.mark.parametrize(("header", "name", "unit"), HEADERS)
def test_h08_a_header_is_parted_from_its_unit(header, name, unit):
    assert split_unit(header) == (name, unit)


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("单位：万元", ("万元",)),
        ("（单位：人民币万元）", ("万元",)),
        ("金额单位：亿元", ("亿元",)),
        ("单位：万元、亩", ("万元", "亩")),
        ("计量单位:个", ("个",)),
        ("单位：经发局", ()),
        ("填报单位：社会事业局", ()),
    ],
)
def test_u01_a_unit_line_names_its_units(line, units):
    assert units_of(line) == units


def test_u01_a_line_of_two_units_names_no_single_one():
    assert (unit_of("单位：万元、亩"), unit_of("单位：万元")) == (None, "万元")


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("万元", "money"),
        ("万美元", "USD"),
        ("亩", "area"),
        ("公里", "length"),
        ("个", "count"),
        ("%", "percent"),
        ("万", "scale"),
        ("甲", None),
        (None, None),
    ],
)
def test_a_unit_has_a_dimension(unit, dimension):
    assert dimension_of(unit) == dimension


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("序\n号", "序号"),
        ("备　注：", "备注"),
        ("完成率（％）", "完成率(%)"),
        ("【项目】", "(项目)"),
        ("总投资\u200b（亿元）", "总投资(亿元)"),
        ("1—7月", "1-7月"),
        ("①重点", "①重点"),
        ("面积㎡", "面积㎡"),
    ],
)
def test_h07_headers_are_folded_without_touching_circled_digits_and_squares(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (None, "blank"),
        ("", "blank"),
        ("——", "blank"),
        ("无", "none"),
        ("未到节点", "not_due"),
        ("不涉及", "not_applicable"),
        ("待定", "deferred"),
        ("0", None),
        (0.0, None),
        ("财政局", None),
    ],
)
def test_n12_nothing_has_a_reason(typed, reason):
    assert missing_reason(typed) == reason


FORMATS = [
    ("General", {"percent": "", "divisor": 1, "unit": None}),
    ("0.0%", {"percent": "scaled", "decimals": 1}),
    ('0"%"', {"percent": "literal"}),
    ("0\\%", {"percent": "literal"}),
    ('0!.0,"万元"', {"divisor": 10000, "unit": "万元"}),
    ("#,##0,", {"divisor": 1000, "unit": None}),
    ("#,##0.0,,", {"divisor": 1000000}),
    ('#,##0.0"万元"', {"divisor": 1, "unit": "万元"}),
    ("[$$-409]#,##0.00", {"currency": "USD"}),
    ("[$￥-804]#,##0.00", {"currency": None}),
    (";;;", {"hidden": True}),
    ('yyyy"年"m"月"', {"date": "month"}),
    ("yyyy/m/d", {"date": "day"}),
    ("h:mm", {"date": ""}),
    ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', {"divisor": 1, "unit": None, "percent": ""}),
]


@pytest.mark.parametrize(("shape", "said"), FORMATS)
def test_a_number_format_is_evidence(shape, said):
    assert understand(shape)._asdict() | said == understand(shape)._asdict()
