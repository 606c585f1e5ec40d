"""Department cells: the first-named unit leads, the others support it, each by the catalog's name where it has one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from catalog.book import book, derived
from catalog.grammar import DepartmentWords, grammar
from loaders.cells.parsed import Context, Parsed, withheld
from loaders.cells.text import LONGEST, fold, plain, unwritten


class Departments(NamedTuple):
    """``lead`` and ``others`` by canonical name where known, else as typed; ``unknown``: those the catalog has not."""

    lead: str
    others: tuple[str, ...]
    known: bool
    unknown: tuple[str, ...] = ()
    incomplete: bool = False
    part: str = ""


@derived
def _aliases() -> dict[str, str]:
    listed = book().units
    return {fold(w): d.name for d in listed for w in (d.name, *d.aliases)}


@cache
def _words() -> DepartmentWords:
    return grammar().department


def _canonical(text: str) -> str | None:
    """The catalog's name for one wording, with or without the zone's name before it and its part after it."""
    key, w = fold(text), _words()
    for suffix in ("", *map(fold, w.suffixes)):
        cut = key.removesuffix(suffix)
        for prefix in ("", *w.prefixes):
            if cut.startswith(prefix) and cut.removeprefix(prefix) in _aliases():
                return _aliases()[cut.removeprefix(prefix)]
    return None


@derived
def department(text: str) -> tuple[str, tuple[str, ...], bool]:
    """The leading unit's name, the others', and whether the catalog knows the leading one."""
    found = departments(text[:LONGEST])
    return found.lead, found.others, found.known


@derived
def departments(text: str) -> Departments:
    """Every unit a cell names, in its order."""
    whole = _canonical(text)
    if whole is not None:
        return Departments(whole, (), True)
    head, bracket, _ = plain(text).partition("(")
    if bracket and text.count(bracket) <= 1 and _canonical(head) is not None and plain(text).endswith(")"):
        return Departments(_canonical(head) or head, (), True, part=plain(text))
    w = _words()
    body = re.sub(f"(?:{w.and_so_on})$", "", plain(text))
    names = [(_canonical(part), part) for part in _parts(body)]
    if not names:
        return Departments(plain(text), (), False, (plain(text),))
    said = tuple(dict.fromkeys(name or typed for name, typed in names))
    unknown = tuple(typed for name, typed in names if name is None)
    return Departments(said[0], said[1:], names[0][0] is not None, unknown, body != plain(text))


def _parts(text: str) -> list[str]:
    w = _words()
    text = re.sub(w.support_labels, "\n", re.sub(f"^{w.labels}", "", text))
    rough = re.split("|".join(re.escape(plain(mark) or mark) for mark in w.separators), text)
    return [part for piece in rough for part in _by_joiners(piece.strip().strip(":"))]


def _by_joiners(piece: str) -> list[str]:
    """A piece parted at spaces and at "and", but only where both sides are known: some names hold the word itself."""
    if not piece or _canonical(piece) is not None:
        return [piece] if piece else []
    for joiner in (" ", *_words().joiners):
        parts = [part for part in piece.split(joiner) if part]
        if len(parts) > 1 and all(_canonical(part) is not None for part in parts):
            return parts
    return [piece]


def _read(typed: str) -> tuple[Departments | None, Parsed | None]:
    missing = unwritten(typed)
    return (None, missing) if missing is not None else (departments(typed), None)


def read_department(value: Any, _number_format: str, _context: Context) -> Parsed:
    """The leading unit; the others go to ``extras["others"]`` for the supporting units' column."""
    return _lead(value) if isinstance(value, str) else withheld("not_a_word", value, kind="department")


def read_departments(value: Any, _number_format: str, _context: Context) -> Parsed:
    """Every unit named, joined as a list is written."""
    return _all(value) if isinstance(value, str) else withheld("not_a_word", value, kind="departments")


@derived
def _lead(typed: str) -> Parsed:
    found, missing = _read(typed)
    if found is None:
        return missing or Parsed()
    if re.match(_words().support_labels, fold(typed)):
        return withheld("department_only_supports", typed)
    extras = {"others": found.others, "known": found.known, "incomplete": found.incomplete}
    parsed = Parsed(found.lead, extras=extras)
    if found.others:
        parsed = parsed.noting("departments_several", typed=typed, lead=found.lead, others=_listed(found.others))
    return _noted(parsed, found, typed)


@derived
def _all(typed: str) -> Parsed:
    found, missing = _read(typed)
    if found is None:
        return missing or Parsed()
    extras = {"others": found.others, "known": found.known, "incomplete": found.incomplete}
    return _noted(Parsed(_listed((found.lead, *found.others)), extras=extras), found, typed)


def _listed(names: tuple[str, ...]) -> str:
    return _words().list_mark.join(names)


def _noted(parsed: Parsed, found: Departments, typed: str) -> Parsed:
    if found.unknown:
        parsed = parsed.noting("department_unknown", typed=typed, unknown=_listed(found.unknown))
    if found.part:
        parsed = parsed.noting("department_part", typed=typed, lead=found.lead)
    if found.incomplete:
        parsed = parsed.noting("departments_incomplete", typed=typed)
    return parsed
