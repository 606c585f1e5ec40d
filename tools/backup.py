"""Copies a store while it is in use, whole and consistent, and proves the copy by its digest.

``python -m tools.backup FOLDER [--url URL] [--name NAME]`` writes ``NAME.db`` (SQLite) or ``NAME.dump`` (PostgreSQL,
by its own pg_dump) and beside it ``NAME.json``: the SHA-256 of the copy and the last hash of the log in it. Originals
live in the database, so one file is everything. Copying store.db by hand is no backup: what is still in the
write-ahead log would be lost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from store import Refused
from store.database.engine import Database
from store.database.opening import existing_database
from store.journal.log import head
from store.journal.verification import Verdict, verify

BLOCK = 1 << 20
TORN = (SQLAlchemyError, ValueError, LookupError, TypeError)  # what checking a store that was tampered with may meet


def main(arguments: list[str] | None = None) -> int:
    """Make a backup and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m tools.backup", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--url", default=os.environ.get("STORE_URL"), help="the store; $STORE_URL, else the project's own"
    )
    parser.add_argument("--name", default="store", help="name of the copy; an existing one is never overwritten")
    asked = parser.parse_args(arguments)
    try:
        made = backup(existing_database(asked.url), asked.folder, asked.name)
    except (OSError, Refused, Unsound, sqlite3.Error, subprocess.CalledProcessError, *TORN) as error:
        print(f"no backup was made: {error}", file=sys.stderr)
        return 1
    print(made, json.loads(digest_file(made).read_text("utf-8")))
    return 0


def backup(database: Database, folder: Path, name: str) -> Path:
    """Copy the store into the folder; the copy's path. ``FileExistsError`` rather than overwrite one."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}{'.db' if database.sqlite else '.dump'}"
    if target.exists():
        raise FileExistsError(f"{target} exists")
    copying = target.with_suffix(".part")
    copying.unlink(missing_ok=True)
    try:
        with private_files():
            said = _copy_sqlite(database, copying) if database.sqlite else _dump_postgres(database, copying)
        if not said.sound:
            raise Unsound(f"the store is not as it was written, and no copy was kept: {_some(said.wrong)}")
        digest_file(target).touch(mode=0o600)
        noted = {"sha256": sha256_of(copying), "head": said.head, "entries": said.entries, "sound": said.sound}
        digest_file(target).write_text(json.dumps(noted), encoding="utf-8")
        lasting(copying).rename(target)
    finally:
        copying.unlink(missing_ok=True)
    return target


def _some(wrong: tuple[str, ...], most: int = 3) -> str:
    more = f"; {len(wrong) - most} more (python -m tools.verify)" if len(wrong) > most else ""
    return "; ".join(wrong[:most]) + more


class Unsound(RuntimeError):
    """The copy does not pass the check of its log, originals and rows."""


@contextmanager
def private_files() -> Iterator[None]:
    """Inside, files are made for this user alone: what departments report is in them."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def lasting(path: Path) -> Path:
    """The file, when its bytes are on the disk and not only on their way."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return path


def digest_file(copy: Path) -> Path:
    """Where the digest of a copy is kept."""
    return copy.with_suffix(".json")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _copy_sqlite(database: Database, target: Path) -> Verdict:
    # VACUUM INTO reads one snapshot and writes a whole database; it may not run inside a transaction.
    raw = database.engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(target),))
    finally:
        raw.close()
    copy = Database(f"sqlite:///{target}")
    try:
        return verify(copy)
    finally:
        copy.close()
        for leftover in ("-wal", "-shm", ".lock"):
            target.with_name(target.name + leftover).unlink(missing_ok=True)


def _dump_postgres(database: Database, target: Path) -> Verdict:
    program = postgres_program("pg_dump")
    # The dump is a snapshot of its own; the head noted here is the least it must contain.
    with database.reading() as connection:
        connection.execute(text("SELECT 1"))
        entries, last = head(connection)
    url, environment = told_postgres(database)
    subprocess.run([program, "--format=custom", f"--file={target}", url], check=True, env=environment)
    return replace(verify(database), head=last, entries=entries)


def told_postgres(database: Database) -> tuple[str, dict[str, str]]:
    """The address for PostgreSQL's own programs without the password, and the environment with it: what stands in a
    command line every user of the machine reads."""
    url = database.url.set(drivername="postgresql")
    hidden = {"PGPASSWORD": str(url.password)} if url.password else {}
    return url._replace(password=None).render_as_string(hide_password=False), os.environ | hidden


def postgres_program(name: str) -> str:
    """PostgreSQL's own program of that name, from the path or from Debian's place for it."""
    places = [shutil.which(name), *sorted(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")))]
    found = [place for place in places if place]
    if not found:
        raise FileNotFoundError(f"{name} is not installed (Debian: apt-get install postgresql-client)")
    return found[-1]


if __name__ == "__main__":
    sys.exit(main())
