"""What a number cell is read as, or why it is not: reading.md D7 and the units of D8, one row a way of typing."""

from datetime import date, datetime, time, timedelta

import pytest

from loaders.cells import Context, read_cell

PLAIN = Context()
PEOPLE = Context(row_unit="万人")
PIECES = Context(row_unit="个")
YI = Context(row_unit="亿元")
PERCENT = Context(row_unit="%")
UNDER_A_MONEY_LINE = Context(unit="万元")
HOUSEHOLDS = Context(field_unit="家")


def codes(parsed):
    return [note.code for note in parsed.notes]


EXACT = [
    # id, typed, number format, context, value
    ("N01-float", 12000.0, "General", PLAIN, 12000),
    ("N01-int", 12000, "General", PLAIN, 12000),
    ("N01-text", "12000", "General", PLAIN, 12000),
    ("N01-thousands", "12,000", "General", PLAIN, 12000),
    ("N01-full-width", "１２０００", "General", PLAIN, 12000),
    ("N01-full-width-thousands", "１２，０００．５", "General", PLAIN, 12000.5),
    ("N01-leading-dot", ".5", "General", PLAIN, 0.5),
    ("N01-plus", "+5", "General", PLAIN, 5),
    ("N11-minus", "-12", "General", PLAIN, -12),
    ("N11-minus-sign", "−12", "General", PLAIN, -12),
    ("N11-accounting-format", -12.0, "#,##0_);(#,##0)", PLAIN, -12),
    ("N12-zero", 0.0, "General", PLAIN, 0),
    ("N12-zero-text", "0", "General", PLAIN, 0),
    ("N14-pieces", "71个", "General", PLAIN, 71),
    ("N14-sets", "7699套", "General", PLAIN, 7699),
    ("N14-kilometres", "11.2公里", "General", PLAIN, 11.2),
    ("N14-space-before-unit", "71 个", "General", PLAIN, 71),
    ("N14-format-unit", 71.0, '0"个"', PIECES, 71),
    ("N15-percent-unit", "8%", "General", PERCENT, 8),
    ("N15-percent-unit-format", 0.08, "0%", PERCENT, 8),
    ("N20-apostrophe", "300", "@", PLAIN, 300),
    ("N21-float-noise", 0.1 + 0.2, "General", PLAIN, 0.3),
    ("N23-invisible", "\u00a0 300\u200b\u3000", "General", PLAIN, 300),
    ("N24-carriage", "300_x000D_\n", "General", PLAIN, 300),
    ("N24-unit-on-second-line", "300\n个", "General", PLAIN, 300),
    ("U09-row-unit", "28.6亿元", "General", YI, 28.6),
    ("U09-row-unit-from-wan", "286000万元", "General", YI, 28.6),
    ("U09-plain-in-row-unit", 28.6, "General", YI, 28.6),
    ("U10-wan-of-people", "1.2万", "General", PEOPLE, 1.2),
    ("U10-wan-people", "1.2万人", "General", PEOPLE, 1.2),
    ("U10-wan", "1.2万", "General", PIECES, 12000),
    ("U11-mu", "300亩", "General", Context(row_unit="亩"), 300),
    ("N01-full-stop-after", "12000。", "General", PLAIN, 12000),
    ("N10-of-people-odd-scale", "3个亿", "General", YI, 3),
    ("N14-unit-of-the-row-only", "30盏路灯", "General", Context(row_unit="盏路灯"), 30),
    ("rank", "第3名", "General", PLAIN, 3),
    ("rank-first", "第1", "General", PLAIN, 1),
    ("rank-tied", "并列第9", "General", PLAIN, 9),
    ("rank-spelled-as-digits", "第3", "General", PLAIN, 3),
    ("field-unit", "32家", "General", HOUSEHOLDS, 32),
]


@pytest.mark.parametrize(("typed", "shape", "context", "value"), [r[1:] for r in EXACT], ids=[r[0] for r in EXACT])
def test_a_number_is_read_without_remark(typed, shape, context, value):
    parsed = read_cell("number", typed, number_format=shape, context=context)
    assert (parsed.value, parsed.notes, parsed.withheld) == (value, (), False)


REMARKED = [
    ("N05-exponent", "1.2E+04", PLAIN, 12000, "exponent_notation"),
    ("N06-about", "约1.2万", PLAIN, 12000, "value_approximate"),
    ("N06-near", "近5000", PLAIN, 5000, "value_approximate"),
    ("N06-odd", "5000余", PLAIN, 5000, "value_approximate"),
    ("N06-odd-pieces", "5000余个", PLAIN, 5000, "value_approximate"),
    ("N06-some", "50多", PLAIN, 50, "value_approximate"),
    ("N06-or-so", "300左右", PLAIN, 300, "value_approximate"),
    ("N06-twenty-odd", "二十余家", PLAIN, 20, "value_approximate"),
    ("N10-comment-with-number", "12000（含征地2000）", PLAIN, 12000, "comment_has_numbers"),
    ("N10-unclosed-comment", "12000（含征地", PLAIN, 12000, "value_with_comment"),
    ("N10-comment-of-another-meaning", "5000（计划）", PLAIN, 5000, "comment_changes_meaning"),
    ("N10-comment-not-arrived", "5000（未到位）", PLAIN, 5000, "comment_changes_meaning"),
    ("N19-a-year", "2017年", PLAIN, 2017, "looks_like_year"),
    ("rank-first-spelled", "第一", PLAIN, 1, "chinese_numeral"),
    ("N17-plus", "200+", PLAIN, 200, "value_is_bound"),
    ("N06-odd-before-scale", "100多万", PLAIN, 1000000, "value_approximate"),
    ("N10-star", "12000*", PLAIN, 12000, "footnote_mark"),
    ("N10-footnote", "12000[1]", PLAIN, 12000, "footnote_mark"),
    ("N13-spelled", "一百二十", PLAIN, 120, "chinese_numeral"),
    ("N13-schools", "三所", PLAIN, 3, "chinese_numeral"),
    ("N13-articles", "十二条", PLAIN, 12, "chinese_numeral"),
    ("N17-at-least", "不低于4.3%", PERCENT, 4.3, "value_is_bound"),
    ("N17-at-most", "≤4.3", PLAIN, 4.3, "value_is_bound"),
    ("N17-within", "控制在4.5%以内", PERCENT, 4.5, "value_is_bound"),
    ("N17-or-more", "500个以上", PLAIN, 500, "value_is_bound"),
    ("N22-precision", "12345678901234567", PLAIN, 12345678901234568, "precision_lost"),
    ("N14-other-counting-word", "21家", PIECES, 21, "unit_differs"),
    ("U01-line-of-money-over-a-length", "128.94公里", UNDER_A_MONEY_LINE, 128.94, "unit_differs"),
    ("total-then-new", "5，新增2", PLAIN, 5, "comment_has_numbers"),
]


@pytest.mark.parametrize(("typed", "context", "value", "code"), [r[1:] for r in REMARKED], ids=[r[0] for r in REMARKED])
def test_a_number_is_read_and_remarked_upon(typed, context, value, code):
    parsed = read_cell("number", typed, context=context)
    assert parsed.value == value
    assert code in codes(parsed)
    assert not parsed.withheld


REFUSED = [
    ("N02-split-by-space", "12 000", "General", PLAIN, "several_numbers"),
    ("N02-split-hundreds", "4 00", "General", PLAIN, "several_numbers"),
    ("N03-ideographic-stop", "300。5", "General", PLAIN, "several_numbers"),
    ("N03-letter-o", "3O0", "General", PLAIN, "several_numbers"),
    ("N03-letter-l", "l00", "General", PLAIN, "not_a_number"),
    ("N03-ocr", "IO(X)", "General", PLAIN, "not_a_number"),
    ("N04-european", "1.234,5", "General", PLAIN, "several_numbers"),
    ("N04-wrong-groups", "12,00", "General", PLAIN, "several_numbers"),
    ("N06-up-to-a-thousand", "上千", "General", PLAIN, "number_vague"),
    ("N06-several-hundred", "数百", "General", PLAIN, "number_vague"),
    ("N07-hyphen", "50-60", "General", PLAIN, "number_range"),
    ("N07-tilde", "50～60", "General", PLAIN, "number_range"),
    ("N07-dash", "2—3", "General", PLAIN, "number_range"),
    ("N07-until", "50至60个", "General", PLAIN, "number_range"),
    ("N08-of-which", "总投资10亿，其中固投8亿", "General", PLAIN, "several_numbers"),
    ("N08-batches-and-people", "12批30人次，新增2批5人次", "General", PLAIN, "several_numbers"),
    ("N09-circled", "①200②300", "General", PLAIN, "several_numbers"),
    ("N09-circled-glued", "①100", "General", PLAIN, "not_a_number"),
    ("N09-square", "100²", "General", PLAIN, "not_a_number"),
    ("N10-superscript", "12000¹", "General", PLAIN, "not_a_number"),
    ("N11-brackets", "（12）", "General", PLAIN, "sign_unclear"),
    ("N11-triangle", "▲12", "General", PLAIN, "sign_unclear"),
    ("N13-spoken-myriad", "一万二", "General", PLAIN, "not_a_number"),
    ("N13-spoken-hundred", "5百2", "General", PLAIN, "several_numbers"),
    ("N13-scales-in-disorder", "1万2亿", "General", PLAIN, "several_numbers"),
    ("N13-spoken-short-form", "一百二", "General", PLAIN, "not_a_number"),
    ("N12-dash-or-one", "一", "General", PLAIN, "dash_or_one"),
    ("N03-round-mark", "○", "General", PLAIN, "not_a_number"),
    ("N07-done-of-all", "5/8", "General", PLAIN, "number_of_several"),
    ("N08-sum", "5+3", "General", PLAIN, "several_numbers"),
    ("N14-unit-nobody-declared", "30盏路灯", "General", PLAIN, "not_a_number"),
    ("N15-percent-among-counts", "8%", "General", PLAIN, "percent_in_number"),
    ("N15-percent-format-among-counts", 0.08, "0%", PIECES, "percent_in_number"),
    ("N16-per-head", "300元/人、140元/人", "General", PLAIN, "number_per_unit"),
    ("N16-per-month", "5家/月", "General", PLAIN, "number_per_unit"),
    ("N16-per-household", "2.5万元/户", "General", PLAIN, "number_per_unit"),
    ("N18-reference", "#REF!", "General", PLAIN, "cell_error"),
    ("N18-division", "#DIV/0!", "General", PLAIN, "cell_error"),
    ("N18-not-available", "#N/A", "General", PLAIN, "cell_error"),
    ("N18-value", "#VALUE!", "General", PLAIN, "cell_error"),
    ("N18-too-narrow", "######", "General", PLAIN, "cell_error"),
    ("N19-mobile", 13812345678.0, "General", PLAIN, "phone_in_number"),
    ("N19-mobile-text", "13812345678", "General", PLAIN, "phone_in_number"),
    ("N24-two-lines", "12\n000", "General", PLAIN, "several_numbers"),
    ("N24-two-values", "12\n13", "General", PLAIN, "several_numbers"),
    ("N25-true", True, "General", PLAIN, "boolean_in_number"),
    ("N26-date", date(2017, 3, 5), "m/d", PLAIN, "date_in_number"),
    ("N26-datetime", datetime(2017, 3, 5), "yyyy/m/d", PLAIN, "date_in_number"),  # noqa: DTZ001
    ("N26-time", time(12, 30), "h:mm", PLAIN, "date_in_number"),
    ("N26-duration", timedelta(hours=30), "[h]:mm", PLAIN, "date_in_number"),
    ("N26-serial-in-date-format", 42799.0, 'm"月"d"日"', PLAIN, "date_in_number"),
    ("not-finite", float("inf"), "General", PLAIN, "not_a_number"),
    ("arabic-indic-digits", "٣", "General", PLAIN, "not_a_number"),
    ("underscore", "1_000", "General", PLAIN, "several_numbers"),
    ("infinity", "infinity", "General", PLAIN, "not_a_number"),
    ("U06-dollars", "3000万美元", "General", PLAIN, "foreign_currency"),
    ("U09-length-in-a-money-row", "128公里", "General", YI, "unit_conflict"),
    ("U09-count-in-a-money-row", "71个", "General", YI, "unit_conflict"),
    ("U10-scaled-count-other-word", "71个", "General", PEOPLE, "unit_conflict"),
    ("U07-scaled-format", 12345.0, "#,##0,", PLAIN, "scaled_format_unclear"),
    ("N12-undecided", "待定", "General", PLAIN, "value_deferred"),
    ("N12-question-mark", "？", "General", PLAIN, "value_deferred"),
    ("N12-see-annex", "见附件", "General", PLAIN, "value_deferred"),
]


@pytest.mark.parametrize(("typed", "shape", "context", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_certain_number_is_withheld_with_its_reason(typed, shape, context, code):
    parsed = read_cell("number", typed, number_format=shape, context=context)
    assert (parsed.value, parsed.withheld) == (None, True)
    assert codes(parsed) == [code]


@pytest.mark.parametrize("typed", [None, "", "-", "—", "——", "/", "无", "暂无", "N/A", " 　", "\u00a0"])
def test_n12_a_way_of_writing_nothing_is_missing_never_zero(typed):
    parsed = read_cell("number", typed)
    assert (parsed.value, parsed.notes, parsed.withheld) == (None, (), False)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("未到时间节点", "value_not_due"), ("不涉及", "value_not_applicable"), ("不适用", "value_not_applicable")],
)
def test_n12_the_reason_for_nothing_is_kept(typed, code):
    parsed = read_cell("number", typed)
    assert (parsed.value, codes(parsed), parsed.withheld) == (None, [code], False)


def test_n27_a_number_its_format_hides_is_read_and_said():
    parsed = read_cell("number", 5.0, number_format=";;;")
    assert (parsed.value, codes(parsed)) == (5, ["hidden_format"])


def test_u07_a_format_that_names_its_own_scale_is_read_as_shown():
    parsed = read_cell("number", 12000.0, number_format='0!.0,"万"', context=PEOPLE)
    assert (parsed.value, codes(parsed)) == (1.2, ["scaled_format"])


@pytest.mark.parametrize(
    ("typed", "bound", "direction"),
    [("不低于300", ">=", "up"), ("超过300", ">", "up"), ("300以内", "<=", "down"), ("低于300", "<", "down")],
)
def test_n17_a_bound_says_which_way_is_better(typed, bound, direction):
    parsed = read_cell("number", typed)
    assert (parsed.extras["bound"], parsed.extras["direction"]) == (bound, direction)


AREAS = [
    ("own-unit", "3.2万平方米", PLAIN, 32000),
    ("column-unit", 3.2, Context(unit="万平方米"), 32000),
    ("mu", "30亩", PLAIN, 20000),
    ("square-metre-sign", "500㎡", PLAIN, 500),
    ("hectares", "2公顷", PLAIN, 20000),
]


@pytest.mark.parametrize(("typed", "context", "value"), [r[1:] for r in AREAS], ids=[f"U11-{r[0]}" for r in AREAS])
def test_u11_a_floor_area_comes_in_square_metres(typed, context, value):
    parsed = read_cell("area_size", typed, context=context._replace(field_unit="平方米"))
    assert (parsed.value, parsed.unit) == (value, "平方米")


def test_u05_a_floor_area_without_a_unit_is_withheld():
    parsed = read_cell("area_size", 500.0, context=Context(field_unit="平方米"))
    assert (parsed.value, codes(parsed)) == (None, ["unit_missing"])
