"""Reading beside its peers, in one run on the same bytes: calamine, our containers, ``loaders.read``, pandas+openpyxl.

In one process CPU seconds are compared, which a busy machine does not blur; the pool is held against the clock.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import date

import openpyxl
import pandas as pd
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from python_calamine import CalamineWorkbook

import loaders
from catalog import Dataset, Field, dataset
from loaders.containers import open_workbook
from loaders.pool import ReadingPool

KIND = "key_projects"
SMALL_FILES = 200
Timed = Callable[[bytes], object]


def main() -> None:
    """Three workbooks through four readers; then one small file and many through the warm pool."""
    books = {
        "A 60 x 15, styled": sheet_a(),
        "B 20 sheets x 300 x 15": book(20, 300, 15),
        "C 50,000 x 20": book(1, 50_000, 20),
    }
    for (name, content), repeats in zip(books.items(), (15, 3, 1), strict=True):
        compare(name, content, repeats)
    pooled(books["A 60 x 15, styled"])


def compare(name: str, content: bytes, repeats: int) -> None:
    """Print the best of ``repeats`` interleaved runs of each reader, and the ratios wanted."""
    readers: dict[str, Timed] = {
        "calamine": calamine,
        "containers": containers,
        "read": read,
        "pandas+openpyxl": pandas,
    }
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(repeats):
        for reader, run in readers.items():
            best[reader] = min(best[reader], seconds(run, content, time.process_time))
    spent = "  ".join(f"{reader} {1000 * best[reader]:.1f} ms" for reader in readers)
    bare, peer, whole = best["calamine"], best["pandas+openpyxl"], best["read"]
    print(f"{name} ({len(content) / 1024:.0f} KB): {spent}")
    print(f"    containers / calamine {best['containers'] / bare:.2f}   read / calamine {whole / bare:.2f}", end="")
    print(f"   read / pandas+openpyxl {whole / peer:.2f}")


def pooled(small: bytes) -> None:
    """One small file through a warm worker, and many through all of them beside one process."""
    files = [(f"{index}.xlsx", small) for index in range(SMALL_FILES)]
    with ReadingPool() as pool:
        pool.warm()
        pool.read_many(files[: 4 * pool.size])
        single = [seconds(lambda content: pool.read(content, file="a.xlsx"), small) for _ in range(30)]
        together = seconds(lambda _: pool.read_many(files), small)
    alone = seconds(lambda content: [loaders.read(content, file="a.xlsx") for _ in files], small)
    print(f"one small file through the warm pool: median {1000 * statistics.median(single):.1f} ms", end="")
    print(f", worst of {len(single)} {1000 * max(single):.1f} ms")
    print(f"{SMALL_FILES} files: one process {alone:.2f} s, pool of {pool.size} {together:.2f} s", end="")
    print(f", {alone / together:.2f} x")


def seconds(run: Timed, content: bytes, clock: Callable[[], float] = time.perf_counter) -> float:
    """How far the clock went meanwhile."""
    start = clock()
    run(content)
    return clock() - start


def calamine(content: bytes) -> object:
    """Values and merges, nothing else."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as opened:
        pages = [opened.get_sheet_by_name(name) for name in opened.sheet_names]
        return [(page.to_python(skip_empty_area=False), page.merged_cell_ranges) for page in pages]


def containers(content: bytes) -> object:
    return open_workbook(content, "a.xlsx")


def read(content: bytes) -> object:
    """Tables as frames, with issues, addresses and the ledger."""
    return [(table.frame, table.cells) for table in loaders.read(content, file="a.xlsx").tables]


def pandas(content: bytes) -> object:
    return pd.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl", header=None)


def fields(columns: int) -> list[Field]:
    return list(dataset(KIND).fields[:columns])


def head(field: Field) -> str:
    return f"{field.label}({field.unit})" if field.kind == "money" else field.label


def value(field: Field, index: int) -> object:
    """Something a cell of the field might hold."""
    if field.kind == "money":
        return 1000 + index * 1.5
    if field.kind == "rate":
        return (index % 100) / 100
    if field.kind in ("date", "start_date", "deadline"):
        return date(2017, 1 + index % 12, 1 + index % 28)
    if field.name == "number":
        return float(index)
    return f"{field.label}{index if field.name in dataset(KIND).key else index % 40}"


FORMATS = {
    "money": "#,##0.00",
    "rate": "0.0%",
    "date": "yyyy-mm-dd",
    "start_date": "yyyy-mm-dd",
    "deadline": "yyyy-mm-dd",
}


def title(kind: Dataset) -> str:
    return f"{kind.title_hints[0] if kind.title_hints else kind.label} 2017-10"


def sheet_a() -> bytes:
    """A department's sheet: title, borders, fills, wrapped text, number formats."""
    made, opened, side = io.BytesIO(), openpyxl.Workbook(), Side(style="thin")
    page, chosen = opened.active, fields(15)
    page.append([title(dataset(KIND))])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(chosen))
    page.append([head(field) for field in chosen])
    for index in range(1, 61):
        page.append([value(field, index) for field in chosen])
    for line in page.iter_rows(min_row=2):
        for cell, field in zip(line, chosen, strict=True):
            cell.border, cell.alignment = Border(side, side, side, side), Alignment(wrap_text=True)
            if cell.row == 2:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", "DDDDDD")
            else:
                cell.number_format = FORMATS.get(field.kind, "General")
    opened.save(made)
    return made.getvalue()


def book(sheets: int, rows: int, columns: int) -> bytes:
    """Sheets of one title, one head and so many rows, every column in its format."""
    made, chosen = io.BytesIO(), fields(columns)
    opened = xlsxwriter.Workbook(made, {"constant_memory": rows > 10_000})
    formats = {kind: opened.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    for number in range(sheets):
        page = opened.add_worksheet(f"{number + 1}")
        page.merge_range(0, 0, 0, len(chosen) - 1, title(dataset(KIND)))
        page.write_row(1, 0, [head(field) for field in chosen])
        for index in range(1, rows + 1):
            for column, field in enumerate(chosen):
                page.write(index + 1, column, value(field, index), formats.get(field.kind))
    opened.close()
    return made.getvalue()


if __name__ == "__main__":
    main()
