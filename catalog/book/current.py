"""Which book figures are judged by: the shipped one, or another inside ``judged_by``; and what is derived from it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from catalog.book.book import Book
from catalog.book.older import of_older, whole
from catalog.typed import DeclarationFault, converted

BOOKS = Path(__file__).parent.parent / "books"
SHIPPED = "jining-2017"
# Files whose tables are named by data; every other file holds lists and tables of the book by their own names.
BY_NAME = ("rules", "groups")
# Under which name a book's text is kept with a frozen meeting.
KEPT_AS = "book"
# What a meeting keeps besides, where rows that reports left out stay in its figures: meetings of before lack it.
STAYING = "staying"
# And what units declared to stand still is judged by its last values; meetings of before lack it.
STANDSTILL = "standstill"
# And that a row which told its state before and no more counts as unreported.
BLANKS = "blanks"

Result = TypeVar("Result")
_judged_by: ContextVar[Book | None] = ContextVar("judged_by", default=None)


def book() -> Book:
    """The book in force here: the one of the innermost ``judged_by``, else the shipped one."""
    return _judged_by.get() or shipped()


@contextmanager
def judged_by(other: Book | None) -> Iterator[None]:
    """Inside, ``book`` is this one; None: the shipped one."""
    before = _judged_by.set(other)
    try:
        yield
    finally:
        _judged_by.reset(before)


def derived(function: Callable[..., Result]) -> Callable[..., Result]:
    """Like ``functools.cache``, for what is worked out from the book: kept for each book."""

    @lru_cache(maxsize=16384)
    def kept(_book: Book, *asked: Any) -> Result:
        return function(*asked)

    @wraps(function)
    def answer(*asked: Any) -> Result:
        return kept(book(), *asked)

    return answer


@cache
def shipped() -> Book:
    """The book an empty store starts from."""
    return read_book(BOOKS / SHIPPED)


def read_book(folder: Path) -> Book:
    """Read the book that the TOML files of ``folder`` hold; ``DeclarationFault`` names file and key."""
    raw: dict[str, Any] = {}
    home: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as fault:
            raise DeclarationFault(f"{path.name}: {fault}") from None
        found = {path.stem: content} if path.stem in BY_NAME else content
        raw |= found
        home |= dict.fromkeys(found, path.name)
    return converted(raw, Book, file=lambda key: home.get(key, folder.name))


def text_of(other: Book) -> str:
    """The whole book as text, the same for the same book."""
    return msgspec.json.encode(other, order="sorted").decode("utf-8")


def kept_texts() -> dict[str, str]:
    """The book in force here as a meeting keeps it, that rows which left stay in its figures, that a declared
    standstill carries its last values, and that a state left blank is silence."""
    return {KEPT_AS: text_of(book()), STAYING: "1", STANDSTILL: "1", BLANKS: "1"}


def book_of(texts: dict[str, str] | None) -> Book | None:
    """The book that a meeting was frozen with; None where it kept none.

    Meetings of earlier versions kept the declarations of their time; what a later version added to a table is the
    shipped book's, but a table whose keys are data comes wholly from what was kept.
    """
    return _book_of(tuple(sorted(texts.items()))) if texts else None


def held_against(texts: dict[str, str] | None) -> Book | None:
    """The book whose list a meeting's items were held against; None for meetings of before there was one."""
    return book_of(texts) if texts and KEPT_AS in texts else None


def rows_stay(texts: dict[str, str] | None) -> bool:
    """Whether rows that reports left out stay in a meeting's figures; in those of before that was so they do not."""
    return bool(texts) and STAYING in (texts or {})


def standstill_counts(texts: dict[str, str] | None) -> bool:
    """Whether a declared standstill carries its last values in a meeting's figures; in those of before it does not."""
    return bool(texts) and STANDSTILL in (texts or {})


def blanks_count(texts: dict[str, str] | None) -> bool:
    """Whether a state that is told no more is silence in a meeting's figures; in those of before it is not."""
    return bool(texts) and BLANKS in (texts or {})


@lru_cache(maxsize=64)
def _book_of(texts: tuple[tuple[str, str], ...]) -> Book:
    named = dict(texts)
    if KEPT_AS in named:
        raw = whole(msgspec.json.decode(named[KEPT_AS]), shipped())
        return msgspec.convert(raw, Book, strict=False)
    return msgspec.convert(whole(of_older(named), shipped()), Book)
