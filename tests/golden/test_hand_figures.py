"""One figure of every page, worked out by hand from what stands in the sample workbooks for July 2017.

The arithmetic stands beside each figure with the file, sheet and column its numbers were copied from; the page's own
metric must come to the same figure after the workbooks went through the real loaders and the real store.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from catalog import dataset, datasets
from metrics import accountability, campaigns, headline, key_projects, livelihood, progress, rollup, standing
from store import open_store
from tests.golden.samples.scored import SAMPLES
from ui.demo import load_samples

JULY = date(2017, 7, 31)
Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    """The store's frames as of July: July's reports, and the last one of the unit that sent none for July."""
    folder = tmp_path_factory.mktemp("july")
    (folder / "deliveries.json").write_text(json.dumps(list(_needed())), encoding="utf-8")
    (folder / "mappings.json").write_bytes((SAMPLES / "mappings.json").read_bytes())
    store = open_store(f"sqlite:///{folder / 'store.db'}")
    assert load_samples(store, folder) > 50
    return {name: store.frame(name, as_of="2017-07") for name in datasets()}


def _needed() -> Iterator[dict[str, str]]:
    for one in json.loads((SAMPLES / "deliveries.json").read_text(encoding="utf-8")):
        if one["period"] == "2017-07" or (one["department"], one["period"]) == ("城市管理局", "2017-06"):
            yield {**one, "file": str(Path(SAMPLES / one["file"]))}


def test_overview_development_has_done_47_percent_and_lies_10_points_behind(frames: Frames) -> None:
    """Σ(分值×累计完成÷目标值)÷Σ分值 of the 38 tasks under 发展 in the units' sheets: (weight, actual, target)."""
    by_hand = {
        "建设局（更正）": "10 3.1 8, 5 9.9 20, 3 15.2 26, 5 19.2 38, 3 36 60, 4 1930 3600, 3 6 12",
        "招商局": "18 11 28, 12 1 3, 10 64.2 130, 5 4480 9000, 3 28 48, 3 286 500",
        "科技局": "5 9 18, 4 7 12, 3 5.8 10, 3 3 5, 3 2 4, 3 152 300, 2 283 260, 2 8 15",
        "经济发展局": "20 14 40, 7 43.2 96, 4 16 30, 4 28.9 52, 4 3 5, 4 3 4",
        "财政局、人社局": "4 22.8 45, 3 11 20, 14 6 20, 3 32.4 60, 4 61 120, 3 3 5",
        "街道": "3 2300 4200, 3 3700 6800, 3 3050 5600, 3 3620 7200, 3 4820 9000",
    }
    tasks = [[float(number) for number in task.split()] for line in by_hand.values() for task in line.split(", ")]
    points = sum(weight * actual / target for weight, actual, target in tasks)
    weights = sum(weight for weight, _, _ in tasks)
    assert (len(tasks), weights) == (38, 198)
    row = _area(frames, "发展")
    assert row["rate"] == pytest.approx(points / weights)
    assert round(100 * row["rate"], 1) == 47.4
    assert (round(row["deviation"], 1), row["light"]) == (-10.4, "behind")


def test_work_areas_party_duty_has_reached_10_of_12_milestones(frames: Frames) -> None:
    """党群工作部 任务分解表: 完成值 4 + 2 + 4 of 目标值 4 + 4 + 4, and 节点目标 4 + 2 + 4 were due: 0.0 points."""
    table = rollup.by_sub_area(progress.assess(frames["work_targets"], as_of=JULY))
    row = table[table["sub_area"] == "落实主体责任"].iloc[0]
    assert (row["milestones_reached"], row["milestones"], row["milestones_due"]) == (10, 12, 10)
    assert row["rate"] == pytest.approx(10 / 12)
    assert row["deviation"] == pytest.approx(0)


def test_livelihood_large_classes_stand_where_their_school_places_stand(frames: Frames) -> None:
    """教育局 民生实事 item 13: 8÷10 = 80 %, 9÷12 = 75 %, 132÷6000 = 2.2 %; of February to December 6 of 11 months."""
    table = livelihood.items(progress.assess(frames["livelihood_projects"], as_of=JULY))
    row = table[table["item"] == "解决大班额"].iloc[0]
    assert [sub["rate"] for sub in row["subs"]] == pytest.approx([0.80, 0.75, 0.022])
    assert (row["worst"], row["light"]) == ("新增学位", "behind")
    assert row["deviation"] == pytest.approx(100 * (132 / 6000 - 6 / 11))


def test_investment_contracts_signed_this_year_are_worth_99_02_hundred_million(frames: Frames) -> None:
    """招商局 签约项目: 合同投资总额（亿元） of the rows whose 签约时间 lies in 2017, in the order of the sheet."""
    by_hand = [8.5, 0.96, 1.2, 0.46, 12, 1.5, 2.1, 26, 2.6, 1.2, 0.8, 12, 0.3, 26, 3.4]
    figures = {figure.name: figure for figure in headline.figures("investment", frames, as_of=JULY)}
    assert sum(by_hand) == pytest.approx(99.02)
    assert figures["contract_signed"].value == pytest.approx(990_200)
    in_the_streets = 1 + 1 + 1 + 2 + 2  # their form has no column for the contract
    assert figures["signed_projects"].value == len(by_hand) + in_the_streets


def test_key_projects_information_park_has_invested_85_5_percent(frames: Frames) -> None:
    """经济发展局 重点项目: 累计完成 1.32 + 4.86 + 0.66 = 6.84 亿元 of 年度计划 2.4 + 4.5 + 1.1 = 8.0 亿元."""
    table = key_projects.by_site(key_projects.assess(frames["key_projects"], as_of=JULY))
    row = table[table["site"] == "信息产业园"].iloc[0]
    assert (row["n"], row["completed_ytd"], row["annual_plan"]) == (3, 68_400, 80_000)
    assert row["rate"] == pytest.approx(0.855)


def test_campaigns_two_units_share_the_first_rank_and_the_next_is_third(frames: Frames) -> None:
    """纪工委 公开评议: 供水公司 and 公积金管理部 (108×100 + 162×100 + 32×70 + 2×30) ÷ 304 = 96.38; 王因街道 96.33."""
    scored = campaigns.reviews(frames["public_reviews"])
    first = scored[scored["department"].isin(["供水公司", "公积金管理部", "王因街道"])].set_index("department")
    assert first["computed_score"].round(2).to_dict() == {"供水公司": 96.38, "王因街道": 96.33, "公积金管理部": 96.38}
    assert first["computed_rank"].to_dict() == {"供水公司": 1, "王因街道": 3, "公积金管理部": 1}


def test_accountability_four_of_the_investment_bureaus_nine_tasks_are_on_time(frames: Frames) -> None:
    """招商局 六项工作 against 7÷12 = 58.3 % or the plan to date.

    11÷28 = 39.3 ▲, 1÷3 = 33.3 ▲, 64.2÷130 = 49.4 ◆, 4480÷9000 = 49.8 ◆, 28÷48 = 58.3 ●, 286÷500 = 57.2 ●;
    of the nodes 4÷5 with 4 due ●, 2÷4 with 2 due ●, 3÷4 past its deadline of 30 June ▲.
    """
    table = accountability.by_department(accountability.duties(frames, as_of=JULY))
    row = table[table["name"] == "招商局"].iloc[0]
    assert (row["n_behind"], row["n_warning"], row["n_on_time"], row["n_judged"]) == (3, 2, 4, 9)
    assert row["on_time_rate"] == pytest.approx(4 / 9)


def test_standing_fixed_investment_fell_three_places_and_lacks_2_2_to_the_next(frames: Frames) -> None:
    """经济发展局 对标进位: 上期位次 5, 位次 8; the next peer's 11.0 − 8.8 = 2.2."""
    table = standing.table(frames["standings"])
    row = table[table["indicator"] == "固定资产投资增速"].iloc[0]
    assert (row["rank_change"], row["next_peer"]) == (-3, "演示高新区甲")
    assert row["distance"] == pytest.approx(2.2)


def _area(frames: Frames, area: str) -> pd.Series:
    table = rollup.by_area(progress.assess(frames["work_targets"], as_of=JULY))
    return table[table["area"] == area].iloc[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_renumbered_and_respaced_rows_change_no_figure(frames: Frames, seed: int) -> None:
    drawn = Random(seed)
    moved = {name: _retyped(name, frame, drawn) for name, frame in frames.items()}
    for page in headline.PAGES:
        then, now = (headline.figures(page, of, None, as_of=JULY) for of in (frames, moved))
        assert [(f.name, f.text) for f in now] == [(f.name, f.text) for f in then]
    then, now = (livelihood.items(progress.assess(of["livelihood_projects"], as_of=JULY)) for of in (frames, moved))
    judged = ["category", "n_subs", "rate", "light", "deviation"]
    assert _sorted(now[judged]) == _sorted(then[judged])


def _retyped(name: str, frame: pd.DataFrame, drawn: Random) -> pd.DataFrame:
    """The frame as a clerk might have typed it another day: rows in another order, other numbers, other spaces."""
    order = list(range(len(frame)))
    drawn.shuffle(order)
    moved = frame.iloc[order].reset_index(drop=True)
    called = dataset(name).named_by
    spaced = [
        f"{text[:1]}{drawn.choice(['', ' '])}{text[1:]}" if isinstance(text, str) else text for text in moved[called]
    ]
    if dataset(name).field(called).kind == "text":
        moved[called] = pd.array(spaced, dtype=moved[called].dtype)
    return moved.assign(number=[str(i + 1) for i in range(len(moved))]) if "number" in moved else moved


def _sorted(frame: pd.DataFrame) -> list[str]:
    return sorted(map(repr, frame.round(9).to_numpy().tolist()))
