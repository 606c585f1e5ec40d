"""The pipeline is followed by dates and reports; each kind of money stands by itself and no step implies another."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from metrics import pipeline

JULY = date(2017, 7, 31)
DATASET = "investment_projects"


def staged(rows, *given, history=None):
    projects = rows(DATASET, *given)
    return pipeline.staged(projects, projects if history is None else history, as_of=JULY)


# stage, its own dates, months it was reported in that stage → since, basis, over its limit
@pytest.mark.parametrize(
    ("row", "months", "since", "basis", "over"),
    [
        ({"stage": "signed", "sign_date": "2017-05-01"}, [], "2017-05-01", "date", True),
        ({"stage": "signed", "sign_date": "2017-06-20"}, [], "2017-06-20", "date", False),
        ({"stage": "negotiating"}, ["2017-03", "2017-04", "2017-05", "2017-06"], "2017-03-31", "history", True),
        ({"stage": "negotiating"}, ["2017-06"], "2017-06-30", "history", False),
        ({"stage": "signed", "sign_date": "2017-09-01"}, ["2017-06"], "2017-06-30", "history", False),
        ({"stage": "started", "sign_date": "2015-01-01", "start_date": "2017-07-01"}, [], "2017-07-01", "date", False),
    ],
)
def test_days_in_stage_run_from_its_own_date_or_the_first_report(rows, row, months, since, basis, over) -> None:
    reports = [row | {"row_id": "0", "period": p} for p in (*months, "2017-07")]
    found = staged(rows, row, history=rows(DATASET, *reports)).iloc[0]
    assert (str(found["stage_since"].date()), found["since_basis"], found["over_limit"]) == (since, basis, over)
    assert found["days_in_stage"] == (pd.Timestamp(JULY) - pd.Timestamp(since)).days


def test_a_project_that_went_back_counts_from_its_return(rows) -> None:
    path = [("2017-04", "agreement"), ("2017-05", "negotiating"), ("2017-06", "agreement"), ("2017-07", "agreement")]
    history = rows(DATASET, *({"row_id": "0", "period": p, "stage": s} for p, s in path))
    found = staged(rows, {"stage": "agreement"}, history=history).iloc[0]
    assert found["days_in_stage"] == 31


def test_a_later_report_is_not_looked_at(rows) -> None:
    history = rows(
        DATASET, *({"row_id": "0", "period": p, "stage": s} for p, s in [("2017-07", "lead"), ("2017-08", "signed")])
    )
    assert staged(rows, {"stage": "lead"}, history=history)["reached_order"].tolist() == [0]


def test_the_funnel_counts_who_came_so_far_who_is_there_and_who_is_stuck(rows) -> None:
    found = pipeline.funnel(
        staged(
            rows,
            {"stage": "lead"},
            {"stage": "signed", "sign_date": "2017-01-01", "contract_investment": 5000.0},
            {"stage": "signed", "sign_date": "2017-07-01"},
            {"stage": "stopped", "register_date": "2017-02-01", "contract_investment": 900.0},
            {"stage": None},
        )
    ).set_index("stage")
    assert found["reached"].tolist() == [4, 3, 3, 3, 1, 0, 0, 0]
    assert found["now"].tolist() == [1, 0, 0, 2, 0, 0, 0, 0]
    assert found["overdue"].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    assert found.loc["negotiating", "conversion"] == 0.75
    signed = found.loc["signed"]
    assert (signed["contract"], signed["n_contract"], signed["amount_kind"]) == (5000, 1, "contract")
    assert pd.isna(signed["intended"])


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ("lead", "negotiating", "forward"),
        ("registered", "signed", "back"),
        ("signed", "signed", "same"),
        ("signed", "stopped", "stopped"),
        ("stopped", "negotiating", "forward"),
    ],
)
def test_a_move_is_forward_back_the_same_or_an_end(rows, before, now, kind) -> None:
    found = pipeline.moves(rows(DATASET, {"stage": now, "project": "甲"}), rows(DATASET, {"stage": before}))
    assert found[["source", "target", "kind", "n"]].to_numpy().tolist() == [[before, now, kind, 1]]
    assert found["projects"].tolist() == [["甲"]]


def test_new_projects_and_those_no_longer_reported_are_moves_too(rows) -> None:
    before = rows(DATASET, {"row_id": "old", "stage": "lead", "project": "旧"})
    found = pipeline.moves(rows(DATASET, {"row_id": "new", "stage": "signed", "project": "新"}), before)
    assert found[["source", "target", "kind"]].to_numpy().tolist() == [
        ["new", "signed", "new"],
        ["lead", "vanished", "vanished"],
    ]


def test_cohorts_follow_their_own_dates_and_rates_need_not_nest(rows) -> None:
    """Yunnan 2015: more projects had started building than had landed."""
    common = {"sign_date": "2016-03-01"}
    found = pipeline.cohorts(
        rows(
            DATASET,
            common | {"stage": "started", "start_date": "2016-06-01"},
            common | {"stage": "started"},
            common | {"stage": "registered", "register_date": "2016-03-31"},
            common | {"stage": "stopped"},
            {"stage": "agreement", "sign_date": "2016-02-01"},
        ),
        as_of=JULY,
    ).iloc[0]
    assert found[["cohort", "n_signed", "n_registered", "n_started", "n_producing", "n_stopped"]].tolist() == [
        "2016",
        4,
        1,
        2,
        0,
        1,
    ]
    assert (found["registered_rate"], found["started_rate"]) == (0.25, 0.5)
    assert (found["days_to_register"], found["days_to_start"]) == (30, 92)


def test_a_step_after_the_day_has_not_happened_yet(rows) -> None:
    row = {"stage": "signed", "sign_date": "2017-07-01", "register_date": "2017-08-15"}
    found = pipeline.cohorts(rows(DATASET, row), as_of=JULY, by="quarter").iloc[0]
    assert (found["cohort"], found["n_registered"]) == ("2017Q3", 0)


def test_money_of_a_cohort_is_kept_apart(rows) -> None:
    common = {"sign_date": "2017-03-01", "stage": "signed"}
    found = pipeline.cohorts(
        rows(
            DATASET,
            common | {"intended_investment": 300.0, "contract_investment": 200.0, "paid_in": 50.0},
            common | {"contract_investment": 100.0},
            common | {"paid_in": 7.0},
        ),
        as_of=JULY,
    ).iloc[0]
    assert found[["intended", "contract", "paid_in"]].tolist() == [300, 300, 57]
    assert found[["n_intended", "n_contract", "n_paid_in"]].tolist() == [1, 2, 2]
    assert (found["paid_in_rate"], found["n_paid_in_rate"]) == (0.25, 1)


@pytest.mark.parametrize(
    ("origin", "place", "kind"),
    [
        ("江苏苏州", "江苏", "province"),
        ("深圳市", "广东", "province"),
        ("上海", "上海", "province"),
        ("新疆乌鲁木齐", "新疆", "province"),
        ("德国汉堡", "德国", "country"),
        ("首尔", "韩国", "country"),
        ("太平洋彼岸", "太平洋彼岸", "other"),
        (None, "来源地未填", "other"),
    ],
)
def test_an_origin_is_laid_on_the_tile_of_its_province_or_country(rows, origin, place, kind) -> None:
    found = pipeline.origins(rows(DATASET, {"stage": "signed", "origin": origin}))
    assert found.loc[found["n"] > 0, ["place", "place_kind"]].to_numpy().tolist() == [[place, kind]]


def test_the_tiles_hold_every_province_once_and_no_two_share_a_place(rows) -> None:
    given = [
        {"stage": "lead", "origin": name} for name in ("德国", "日本", "韩国", "美国", "法国", "甲", "乙", "丙", "丁")
    ]
    found = pipeline.origins(rows(DATASET, *given))
    assert (found["place_kind"] == "province").sum() == 34
    assert not found.duplicated(["column", "row"]).any()
    assert not found.duplicated("place").any()


def test_places_beyond_the_provinces_stand_countries_first_and_the_most_projects_first(rows) -> None:
    typed = ["日本", "德国", "德国", "海外某地", "海外某地", "海外某地"]
    projects = rows(DATASET, *({"stage": "signed", "origin": place} for place in typed))
    tiles = pipeline.origins(projects)
    beyond = tiles[tiles["place_kind"] != "province"].sort_values(["column", "row"], kind="stable")
    assert beyond["place"].tolist() == ["德国", "日本", "海外某地"]
    crossed = pipeline.origin_by_industry(projects)
    assert crossed["place"].tolist() == ["海外某地", "德国", "日本"]


def test_stopped_projects_are_not_on_the_map_and_a_missing_reason_is_named(rows) -> None:
    frame = rows(DATASET, {"stage": "stopped", "origin": "上海"}, {"stage": "stopped", "stop_reason": "资金链紧张"})
    assert pipeline.origins(frame)["n"].sum() == 0
    assert pipeline.stop_reasons(frame)["reason"].tolist() == ["未说明原因", "资金链紧张"]


def test_industry_by_carrier_keeps_the_unplaced_last(rows) -> None:
    given = [
        ("生物医药", None),
        ("工程机械", "信息产业园"),
        ("工程机械", "滨河科技园"),
        (None, "滨河科技园"),
        ("工程机械", "别处"),
    ]
    found = pipeline.industry_by_site(rows(DATASET, *({"stage": "lead", "industry": i, "site": s} for i, s in given)))
    assert found[["industry", "site"]].to_numpy().tolist() == [
        ["工程机械", "滨河科技园"],
        ["工程机械", "信息产业园"],
        ["工程机械", "别处"],
        ["生物医药", "未落地"],
        ["产业未填", "滨河科技园"],
    ]


def test_ageing_counts_those_beyond_their_stages_limit(rows) -> None:
    found = (
        pipeline.ageing(staged(rows, {"stage": "signed", "sign_date": "2017-05-10"})).set_index("stage").loc["signed"]
    )
    assert found["n"].tolist() == [0, 0, 1, 0, 0]
    assert found["n_over"].tolist() == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("last", "freshness", "days"),
    [
        ("2017-07-01", "fresh", 30),
        ("2017-06-30", "ageing", 31),
        ("2017-05-31", "stale", 61),
        (None, "never", float("nan")),
    ],
)
def test_how_fresh_a_clients_contact_is(rows, last, freshness, days) -> None:
    found = pipeline.freshness(rows("target_clients", {"last_contact": last}), as_of=JULY).iloc[0]
    assert found["freshness"] == freshness
    assert found["days_since"] == pytest.approx(days, nan_ok=True)


def test_key_targets_are_followed_one_by_one_biggest_class_first(rows) -> None:
    projects = staged(
        rows,
        {"investor_class": "行业龙头", "project": "甲", "stage": "lead", "first_contact_date": "2017-05-01"},
        {"investor_class": "世界500强", "project": "乙", "investor": "乙公司", "stage": "signed"},
        {"investor_class": "其他", "project": "丙", "stage": "lead"},
    )
    clients = pipeline.freshness(rows("target_clients", {"investor_class": "世界500强", "company": "丁"}), as_of=JULY)
    found = pipeline.key_targets(projects, clients)
    assert found[["name", "kind", "over_limit"]].to_numpy().tolist() == [
        ["乙公司", "project", False],
        ["丁", "client", True],
        ["甲", "project", True],
    ]


def test_carriers_with_most_free_area_first(rows) -> None:
    given = [("甲", 100.0, 20.0), ("乙", 100.0, 60.0), ("丙", None, None)]
    frame = rows("partner_carriers", *({"carrier": c, "floor_area": f, "available_area": a} for c, f, a in given))
    found = pipeline.carriers(frame)
    assert found["carrier"].tolist() == ["乙", "甲", "丙"]
    assert found["vacancy"].tolist() == pytest.approx([0.6, 0.2, float("nan")], nan_ok=True)


def test_a_project_came_from_the_stage_it_was_last_reported_in(rows) -> None:
    past = rows(
        DATASET,
        {"row_id": "a", "project": "甲", "period": "2017-05", "stage": "lead"},
        {"row_id": "a", "project": "甲", "period": "2017-06", "stage": "agreement"},
        {"row_id": "a", "project": "甲", "period": "2017-07", "stage": "signed"},
    )
    now = rows(DATASET, {"row_id": "a", "project": "甲"}, {"row_id": "b", "project": "乙"})
    assert pipeline.came_from(now, past, as_of=date(2017, 7, 31)).tolist() == ["agreement", "new"]
