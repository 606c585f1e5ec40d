"""Recomputes a formula without a trusted value where it is plain arithmetic over cells that hold numbers."""

from __future__ import annotations

import re

from loaders.grid import Grid, Place

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<call>SUM|ROUND|AVERAGE)\(|(?P<cell>\$?[A-Z]{1,3}\$?\d{1,7})"
    r"|(?P<sign>[-+*/():,%^]))",
    re.IGNORECASE,
)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
_DEPTH = 40


class _Unplain(Exception):
    """The formula is more than arithmetic over numbers of this sheet."""


def recompute(grid: Grid, place: Place) -> float | None:
    """The value of the formula at a place, or None where it is not plain arithmetic over numbers on the same sheet."""
    try:
        return _Reckoner(grid, {place}).of(place)
    except (_Unplain, ZeroDivisionError, OverflowError, RecursionError, ValueError):
        return None


def _column(name: str) -> int:
    number = 0
    for character in name.upper():
        number = number * 26 + ord(character) - 64
    return number


class _Reckoner:
    """A recursive descent over one formula: + - * / ^ %, brackets, SUM, ROUND and AVERAGE."""

    def __init__(self, grid: Grid, busy: set[Place]) -> None:
        self.grid = grid
        self.busy = busy
        self.tokens: list[tuple[str, str]] = []
        self.at = 0

    def of(self, place: Place) -> float:
        self.tokens = list(_tokens(self.grid.formulas.get(place, "")))
        self.at = 0
        value = self._sum()
        if self.at != len(self.tokens):
            raise _Unplain
        return value

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self, sign: str) -> bool:
        if self._peek() == sign:
            self.at += 1
            return True
        return False

    def _sum(self) -> float:
        value = self._product()
        while self._peek() in ("+", "-"):
            sign = 1 if self._take("+") or not self._take("-") else -1
            value += sign * self._product()
        return value

    def _product(self) -> float:
        value = self._power()
        while self._peek() in ("*", "/"):
            if self._take("*"):
                value *= self._power()
            elif self._take("/"):
                value /= self._power()
        return value

    def _power(self) -> float:
        value = self._signed()
        while self._take("%"):
            value /= 100
        if self._take("^"):
            value = float(value ** self._power())
        return value

    def _signed(self) -> float:
        if self._take("-"):
            return -self._signed()
        if self._take("+"):
            return self._signed()
        return self._atom()

    def _atom(self) -> float:
        if self.at >= len(self.tokens):
            raise _Unplain
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return float(text)
        if kind == "cell":
            return self._number(self._place(text))
        if kind == "call":
            return self._call(text.upper())
        if text == "(":
            value = self._sum()
            self._expect(")")
            return value
        raise _Unplain

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise _Unplain

    def _call(self, name: str) -> float:
        if name == "ROUND":
            value = self._sum()
            self._expect(",")
            digits = self._sum()
            self._expect(")")
            return _half_up(value, int(digits))
        numbers = self._arguments()
        if name == "AVERAGE" and not numbers:
            raise _Unplain
        return sum(numbers) if name == "SUM" else sum(numbers) / len(numbers)

    def _arguments(self) -> list[float]:
        numbers: list[float] = []
        while True:
            numbers.extend(self._argument())
            if self._take(")"):
                return numbers
            self._expect(",")

    def _argument(self) -> list[float]:
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        is_range = kind == "cell" and self.at + 2 < len(self.tokens) and self.tokens[self.at + 1][1] == ":"
        if not is_range:
            return [self._sum()]
        last = self.tokens[self.at + 2][1]
        self.at += 3
        return self._range(self._place(text), self._place(last))

    def _range(self, first: Place, last: Place) -> list[float]:
        places = [(r, c) for r in range(first[0], last[0] + 1) for c in range(first[1], last[1] + 1)]
        if len(places) > 100_000:
            raise _Unplain
        blank = (
            p for p in places if self.grid.value(*p) is not None or p in self.grid.formulas or p in self.grid.errors
        )
        return [self._number(p) for p in blank]

    def _place(self, text: str) -> Place:
        found = _CELL.fullmatch(text)
        if found is None:
            raise _Unplain
        return int(found[2]), _column(found[1])

    def _number(self, place: Place) -> float:
        if place in self.grid.errors:
            raise _Unplain
        if place in self.grid.untrusted:
            if place in self.busy or len(self.busy) > _DEPTH:
                raise _Unplain
            return _Reckoner(self.grid, {*self.busy, place}).of(place)
        value = self.grid.value(*place)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise _Unplain
        return float(value)


def _tokens(formula: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, text = 0, formula.strip().lstrip("=")
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _Unplain
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
        at = match.end()
    if not found:
        raise _Unplain
    return found


def _half_up(value: float, digits: int) -> float:
    """Excel rounds halves away from zero."""
    scaled = abs(value) * 10**digits
    whole = int(scaled + 0.5 + 1e-9)
    return (whole if value >= 0 else -whole) / 10**digits


_PICTURE = re.compile(r"(?:_xlfn\.)?(?:_xlws\.)?(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)


def is_picture(grid: Grid, place: Place) -> bool:
    """Whether a cell's formula shows a picture."""
    return _PICTURE.match(grid.formulas.get(place, "")) is not None
