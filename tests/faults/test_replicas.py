"""Two replicas behind nginx: they start together on an empty store, one sees what the other published, one may die."""

from __future__ import annotations

import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from store import open_store
from tests.faults.figures import note
from tests.faults.replicas import Site, reader_seconds, site, why_no_nginx
from tests.unit.store.databases import PostgresServer, reachable_by_postgres, why_no_postgres

READERS = 6


@pytest.fixture(scope="module")
def behind_nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, str]]:
    reason = why_no_postgres() or why_no_nginx()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("site")
    home = reachable_by_postgres(folder)
    server = PostgresServer(home, durable=False)
    with site(server.url(), folder) as found:
        yield found, server.url()
    server.stop("immediate")
    shutil.rmtree(home)


def answer(address: str, **headers: str) -> tuple[int, Any, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(f"http://{address}", headers=headers), timeout=20) as said:
            return said.status, said.headers, said.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def test_replicas_that_start_together_load_the_samples_once(behind_nginx: Any) -> None:
    _, url = behind_nginx
    store = open_store(url)
    handed_in = store.submissions()
    key = ["dataset", "department", "period", "sha256"]
    assert len(handed_in) > 100
    assert not handed_in.duplicated([c for c in key if c in handed_in]).any()


def test_a_reader_keeps_to_one_replica_by_a_cookie(behind_nginx: Any) -> None:
    found, _ = behind_nginx
    status, headers, _ = answer(f"{found.address}/", Accept="text/html")
    assert status == 200
    assert headers["set-cookie"].startswith("dashboard_reader=")


@pytest.mark.parametrize("path", ["metrics", "_stcore/metrics", "_stcore/agent/openapi.json"])
def test_what_is_for_operators_is_not_to_be_had_through_nginx(behind_nginx: Any, path: str) -> None:
    assert answer(f"{behind_nginx[0].address}/{path}")[0] == 404


def test_scripts_are_packed_and_kept_by_the_browser(behind_nginx: Any) -> None:
    found, _ = behind_nginx
    page = answer(f"{found.address}/")[2].decode()
    script = page.split('src="./static/js/')[1].split('"')[0]
    _, headers, _ = answer(f"{found.address}/static/js/{script}", **{"Accept-Encoding": "gzip"})
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]


def test_a_killed_replica_costs_its_readers_a_moment_and_loses_nothing(behind_nginx: Any) -> None:
    found, url = behind_nginx
    before = len(open_store(url).submissions())
    seconds: list[float] = []

    def reads(n: int) -> None:
        seconds.extend(reader_seconds(found.address, f"reader{n}") for _ in range(2))

    readers = [threading.Thread(target=reads, args=(n,)) for n in range(READERS)]
    for reader in readers:
        reader.start()
    time.sleep(1.0)
    found.replicas[0].kill()
    for reader in readers:
        reader.join()
    note("replica killed under load", readers=READERS, pages=len(seconds), longest_seconds=round(max(seconds), 1))
    assert max(seconds) < 30
    assert len(open_store(url).submissions()) == before
    assert answer(f"{found.address}/readyz")[0] == 200
