"""Cells that hold one of a fixed set of words: exact dictionaries from the catalog, never a likeness."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from catalog.book import book, derived
from catalog.grammar import grammar
from loaders.cells.parsed import Context, Parsed, absent, withheld
from loaders.cells.text import fold, plain, read_text, unwritten

Reader = Callable[[Any, str, Context], Parsed]


class Meaning(NamedTuple):
    """What a wording stands for; ``code`` is the note or the refusal it deserves, "" for none."""

    value: str | None
    code: str = ""


@derived
def _meanings(kind: str) -> dict[str, Meaning]:
    """Every wording of that kind. An issue's or a rectification's own words come before those any status knows."""
    known = grammar()
    found: dict[str, Meaning] = {}
    for source in (kind, "status") if kind in ("issue_status", "fix_status") else (kind,):
        for value, wordings in known.words.get(source, {}).items():
            found |= {fold(w): Meaning(value) for w in (*wordings, value) if fold(w) not in found}
        for value, wordings in known.nearby.get(source, {}).items():
            found |= {fold(w): Meaning(value, "word_near") for w in wordings if fold(w) not in found}
        for name, code in (("words", "word_unjudged"), ("colours", "word_is_colour")):
            wordings = known.unjudged.get(source, {}).get(name, ())
            found |= {fold(w): Meaning(None, code) for w in wordings if fold(w) not in found}
    return found | _areas() if kind == "area" else found


def is_status_word(typed: str) -> bool:
    """Whether a text is one of the words a status or a stage is given in, decided or not."""
    return any(bare(typed) in _meanings(kind) for kind in ("status", "stage"))


def _areas() -> dict[str, Meaning]:
    listed = book().areas
    return {fold(w): Meaning(a.name) for a in listed for w in (a.name, *a.aliases)}


def read_word(kind: str) -> Reader:
    """A reader of that kind's words: the canonical value, or None with an issue that keeps the wording."""

    def read(value: Any, _number_format: str, _context: Context) -> Parsed:
        if isinstance(value, str):
            return _word(kind, value)
        return withheld("not_a_word", value, kind=kind)

    return read


@derived
def _word(kind: str, typed: str) -> Parsed:
    missing, key = unwritten(typed), bare(typed)
    if missing is not None and key not in _meanings(kind):
        return missing
    found = _meanings(kind).get(key) or _meanings(kind).get(_without_tail(kind, key)) or _agreeing(kind, key)
    if found is None and kind != "stage" and key in grammar().date.open_ended:
        return absent("date_open_ended", typed, open_ended=True)
    comment = ""
    if found is None:
        head, comment = _split_comment(key)
        found = _commented(kind, head, comment) if comment else None
    if found is None:
        return withheld(f"unknown_{kind}", typed)
    if found.value is None:
        return withheld(found.code, typed)
    parsed = Parsed(found.value, extras={"comment": comment} if comment else {})
    parsed = parsed.noting("value_with_comment", typed=typed, comment=comment) if comment else parsed
    return parsed.noting(found.code, typed=typed) if found.code else parsed


@derived
def bare(typed: str) -> str:
    """A wording as a key: folded, without a leading ordinal, a trailing count or full stop, and quotation marks."""
    ordinal = grammar().ordinal
    text = fold(typed).strip('\u201c\u201d"\u3002.;,\u3001\uff0c')
    text = re.sub(f"^(?:{ordinal.before})+", "", text)
    for other, usual in grammar().names.same.items():
        text = text.replace(other, usual)
    return re.sub(f"(?:{ordinal.after})$", "", text) or fold(typed)


def _agreeing(kind: str, key: str) -> Meaning | None:
    """Two wordings of one meaning with a comma between them; wordings that differ are no answer."""
    parts = [_meanings(kind).get(part) for part in re.split("[,;\u3001]", key)]
    return parts[0] if len(parts) > 1 and parts[0] is not None and len(set(parts)) == 1 else None


def _split_comment(key: str) -> tuple[str, str]:
    """A word and what stands in brackets after it, the closing bracket sometimes forgotten."""
    found = re.fullmatch(r"([^()]+)\(([^()]*)\)?", key)
    return (found[1], found[2]) if found else (key, "")


def _commented(kind: str, head: str, comment: str) -> Meaning | None:
    """A wording with a comment, unless the comment is itself a wording of another meaning: signed (framework only)."""
    found, other = _meanings(kind).get(head), _meanings(kind).get(comment)
    return None if found and other and other.value and other.value != found.value else found


def _without_tail(kind: str, key: str) -> str:
    tails = grammar().names.after.get(kind, ())
    return next((key.removesuffix(tail) for tail in tails if key.endswith(tail) and key != tail), key)


@derived
def _names(kind: str) -> dict[str, str]:
    """The catalog's names of that kind by every wording it declares."""
    if kind in ("category", "industry"):
        listed = book().categories if kind == "category" else book().industries
        return {fold(w): n.name for n in listed for w in (n.name, *n.aliases)}
    if kind == "site":
        streets = [d for d in book().units if d.kind == "street"]
        found = {fold(w): d.name for d in streets for w in (d.name, *d.aliases)}
        return found | {fold(site.name): site.name for site in book().sites}
    if kind == "aspect":
        return {_dotless(name): name for name in book().vocabulary.aspects}
    return {fold(name): name for name in getattr(book().vocabulary, f"{kind}es", ())}


@cache
def _near_names(kind: str) -> dict[str, str]:
    """Wordings of a name that the seed does not list as its alias: taken, and said so."""
    words = grammar().words.get(kind, {})
    return {fold(w): name for name, wordings in words.items() for w in wordings}


def _dotless(text: str) -> str:
    return "".join(c for c in fold(text) if c not in grammar().names.middle_dots)


def read_name_of(kind: str) -> Reader:
    """A reader of that kind's names: the catalog's where it knows the wording, else as typed with a note."""

    def read(value: Any, number_format: str, context: Context) -> Parsed:
        if isinstance(value, str):
            return _named(kind, value)
        return read_text(value, number_format, context).noting("not_a_word", typed=value, kind=kind)

    return read


@derived
def _named(kind: str, typed: str) -> Parsed:
    missing = unwritten(typed)
    if missing is not None:
        return missing
    key = bare(typed) if kind == "category" else fold(typed)
    key = _dotless(key) if kind == "aspect" else key
    if key in _names(kind):
        return Parsed(_names(kind)[key], extras={"known": True})
    near = _near_names(kind).get(key) or _names(kind).get(_without_tail(kind, key))
    if near is not None:
        return Parsed(near, extras={"known": True}).noting("name_near", typed=typed, name=near)
    text = _as_typed(kind, typed)
    if kind == "issue_class":
        return Parsed(text)
    return Parsed(text, extras={"known": False}).noting("name_unknown", typed=typed)


def _as_typed(kind: str, typed: str) -> str:
    """Unknown names stay as typed; only a category's ordinal and count are the table's, not the name's."""
    text = plain(typed)
    if kind != "category":
        return typed.strip()
    ordinal = grammar().ordinal
    return re.sub(f"(?:{ordinal.after})$", "", re.sub(f"^(?:{ordinal.before})+", "", text)).strip() or text
