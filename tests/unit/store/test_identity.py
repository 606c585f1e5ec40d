"""Whose a row is does not hang on where it stands, how it is numbered or how it is spaced."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.versions.rows import rows_of
from tests.unit.store.readings import table

NAMES = st.sampled_from(["高端装备产业园", "污水处理厂", "中医院（新院区）"])
SITES = ["洸河街道", "柳行街道", "黄屯街道", "接庄街道"]
SPACES = st.sampled_from(["", " ", "\u3000", "\n"])


@st.composite
def projects(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Projects, several of one name, no two of which are the same in name and site."""
    pairs = draw(st.lists(st.tuples(NAMES, st.sampled_from(SITES)), min_size=2, max_size=8, unique=True))
    return [
        {"project": name, "site": site, "number": str(i), "annual_plan": float(i)}
        for i, (name, site) in enumerate(pairs, 1)
    ]


def identities(rows: list[dict[str, Any]]) -> dict[float, str]:
    """Each row's identity, by the amount that stays with it."""
    kept = rows_of([table(rows, name="key_projects")], "key_projects")
    return {row["annual_plan"]: row["row_id"] for row in kept}


@settings(max_examples=150)
@given(rows=projects(), data=st.data())
def test_shuffled_renumbered_and_respaced_rows_keep_whose_they_are(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    moved = [dict(row) for row in data.draw(st.permutations(rows))]
    for i, row in enumerate(moved):
        at = data.draw(st.integers(0, len(row["project"])))
        row["project"] = row["project"][:at] + data.draw(SPACES) + row["project"][at:]
        row["number"] = f"（{i + 1}）"
    assert identities(moved) == identities(rows)


def test_a_row_keeps_whose_it_is_while_its_figures_move() -> None:
    rows = [{"project": "园", "site": site, "annual_plan": float(i)} for i, site in enumerate(SITES)]
    later = [row | {"completed_ytd": 9.0 - i, "progress_text": "已开工"} for i, row in enumerate(reversed(rows))]
    assert identities(later) == identities(rows)
