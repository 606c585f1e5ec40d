"""Checks that a store is as it was written: the log's chain, every original, every row, and what stands.

``python -m tools.verify [URL] [--head HASH]``; exit code 1 where something is wrong. ``--head`` is the last hash as it
was noted elsewhere (on a receipt, on paper): with it, even a log that was cut short and hashed anew is found out.
"""

from __future__ import annotations

import argparse
import sys

from sqlalchemy import select

from store import Store, open_store
from store.schema import log
from store.verification import Verdict, verify


def main(arguments: list[str] | None = None) -> int:
    """Check a store and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m tools.verify", description=__doc__)
    parser.add_argument("url", nargs="?", help="sqlite:///path or postgresql+psycopg://…; the project's own by default")
    parser.add_argument("--head", help="a hash of the log that was noted elsewhere and must be in it")
    asked = parser.parse_args(arguments)
    store = open_store(asked.url)
    found = verify(store.database)
    wrong = [*found.wrong, *_missing_head(store, asked.head)]
    print(*(f"WRONG  {sentence}" for sentence in wrong), _summary(found), sep="\n")
    return 1 if wrong else 0


def _summary(found: Verdict) -> str:
    counted = f"{found.entries} log entries, {found.originals} originals, {found.contents} contents"
    return f"{counted}, {found.submissions} submissions; head {found.head or '-'}"


def _missing_head(store: Store, noted: str | None) -> list[str]:
    if noted is None:
        return []
    with store.database.reading() as connection:
        known = connection.scalar(select(log.c.seq).where(log.c.hash == noted))
    return [] if known else [f"the noted hash {noted} is not in the log"]


if __name__ == "__main__":
    sys.exit(main())
