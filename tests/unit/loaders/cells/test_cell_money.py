"""Money in 万元, whatever unit it was typed in; foreign money apart, and nothing without a unit: reading.md D8."""

import pytest

from loaders.cells import Context, read_cell, with_unit

NONE = Context(field_unit="万元")
WAN = Context(unit="万元", field_unit="万元")
YI = Context(unit="亿元", field_unit="万元")
YUAN = Context(unit="元", field_unit="万元")
ROW_YI = Context(row_unit="亿元", field_unit="万元")
DOLLARS = Context(unit="万美元", field_unit="万元")


def codes(parsed):
    return [note.code for note in parsed.notes]


READ = [
    ("U01-wan", 5073.0, "General", WAN, 5073, []),
    ("U01-yi", 0.8357, "General", YI, 8357, []),
    ("U01-yuan", 12_345_000.0, "#,##0.00", YUAN, 1234.5, []),
    ("U01-text", "5,073", "@", WAN, 5073, []),
    ("U01-row", 28.6, "General", ROW_YI, 286000, []),
    ("U01-bracketed", 28.6, "General", Context(unit="（亿元）"), 286000, []),
    ("U02-own-unit-wins", "5000万元", "General", YI, 5000, ["unit_from_cell"]),
    ("U02-same-unit", "8225万元", "General", WAN, 8225, []),
    ("U04-header-over-row", 1.0, "General", Context(unit="亿元", row_unit="万元"), 10000, []),
    ("U08-format-unit", 12.5, '#,##0.0"万元"', NONE, 12.5, []),
    ("U08-format-unit-over-header", 12.5, '#,##0.0"亿元"', WAN, 125000, []),
    ("U10-yi", "0.6851亿", "General", NONE, 6851, []),
    ("U10-wan", "350000万", "General", NONE, 350000, []),
    ("U10-yuan", "3500000元", "General", NONE, 350, []),
    ("U07-format-names-its-scale", 123450.0, '0!.0,"万元"', NONE, 12.345, ["scaled_format"]),
    ("N13-bankers", "壹佰万元整", "General", NONE, 100, ["chinese_numeral"]),
    ("N13-ten-yi", "十亿元", "General", NONE, 100000, ["chinese_numeral"]),
    ("N13-mixed", "3亿5000万", "General", NONE, 35000, []),
    ("N13-spoken", "1万2", "General", NONE, 1.2, []),
    ("N06-about", "约27亿元", "General", NONE, 270000, ["value_approximate"]),
    ("N17-or-more", "1000万元以上", "General", NONE, 1000, ["value_is_bound"]),
    ("yuan-sign-alone", "￥3,500,000.00", "General", NONE, 350, []),
    ("yuan-sign-in-a-yuan-column", "￥3,500,000", "General", YUAN, 350, []),
    ("N13-bankers-scale", "5仟万元", "General", NONE, 5000, []),
    ("N13-nought-between", "5亿零500万元", "General", NONE, 50500, []),
    ("traditional", "2億元", "General", NONE, 20000, []),
    ("renminbi-for-yuan", "1.2亿人民币", "General", NONE, 12000, []),
    ("yuan-sign", "￥300万", "General", NONE, 300, []),
    ("renminbi", "人民币300万元", "General", NONE, 300, []),
    ("unit-in-brackets", "5000（万元）", "General", NONE, 5000, []),
    ("odd-hundred-myriads", "100多万元", "General", NONE, 100, ["value_approximate"]),
    ("odd-thirty-yi", "30多亿", "General", NONE, 300000, ["value_approximate"]),
    ("colloquial-yi", "5个亿", "General", NONE, 50000, []),
    ("converted", "折合人民币2亿元", "General", NONE, 20000, []),
    ("renminbi-after", "3.5亿元人民币", "General", NONE, 35000, []),
    ("ten-million", "5千万元", "General", NONE, 5000, []),
    ("total-said-first", "总投资10亿元", "General", NONE, 100000, []),
    ("zero-has-no-unit", 0.0, "General", NONE, 0, []),
    ("zero-text", "0", "General", NONE, 0, []),
]


@pytest.mark.parametrize(
    ("typed", "shape", "context", "value", "said"), [r[1:] for r in READ], ids=[r[0] for r in READ]
)
def test_money_comes_in_ten_thousands_of_yuan(typed, shape, context, value, said):
    parsed = read_cell("money", typed, number_format=shape, context=context)
    assert (parsed.value, codes(parsed), parsed.withheld) == (value, said, False)


REFUSED = [
    ("U05-no-unit", 5073.0, "General", NONE, "unit_missing"),
    ("U05-no-unit-text", "5,073", "General", NONE, "unit_missing"),
    ("U05-count-unit-only", 5073.0, "General", Context(unit="个"), "unit_missing"),
    ("U06-dollars", "3000万美元", "General", WAN, "foreign_currency"),
    ("U06-hong-kong", "1.5亿港元", "General", WAN, "foreign_currency"),
    ("U06-dollar-sign", "US$300万", "General", WAN, "foreign_currency"),
    ("U06-column-of-dollars", 3000.0, "General", DOLLARS, "foreign_currency"),
    ("U06-dollar-format", 3000.0, "[$$-409]#,##0.00", WAN, "foreign_currency"),
    ("U06-currency-in-brackets", "500万元（美元）", "General", WAN, "foreign_currency"),
    ("U06-converted-too", "3000万美元（折合2亿元）", "General", WAN, "foreign_currency"),
    ("U03-yuan-sign-in-a-column-of-ten-thousands", "￥12,000,000.00", "General", WAN, "yuan_sign_unclear"),
    ("U07-thousands-format", 12345.0, "#,##0,", WAN, "scaled_format_unclear"),
    ("U07-forced-point", 12345.0, "0!.0,", WAN, "scaled_format_unclear"),
    ("U10-thousands-of-what", "5千", "General", YI, "unit_missing"),
    ("N07-range", "5-6亿元", "General", YI, "number_range"),
    ("N08-of-which", "总投资10亿，其中固投8亿", "General", YI, "several_numbers"),
    ("N08-double-target", "到位资金18亿元，实际利用外资500万美元以上", "General", YI, "several_numbers"),
    ("N14-a-count", "100个", "General", WAN, "unit_conflict"),
    ("N16-per-household", "2.5万元/户", "General", WAN, "number_per_unit"),
    ("N26-percent", 0.5, "0%", WAN, "percent_in_number"),
    ("N19-mobile", 13812345678.0, "General", WAN, "phone_in_number"),
    ("U01-mobile-in-yuan", "13812345678", "General", WAN, "phone_in_number"),
    ("N18-error", "#REF!", "General", WAN, "cell_error"),
    ("N12-elsewhere", "另行上报", "General", WAN, "value_deferred"),
]


@pytest.mark.parametrize(("typed", "shape", "context", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_money_that_is_not_certain_is_withheld(typed, shape, context, code):
    parsed = read_cell("money", typed, number_format=shape, context=context)
    assert (parsed.value, parsed.withheld, codes(parsed)) == (None, True, [code])


def test_u06_foreign_money_keeps_its_amount_and_currency():
    parsed = read_cell("money", "3000万美元", context=WAN)
    assert (parsed.extras["amount"], parsed.extras["currency"]) == (30_000_000, "USD")


def test_u05_a_unit_told_later_completes_the_reading():
    waiting = read_cell("money", 0.5, context=NONE)
    assert with_unit(waiting, "亿元", NONE).value == 5000
