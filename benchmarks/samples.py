"""The first start: every sample workbook read, saved and published into an empty store."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from loaders import read
from store import open_store
from ui import demo


def main() -> None:
    """Print the seconds of the whole load, and how much of it is reading."""
    listed = json.loads((demo.SAMPLES / "deliveries.json").read_text(encoding="utf-8"))
    books = [(demo.SAMPLES / one["file"]) for one in listed]
    cpu = time.process_time()
    for book in books:
        read(book.read_bytes(), file=book.name)
    reading = time.process_time() - cpu
    with tempfile.TemporaryDirectory() as folder:
        began, cpu = time.perf_counter(), time.process_time()
        tables = demo.load_samples(open_store(f"sqlite:///{Path(folder) / 'store.db'}"))
        wall, spent = time.perf_counter() - began, time.process_time() - cpu
    print(f"{len(books)} workbooks, {tables} tables published: {wall:.1f} s, CPU {spent:.1f} s", end="; ")
    print(f"reading takes {reading:.1f} s of it, {1000 * reading / len(books):.1f} ms a workbook")


if __name__ == "__main__":
    main()
