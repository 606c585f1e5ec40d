"""The cache that everybody shares: a reader's wish to empty it has no effect, an administrator's has."""

from __future__ import annotations

import re
import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from store import ROLES
from tests.door.conftest import Doors
from tests.door.reader import Reader, asked

# Streamlit works its measures out anew only after so many seconds.
MEASURED_ANEW = 5.2
KEPT = re.compile(rb'cache_memory_bytes\{[^}]*cache="ui\.source\.([^"]+)"[^}]*\} (\d+)')


def kept(doors: Doors) -> dict[str, int]:
    """Bytes that each of the store's caches holds, as the operator is told."""
    time.sleep(MEASURED_ANEW)
    status, _, told = asked(doors.address, "/_stcore/metrics")
    assert status == 200
    return {name.decode(): int(size) for name, size in KEPT.findall(told)}


@pytest.mark.parametrize("role", ROLES)
def test_only_an_administrators_wish_empties_it(doors: Doors, role: str) -> None:
    reader = Reader(doors.address, doors.cookies[role])
    reader.run()
    before = kept(doors)
    wish = BackMsg()
    wish.clear_cache = True
    reader.say(wish)
    after = kept(doors)
    reader.close()
    assert before
    assert (after.keys() >= before.keys()) is (role != "admin")
