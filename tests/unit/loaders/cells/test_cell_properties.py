"""Whatever clerks type: a drawn value written their way is read back exactly, or withheld, never wrong."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import issue
from loaders.cells import Context, read_cell

quick = settings(max_examples=120)

WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")
DIGITS = "零一二三四五六七八九"

amounts = st.decimals(min_value=0, max_value=Decimal(99999999), places=4).map(lambda d: d.normalize())
widths = st.sampled_from([str, lambda text: text.translate(WIDE)])
edges = st.sampled_from(["", " ", "\u3000", "\u00a0", "\n", "\u200b"])
units = st.sampled_from(
    [("亿元", 10**8), ("万元", 10**4), ("元", 1), ("亿", 10**8), ("万", 10**4), ("千万元", 10**7), ("百万元", 10**6)]
)
hedges = st.sampled_from(
    [("", ""), ("约", ""), ("", "左右"), ("近", ""), ("不低于", ""), ("", "以上"), ("共", ""), ("", "（含配套）")]
)


def written(amount, grouped):
    return f"{amount:,f}" if grouped else f"{amount:f}"


def spelled(number):
    """A whole number below 10,000 in everyday Chinese numerals, every nought spelled."""
    parts, pending = [], False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        parts.append(("零" if pending and parts else "") + DIGITS[digit] + word if digit else "")
        pending = (pending or bool(parts)) and not digit if any(parts) else False
    return "".join(parts) or DIGITS[0]


@quick
@given(amounts, units, st.booleans(), widths, edges, edges, hedges, st.sampled_from([None, "亿元", "万元"]))
def test_an_amount_with_its_unit_is_read_back_in_any_column(amount, unit, grouped, width, before, after, hedge, column):
    name, factor = unit
    typed = before + hedge[0] + width(written(amount, grouped)) + name + hedge[1] + after
    parsed = read_cell("money", typed, context=Context(unit=column))
    assert parsed.value == pytest.approx(float(amount * factor / 10000), rel=1e-12)


@quick
@given(amounts, st.booleans(), widths, edges)
def test_an_amount_without_a_unit_takes_the_columns_or_is_withheld(amount, grouped, width, edge):
    typed = width(written(amount, grouped)) + edge
    assert read_cell("money", typed, context=Context(unit="亿元")).value == pytest.approx(
        float(amount * 10000), rel=1e-12
    )
    assert read_cell("money", typed).value in (None, 0.0)


@quick
@given(st.integers(0, 9999), st.sampled_from(["个", "座", "所", "家", "条"]))
def test_a_numeral_in_characters_is_the_number_it_spells(number, unit):
    assert read_cell("number", spelled(number) + unit).value == number


@quick
@given(st.decimals(min_value=0, max_value=999, places=2), widths, st.sampled_from(["%", " %", "％"]), hedges)
def test_a_signed_rate_is_read_back_as_a_fraction(percent, width, sign, hedge):
    parsed = read_cell("rate", hedge[0].replace("共", "") + width(f"{percent:f}") + sign + hedge[1])
    assert parsed.value == pytest.approx(float(percent / 100), abs=1e-12)


DATES = [
    "{y}年{m}月{d}日",
    "{y}-{m:02d}-{d:02d}",
    "{y}.{m}.{d}",
    "{y}/{m}/{d}",
    "{y}{m:02d}{d:02d}",
    "{y} 年 {m} 月 {d} 日",
    "{y}年{m}月{d}日前",
]


@quick
@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    st.sampled_from(DATES),
    widths,
    st.sampled_from(["deadline", "date", "start_date"]),
)
def test_a_day_is_read_back_in_every_way_of_writing_it(day, form, width, kind):
    typed = width(form.format(y=day.year, m=day.month, d=day.day))
    assert read_cell(kind, typed).value == day


@quick
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_serial_is_the_day_it_counts(day):
    assert read_cell("deadline", float((day - date(1899, 12, 30)).days)).value == day


clerks = st.text(alphabet="0123456789.,%-~至年月日底前万亿元个约上下 \n（）()季度成一二三十百", max_size=12)
kinds = st.sampled_from(
    [
        "number",
        "money",
        "rate",
        "deadline",
        "date",
        "start_date",
        "status",
        "stage",
        "area",
        "department",
        "text",
        "unit",
    ]
)


@settings(max_examples=400)
@given(kinds, clerks | st.text(max_size=10))
def test_whatever_is_typed_is_a_value_or_missing_with_a_sentence_never_an_exception(kind, typed):
    parsed = read_cell(kind, typed, context=Context(unit="万元", percent_scale="percent", year=2017, period="2017-07"))
    assert parsed.value is None or not parsed.withheld
    assert not parsed.withheld or parsed.notes
    assert all(issue(note.code, value=typed, **note.blanks).message for note in parsed.notes)


@settings(max_examples=250)
@given(
    kinds,
    st.floats() | st.integers() | st.booleans() | st.dates() | st.datetimes() | st.times() | st.timedeltas(),
    st.sampled_from(
        ["General", "0%", "yyyy/m/d", "#,##0,", '0"%"', ";;;", '0!.0,"万元"', "[$$-409]0", '"', "\\", "[", ""]
    ),
)
def test_whatever_a_cell_holds_is_a_value_or_missing_with_a_sentence(kind, value, shape):
    parsed = read_cell(kind, value, number_format=shape, context=Context(unit="万元"))
    assert parsed.value is None or not parsed.withheld
    assert all(issue(note.code, value=value, **note.blanks).message for note in parsed.notes)


@settings(max_examples=120)
@given(
    st.integers(1, 999), st.integers(1, 999), st.sampled_from(["-", "~", "—", "至", "、", " ", "；", "/", "\n", "或"])
)
def test_two_numbers_in_one_cell_are_never_one(first, second, mark):
    assert read_cell("number", f"{first}{mark}{second}").value is None
    assert read_cell("money", f"{first}{mark}{second}万元").value is None
    assert read_cell("rate", f"{first}%{mark}{second}%").value is None
