"""What a workbook says about itself outside its sheets: their names and parts, the date system, who saved it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from catalog.containers import containers
from loaders.containers.ooxml.package import Package
from loaders.containers.xml import Attributes, walk

MAIN = "xl/workbook.xml"


@dataclass(slots=True)
class Outline:
    """``sheets`` maps a sheet's name to its part; ``trusted`` says whether cached formula values can be relied on."""

    sheets: dict[str, str] = field(default_factory=dict)
    strings: str = "xl/sharedStrings.xml"
    states: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    trusted: bool = False
    external_links: bool = False


def read_outline(package: Package) -> Outline:
    """The outline of a zipped workbook."""
    main = _main_part(package)
    targets = targets_of(package, main)
    outline = Outline(external_links=any("/externallinks/" in name for name in package.names()))
    outline.strings = next((t for t in targets.values() if t.lower().endswith("sharedstrings.xml")), outline.strings)
    recalculates = False

    def start(name: str, found: Attributes) -> None:
        nonlocal recalculates
        if name == "sheet":
            outline.sheets[found.get("name", "")] = targets.get(found.get("id", ""), "")
            outline.states[found.get("name", "")] = found.get("state", "visible")
        elif name == "workbookPr":
            outline.date1904 = found.get("date1904") in ("1", "true", "on")
        elif name == "calcPr":
            recalculates = found.get("fullCalcOnLoad") in ("1", "true", "on")

    walk(package.read(main), start)
    outline.trusted = not recalculates and calculates(_application(package))
    return outline


def calculates(application: str) -> bool:
    """Whether the program of that name works formulas out before it saves."""
    words = containers()
    pretends = any(word.lower() in application.lower() for word in words.pretending_applications)
    return not pretends and any(word in application for word in words.calculating_applications)


def _main_part(package: Package) -> str:
    if MAIN in package:
        return MAIN
    found = targets_of(package, "")
    return next((part for part in found.values() if "workbook" in part), MAIN)


def targets_of(package: Package, part: str) -> dict[str, str]:
    """Relationship id → part, of one part."""
    folder, name = posixpath.split(part)
    targets: dict[str, str] = {}

    def start(element: str, found: Attributes) -> None:
        if element == "Relationship" and found.get("TargetMode") != "External":
            target = found.get("Target", "").replace("\\", "/")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            targets[found.get("Id", "")] = posixpath.normpath(whole).lstrip("./")

    data = package.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    if data:
        walk(data, start)
    return targets


def _application(package: Package) -> str:
    """The program named in docProps/app.xml; "" where there is none."""
    inside, said = False, []

    def start(name: str, _: Attributes) -> None:
        nonlocal inside
        inside = name == "Application"

    data = package.read("docProps/app.xml")
    if data:
        walk(data, start, text=lambda piece: said.append(piece) if inside else None)
    return "".join(said).strip()
