"""A declaration is typed when it is loaded, and a fault in it names the file and the key."""

from __future__ import annotations

import msgspec
import pytest

from catalog.typed import DeclarationFault, Declared, made


class Entry(Declared):
    name: str
    days: int = 0


class Book(Declared):
    entries: tuple[Entry, ...]
    named: dict[str, Entry] = msgspec.field(default_factory=dict)


def test_a_sound_text_becomes_a_frozen_value() -> None:
    value = made('entries = [{name = "a", days = 2}]', Book, file="x.toml")
    assert value.entries == (Entry(name="a", days=2),)
    with pytest.raises(AttributeError):
        value.entries = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entries = 3", "$.entries"),
        ('entries = [{name = "a"}, {days = 2}]', "name"),
        ('entries = [{name = "a", day = 2}]', "day"),
        ('entries = [{name = "a", days = "2"}]', "$.entries[0].days"),
        ('entries = []\n[named.a]\nname = "a"\n[named.k]\nname = 3', "$.named.k.name"),
        ("entries = [", "Invalid value"),
    ],
)
def test_a_fault_names_the_file_and_the_key(text: str, said: str) -> None:
    with pytest.raises(DeclarationFault) as fault:
        made(text, Book, file="catalog/x.toml")
    assert str(fault.value).startswith("catalog/x.toml: ")
    assert said in str(fault.value)
