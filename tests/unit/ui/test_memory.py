"""What is worked out once is shown to all: made once, within its bytes, and no reader changes another's."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pandas as pd
import pytest

from ui.memory import Memory


@dataclass(frozen=True)
class Papers:
    """As a dossier: frames inside something that looks as if it could not be changed."""

    name: str
    rows: pd.DataFrame


def table() -> pd.DataFrame:
    return pd.DataFrame({"n": [1.0, 2.0], "who": ["甲", "乙"]})


def of(value: object) -> pd.DataFrame:
    """The frame inside, wherever it is."""
    if isinstance(value, dict):
        return value["rows"]
    if isinstance(value, (tuple, list)):
        return value[0]
    return value.rows if isinstance(value, Papers) else value  # type: ignore[return-value]


@pytest.mark.parametrize(
    "make",
    [table, lambda: {"rows": table()}, lambda: (table(), 3), lambda: [table()], lambda: Papers("七月", table())],
    ids=["frame", "dict", "tuple", "list", "dataclass"],
)
def test_a_reader_cannot_change_what_another_is_shown(make) -> None:
    memory = Memory()
    mine = of(memory.get("key", make))
    mine.loc[0, "n"] = 99.0
    mine["more"] = "丙"
    mine.loc[1, "who"] = None
    assert of(memory.get("key", make)).to_dict("list") == table().to_dict("list")


def test_a_list_grown_by_one_reader_is_not_longer_for_the_next() -> None:
    memory = Memory()
    memory.get("key", lambda: {"names": ["甲"]})["names"].append("乙")
    assert memory.get("key", dict) == {"names": ["甲"]}


def test_it_is_made_once_however_many_ask_at_once() -> None:
    memory, made, ready = Memory(), [], threading.Barrier(8)

    def make() -> str:
        made.append(threading.get_ident())
        return "ready"

    def ask(_: int) -> str:
        ready.wait()
        return memory.get("key", make)

    with ThreadPoolExecutor(8) as readers:
        assert list(readers.map(ask, range(8))) == ["ready"] * 8
    assert len(made) == 1


def test_what_could_not_be_made_is_asked_for_again() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.get("key", lambda: 1 // 0)
    assert memory.get("key", lambda: 5) == 5


def test_beyond_its_bytes_what_was_longest_unused_goes() -> None:
    memory = Memory(limit=40_000)
    for key in "abc":
        memory.get(key, lambda: "x" * 10_000)
    memory.get("a", str)
    for key in "de":
        memory.get(key, lambda: "x" * 10_000)
    assert [key in memory for key in "abcde"] == [True, False, False, True, True]
    assert memory.size <= memory.limit


def test_frames_are_weighed_and_stay_within_the_limit() -> None:
    memory = Memory(limit=2**20)
    for key in range(100):
        memory.get(key, lambda: pd.DataFrame({"n": range(10_000)}))
    assert memory.size <= memory.limit
    assert 1 <= len(memory) < 10


def test_the_declared_limit_is_half_a_gigabyte() -> None:
    assert Memory().limit == 512 * 2**20
