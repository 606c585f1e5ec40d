"""Units, formulas and memory (mess tables D8, D10, D12) as a whole sheet shows them."""

from __future__ import annotations

from typing import Any

import pytest
from clerk_truth import grid_of, read_grids

from loaders.mappings import Corrections, Mappings
from loaders.reading import Reading


def total_of(*lines: list, header: str = "总投资", value: Any = 5, **grid: Any) -> Reading:
    return read_grids(
        grid_of(
            ["重点项目表"],
            *lines,
            ["序号", "项目名称", header, "责任单位", "形象进度"],
            [1, "道路甲", value, "财政局", "甲"],
            **grid,
        )
    )


def number(reading: Reading, field: str = "total_investment") -> float:
    return float(reading.tables[0].frame[field].iloc[0])


@pytest.mark.parametrize(
    ("reading", "wanted"),
    [
        pytest.param(total_of(["单位：亿元"]), 50000.0, id="U01 in a line"),
        pytest.param(total_of([None, None, None, None, "单位：亿元"]), 50000.0, id="U01 at the right"),
        pytest.param(total_of(["（金额单位：亿元）"]), 50000.0, id="U01 in brackets"),
        pytest.param(total_of(header="总投资（亿元）"), 50000.0, id="U01 in the header"),
        pytest.param(total_of(["单位：亿元"], value="5000万元"), 5000.0, id="U02 the cell's own unit"),
        pytest.param(total_of(["单位：万元"], header="总投资（亿元）"), 50000.0, id="U04 the header before the line"),
        pytest.param(total_of(["单位：万元"], formats={(4, 3): '#,##0.0"亿元"'}), 50000.0, id="U08 the number format"),
    ],
)
def test_money_is_read_in_the_nearest_unit(reading: Reading, wanted: float) -> None:
    assert number(reading) == wanted


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        pytest.param(total_of(), "unit_missing", id="U05 no unit anywhere"),
        pytest.param(total_of(header="总投资（万美元）"), "foreign_currency", id="U06 foreign money"),
        pytest.param(
            total_of(["单位：万元"], formats={(4, 3): "#,##0,"}), "scaled_format_unclear", id="U07 a scaling format"
        ),
        pytest.param(total_of(["单位：万元"], ["单位：亿元"]), "unit_missing", id="two unit lines that differ"),
    ],
)
def test_money_without_a_sure_unit_is_withheld(reading: Reading, code: str) -> None:
    assert number(reading) != number(reading)
    assert [i.cells[0] for i in reading.issues if i.code == code] == ["C"]


def test_a_unit_column_rules_its_rows() -> None:
    head = ["序号", "工作任务", "计量单位", "目标值", "完成值", "牵头单位"]
    grid = grid_of(
        ["六项工作任务分解表（单位：万元）"],
        head,
        [1, "甲", "亿元", "28.6亿元", 14, "财政局"],
        [2, "乙", "公里", "4.6公里", 2, "建设局"],
    )
    (table,) = read_grids(grid).tables
    assert table.frame["target_value"].tolist() == [28.6, 4.6]
    assert table.frame["actual_value"].tolist() == [14.0, 2.0]


def test_one_amount_far_above_its_column_is_said() -> None:
    rows = [[n, f"道路{n}", v, "财政局", "甲"] for n, v in enumerate([500, 600, 700, 800, 50_000_000], 1)]
    reading = read_grids(
        grid_of(["重点项目（单位：万元）"], ["序号", "项目名称", "总投资", "责任单位", "形象进度"], *rows)
    )
    assert [i.cells for i in reading.issues if i.code == "amount_far_above"] == ["C7"]


@pytest.mark.parametrize(
    ("formula", "rate", "code"),
    [
        pytest.param("E3/D3", 0.6, "formula_recomputed", id="X02 plain arithmetic"),
        pytest.param("ROUND(E3/D3,1)", 0.6, "formula_recomputed", id="X02 rounded"),
        pytest.param("SUM(E3:E3)/SUM(D3:D3)", 0.6, "formula_recomputed", id="X02 sums"),
        pytest.param("VLOOKUP(B3,[1]Sheet1!A:B,2,0)", None, "formula_untrusted", id="X05 another workbook"),
        pytest.param("E3/F3", None, "formula_untrusted", id="X02 over a text"),
        pytest.param("G3/D3", None, "formula_untrusted", id="X09 of itself"),
    ],
)
def test_formulas_without_a_trusted_value_are_recomputed_or_withheld(
    formula: str, rate: float | None, code: str
) -> None:
    grid = grid_of(
        ["重点项目表（单位：万元）"], ["序号", "项目名称", "总投资", "年度计划投资", "1-7月完成投资", "形象进度", "投资完成率"],
        [1, "道路甲", 500, 100, 60, "甲", 0], formulas={(3, 7): formula}, untrusted={(3, 7)}, formats={(3, 7): "0%"},
    )  # fmt: skip
    reading = read_grids(grid)
    assert reading.tables[0].frame["completion_rate"].astype(object).where(lambda c: c.notna(), None).tolist() == [rate]
    assert [i.cells for i in reading.issues if i.code == code] == ["G3"]


def test_error_values_are_never_blank() -> None:
    reading = total_of(["单位：万元"], value=None, errors={(4, 3): "#REF!"})
    assert [(i.cells, i.value) for i in reading.issues if i.code == "cell_error"] == [("C4", "#REF!")]


HEAD = ["序号", "工程名目", "总投资（万元）", "年度计划投资（万元）", "累计到手", "形象进度"]


def form(*extra: str, head: list | None = None, mappings: Mappings | None = None, month: int = 7) -> Reading:
    titles = [f"2017年重点项目推进情况表（{month}月）"]
    return read_grids(
        grid_of(titles, [*(head or HEAD), *extra], [1, "道路甲", 5, 4, 3, "甲", *extra]), mappings=mappings
    )


def answered() -> Mappings:
    mappings = Mappings()
    table = form().tables[0]
    answers = {c.header: c.field for c in table.columns}
    mappings.remember(table.signature, "key_projects", {**answers, "工程名目": "project", "累计到手": None})
    return Mappings.from_json(mappings.to_json())


def asked(reading: Reading) -> list[str]:
    return [c.header for c in reading.tables[0].columns if c.asked]


def test_an_answered_form_asks_nothing_next_month() -> None:
    assert asked(form()) == ["工程名目", "累计到手"]
    reading = form(mappings=answered(), month=8)
    assert asked(reading) == []
    assert reading.tables[0].frame["project"].tolist() == ["道路甲"]
    assert {i.cells for i in reading.issues if i.code == "column_ignored"} == {"E2:E3"}


def test_months_in_headers_do_not_change_a_forms_signature() -> None:
    one, other = form("1-7月支付"), form("1-8月支付", month=8)
    assert one.tables[0].signature == other.tables[0].signature


def test_a_new_column_is_the_only_one_asked_about() -> None:
    assert asked(form("新添一栏", mappings=answered())) == ["新添一栏"]


def test_columns_in_another_order_are_known_by_their_headers() -> None:
    reading = read_grids(
        grid_of(["2017年重点项目（7月）"], HEAD[::-1], ["甲", 3, 4, 5, "道路甲", 1]), mappings=answered()
    )
    assert asked(reading) == []
    assert reading.tables[0].frame["total_investment"].tolist() == [5.0]


@pytest.mark.parametrize("header", ["累计到手资金", "累计到手（亿元）"], ids=["M04 reworded", "M05 another unit"])
def test_a_changed_header_is_asked_about_again(header: str) -> None:
    assert asked(form(head=[*HEAD[:4], header, HEAD[5]], mappings=answered())) == [
        header.replace("（", "(").replace("）", ")")
    ]


def test_a_remembered_unit_and_scale_are_obeyed() -> None:
    head = ["序号", "项目名称", "总投资", "投资完成率", "责任单位"]
    grid = grid_of(["重点项目表"], head, [1, "道路甲", 5, 1, "财政局"])
    table, mappings = read_grids(grid).tables[0], Mappings()
    mappings.remember(table.signature, "key_projects", {}, units={"总投资": "亿元"}, scales={"投资完成率": "percent"})
    frame = read_grids(grid, mappings=mappings).tables[0].frame
    assert (frame["total_investment"].tolist(), frame["completion_rate"].tolist()) == ([50000.0], [0.01])


def test_a_corrected_cell_is_read_instead_of_the_typed_one() -> None:
    from loaders.grid import Workbook
    from loaders.parse import parse_workbook
    from loaders.reading import reading_of
    from loaders.tables.draft import Parse

    corrections = Corrections()
    corrections.set("Sheet1", "C3", "8")
    grid = grid_of(
        ["重点项目（单位：万元）"],
        ["序号", "项目名称", "总投资", "责任单位", "形象进度"],
        [1, "道路甲", "见附件", "财政局", "甲"],
    )
    kept = Corrections.from_json(corrections.to_json())
    reading = reading_of(parse_workbook(Workbook([grid]), Parse("a.xlsx", ""), Mappings(), kept))
    assert reading.tables[0].frame["total_investment"].tolist() == [8.0]
