"""Databases for tests: a SQLite file each, and a PostgreSQL server of our own on a loopback port where there is one."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


def why_no_postgres() -> str | None:
    """Why PostgreSQL cannot be started here, in words; None where it can."""
    if not BINARIES:
        return "no PostgreSQL server binaries under /usr/lib/postgresql (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        return "PostgreSQL refuses to run as root and there is no user postgres"
    return None


class PostgresServer:
    """A throw-away server: its files under ``home``, a free loopback port, no password.

    ``durable``: it waits for the disk at every commit, as a real one does; only tests that stop it hard need that.
    """

    def __init__(self, home: Path, *, durable: bool = False) -> None:
        self._durable = durable
        self.data, self.port = home / "data", _free_port()
        self._as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self._bin = BINARIES[-1].parent
        home.mkdir(parents=True, exist_ok=True)
        if self._as:
            shutil.chown(home, "postgres")
        self._run("initdb", "-D", str(self.data), "-A", "trust", "-U", "tester", "-E", "UTF8", "--no-locale", "-N")
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
        if not self._durable:
            options += " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.data / "log"), "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://tester@127.0.0.1:{self.port}/{database}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._bin / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", timeout=60)


def reachable_by_postgres(base: Path) -> Path:
    """A folder that the server's own user may enter: pytest's temporary folders belong to whoever runs the tests."""
    home = Path("/tmp") if os.geteuid() == 0 else base
    return home / f"store-tests-{os.getpid()}-{time.monotonic_ns()}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
