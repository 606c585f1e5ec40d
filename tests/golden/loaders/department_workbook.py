"""One invented department's workbook with most of a month's mess in it, and what is kept of its reading."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook

from loaders.reading import Reading


def workbook() -> bytes:
    """Cover, tasks under a two-level header with subtotals, sections of livelihood items, two stacked tables."""
    book = Workbook()
    cover = book.active if book.active is not None else book.create_sheet()
    cover.title = "封面"
    cover["B3"] = "工作调度材料（虚构示例）"
    _tasks(book)
    _livelihood(book)
    _stacked(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(book: Workbook, title: str, rows: list[list[Any]], merges: tuple[str, ...], formats: dict[str, str]) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format


def _tasks(book: Workbook) -> None:
    rows = [
        ["高新区2017年重点工作台账（截至7月底）"],
        ["填报单位：经发局　　填报时间：2017年7月31日"],
        ["序号", "工作板块", "重点\n工作", "年度任务数", "完成情况", None, "牵头单位", "完成时限", "状态", "备注"],
        [None, None, None, None, "1-7月完成", "完成率", None, None, None, None],
        [1, "发展", "招引大项目", "20个", 9, "=E5/D5", "招商局、经发局", "年底前", "滞后", "资金尚未到位"],
        [2, None, "平台建设", 5, 5, 1, "科技局", "2017年8月", "已完成", "—"],
        ["小计", None, None, 25, 14],
        [3, "作风", "企业走访", 120, 80, 0.667, "洸河街道\n王因街道", "2017.9.30", "达到序时进度", None],
        ["合计", None, None, 145, 95],
        ["注：1.完成率为累计完成数占全年目标的比例。"],
    ]
    merges = (
        "A1:J1",
        "A2:J2",
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "D3:D4",
        "E3:F3",
        "G3:G4",
        "H3:H4",
        "I3:I4",
        "J3:J4",
        "B5:B6",
    )
    _fill(book, "重点工作", rows, merges, {"F5": "0.0%", "F6": "0%", "F8": "0.0%"})


def _livelihood(book: Workbook) -> None:
    rows = [
        ["2017年度民生实事项目进展情况表", None, None, None, "单位：亿元"],
        [
            "序号",
            "实事名称",
            "计划投资",
            "累计完成投资（万元）",
            "总体进度（%）",
            "进展情况",
            "责任单位",
            "其中：财政资金",
        ],
        ["一、教育提升（2项）"],
        [1, "新建第二中学", 1.2, "8,000", 66.7, "主体施工", "教育局", 3000],
        [2, "改造小学三所", "见附件", 900, 100, "正在组织招投标", "教育局", 100],
        ["二、交通出行"],
        [3, "海川路改造", 0.35, "0.2亿", 57.1, "路基完成", "建设局", None],
        ["总计", None, 1.55, 10900],
        ["填报人：某某　　联系电话：0537-0000000"],
    ]
    _fill(book, "民生实事7月", rows, ("A3:H3", "A6:H6"), {})


def _stacked(book: Workbook) -> None:
    rows = [
        ["重点项目推进情况表", None, None, None, "单位：万元"],
        ["序号", "项目名称", "总投资", "年度计划投资", "1-7月完成投资", "形象进度"],
        ["甲", "乙", 1, 2, 3, 4],
        [1, "光电园厂房", 20000, 8000, 4500, "封顶"],
        [2, "综合管廊", 15000, 6000, None, "招标"],
        [],
        ["招商引资项目库", None, None, None, "单位：亿元"],
        ["序号", "项目名称", "投资方", "总投资", "项目阶段", "签约时间"],
        [1, "车桥零部件", "某汽配公司", 5, "已签约", "2017.3.8"],
        [2, "医药中间体", "某医药公司", "3000万元", "流转", "2017年5月"],
    ]
    _fill(book, "项目", rows, (), {})


def kept(reading: Reading) -> dict[str, Any]:
    """The whole reading as plain data: values with their addresses, issues with their cells, cells by role."""
    return {
        "tables": [
            {
                "dataset": table.dataset,
                "range": f"{table.sheet}!{table.range}",
                "department": table.department,
                "period": table.period,
                "columns": {c.header: c.field for c in table.columns},
                "values": [
                    {name: f"{value} <- {at[name]}" for name, value in row.items() if isinstance(at.get(name), str)}
                    for row, at in zip(table.frame.to_dict("records"), table.cells.to_dict("records"), strict=True)
                ],
            }
            for table in reading.tables
        ],
        "issues": sorted(f"{i.sheet}!{i.cells} {i.code}" for i in reading.issues),
        "coverage": {role: n for role, n in reading.coverage.items() if n},
    }
