"""One small invented meeting, typed out, that every paper is printed from."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from exports import Dossier, Kpi

MISSING = float("nan")
POST = "管委会副主任（分管建设）"


def frame(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


@pytest.fixture
def dossier(made_up: Dossier) -> Dossier:
    return made_up


@pytest.fixture(scope="session")
def made_up() -> Dossier:
    items = frame(
        "category name rate time_rate deviation light lead_department short_department lead_leader deadline",
        ("教育提升", "小学改扩建", 0.43, 0.583, -15.3, "behind", "教育局", "教育局", POST, pd.Timestamp("2017-10-31")),
        ("教育提升", "普惠幼儿园", 0.52, 0.583, -6.3, "warning", "教育局", "教育局", POST, pd.NaT),
        ("交通出行", "公交线路优化", 1.34, 0.583, 75.7, "done", "建设局", "建设局", POST, pd.Timestamp("2017-06-30")),
        ("交通出行", "=cmd|' /c calc'!A0", MISSING, 0.583, MISSING, "no_report", "建设局", "建设局", POST, pd.NaT),
    )
    tasks = frame(
        "area name shown rate time_rate deviation light step lead_department short_department lead_leader",
        (
            "发展",
            "突破大项目",
            "42.0%",
            0.42,
            0.583,
            -16.3,
            "behind",
            1.6,
            "招商局",
            "招商局",
            "管委会副主任（分管招商）",
        ),
        ("党建", "落实主体责任", "6/10节点", 0.60, 0.583, 1.7, "on_track", 8.7, "党群工作部", "党群部", "党工委副书记"),
    )
    places = (
        (1, True, False),
        (2, True, False),
        (2, True, False),
        (4, False, False),
        (5, False, True),
        (6, False, True),
    )
    counted = frame(
        "name unit_class n red amber overdue unanswered late rank front last",
        *[
            (f"单位{c}", "department", 8, 2, 1, 0, 0, 0, *place)
            for c, place in zip("甲乙丙丁戊己", places, strict=True)
        ],
        ("街道一", "street", 2, 0, 0, 0, 0, 0, float("nan"), False, False),
    )
    project = frame(
        "project stage industry site days days_over amount lead_department short_department lead_leader short_leader",
        (
            "演示项目甲",
            "signed",
            "信息技术",
            "产业园",
            200,
            140,
            24800.0,
            "招商局",
            "招商局",
            "管委会副主任（分管招商）",
            "副主任",
        ),
    )
    behind = (
        pd.concat([tasks.rename(columns={"area": "category"}), items])
        .query("light in ['behind', 'warning']")
        .assign(days_over=float("nan"))
    )
    return Dossier(
        meeting="2017年8月调度会",
        as_of=date(2017, 7, 31),
        demo=True,
        reported="已报18/应报19",
        findings=dict.fromkeys(("overview", "work_areas", "livelihood", "investment", "behind"), "28项任务中3项滞后"),
        kpis=(Kpi("六项工作按期任务", "14/28项", "滞后3", "behind"),),
        rules={"overview": "月数÷12"},
        areas=frame(
            "area shown rate time_rate deviation light n n_measurable basis milestones milestones_due milestones_reached",
            ("发展", "42.0%", 0.42, 0.583, -16.3, "behind", 20, 18, "points", 56, 14, 15),
            ("党建", "18/32节点", 0.5625, 0.53125, 3.125, "on_track", 9, 8, "milestones", 32, 17, 18),
            ("改革", "不合并", MISSING, 0.583, MISSING, "not_measurable", 9, 0, "points", 0, 0, 0),
            ("作风", "8月2日起", 0.0, 0.0, MISSING, "not_started", 8, 8, "points", 8, 0, 0),
        ),
        sub_areas=tasks,
        tasks=tasks,
        items=items,
        behind=behind,
        stages=frame("stage now overdue reached amount", ("lead", 20, 11, 96, 1e5), ("signed", 20, 15, 50, 4e5)),
        matrix=pd.DataFrame([[138000.0, float("nan")]], index=["信息技术"], columns=["信息产业园", "滨河科技园"]),
        projects=project,
        longest=project,
        departments=counted,
        leaders=counted,
        follow_up=frame(
            "demand post department deadline then now state",
            ("报送整改措施", POST, "建设局", pd.Timestamp("2017-08-10"), "−12.0", "−8.0", "推进中"),
        ),
        sources={"overview": ("发展 42.0% ← 招商局2017年7月.xlsx 任务表!F7",)},
    )
