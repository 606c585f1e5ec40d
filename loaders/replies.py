"""Knows a unit's reply sheet again, whatever was done to it on the way: by its notice's number and its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from catalog.words.notices import notice_words
from catalog.words.store import store_words
from loaders.cells.date import read_deadline
from loaders.cells.parsed import Context
from loaders.cells.text import fold
from loaders.containers import open_workbook
from loaders.grid import Grid

# Rows from the top in which number and headings are looked for.
TOP = 15
MARKS = ".\u3001"
NEEDED = ("item", "measure", "promised")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply sheet says of one matter; ``promised`` ISO, "" where no day can be read from ``promised_text``."""

    position: int
    item: str
    cause: str
    measure: str
    promised: str
    promised_text: str
    signed: str

    @property
    def said(self) -> bool:
        """Whether anything was filled in."""
        return bool(self.cause or self.measure or self.promised_text)


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply sheet: the number of the notice it answers, and its rows."""

    number: str
    answers: tuple[Answer, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {"number": self.number, "answers": [asdict(one) for one in self.answers]}


def from_plain(plain: Mapping[str, Any]) -> Reply:
    """The reply again."""
    return Reply(str(plain["number"]), tuple(Answer(**one) for one in plain["answers"]))


def read_reply(content: bytes, file: str) -> Reply | None:
    """The reply in a file; None where it is no reply sheet. Raises ``Unreadable`` only."""
    return next((found for grid in open_workbook(content, file).grids if (found := _of_grid(grid))), None)


def _of_grid(grid: Grid) -> Reply | None:
    number = next((n for row in grid.rows[:TOP] for value in row if (n := _number_in(value))), None)
    head = next((r for r in range(min(TOP, grid.n_rows)) if _columns(grid.rows[r]).keys() >= set(NEEDED)), None)
    if number is None or head is None:
        return None
    columns = _columns(grid.rows[head])
    return Reply(number, tuple(_answers(grid, head, columns, int(re.findall(r"\d{4}", number)[0]))))


def _answers(grid: Grid, head: int, columns: Mapping[str, int], year: int) -> Iterator[Answer]:
    """Every row below the headings that names a matter, until the first that names none."""
    for n, r in enumerate(range(head + 1, grid.n_rows), 1):
        row = grid.rows[r]
        item = _text(row[columns["item"]])
        if not item or ("position" in columns and not isinstance(_whole(row[columns["position"]]), int)):
            return
        position = _whole(row[columns["position"]]) if "position" in columns else n
        said = {name: _text(row[columns[name]]) if name in columns else "" for name in ("cause", "measure", "signed")}
        typed = row[columns["promised"]]
        form = grid.formats.get((r + 1, columns["promised"] + 1), "")
        yield Answer(
            position=position or n, item=item, promised=_day(typed, form, year), promised_text=_shown(typed), **said
        )


def _columns(row: list[Any]) -> dict[str, int]:
    """Which column is which, by its heading."""
    heads = {fold(text): name for name, text in notice_words().heads.items()}
    found = {heads.get(fold(re.sub(r"\s+", "", value))): i for i, value in enumerate(row) if isinstance(value, str)}
    return {name: i for name, i in found.items() if name}


@cache
def _pattern() -> re.Pattern[str]:
    """The number as it is written, with whatever brackets and blanks it has met on its way."""
    form, brackets = store_words().notice_number, notice_words().brackets
    strip = str.maketrans("", "", brackets)
    loose = [part.translate(strip) for part in re.split(r"\{year\}|\{n\}", form)]
    bracket = rf"\s*[{re.escape(brackets)}]?\s*"
    year, n = r"(\d{4})", r"(\d{1,4})"
    return re.compile(f"{re.escape(loose[0])}{bracket}{year}{bracket}{re.escape(loose[1])}{n}\\s*{re.escape(loose[2])}")


def _number_in(value: Any) -> str | None:
    found = _pattern().search(value) if isinstance(value, str) else None
    return store_words().notice_number.format(year=found[1], n=int(found[2])) if found else None


def _whole(value: Any) -> int | None:
    if isinstance(value, str) and value.strip().rstrip(MARKS).isdigit():
        return int(value.strip().rstrip(MARKS))
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(value: Any, number_format: str, year: int) -> str:
    """The last day the cell can mean."""
    if value is None or value == "":
        return ""
    read = read_deadline(value, number_format, Context(year=year)).value
    return read.isoformat() if isinstance(read, date) else ""


def _shown(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    return _text(value)


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
