"""The papers of the samples as their makers hand them over, and a small meeting typed into those very frames."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from exports import Dossier, Kpi
from exports.dossier import Remarks
from ui import source
from ui.papers.gathering import dossier as gathered
from ui.scope import View

MISSING = float("nan")
PAGES = (
    "overview",
    "work_areas",
    "livelihood",
    "investment",
    "key_projects",
    "campaigns",
    "accountability",
    "standing",
)
POST = "管委会副主任（分管建设）"


Typed = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def real(samples_copy: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Every frame of real papers; of the second month, which has one before it and is soon gathered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", samples_copy(tmp_path_factory.mktemp("real")))
        st.cache_resource.clear()
        found = gathered(View(source.version(), "2017-02", demo=True))
    st.cache_resource.clear()
    return found


def typed(real: Dossier, name: str, columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    """The maker's frame of that name with these rows: no column its maker does not know, each of its own dtype where what
    is typed allows it, nothing in the others."""
    kept, told = getattr(real, name), pd.DataFrame(rows, columns=columns.split())
    assert set(told) <= set(kept), (name, sorted(set(told) - set(kept)))
    others = {c: kept[c].iloc[:0].reindex(told.index) for c in kept if c not in told}
    return pd.concat([told, pd.DataFrame(others, index=told.index)], axis=1)[list(kept)]


@pytest.fixture
def dossier(made_up: Dossier) -> Dossier:
    return made_up


@pytest.fixture(scope="session")
def made_up(real: Dossier) -> Dossier:
    frame = partial(typed, real)
    items = frame(
        "items",
        "category name rate time_rate deviation light lead_department short_department lead_leader deadline",
        ("教育提升", "小学改扩建", 0.43, 0.583, -15.3, "behind", "教育局", "教育局", POST, pd.Timestamp("2017-10-31")),
        ("教育提升", "普惠幼儿园", 0.52, 0.583, -6.3, "warning", "教育局", "教育局", POST, pd.NaT),
        ("交通出行", "公交线路优化", 1.34, 0.583, 75.7, "done", "建设局", "建设局", POST, pd.Timestamp("2017-06-30")),
        ("交通出行", "=cmd|' /c calc'!A0", MISSING, 0.583, MISSING, "no_report", "建设局", "建设局", POST, pd.NaT),
    )
    tasks = frame(
        "sub_areas",
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
    tasks, items = (table.assign(short_leader="副主任", days_over=MISSING) for table in (tasks, items))
    places = (
        (1, True, False),
        (2, True, False),
        (2, True, False),
        (4, False, False),
        (5, False, True),
        (6, False, True),
    )
    counted = frame(
        "departments",
        "name unit_class n red amber overdue unanswered late rank front last short n_judged n_on_time on_time_rate rank_change",
        *[
            (f"单位{c}", "department", 8, 2, 1, 0, 0, 0, *place, f"单位{c}", 8, 5, 0.625, -1.0)
            for c, place in zip("甲乙丙丁戊己", places, strict=True)
        ],
        ("街道一", "street", 2, 0, 0, 0, 0, 0, MISSING, False, False, "街道一", 2, 2, 1.0, MISSING),
    )
    project = frame(
        "projects",
        "project stage industry site days days_over amount amount_word "
        "lead_department short_department lead_leader short_leader",
        (
            "演示项目甲",
            "signed",
            "信息技术",
            "产业园",
            200,
            140,
            24800.0,
            "合同",
            "招商局",
            "招商局",
            "管委会副主任（分管招商）",
            "副主任",
        ),
    )
    behind = (
        pd.concat([tasks.rename(columns={"area": "category"}), items])
        .query("light in ['behind', 'warning']")
        .assign(
            red_months=3,
            target="新增学位6000个",
            progress="主体完工",
            problem="征地慢",
            next_step="倒排工期",
            promise="9月底完成",
        )
    )
    return Dossier(
        meeting="2017年8月调度会",
        as_of=date(2017, 7, 31),
        demo=True,
        reported="已报18/应报19",
        findings=dict.fromkeys(PAGES, "28项任务中3项滞后"),
        figures={page: (Kpi(f"{page}按期", "14/28", "比上期 −3", "可判定28项", "behind"),) for page in PAGES},
        rules={"overview": "月数÷12"},
        areas=frame(
            "areas",
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
        stages=frame("stages", "name now overdue reached amount", ("线索", 20, 11, 96, 1e5), ("签约", 20, 15, 50, 4e5)),
        matrix=pd.DataFrame([[138000.0, float("nan")]], index=["信息技术"], columns=["信息产业园", "滨河科技园"]),
        projects=project,
        longest=project,
        departments=counted,
        leaders=counted,
        **sections(frame),
        remarks=Remarks(
            "28项任务中3项滞后", "28项任务中3项滞后", "28项任务中3项滞后", "自上次会议以来：推进1项", "公示期5个工作日"
        ),
        sources=dict.fromkeys(PAGES, ("发展 42.0% ← 招商局2017年7月.xlsx 任务表!F7",)),
        answer_by=date(2017, 8, 14),
        seq=412,
        missing=("财政局", "招商局"),
    )


def sections(frame: Typed) -> dict[str, pd.DataFrame]:
    """Key projects, campaigns, the peers, and last meeting's demands."""
    owners = "lead_department lead_leader short_department short_leader"
    who = ("建设局", POST, "建设局", "副主任（分管建设）")
    due = pd.Timestamp("2017-07-17")
    return {
        "pending": frame(
            "pending",
            f"source source_word since item ask settled opinion red_months {owners}",
            ("sheet", "报表", "2017年7月", "小学改扩建", "请管委会协调用地", False, "", 3, *who),
            (
                "extension",
                "延期申请",
                "2017年8月10日",
                "断头路打通工程",
                "申请延期至2017年9月30日：雨季",
                True,
                "2017年8月12日管委会主任签批：同意",
                0,
                *who,
            ),
        ),
        "praised": frame("praised", "category front last", ("部门", "单位甲（1）、单位乙（2）", "单位己（6）")),
        "project_groups": frame(
            "project_groups",
            "name rate time_rate deviation light n annual_plan completed_ytd",
            ("一区多园", 0.585, 0.443, 14.2, "on_track", 20, 432900.0, 253370.0),
        ),
        "key_projects": frame(
            "key_projects",
            f"name category total plan done rate time_rate deviation light days_over {owners}",
            ("断头路打通工程", "景云片区", 5e4, 2e4, 6.8e3, 0.34, 0.583, -24.3, "behind", MISSING, *who),
            ("生态湿地公园", MISSING, 2e4, 1e4, 8.6e3, 0.86, 0.5, 36.0, "behind", 31.0, *who),
        ),
        "issue_steps": frame("issue_steps", "name reached now overdue", ("收集", 80, 4, 1), ("回访", 29, 29, 0)),
        "issue_clocks": frame("issue_clocks", "name limit_days n_due n_kept kept_rate", ("答复", 3, 80, 72, 0.9)),
        "campaigns": frame(
            "campaigns",
            "name n open partial fixed closed returned overdue fixed_rate closed_rate",
            ("大快严集中行动", 18, 1, 0, 0, 17, 0, 1, 17 / 18, 17 / 18),
            ("大局意识差", 0, 0, 0, 0, 0, 0, 0, MISSING, MISSING),
        ),
        "late_issues": frame(
            "late_issues",
            f"name category light deviation rate days_over state deadline dataset {owners}",
            ("照明不足", "演示企业", "behind", MISSING, MISSING, 12.0, "", due, "enterprise_issues", *who),
        ),
        "urgent_fixes": frame(
            "urgent_fixes",
            f"name category light deviation rate days_over state deadline dataset {owners}",
            ("无证上岗", "大快严集中行动", "behind", MISSING, MISSING, 14.0, "未整改", due, "rectification", *who),
        ),
        "reviews": frame(
            "reviews",
            "category name rank score satisfaction votes front",
            ("窗口", "地税局", 1.0, 95.83, 0.97, 295.0, True),
        ),
        "standing": frame(
            "standing",
            "indicator name value unit rank rank_total previous_rank rank_change next_peer distance distance_unit behind_peer lead_over source",
            (
                "生产总值增速",
                "生产总值增速",
                8.6,
                "%",
                2.0,
                14.0,
                3.0,
                1.0,
                "高新区乙",
                0.3,
                "个百分点",
                "高新区丁",
                0.4,
                "统计局",
            ),
            ("外资增速", "外资增速", 3.9, "%", *[MISSING] * 10),
        ),
        "follow_up": frame(
            "follow_up",
            "item demand post short_leader lead_leader lead_department short_department deadline then now now_light state "
            "closed promise",
            (
                "报送措施",
                "报送整改措施",
                POST,
                "副主任",
                POST,
                "建设局",
                "建设局",
                due,
                "▲ 滞后 −12.0",
                "▲ 滞后 逾期9天",
                "behind",
                "推进中",
                False,
                "9月底完成",
            ),
        ),
    }
