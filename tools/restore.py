"""Brings a backup back and proves by digest that nothing is missing: first the file's, then the log's and every row's.

``python -m tools.restore COPY URL``: the store at URL must not exist yet (SQLite) or be empty (PostgreSQL).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from sqlalchemy import inspect, select

from store import Refused, Store, open_store
from store.database.engine import Database
from store.database.schema import log
from store.journal.verification import verify
from tools.backup import digest_file, lasting, postgres_program, private_files, sha256_of, told_postgres


class NotRestored(Exception):
    """The copy was not brought back, and why."""


def main(arguments: list[str] | None = None) -> int:
    """Restore a backup and say what is in it."""
    parser = argparse.ArgumentParser(prog="python -m tools.restore", description=__doc__)
    parser.add_argument("copy", type=Path)
    parser.add_argument("url")
    asked = parser.parse_args(arguments)
    try:
        store = restore(asked.copy, asked.url)
    except (NotRestored, Refused, OSError, ValueError, TypeError, LookupError, subprocess.CalledProcessError) as error:
        print(f"nothing was restored: {error}", file=sys.stderr)
        return 1
    print(f"restored {store.version()} log entries from {asked.copy}")
    return 0


def restore(copy: Path, url: str) -> Store:
    """The store brought back from the copy, checked whole. ``NotRestored`` where a digest differs or URL is taken."""
    said = json.loads(digest_file(copy).read_text("utf-8"))
    if sha256_of(copy) != said["sha256"]:
        raise NotRestored(f"{copy} is not the file that was backed up: its SHA-256 differs")
    database = Database(url)
    (_place_sqlite if database.sqlite else _load_postgres)(database, copy)
    store = open_store(url)
    found = verify(store.database)
    with store.database.reading() as connection:
        known = not said["head"] or connection.scalar(select(log.c.seq).where(log.c.hash == said["head"]))
    wrong = [*found.wrong, *([] if known else ["the log does not contain the head that was noted"])]
    if wrong:
        raise NotRestored("; ".join(wrong))
    return store


def _place_sqlite(database: Database, copy: Path) -> None:
    path = database.path
    if path is None or path.exists():
        raise NotRestored(f"{path} exists; restore to a new place and move it there yourself")
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_name(path.name + ".part")
    with private_files():
        shutil.copyfile(copy, arriving)
    lasting(arriving).rename(path)


def _load_postgres(database: Database, copy: Path) -> None:
    if inspect(database.engine).get_table_names():
        raise NotRestored(f"{database.url} is not empty")
    url, environment = told_postgres(database)
    options = ["--no-owner", "--exit-on-error", "--single-transaction"]
    subprocess.run(
        [postgres_program("pg_restore"), *options, f"--dbname={url}", str(copy)], check=True, env=environment
    )


if __name__ == "__main__":
    sys.exit(main())
