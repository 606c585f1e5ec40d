"""What makes a book unsound, each kind in another list or column than it was first met in."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.book import shipped
from catalog.book.faults import faults
from catalog.book.lists import Entries, assembled, entries_of

BEFORE = entries_of(shipped())
ITEM = next(name for name in BEFORE if name[0] == "items")
NEXT = [name for name in BEFORE if name[0] == "items"][1]


def with_(changes: dict[tuple[str, str], dict[str, Any]]) -> Entries:
    return BEFORE | {name: BEFORE.get(name, {}) | said for name, said in changes.items()}


def circle(*units: str) -> dict[tuple[str, str], dict[str, Any]]:
    heirs = zip(units, (*units[1:], units[0]), strict=True)
    return {("units", name): {"valid_to": "2017-06-30", "successor": heir} for name, heir in heirs}


def bands(at: int, **said: Any) -> dict[tuple[str, str], dict[str, Any]]:
    rule = BEFORE["rules", "lights"]
    moved = [band | said if i == at % len(rule["bands"]) else band for i, band in enumerate(rule["bands"])]
    return {("rules", "lights"): {"bands": moved}}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        pytest.param(circle("科技局", "招商局", "财政局"), {("units", "successor", "successor_circle")}, id="circle of three"),
        pytest.param(circle("科技局"), {("units", "successor", "successor_circle")}, id="its own heir"),
        pytest.param(bands(0, **{"from": -50.0}), {("rules", "bands.0.from", "bands_do_not_tile")}, id="no band at the left edge"),
        pytest.param(bands(-1, below=50.0), {("rules", "bands.4.below", "bands_do_not_tile")}, id="no band at the right edge"),
        pytest.param(
            {("units", "科技局"): {"valid_from": "2017-06-02", "valid_to": "2017-06-01"}},
            {("units", "valid_to", "ends_before_it_begins")}, id="ends a day before it begins",
        ),
        pytest.param(
            {("areas", "作风"): {"clock_start": "2017-11-03"}}, {("areas", "clock_end", "ends_before_it_begins")}, id="a clock"
        ),
        pytest.param({ITEM: {"weight": -0.5}}, {("items", "weight", "below_zero")}, id="weight below zero"),
        pytest.param({ITEM: {"department": "没有的局"}}, {("items", "department", "no_such_unit")}, id="unit of an item"),
        pytest.param({ITEM: {"curve": "没有"}}, {("items", "curve", "no_such_curve")}, id="curve of an item"),
        pytest.param({NEXT: {"aliases": [BEFORE[ITEM]["name"] + " "]}}, {("items", "aliases", "wording_twice")}, id="two items"),
        pytest.param({("areas", "党建"): {"aliases": ["发展"]}}, {("areas", "aliases", "wording_twice")}, id="two areas"),
        pytest.param(
            {("curves", "学年"): {"classes": ["交通出行"]}, ("curves", "均匀"): {"datasets": ["key_projects"]}},
            {("curves", "classes", "two_curves"), ("curves", "datasets", "two_curves")}, id="two curves for one",
        ),
        pytest.param({("curves", "学年"): {"areas": ["没有"]}}, {("curves", "areas", "no_such_area")}, id="area of a curve"),
        pytest.param(
            {("curves", "学年"): {"datasets": ["nothing"]}, ("curves", "均匀"): {"datasets": ["nothing"]}},
            {("curves", "datasets", "no_such_dataset")}, id="one unknown name in two curves, told as that alone",
        ),
    ],
)  # fmt: skip
def test_an_unsound_book_is_told_with_list_and_field(changes, found) -> None:
    told = faults(assembled(with_(changes)))
    assert {(one.list, one.field, one.code) for one in told} == found
    assert all(one.said for one in told)
