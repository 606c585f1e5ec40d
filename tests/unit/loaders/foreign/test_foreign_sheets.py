"""Budgets, contracts, censuses, rosters, purchases and the like: none is taken for a dataset, all are named."""

from __future__ import annotations

import pytest
from foreign_sheets import KINDS, foreign_sheet

from catalog import datasets
from loaders import read

SHEETS = 200


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_foreign_sheet_is_taken_for_a_dataset_without_a_question(kind: str) -> None:
    seeds = [seed for seed in range(SHEETS) if sorted(KINDS)[seed % len(KINDS)] == kind]
    assert len(seeds) == SHEETS // len(KINDS)
    for seed in seeds:
        reading = read(foreign_sheet(seed)[1], file="表.xlsx")
        assert [t.dataset for t in reading.tables if t.dataset] == [], seed
        assert [i for i in reading.issues if i.severity == "error"], seed


@pytest.mark.parametrize("name", sorted(datasets()))
def test_every_dataset_declares_what_is_characteristic_of_it(name: str) -> None:
    kind = datasets()[name]
    assert kind.characteristic
    assert set(kind.characteristic) <= set(kind.field_names)
