"""What must hold after any fault: nothing acknowledged is lost, nothing is half there, and work goes on."""

from __future__ import annotations

from collections.abc import Iterable

from store import Desk, open_store
from store.journal.verification import verify
from tests.faults.workers import DEPARTMENTS, ROWS, clerk, publish


def kept(url: str, acknowledged: Iterable[int]) -> tuple[set[int], dict[str, int]]:
    """Open the store after a fault: what is published, and how much is lost, half published or found broken."""
    store = open_store(url)
    there: dict[int, int] = {}
    for line in store.lines():
        if line.state == "published" and line.rows == ROWS:
            number = int(line.file.removesuffix(".xlsx"))
            there[number] = there.get(number, 0) + 1
    wrong = {
        "lost": len(set(acknowledged) - there.keys()),
        "half": sum(count != len(DEPARTMENTS) for count in there.values()),
        "broken": len(verify(store.database).wrong),
    }
    store.database.close()
    return set(there), wrong


def goes_on(url: str, number: int) -> bool:
    """Whether the next publication succeeds."""
    store = open_store(url)
    receipt = publish(Desk(store, clerk()), number)
    store.database.close()
    return all(line.current for line in receipt.lines)
