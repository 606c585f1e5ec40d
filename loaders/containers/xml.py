"""Small XML parts, element by element, namespaces dropped, document type declarations refused."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from loaders.unreadable import Unreadable

Attributes = dict[str, str]


def walk(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call ``start(name, attributes)``, ``end(name)`` and ``text(piece)`` in document order, names without prefix.

    ``Unreadable`` for XML that is not well formed or declares a document type: no workbook needs one, every XML
    attack does.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, found: start(name.rpartition(":")[2], _bare(found))
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as why:  # LookupError: an encoding nobody knows
        raise Unreadable("damaged") from why


def _bare(found: Attributes) -> Attributes:
    if ":" not in "".join(found):
        return found
    return {name.rpartition(":")[2]: value for name, value in found.items()}


def _refuse(*_: object) -> None:
    raise Unreadable("document_type")
