"""Rich text of zipped workbooks: which shared strings and which cells hold pieces written in different ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from loaders.containers.references import column_number
from loaders.containers.runs import Run
from loaders.grid import Place

# One of these stands in the XML of every piece that is struck, raised or white; most workbooks have none of them.
SIGNS = (b"<strike", b":strike", b"vertAlign", b"FFFFFF", b'theme="0"')
_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?>(.*)", re.DOTALL)
_RUN = re.compile(rb"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
_STRUCK = re.compile(rb'<(?:\w+:)?d?strike\s*(?:/?>|val="(?:1|true|on)")')
_RAISED = re.compile(rb'<(?:\w+:)?vertAlign\s+val="(?:super|sub)script"')
_WHITE = re.compile(rb'<(?:\w+:)?color\s[^>]*(?:rgb="(?:FF|00)?FFFFFF"|theme="0"(?![^>]*tint))')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br\s*=\s*["\']([A-Z]{1,3})([0-9]{1,7})["\']')
_KIND = re.compile(rb'\bt\s*=\s*["\'](s|inlineStr)["\']')
_INDEX = re.compile(rb"<(?:\w+:)?v[^>]*>([0-9]{1,9})<")
_LONGEST_CELL = 1 << 17

Runs = list[Run]


def has_signs(text: bytes) -> bool:
    """Whether some piece of text in the XML may be struck, raised or white."""
    return any(sign in text for sign in SIGNS)


def marked_strings(blocks: Iterable[bytes]) -> dict[int, Runs]:
    """The shared strings that are written in pieces some of which are struck, raised or white, by their number."""
    found: dict[int, Runs] = {}
    number, kept = 0, b""
    for block in blocks:
        *items, kept = _END.split(kept + block)
        for item in items:
            inside = _ITEM.search(item)
            runs = _runs(inside[1]) if inside and has_signs(inside[1]) else []
            if any(run.struck or run.raised or run.white for run in runs):
                found[number] = runs
            number += 1
    return found


def marked_cells(blocks: Iterable[bytes], strings: dict[int, Runs]) -> Iterator[tuple[Place, Runs]]:
    """The cells of a sheet that show such a string, or hold such text themselves."""
    kept = b""
    for block in blocks:
        text, end = kept + block, 0
        for cell in _CELL.finditer(text):
            end = cell.end()
            runs = _of_cell(cell[1], cell[2], strings)
            place = _PLACE.search(cell[1]) if runs else None
            if place:
                yield (int(place[2]), column_number(place[1].decode())), runs
        kept = text[end:][-_LONGEST_CELL:]


def _of_cell(attributes: bytes, inside: bytes, strings: dict[int, Runs]) -> Runs:
    kind = _KIND.search(attributes)
    if kind is None:
        return []
    if kind[1] == b"s":
        index = _INDEX.search(inside)
        return strings.get(int(index[1]), []) if index else []
    return _runs(inside) if has_signs(inside) else []


def _runs(inside: bytes) -> Runs:
    return [
        Run(
            "".join(unescape(text.decode("utf-8", "replace")) for text in _TEXT.findall(run)),
            struck=_STRUCK.search(run) is not None,
            raised=_RAISED.search(run) is not None,
            white=_WHITE.search(run) is not None,
        )
        for run in _RUN.findall(inside)
    ]
