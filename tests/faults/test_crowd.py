"""Many uploaders at once: every publication succeeds, and of those for the same key exactly one wins."""

import threading
from collections import Counter
from functools import partial

import pytest

from store import open_store
from store.journal.verification import verify
from tests.faults.figures import PUBLISHES, UPLOADERS, note
from tests.faults.workers import publish_some

# Seconds of silence after which an uploader counts as dead; writers themselves wait a minute for each other.
PATIENCE = 180


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def url(request) -> str:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_many_uploaders_publish_at_once_without_an_error(url, kind, processes):
    outcomes = _crowd(url, kind, processes, lambda n: f"单位{n}")

    store = open_store(url)
    standing = {line.department: line for line in store.lines() if line.current}
    note(
        f"{UPLOADERS} uploaders, {kind}, {store.database.url.get_backend_name()}",
        publishes=PUBLISHES,
        errors=PUBLISHES - outcomes["done"],
        log_entries=store.version(),
    )
    assert outcomes == {"done": PUBLISHES}
    assert {line.version for line in standing.values()} == {PUBLISHES // UPLOADERS}
    assert len(standing) == UPLOADERS
    assert verify(store.database).sound
    store.database.close()


def test_of_many_who_publish_the_same_key_each_wins_or_is_shown_the_conflict(url, processes):
    outcomes = _crowd(url, "processes", processes, lambda _: "建设局")

    store = open_store(url)
    published = [line for line in store.lines() if line.state == "published"]
    note(f"{UPLOADERS} uploaders of one key, {store.database.url.get_backend_name()}", **outcomes)
    assert set(outcomes) <= {"done", "conflict"}
    assert sum(outcomes.values()) == PUBLISHES
    assert sorted(line.version for line in published) == list(range(1, len(published) + 1))
    assert sum(line.current for line in published) == 1
    assert verify(store.database).sound
    store.database.close()


def _crowd(url, kind, processes, name_of) -> Counter:
    """Let every uploader publish its share; how often what came of it."""
    start = {"threads": threading.Thread, "processes": processes.Process}[kind]
    pipes, crowd = [], []
    for uploader in range(UPLOADERS):
        ours, theirs = processes.Pipe(duplex=False)
        numbers = list(range(uploader, PUBLISHES, UPLOADERS))
        crowd.append(start(target=publish_some, args=(url, numbers, name_of(uploader), theirs)))
        pipes.append(ours)
        crowd[-1].start()
    outcomes = Counter(outcome for ours in pipes for _, outcome in iter(partial(_heard, ours), None))
    for one in crowd:
        one.join()
    return outcomes


def _heard(pipe):
    """What an uploader says next; one that died is a failure, not a wait."""
    assert pipe.poll(PATIENCE), "an uploader fell silent"
    return pipe.recv()
