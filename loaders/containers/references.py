"""Cell references: letters to column numbers and back."""

from __future__ import annotations


def whole(text: str | None, otherwise: int = 0) -> int:
    """The whole number written in at most nine digits; ``otherwise`` for anything else."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else otherwise


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def reference(row: int, column: int) -> str:
    """C7 for row 7, column 3."""
    return f"{column_letters(column)}{row}"
