"""Rows of one name keep whose they are when one of them is left out, changes, or another comes."""

from __future__ import annotations

import pytest

from metrics import namesakes
from tests.unit.metrics.conftest import Rows

JUNE, JULY, AUGUST = "2017-06", "2017-07", "2017-08"
FIRST, SECOND = {"investor": "甲", "site": "东园"}, {"investor": "乙", "site": "西园"}


def row(own: str, period: str, **said: object) -> dict[str, object]:
    return {"row_id": own, "period": period, "project": "食品加工", **said}


@pytest.mark.parametrize(
    ("later", "moved"),
    [
        pytest.param([row("a", JULY, **FIRST), row("b", JULY, **SECOND)], {}, id="both stay"),
        pytest.param([row("a", JULY, **SECOND)], {("a", JULY): "b"}, id="the first is gone"),
        pytest.param([row("a", JULY, **FIRST)], {}, id="the second is gone"),
        pytest.param([row("a", JULY, investor="乙", site="西园", origin="山东")], {("a", JULY): "b"}, id="gone, and more said"),
        pytest.param([row("a", JULY, investor="丙", site="北园")], {("a", JULY): "a.1"}, id="gone, and another came"),
        pytest.param([row("a", JULY)], {("a", JULY): "a.1"}, id="gone, and nothing tells which"),
        pytest.param(
            [row("a", JULY, **FIRST), row("b", JULY, investor="丙", site="北园")], {}, id="one says other things"
        ),
        pytest.param(
            [row("a", JULY, **SECOND), row("a", AUGUST, **SECOND)],
            {("a", JULY): "b", ("a", AUGUST): "b"}, id="month after month",
        ),
        pytest.param(
            [row("a", JULY, **SECOND), row("a", AUGUST, **FIRST), row("b", AUGUST, **SECOND)],
            {("a", JULY): "b"}, id="and back",
        ),
    ],
)  # fmt: skip
def test_which_of_two_rows_of_one_name_is_which(rows: Rows, later, moved) -> None:
    june = [row("a", JUNE, **FIRST), row("b", JUNE, **SECOND)]
    history = rows("investment_projects", *june, *later)
    known = namesakes.told_apart(history, "investment_projects")
    assert known == moved
    ids = namesakes.under(history, known)["row_id"].tolist()
    assert ids == ["a", "b", *(moved.get((one["row_id"], one["period"]), one["row_id"]) for one in later)]


def test_rows_of_different_names_are_left_alone(rows: Rows) -> None:
    history = rows("investment_projects", row("a", JUNE, **FIRST), row("b", JULY, **SECOND) | {"project": "新材料"})
    assert namesakes.told_apart(history, "investment_projects") == {}
