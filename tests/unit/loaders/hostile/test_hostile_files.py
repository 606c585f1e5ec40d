"""No file harms the server: each is refused in a sentence or read right, within a gigabyte and twenty seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from catalog.containers import containers
from loaders.pool import ReadingPool
from loaders.reading import Reading
from loaders.unreadable import Unreadable
from tests.unit.loaders.hostile import other_attacks, sheet_attacks, zip_attacks
from tests.unit.loaders.hostile.raw_xlsx import workbook

ATTACKS = sheet_attacks.ATTACKS | zip_attacks.ATTACKS | other_attacks.ATTACKS
REFUSED = {name: code for name, (_, code) in ATTACKS.items() if code not in ("read", "any")}
READ = [name for name, (_, code) in ATTACKS.items() if code == "read"]
EITHER = [name for name, (_, code) in ATTACKS.items() if code == "any"]
pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")
OF_THE_POOL = {"stopped", "too_slow", "too_big_to_read"}


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(1) as pool:
        yield pool


def outcome(pool: ReadingPool, name: str) -> Reading | Unreadable:
    return pool.read_many([(f"{name}.xlsx", ATTACKS[name][0]())])[0]


def texts(reading: Reading) -> set[str]:
    return {text for sheet in reading.sheets for text in sheet.texts.values()}


def test_there_are_enough_of_them() -> None:
    assert len(ATTACKS) >= 120


@pytest.mark.parametrize("name", REFUSED)
def test_refused_for_what_it_is(pool: ReadingPool, name: str) -> None:
    refusal = outcome(pool, name)
    assert isinstance(refusal, Unreadable)
    assert refusal.code == REFUSED[name]
    assert str(refusal) == containers().unreadable[refusal.code]


@pytest.mark.parametrize("name", READ)
def test_read_all_the_same(pool: ReadingPool, name: str) -> None:
    reading = outcome(pool, name)
    assert isinstance(reading, Reading), str(reading)
    assert {"项目", "完成率", "道路"} <= texts(reading)


@pytest.mark.parametrize("name", EITHER)
def test_refused_or_read_but_never_a_dead_worker(pool: ReadingPool, name: str) -> None:
    found = outcome(pool, name)
    assert getattr(found, "code", "read") not in OF_THE_POOL


def test_the_pool_reads_on_after_all_of_it(pool: ReadingPool) -> None:
    assert {"项目", "完成率", "道路"} <= texts(pool.read(workbook(), file="honest.xlsx"))
