"""PostgreSQL stopped at once while publishing: nothing acknowledged is lost, and after its start work goes on."""

import random
import shutil
import time
from collections import Counter

import pytest

from store import open_store
from tests.faults.figures import SERVER_STOPS, note
from tests.faults.promises import goes_on, kept
from tests.faults.workers import publish_for_ever
from tests.unit.store.databases import PostgresServer, reachable_by_postgres, why_no_postgres


@pytest.fixture
def server(tmp_path):
    """A server of this test's own: it is stopped the hard way."""
    reason = why_no_postgres()
    if reason:
        pytest.skip(reason)
    home = reachable_by_postgres(tmp_path)
    own = PostgresServer(home, durable=True)
    open_store(own.url()).database.close()
    yield own
    own.stop("immediate")
    shutil.rmtree(home)


def test_nothing_acknowledged_is_lost_when_the_server_stops_at_once(server, processes):
    dice, totals, acknowledged, following = random.Random(20170802), Counter(), set(), 0
    for _ in range(SERVER_STOPS):
        ours, theirs = processes.Pipe(duplex=False)
        child = processes.Process(target=publish_for_ever, args=(server.url(), following, theirs))
        child.start()
        theirs.close()
        heard = [ours.recv() for _ in range(3)]
        time.sleep(dice.uniform(0, 0.05))
        server.stop("immediate")
        child.kill()
        child.join()
        heard += _rest(ours)
        done = {number for said, number in heard if said == "done"}
        acknowledged |= done
        following = heard[-1][1] + 1
        server.start()
        _, wrong = kept(server.url(), acknowledged)
        totals.update(wrong, stops=1, acknowledged=len(done))

    note("PostgreSQL stopped at once", **totals)
    assert (totals["lost"], totals["half"], totals["broken"]) == (0, 0, 0)
    assert goes_on(server.url(), following)


def _rest(pipe) -> list:
    found = []
    while True:
        try:
            found.append(pipe.recv())
        except EOFError:
            return found
