"""A dashboard served with sign-in, an account for each role, and a sign-in of each."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from access import passwords
from store import ROLES, Actor, Desk, Store, open_store
from tests.door.reader import asked, signed_in
from tests.faults.replicas import free_port, wait_for

ROOT = Path(__file__).parents[2]
PASSWORD = "A-long-pass-of-2017"
MINE, FOREIGN = "招商局", "环保局"
UNITS = {"reporter": (MINE,), "analyst": (MINE,)}
AT = dt.datetime(2017, 8, 2, 9, 0, tzinfo=dt.UTC)


@dataclass
class Doors:
    """Where it is served, its store, and a cookie for each role; "nobody" and "revoked" have none that holds."""

    address: str
    store: Store
    cookies: dict[str, str]

    @property
    def office(self) -> Desk:
        """Whoever makes and ends things from outside the served process."""
        return Desk(self.store, Actor("tools.account", "admin"))

    def account(self, name: str, role: str) -> str:
        """A new account of that role; the cookie of its sign-in."""
        self.office.make_account(name, role, UNITS.get(role, ()), SECRET, at=AT)
        return signed_in(self.address, name, PASSWORD)


SECRET = passwords.hashed(PASSWORD)


@pytest.fixture(scope="session")
def doors(tmp_path_factory: pytest.TempPathFactory, samples_copy: Callable[[Path], str]) -> Iterator[Doors]:
    """The served dashboard, with the samples."""
    folder, port = tmp_path_factory.mktemp("doors"), free_port()
    url = samples_copy(folder)
    told = {
        "STORE_URL": url, "PORT": str(port), "HOST": "127.0.0.1", "ACCESS_MODE": "accounts", "COOKIE_SECRET": "x" * 40,
    }  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "asgi.py"], cwd=ROOT, env=os.environ | told, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz")
            yield _with_accounts(Doors(f"http://127.0.0.1:{port}", open_store(url), {}))
        finally:
            process.terminate()
            process.wait(timeout=30)


def _with_accounts(doors: Doors) -> Doors:
    doors.cookies |= {role: doors.account(f"{role}-1", role) for role in ROLES}
    doors.cookies["nobody"] = ""
    doors.cookies["revoked"] = doors.account("revoked-1", "admin")
    assert asked(doors.address, "/account", cookie=doors.cookies["revoked"])[0] == 200
    doors.office.end_sign_ins("revoked-1", at=AT, moment=time.time())
    time.sleep(2.5)  # longer than an answer about a sign-in holds
    return doors
