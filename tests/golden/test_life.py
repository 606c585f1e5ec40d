"""What an ordinary month once made the board say wrongly, and what it says now: each case against the golden file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden.life.office import Office
from tests.golden.life.told import OVER_SAMPLES, SAID, TOLD, as_text

KEPT = {part.split(":")[0]: part.strip() for part in SAID.read_text(encoding="utf-8").split("\n\n")}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds nothing."""
    path = tmp_path_factory.mktemp("life") / "empty.db"
    Office(f"sqlite:///{path}").store.database.close()
    return path


@pytest.fixture
def office(request: pytest.FixtureRequest, empty: Path, tmp_path: Path) -> Iterator[Office]:
    """An office whose store holds nothing, or the samples where the case happens over them."""
    case = request.node.callspec.params["case"]
    begun = request.getfixturevalue("samples_database") if case in OVER_SAMPLES else empty
    opened = Office(f"sqlite:///{shutil.copy(begun, tmp_path / 'store.db')}")
    yield opened
    opened.store.database.close()


@pytest.mark.parametrize("case", TOLD)
def test_of_each_case_is_said_what_the_golden_file_keeps(case: str, office: Office) -> None:
    assert as_text({case: TOLD[case](office)}).strip() == KEPT[case]


def test_the_golden_file_has_no_other_case() -> None:
    assert list(KEPT) == list(TOLD)
