"""Pictures that WPS lays into cells: a formula names each, and one part of the package says which file it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.containers import limits
from loaders.containers.ooxml.drawings import in_part
from loaders.containers.ooxml.outline import targets_of
from loaders.containers.ooxml.package import Package
from loaders.containers.xml import Attributes, walk
from loaders.grid import Laid, Place
from loaders.unreadable import Unreadable

PART = "xl/cellimages.xml"
_NAMED = re.compile(r'(?:_xlfn\.)?(?:_xlws\.)?DISPIMG\s*\(\s*"([^"]{1,128})"', re.IGNORECASE)


def read_cell_images(package: Package, formulas: Mapping[Place, str]) -> list[Laid]:
    """The pictures in the cells of one sheet; one whose name nothing explains has a fault instead of data."""
    named = {place: found[1] for place, formula in formulas.items() if (found := _NAMED.match(formula))}
    if not named:
        return []
    try:
        parts = _parts(package)
    except Unreadable:
        parts = {}
    places = list(named.items())[: limits.DRAWN]
    return [in_part(package, parts.get(name, ""), place, place) for place, name in places]


def _parts(package: Package) -> dict[str, str]:
    """Name → part."""
    relations, found, current = targets_of(package, PART), {}, ""

    def start(element: str, said: Attributes) -> None:
        nonlocal current
        if element == "cNvPr":
            current = said.get("name", "")
        elif element == "blip" and current:
            found[current] = relations.get(said.get("embed", ""), "")

    data = package.read(PART, limits.DRAWING_BYTES)
    if data:
        walk(data, start)
    return found
