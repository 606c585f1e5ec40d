"""The zone among its peers: change of rank, and how far the next place is."""

from __future__ import annotations

import pytest

from metrics import standing

OURS = {
    "indicator": "财政收入增速",
    "unit": "%",
    "value": 7.4,
    "rank": 3,
    "rank_total": 14,
    "previous_rank": 5,
    "year": 2017,
}


def test_rank_change_and_distance_to_the_next_place(rows) -> None:
    peers = {"甲": 9.9, "乙": 8.0, "丙": 7.1, "丁": 3.0}
    found = standing.table(rows("standings", *(OURS | {"peer": p, "peer_value": v} for p, v in peers.items()))).iloc[0]
    assert found[["rank", "rank_change"]].tolist() == [3, 2]
    assert (found["next_peer"], found["behind_peer"], found["leader"]) == ("乙", "丙", "甲")
    assert found[["distance", "lead"]].tolist() == pytest.approx([0.6, 0.3])


def test_where_less_is_better_the_next_place_is_the_smaller_value(rows) -> None:
    ours = OURS | {"indicator": "单位能耗", "value": 0.5, "rank": 2}
    peers = {"甲": 0.4, "乙": 0.6, "丙": 0.9}
    found = standing.table(rows("standings", *(ours | {"peer": p, "peer_value": v} for p, v in peers.items()))).iloc[0]
    assert (found["next_peer"], found["behind_peer"]) == ("甲", "乙")


def test_the_first_has_nobody_ahead_and_the_latest_year_counts(rows) -> None:
    old = OURS | {"year": 2016, "value": 1.0, "rank": 9, "peer": "甲", "peer_value": 5.0}
    new = OURS | {"rank": 1, "previous_rank": 9, "peer": "甲", "peer_value": 5.0}
    found = standing.table(rows("standings", old, new))
    assert found[["value", "rank", "rank_change"]].to_numpy().tolist() == [[7.4, 1, 8]]
    assert found[["next_peer", "next_value", "distance"]].isna().all().all()


def test_the_zone_stands_among_its_peers_best_first(rows) -> None:
    frame = rows("standings", *(OURS | {"rank": 2, "peer": p, "peer_value": v} for p, v in [("甲", 9.0), ("乙", 2.0)]))
    found = standing.peers(frame)
    assert found["value"].tolist() == [9.0, 7.4, 2.0]
    assert found["is_zone"].tolist() == [False, True, False]


def test_shares_lie_apart_by_points_other_values_in_their_own_unit(rows) -> None:
    found = standing.table(rows("standings", OURS, OURS | {"indicator": "发明专利", "unit": "件"}))
    assert found["distance_unit"].tolist() == ["个百分点", "件"]


@pytest.mark.parametrize(("totals", "deepest"), [((14, 147), 8), ((14, None), 48)])
def test_a_place_is_low_among_those_ranked(rows, totals, deepest) -> None:
    placed = zip((8, 48), totals, "甲乙", strict=True)
    found = standing.table(
        rows("standings", *(OURS | {"rank": r, "rank_total": t, "indicator": i} for r, t, i in placed))
    )
    assert found["rank"].iloc[int(standing.depth(found).argmax())] == deepest
