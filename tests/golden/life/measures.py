"""Levels, limits and what may be brought together: how a figure is read, held and added."""

from __future__ import annotations

from metrics.told import unweighted
from tests.golden.life.office import Office, task
from ui import facts
from ui.leaders.items import measurable_words, rate_words

JUNE = "2017-06"


def levels(office: Office) -> list[str]:
    """A growth of 8.1 against 8.5 and 58 % clean days against 65 in June."""
    office.send("建设局", JUNE, [task("生产总值增速", 8.5, "%", 8.1), task("空气质量优良天数比例", 65, "%", 58)])
    return [f"{name}：{office.told(name, JUNE)}" for name in ("生产总值增速", "空气质量优良天数比例")]


def reached_early(office: Office) -> list[str]:
    """Energy use down by 3.6 % against 3.5 in June."""
    office.send("建设局", JUNE, [task("单位能耗下降率", 3.5, "%", 3.6)])
    return [office.told("单位能耗下降率", JUNE)]


def limits(office: Office) -> list[str]:
    """At most 5 accidents, 2 so far; a limit of 20 told in words, 18 of it used by June."""
    office.send(
        "建设局",
        JUNE,
        [task("安全生产事故", "≤5", "起", 2), task("信访积案", 20, "件", 18, target_text="控制在20件以内")],
    )
    return [f"{name}：{office.told(name, JUNE)}" for name in ("安全生产事故", "信访积案")]


def one_unit_of_measure(office: Office) -> list[str]:
    """900 of 1,000 new firms, 0 of 3 large ones, 5 of 28 contracts: all counted in 个."""
    counted = (("新增市场主体", 1000, 900), ("引进500强企业", 3, 0), ("签约项目", 28, 5))
    office.send("建设局", JUNE, [task(name, target, "个", done) for name, target, done in counted])
    points = [task(name, target, "个", done, weight=5) for name, target, done in counted]
    without = _area(office)
    office.send("建设局", JUNE, points)
    return [f"未设分值：{without}", f"各5分：{_area(office)}"]


def percentages(office: Office) -> list[str]:
    """Three targets in per cent."""
    named = (("城镇化率", 65, 63), ("绿化覆盖率", 40, 41), ("登记失业率", 4, 3.5))
    office.send("建设局", JUNE, [task(name, target, "%", value) for name, target, value in named])
    return [_area(office)]


def without_points(office: Office) -> list[str]:
    """One row of an area arrived without its points."""
    rows = [task("修路", 10, "公里", 6, weight=5), task("建桥", 4, "座", 2, weight=5), task("植树", 100, "亩", 90)]
    office.send("建设局", JUNE, rows)
    return [_area(office)]


def _area(office: Office) -> str:
    """The work 发展 as the list of works says it."""
    with office.opened(JUNE) as view:
        areas = facts.areas(view)
        row = areas[areas["area"] == "发展"].to_dict("records")[0]
        parts = (rate_words(row, view), measurable_words(row), unweighted(areas))
        return "，".join(filter(None, parts))
