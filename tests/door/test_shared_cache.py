"""The cache that everybody shares: a reader's wish to empty it has no effect, an administrator's has."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import ExitStack

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


def wishes(readers: Iterable[Reader]) -> None:
    wish = BackMsg()
    wish.clear_cache = True
    for reader in readers:
        reader.say(wish)


def test_only_an_administrators_wish_empties_it(doors: Doors) -> None:
    with ExitStack() as open_pages:
        readers = {role: Reader(doors.address, doors.cookies[role]) for role in ROLES}
        for reader in readers.values():
            open_pages.callback(reader.close)
            reader.run()
        before = kept(doors)
        wishes(reader for role, reader in readers.items() if role != "admin")
        between = kept(doors)
        wishes([readers["admin"]])
        after = kept(doors)
    assert before
    assert between.keys() >= before.keys()
    assert not after.keys() >= before.keys()
