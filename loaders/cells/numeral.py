"""Chinese numerals, everyday and banker's, as whole numbers: what does not follow the grammar is None."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from catalog.grammar import grammar


@cache
def _words() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    table = grammar().numerals
    return table.digits, table.tens, table.myriads


@cache
def numeral_characters() -> str:
    """Every character a numeral may hold, for use inside a regular expression's brackets."""
    return "".join("".join(group) for group in _words())


@lru_cache(maxsize=4096)
def numeral(text: str) -> int | None:
    """One hundred and twenty written in characters as 120; digits strung together (two zero one seven) as 2017."""
    digits, _, myriads = _words()
    if not text or not re.fullmatch(f"[{numeral_characters()}]+", text):
        return None
    if len(text) > 1 and all(c in digits for c in text):
        return int("".join(str(digits[c]) for c in text))
    return _by_myriads(text, myriads)


def _by_myriads(text: str, myriads: dict[str, int]) -> int | None:
    for word, size in sorted(myriads.items(), key=lambda item: -item[1]):
        head, found, tail = text.partition(word)
        if found:
            # "ten thousand two" is 12,000 in speech and 10,002 by the book: neither is taken.
            spoken = len(tail) == 1
            high, low = _by_myriads(head, myriads), _by_myriads(tail, myriads) if tail else 0
            if spoken:
                return None
            return None if high is None or low is None or low >= size or not high else high * size + low
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    digits, tens, _ = _words()
    total, digit, ceiling = 0, None, 10**4
    for place, character in enumerate(text):
        if character in digits:
            if digit:
                return None
            digit = digits[character]
            continue
        size = tens[character]
        if size >= ceiling or digit == 0 or (digit is None and (place or size != 10)):
            return None
        total, digit, ceiling = total + (1 if digit is None else digit) * size, None, size
    return _last_digit(text, total, digit, ceiling)


def _last_digit(text: str, total: int, digit: int | None, ceiling: int) -> int | None:
    if digit is None:
        return total
    spelled_zero = len(text) > 1 and _words()[0].get(text[-2]) == 0
    # "one hundred two" may be 102 or, in speech, 120: only a spelled zero or the tens before it settle that.
    return total + digit if ceiling in (10, 10**4) or spelled_zero else None
