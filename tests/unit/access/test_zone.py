"""The server's clock is read in the office's zone, and moments are shown in it by its name."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from access.serving import zone
from access.values import CannotStart


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A process whose zone may be changed; it has its own again afterwards."""
    before = os.environ.get("TZ")
    yield monkeypatch
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


@pytest.mark.parametrize("table", [zone.TABLE, Path("/nowhere")])
def test_where_none_is_named_it_is_the_offices_also_without_a_table_of_zones(
    clock: pytest.MonkeyPatch, table: Path
) -> None:
    clock.setenv("TZ", "")
    clock.setattr(zone, "TABLE", table)
    zone.keep_office_time()
    assert (time.strftime("%H:%M", time.localtime(0)), zone.zone_name()) == ("08:00", "北京时间")
    # In the zone of most servers this report came in on the day before.
    assert zone.minute("2017-08-31T23:30:00+00:00") == "2017-09-01 07:30"


@pytest.mark.parametrize("said", ["Asia/Shangai", "Beijing", "Asia", "+8"])
def test_a_zone_there_is_none_of_is_not_taken_for_another(clock: pytest.MonkeyPatch, said: str) -> None:
    clock.setenv("TZ", said)
    with pytest.raises(CannotStart, match="Asia/Shanghai"):
        zone.keep_office_time()


@pytest.mark.parametrize("said", ["Asia/Shanghai", ":Asia/Shanghai", "CST-8", "<+08>-8"])
def test_the_offices_zone_may_be_named_in_any_way_the_system_knows(clock: pytest.MonkeyPatch, said: str) -> None:
    clock.setenv("TZ", said)
    zone.keep_office_time()
    assert zone.zone_name() == "北京时间"


def test_a_zone_that_is_named_stays(clock: pytest.MonkeyPatch) -> None:
    clock.setenv("TZ", "UTC")
    zone.keep_office_time()
    assert (zone.minute("2017-08-31T23:30:00+08:00"), zone.zone_name()) == ("2017-08-31 15:30", "UTC+0")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("2017-08-31T09:30:00", "2017-08-31 09:30"), ("2017-08-31", "2017-08-31"), ("—", "—"), ("", "")],
)
def test_what_names_no_zone_is_shown_as_it_is(stored: str, shown: str) -> None:
    assert zone.minute(stored) == shown
