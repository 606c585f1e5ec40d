"""Begins the book of another zone: an empty workbook to be filled in, and a store that takes it as its book.

``python -m tools.new_zone empty ZONE 2018 book.xlsx`` writes the workbook;
``python -m tools.new_zone load book.xlsx [URL]`` makes it the book of a store (the project's own by default), or says
every fault by sheet and cell and changes nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from catalog.book import shipped
from catalog.book.lists import Name, Value, changed, entries_of
from catalog.words.book import book_words
from exports.book import workbook
from loaders.book import read_book
from store import Desk, Store, local_actor, open_store

# Lists that are the same in every zone, or begin as the shipped ones.
KEPT = ("holidays", "provinces", "countries", "measures", "curves", "rules", "reporting")
# A new zone's book holds for every day there is anything reported for.
FROM = dt.date(2000, 1, 1)


def empty(zone: str, year: int) -> dict[Name, Value]:
    """The entries of a book without lists of its own."""
    held = {name: value for name, value in entries_of(shipped()).items() if name[0] in KEPT}
    product = book_words().new_zone.product.format(zone=zone)
    about: Value = {"name": zone, "product": product, "year": year, "period_first": f"{year}-01"}
    words: Value = {"investor_classes": list(shipped().vocabulary.investor_classes)}
    words["libraries"] = list(shipped().vocabulary.libraries)
    return held | {("zone", "zone"): about, ("vocabulary", "vocabulary"): words}


def load(content: bytes, store: Store, at: str) -> list[str]:
    """Make the workbook the store's book; what is wrong with it, by sheet and cell, and then nothing is changed."""
    found = read_book(content, empty("", FROM.year))
    if found.faults:
        return [f"{fault.sheet} {fault.cell} {fault.said}".strip() for fault in found.faults]
    changes = changed(entries_of(store.book(FROM)), found.entries)
    reason = book_words().new_zone.reason
    Desk(store, local_actor()).change_book(changes, applies_from=FROM, reason=reason, at=at)
    return []


def main(arguments: list[str] | None = None) -> int:
    """Write an empty workbook, or load a filled one."""
    parser = argparse.ArgumentParser(prog="python -m tools.new_zone", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    making = acts.add_parser("empty")
    making.add_argument("zone")
    making.add_argument("year", type=int)
    making.add_argument("file", type=Path)
    taking = acts.add_parser("load")
    taking.add_argument("file", type=Path)
    taking.add_argument("url", nargs="?")
    asked = parser.parse_args(arguments)
    if asked.act == "empty":
        asked.file.write_bytes(workbook(empty(asked.zone, asked.year)))
        return 0
    at = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    wrong = load(asked.file.read_bytes(), open_store(asked.url), at)
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
