"""Reads so many random workbooks in every layout and prints what came of their cells: ``make red``."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from openpyxl.utils import coordinate_to_tuple
from red_books import Page, as_xlsx
from red_cells import WITHHELD
from red_clerks import clerk_book
from test_red_books import answered, covers, missing, same, wrongs

from loaders import Reading, read

BATCH = 50


def main() -> None:
    """Print right, told, silent and invented at first contact and after answers, and the questions asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--books", type=int, default=2000)
    parser.add_argument("--show", type=int, default=20)
    given = parser.parse_args()
    starts = range(0, given.books, BATCH)
    totals: Counter[str] = Counter()
    shown: list[str] = []
    with ProcessPoolExecutor(2) as pool:
        for counts, lines in pool.map(batch, starts, [min(s + BATCH, given.books) for s in starts]):
            totals.update(counts)
            shown.extend(lines)
    sys.stdout.write("\n".join([*shown[: given.show], *summary(totals), ""]))
    sys.exit(bool(shown))


def summary(totals: Counter[str]) -> Iterator[str]:
    """A line a turn, and one for the questions."""
    for turn in ("first contact", "after answers"):
        cells = totals[f"{turn} cells"] or 1
        right, told = (100 * totals[f"{turn} {name}"] / cells for name in ("right", "told"))
        wrong = f"silent {totals[f'{turn} silent']}, invented {totals[f'{turn} invented']}"
        yield f"{turn}: {cells} cells, right {right:.2f} %, told {told:.2f} %, {wrong}"
    tables = totals["tables"] or 1
    yield f"questions: {totals['questions'] / tables:.2f} a table, next month {totals['asked again'] / tables:.2f}"


def batch(start: int, end: int) -> tuple[Counter[str], list[str]]:
    """The counts of the books with these seeds, and every silent cell or invented row."""
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for seed in range(start, end):
        pages = clerk_book(seed)
        content = as_xlsx(pages)
        first = read(content, file="a.xlsx")
        again = read(content, file="a.xlsx", mappings=answered(pages, first))
        for turn, reading in (("first contact", first), ("after answers", again)):
            found = wrongs(pages, reading)
            lines.extend(f"book {seed}, {turn}: {line}" for line in found)
            counts[f"{turn} silent"] += sum(not line.startswith("invented") for line in found)
            counts[f"{turn} invented"] += sum(line.startswith("invented") for line in found)
            judge(counts, turn, pages, reading)
        counts["tables"] += len(first.tables)
        counts["questions"] += asked(first)
        counts["asked again"] += asked(again)
    return counts, lines


def asked(reading: Reading) -> int:
    return sum(column.asked for table in reading.tables for column in table.columns)


def judge(counts: Counter[str], turn: str, pages: list[Page], reading: Reading) -> None:
    """Count every true cell, those that came out right, and those that were told."""
    got = {
        (t.dataset, r["source_sheet"], r["source_row"]): r
        for t in reading.tables
        if t.dataset
        for r in t.frame.to_dict("records")
    }
    for record in (r for page in pages for r in page.records):
        row = got.get((record.dataset, record.sheet, record.row), {})
        for name, want in record.values.items():
            told = any(covers(i, record.sheet, *coordinate_to_tuple(record.cells[name])) for i in reading.issues)
            right = bool(row) and (missing(row.get(name)) and told if want is WITHHELD else same(row.get(name), want))
            counts[f"{turn} cells"] += 1
            counts[f"{turn} {'right' if right else 'told' if told else 'unsaid'}"] += 1


if __name__ == "__main__":
    main()
