"""A column read at once gives what its cells give one by one, over every workbook there is and over random columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog import dataset
from loaders.cells import Context, Parsed, plain_numbers, plain_texts, read_cell
from loaders.containers import open_workbook
from loaders.grid import Grid, Value
from loaders.tables.sheet import Sheet
from loaders.tables.values import ColumnReader
from loaders.tables.written import as_text, texts_of

ROOT = Path(__file__).parents[4]
BOOKS = [*(ROOT / "tests/golden/reading").glob("*.xls*"), *(ROOT.parent / "shared/corpus").glob("*.xlsx")]
FIELDS = [
    dataset("key_projects").field("completed_ytd"),
    dataset("key_projects").field("completion_rate"),
    dataset("key_projects").field("start_date"),
    dataset("key_projects").field("progress_text"),
    dataset("livelihood_projects").field("target_value"),
]
CONTEXT = Context(unit="\u4ebf\u5143", field_unit="\u4e07\u5143", percent_scale="percent", year=2017, period="2017-07")


def grids() -> Iterator[Grid]:
    for book in BOOKS:
        yield from open_workbook(book.read_bytes(), book.name).grids


def test_a_column_read_at_once_is_its_cells_read_one_by_one() -> None:
    columns = 0
    for grid in grids():
        reader = ColumnReader(Sheet(grid), range(1, min(grid.n_rows, 60) + 1), {})
        for column in range(1, grid.n_columns + 1):
            columns += 1
            for field in FIELDS:
                at_once, each = (
                    reader.read(field, column, CONTEXT),
                    reader.read_one_by_one(field, column, CONTEXT, {}),
                )
                assert at_once.values == each.values
                assert (at_once.places, at_once.raw, at_once.found) == (each.places, each.raw, each.found)
                assert list(at_once.parsed) == list(each.parsed)
    assert columns > 500


NUMBERS = st.one_of(
    st.none(),
    st.integers(-(10**11), 10**11).map(float),
    st.decimals(-(10**6), 10**6, places=4).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
)
FORMATS = st.sampled_from(
    ["General", "0.00", "#,##0", "0.0%", '0"%"', "#,##0,", "yyyy-mm-dd", '0.0"\u4ebf\u5143"', ";;;"]
)


@pytest.mark.parametrize("kind", ["money", "number", "rate"])
@given(typed=st.lists(NUMBERS, max_size=6), shown=FORMATS, unit=st.sampled_from([None, "\u4ebf\u5143", "\u516c\u91cc"]))
@example(typed=[0.1 + 0.2, 1e9, None], shown="General", unit="\u4ebf\u5143")
@example(typed=[13_812_345_678.0], shown="General", unit=None)
def test_plain_numbers_are_what_a_grammar_reads(
    kind: str, typed: list[float | None], shown: str, unit: str | None
) -> None:
    context = Context(unit=unit, field_unit="\u4e07\u5143")
    read = plain_numbers(kind, typed, [None if v is None else as_text(v) for v in typed], shown, context)
    expected = [read_cell(kind, v, number_format=shown, context=context) for v in typed]
    assert read is None or read.values == [p.value for p in expected]
    assert read is None or {read.unit} >= {p.unit for p, v in zip(expected, typed, strict=True) if v is not None}
    assert read is None or not any(p.notes or p.withheld for p in expected)


def test_plain_money_needs_no_grammar() -> None:
    typed = [1000.5, None, 26.0]
    read = plain_numbers("money", typed, ["1000.5", None, "26"], "#,##0.00", CONTEXT)
    assert read is not None
    assert read.values == [10_005_000.0, None, 260_000.0]


WORDS = [
    "\u9879\u76ee\u8fdb\u5c55\u987a\u5229",
    "#DIV/0!",
    "undefined",
    "None",
    " \u5de6\u8fb9\u7a7a\u4e00\u683c\u7684",
    "Excel export",
    "\u7b2c\u4e00\u884c\n\u7b2c\u4e8c\u884c",
]


@given(typed=st.frozensets(st.one_of(st.none(), st.sampled_from(WORDS), st.text(max_size=14))))
def test_plain_texts_are_what_a_grammar_reads(typed: frozenset[str | None]) -> None:
    expected = [read_cell("text", v) for v in typed]
    assert not plain_texts(typed) or expected == [Parsed(v) for v in typed]


def test_plain_text_needs_no_grammar() -> None:
    assert plain_texts({WORDS[0], None, WORDS[0] * 30})
    assert not any(plain_texts({WORDS[0], odd}) for odd in WORDS[1:5])


@given(typed=st.lists(st.one_of(NUMBERS, st.booleans(), st.text(max_size=3), st.dates()), max_size=5))
def test_a_column_written_at_once_is_its_cells_written_one_by_one(typed: list[Value]) -> None:
    assert texts_of(typed, set(map(type, typed))) == [None if v is None else as_text(v) for v in typed]
