"""No ordinary workbook is refused: the guard knows attacks by what they would cost, not by how they look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders.pool import ReadingPool
from loaders.reading import Reading
from tests.unit.loaders.hostile.benign_files import LARGE, small


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(2) as pool:
        yield pool


def test_two_hundred_small_workbooks_are_all_read(pool: ReadingPool) -> None:
    files = list(small())
    outcomes = pool.read_many(files)
    refused = {name: str(why) for (name, _), why in zip(files, outcomes, strict=True) if not isinstance(why, Reading)}
    assert len(files) >= 200
    assert refused == {}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_workbook_is_read(pool: ReadingPool, name: str) -> None:
    reading = pool.read(LARGE[name](), file=f"{name}.xlsx")
    assert sum(reading.coverage.values()) >= 4
    assert [found for found in reading.issues if found.code in ("stray_cell", "stray_cells")] == []
