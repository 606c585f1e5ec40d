"""A unit's workbook with a row of each kind of measure, and what every paper has to say of each."""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook

UNIT, POST = "经济发展局", "管委会副主任（分管经济）"
HEADS = (
    "序号",
    "工作领域",
    "工作任务",
    "目标值",
    "计量单位",
    "完成值",
    "完成状态",
    "进展情况",
    "牵头领导",
    "责任单位",
    "完成时限",
)
# What grows month by month, as shares of what July says.
MONTHS = {"2017-05": 0.7, "2017-06": 0.9, "2017-07": 1.0}


class Row(NamedTuple):
    """A row of July's sheet: what is typed, whether it grows, what stands in a rate's place, and how it is said to stand."""

    task: str
    target: object
    unit: str | None
    actual: float | None
    far: str
    stands: str
    grows: bool = True
    status: str | None = None
    deadline: str | None = None
    amber: bool = False

    @property
    def volume(self) -> bool:
        """Whether a share of it is completed."""
        return self.far.endswith("%")


# Every one of them is red or amber, so that every paper names it.
ROWS = (
    Row("新增规上企业", 100, "家", 30, "30.0%", "完成30.0%，落后序时进度28.3个百分点"),
    Row("招商到位资金", 50, "亿元", 10, "20.0%", "完成20.0%，落后序时进度38.3个百分点"),
    Row("工业增加值增速", 8.5, "%", 3.1, "3.1%（目标8.5%）", "3.1%，低于目标5.4个百分点", grows=False),
    Row("空气细颗粒物PM2.5浓度", 60, "微克/立方米", 68, "68微克/立方米（目标60微克/立方米）", "68微克/立方米，高于目标8微克/立方米", grows=False),
    Row("群众满意度位次", 3, "位", 7, "7位（目标3位）", "第7位，目标第3位，差4位", grows=False),
    Row("安全生产事故", "≤5", "起", 6, "6起（限额5起）", "累计6起，超过限额5起达1起"),
    Row("信访积案", "≤20", "件", 18, "18件（限额20件）", "累计18件，限额20件，余2件，已达限额90.0%，超时序", amber=True),
    Row("较大安全事故", 0, "起", 1, "1起（限额0起）", "1起，目标为零", grows=False),
    Row("服务平台建设", None, None, None, "—", "自报滞后", status="滞后"),
    Row("单位能耗降低率", 3.5, "%", 2.1, "2.1%（目标3.5%）", "2.1%，低于目标1.4个百分点", grows=False, deadline="2017年6月底前"),
)  # fmt: skip
# Words of a volume, which are said of nothing that is none: neither of a level nor of a limit.
OF_A_VOLUME = re.compile("完成(?!时限)|落后|缺口|−")


def sheet(period: str) -> bytes:
    """The unit's report for a month."""
    book = Workbook()
    page = book.active
    page.append([f"{UNIT}2017年{int(period[5:])}月六项工作推进情况表"])
    page.append([f"填报单位：{UNIT}"])
    page.append(list(HEADS))
    for i, row in enumerate(ROWS, 1):
        share = MONTHS[period] if row.grows else 1.0
        actual = None if row.actual is None else round(row.actual * share, 1)
        cells = [i, "发展", row.task, row.target, row.unit, actual, row.status, "推进中", POST, UNIT, row.deadline]
        page.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
