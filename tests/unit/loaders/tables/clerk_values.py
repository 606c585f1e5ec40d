"""What a clerk types for a field, and what it means: (typed, number format, truth); truth WITHHELD is unreadable."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, NamedTuple

from catalog import Field

WITHHELD = object()
FACTORS = {"万元": 1.0, "亿元": 10000.0}


class Typed(NamedTuple):
    value: Any
    number_format: str
    truth: Any


PHRASES = ["完善配套设施", "道路全长4.6公里", "总建筑面积3.2万平方米，21", "正在组织招投标", "已完成主体工程的36%",
    "1-7月完成26个，其中7月完成5个", "加快推进，50", "征地拆迁进度慢", "前期手续办理中，用地预审已批复"]  # fmt: skip
THINGS = [
    "人才公寓",
    "第二中学",
    "农贸市场",
    "双创平台",
    "污水处理厂",
    "蓼河片区道路",
    "智慧社区",
    "卫生院",
    "小计河治理",
    "合计路绿化",
]
FIRMS = [
    "江苏佳和汽配集团",
    "德国博远汽配股份有限公司",
    "济宁中科重工股份有限公司",
    "深圳鲁能生物集团",
    "日本恒泰信息有限公司",
]
WORDS = {
    "area": [
        ("党建", "党建"),
        ("发展", "发展"),
        ("经济发展", "发展"),
        ("党风廉政", "廉政"),
        ("稳定", "稳定"),
        ("作风", "作风"),
    ],
    "category": [
        ("教育提升", "教育提升"),
        ("医疗卫生", "医疗卫生"),
        ("交通出行", "交通出行"),
        ("就业创业", "就业创业"),
    ],
    "status": [
        ("已完成", "done"),
        ("滞后", "behind"),
        ("达到序时进度", "on_track"),
        ("未启动", "not_started"),
        ("暂停", "suspended"),
    ],
    "issue_status": [("已完成", "done"), ("滞后", "behind"), ("未启动", "not_started")],
    "stage": [
        ("已签约", "signed"),
        ("在谈", "negotiating"),
        ("已投产", "producing"),
        ("停止洽谈", "stopped"),
        ("开工", "started"),
    ],
    "industry": [("生物医药", "生物医药"), ("信息技术", "信息技术"), ("工程机械", "工程机械")],
    "site": [("滨河科技园", "滨河科技园"), ("接庄工业园", "接庄工业园"), ("综合保税区", "综合保税区")],
    "investor_class": [("央企", "央企"), ("上市公司", "上市公司"), ("其他", "其他")],
    "issue_class": [("用地", "用地"), ("用工", "用工"), ("融资", "融资")],
    "post": [
        ("纪工委书记", "纪工委书记"),
        ("管委会副主任（分管建设）", "管委会副主任（分管建设）"),
        ("党工委委员", "党工委委员"),
    ],
    "person": [("王某", "王某"), ("李某某", "李某某")],
    "phone": [("0537-0000000", "0537-0000000")],
    "department": [
        ("财政局", "财政局"),
        ("柳行街道", "柳行街道"),
        ("教育局，城市管理局", "教育局"),
        ("科技局\n国土分局", "科技局"),
    ],
    "departments": [("财政局", "财政局"), ("教育局", "教育局")],
    "unit": [("个", "个"), ("公里", "公里"), ("套", "套")],
}


def text(rng: Random, kind: Field, n: int) -> Typed:
    if kind.required:
        name = f"{rng.choice(['新建', '改造', '推进', '扩建'])}{rng.choice(THINGS)}{rng.choice(['项目', '工程', '二期'])}{n}"
        name = f"{rng.choice(FIRMS)}{n}" if kind.name in ("company", "carrier") else name
        return Typed(rng.choice([name, f" {name}\u3000", name]), "General", name)
    return Typed(said := rng.choice(PHRASES), "General", said)


def number(rng: Random) -> Typed:
    n = rng.choice([rng.randint(1, 99), rng.randint(100, 20000), round(rng.uniform(1, 300), 2)])
    wide = str(n).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    return rng.choice([Typed(float(n), "General", n), Typed(str(n), "General", n), Typed(f"{n:,}", "General", n),
        Typed(wide, "General", n), Typed("—", "General", None), Typed("见附件", "General", WITHHELD)])  # fmt: skip


def money(rng: Random, unit: str | None) -> Typed:
    n = rng.choice([rng.randint(1, 99), rng.randint(100, 900000), round(rng.uniform(0.01, 9), 4)])
    truth: Any = n * FACTORS[unit] if unit else WITHHELD
    return rng.choice([Typed(float(n), "General", truth), Typed(float(n), "#,##0.00", truth), Typed(f"{n:,}", "General", truth),
        Typed(f"{n}万元", "General", float(n)), Typed(f"{n}亿", "General", n * 10000.0), Typed("暂无", "General", None),
        Typed("另行上报", "General", WITHHELD)])  # fmt: skip


def rate(rng: Random, style: str) -> Typed:
    n = rng.choice([round(rng.uniform(2, 99), 2), rng.randint(2, 130), 0, 100])
    if style == "format":
        return Typed(n / 100, "0.00%", n / 100)
    if style == "points":
        return Typed(float(n), "General", n / 100)
    return rng.choice([Typed(f"{n}%", "General", n / 100), Typed(f"{n} ％", "General", n / 100), Typed("/", "General", None),
        Typed(f"已完成{n}%", "General", n / 100)])  # fmt: skip


def day(rng: Random, last: bool) -> Typed:
    m, d = rng.randint(1, 12), rng.randint(1, 28)
    exact = date(2017, m, d)
    end = date(2017, m + 1, 1).toordinal() - 1 if m < 12 else date(2017, 12, 31).toordinal()
    month = date.fromordinal(end) if last else date(2017, m, 1)
    choices = [Typed(exact, "yyyy/m/d", exact), Typed(f"2017.{m}.{d}", "General", exact), Typed(f"2017年{m}月", "General", month),
        Typed(f"2017-{m:02d}-{d:02d}", "General", exact)]  # fmt: skip
    if last:
        choices += [Typed("年底前", "General", date(2017, 12, 31)), Typed(f"{m}月底", "General", date.fromordinal(end))]
    return rng.choice(choices)


def typed(rng: Random, kind: Field, n: int, unit: str | None, style: str) -> Typed:
    """One cell of a field's column; ``n`` numbers the row, ``unit`` and ``style`` belong to the column."""
    if kind.name == "number":
        return Typed(float(n), "General", n)
    if kind.kind in WORDS:
        value, truth = rng.choice(WORDS[kind.kind])
        return Typed(value, "General", truth)
    readers = {
        "number": lambda: number(rng), "money": lambda: money(rng, unit), "rate": lambda: rate(rng, style),
        "date": lambda: day(rng, last=False), "start_date": lambda: day(rng, last=False), "deadline": lambda: day(rng, last=True),
    }  # fmt: skip
    if kind.kind == "area_size":
        size = float(rng.randint(100, 9000))
        return Typed(size, "General", size)
    return readers.get(kind.kind, lambda: text(rng, kind, n))()
