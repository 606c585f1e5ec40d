"""Pictures that Excel places in cells: a cell names a rich value, and a chain of parts says which file that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from loaders.containers import limits
from loaders.containers.ooxml.drawings import in_part
from loaders.containers.ooxml.outline import targets_of
from loaders.containers.ooxml.package import Package
from loaders.containers.references import column_number, whole
from loaders.containers.xml import Attributes, walk
from loaders.grid import Laid, Place
from loaders.unreadable import Unreadable

FOLDER = "xl/richData/"
VALUES, SHAPES, RELATIONS = f"{FOLDER}rdrichvalue.xml", f"{FOLDER}rdrichvaluestructure.xml", f"{FOLDER}richValueRel.xml"
METADATA = "xl/metadata.xml"
IDENTIFIER = "_rvRel:LocalImageIdentifier"
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\bvm=\"(\d{1,7})\"[^>]*>")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_TAIL = 1 << 9


def read_placed_images(package: Package, blocks: Iterable[bytes]) -> list[Laid]:
    """The pictures placed in the cells of one sheet; one whose chain of parts is broken has a fault instead of data.

    Cells that show another rich value (a share's price, a country) show no picture and are left alone.
    """
    if RELATIONS not in package:
        return []
    named = list(islice(_named(blocks), limits.DRAWN))
    numbers = {number for _place, number in named}
    try:
        parts = _parts(package, numbers) if named else {}
    except Unreadable:
        parts = dict.fromkeys(numbers, "")
    return [in_part(package, parts[number], place, place) for place, number in named if number in parts]


def _named(blocks: Iterable[bytes]) -> Iterator[tuple[Place, int]]:
    """Each cell with the number of its rich value, 1-based."""
    tail = b""
    for block in blocks:
        piece, done = tail + block, 0
        for cell in _CELL.finditer(piece):
            done, at = cell.end(), _PLACE.search(cell[0])
            if at:
                yield (int(at[2]), column_number(at[1].decode())), int(cell[1])
        tail = piece[max(done, len(piece) - _TAIL) :]


def _parts(package: Package, numbers: Iterable[int]) -> dict[int, str]:
    """Of those numbers of cells that stand for pictures, the part that holds each; "" where the chain is broken."""
    shapes, values, metadata, relations = _Shapes(), _Values(), _Metadata(), _Relations()
    for part, reader in ((SHAPES, shapes), (VALUES, values), (METADATA, metadata), (RELATIONS, relations)):
        data = package.read(part, limits.DRAWING_BYTES)
        if data:
            walk(data, reader.start, text=reader.text)
    targets = targets_of(package, RELATIONS)
    found: dict[int, str] = {}
    for number in numbers:
        shape, held = values.of(metadata.value_of(number))
        at = shapes.identifier_of(shape)
        if shape < 0:
            found[number] = ""
        elif at is not None:
            found[number] = targets.get(relations.of(whole(held[at], -1) if at < len(held) else -1), "")
    return found


class _Part:
    """Takes a part's elements and texts."""

    def start(self, name: str, found: Attributes) -> None:
        raise NotImplementedError

    def text(self, _piece: str) -> None:
        return


class _Relations(_Part):
    """The relations of the pictures, in their order."""

    def __init__(self) -> None:
        self._ids: list[str] = []

    def start(self, name: str, found: Attributes) -> None:
        if name == "rel":
            self._ids.append(found.get("id", ""))

    def of(self, index: int) -> str:
        return self._ids[index] if 0 <= index < len(self._ids) else ""


class _Shapes(_Part):
    """The keys of each kind of rich value."""

    def __init__(self) -> None:
        self._keys: list[list[str]] = []

    def start(self, name: str, found: Attributes) -> None:
        if name == "s":
            self._keys.append([])
        elif name == "k" and self._keys:
            self._keys[-1].append(found.get("n", ""))

    def identifier_of(self, shape: int) -> int | None:
        """Where a value of that kind names its picture; None where it shows none."""
        keys = self._keys[shape] if 0 <= shape < len(self._keys) else []
        return keys.index(IDENTIFIER) if IDENTIFIER in keys else None


class _Values(_Part):
    """The rich values: the kind of each, and what it holds."""

    def __init__(self) -> None:
        self._found: list[tuple[int, list[str]]] = []
        self._open = False

    def start(self, name: str, found: Attributes) -> None:
        self._open = name == "v"
        if name == "rv":
            self._found.append((whole(found.get("s"), -1), []))
        elif name == "v" and self._found:
            self._found[-1][1].append("")

    def text(self, piece: str) -> None:
        if self._open and self._found and self._found[-1][1]:
            self._found[-1][1][-1] += piece.strip()[:16]

    def of(self, index: int) -> tuple[int, list[str]]:
        return self._found[index] if 0 <= index < len(self._found) else (-1, [])


class _Metadata(_Part):
    """Which rich value each number of a cell stands for."""

    def __init__(self) -> None:
        self._section = ""
        self._rich: list[int] = []
        self._numbers: list[int] = []

    def start(self, name: str, found: Attributes) -> None:
        if name in ("futureMetadata", "valueMetadata", "cellMetadata"):
            self._section = found.get("name", name)
        elif self._section == "XLRICHVALUE" and name == "rvb":
            self._rich.append(whole(found.get("i"), -1))
        elif self._section == "valueMetadata" and name == "rc":
            self._numbers.append(whole(found.get("v"), -1))

    def value_of(self, number: int) -> int:
        """The index of the rich value a cell's number stands for; -1 where there is none."""
        at = self._numbers[number - 1] if 0 < number <= len(self._numbers) else -1
        return self._rich[at] if 0 <= at < len(self._rich) else -1
