"""Power loss at any moment: what was acknowledged is there and whole; and the test can tell, for two careless settings
of SQLite it finds exactly what they lose."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from store import Desk, open_store
from tests.faults.figures import CARELESS_IMAGES, POWER_LOSS_IMAGES, PUBLISHES_RECORDED, note
from tests.faults.promises import kept
from tests.faults.recorded_disk import Act, PowerLoss, RecordedDisk, driver_on
from tests.faults.workers import clerk, publish

FULL, WAL = "PRAGMA synchronous=FULL", "PRAGMA journal_mode=WAL"


class Recording:
    """What the disk was asked for while workbooks were published, and after how many acts each was acknowledged."""

    def __init__(self, empty: Path, folder: Path, instead: dict[str, str], patch: pytest.MonkeyPatch) -> None:
        folder.mkdir()
        path = Path(shutil.copy(empty, folder / "store.db"))
        self.before = {path.name: path.read_bytes()}
        disk = RecordedDisk(f"recorded-{folder.name}")
        self.acts: list[Act] = disk.acts
        self.acknowledged: list[int] = []
        with patch.context() as exchanged:
            exchanged.setattr(SQLiteDialect_pysqlite, "import_dbapi", classmethod(lambda _: driver_on(disk, instead)))
            for half in (range(PUBLISHES_RECORDED // 2), range(PUBLISHES_RECORDED // 2, PUBLISHES_RECORDED)):
                store = open_store(f"sqlite:///{path}")
                for number in half:
                    publish(Desk(store, clerk()), number)
                    self.acknowledged.append(len(disk.acts))
                store.database.close()

    def images(self, count: int, dice: random.Random) -> Iterator[tuple[dict[str, bytes], set[int]]]:
        """Files as power losses at random moments leave them, each with what had been acknowledged."""
        lost = PowerLoss(self.before, self.acts, dice)
        for moment in sorted(dice.randrange(len(self.acts) + 1) for _ in range(count)):
            yield lost.at(moment), {n for n, at in enumerate(self.acknowledged) if at <= moment}


def tried(recorded: Recording, count: int, folder: Path) -> Counter[str]:
    """How much is lost, half there or broken over so many images."""
    totals: Counter[str] = Counter()
    for files, acknowledged in recorded.images(count, random.Random(20170802)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        totals.update(_found(f"sqlite:///{folder}/store.db", acknowledged), images=1, acknowledged=len(acknowledged))
    return totals


def _found(url: str, acknowledged: set[int]) -> dict[str, int]:
    try:
        return kept(url, acknowledged)[1]
    except Exception:  # noqa: BLE001 (a wreck fails in its own way; none may)
        return {"broken": 1}


def test_a_power_loss_loses_nothing_acknowledged_and_leaves_nothing_half(empty_file, tmp_path, monkeypatch) -> None:
    recorded = Recording(empty_file, tmp_path / "as_set", {}, monkeypatch)
    kinds = Counter(act.kind for act in recorded.acts)
    totals = tried(recorded, POWER_LOSS_IMAGES, tmp_path / "image")

    note("power loss", writes=kinds["write"], syncs=kinds["sync"], **totals)
    assert (totals["lost"], totals["half"], totals["broken"]) == (0, 0, 0)
    assert totals["acknowledged"] > POWER_LOSS_IMAGES


@pytest.mark.parametrize(
    ("instead", "wrong"),
    [
        ({FULL: "PRAGMA synchronous=OFF"}, "lost"),
        ({WAL: "PRAGMA journal_mode=OFF"}, "broken"),
    ],
    ids=["synchronous=OFF", "journal_mode=OFF"],
)
def test_the_simulation_finds_what_careless_settings_lose(
    empty_file, tmp_path, monkeypatch, instead: dict[str, str], wrong: str
) -> None:
    recorded = Recording(empty_file, tmp_path / wrong, instead, monkeypatch)
    totals = tried(recorded, CARELESS_IMAGES, tmp_path / "image")

    note(f"power loss under {next(iter(instead.values()))} (must fail)", **totals)
    assert totals[wrong] > 0
