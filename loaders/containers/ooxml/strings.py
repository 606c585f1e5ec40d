"""The table of shared strings, weighed before anything builds it: a few kilobytes of it can stand for gigabytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from loaders.containers import limits
from loaders.containers.ooxml.facts import Facts
from loaders.containers.ooxml.package import Package
from loaders.containers.ooxml.rich_text import has_signs
from loaders.unreadable import Unreadable

DECLARED = re.compile(rb'\suniqueCount\s*=\s*["\']([0-9]+)["\']')
ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")
INDEX = re.compile(rb't="s"[^>]*><v>([0-9]+)</v>')
CONTROLS = {
    b"_x": re.compile(rb"_x00(?:0[0-8BbCcEeFf]|1[0-9A-Fa-f]|7[Ff]|[89][0-9A-Fa-f])_|_x20(?:0[EeFf]|2[A-Ea-e]|6[6-9])_"),
    b"&#": re.compile(
        rb"&#(?:x0*(?:[0-8BbCcEeFf]|1[0-9A-Fa-f]|7[Ff]|[89][0-9A-Fa-f]|20(?:0[EeFf]|2[A-Ea-e]|6[6-9]))"
        rb"|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|12[7-9]|1[3-5][0-9]|820[67]|823[4-8]|829[4-7]));"
    ),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xe2\x80": re.compile(rb"\xe2\x80[\x8e\x8f\xaa-\xae]"),
    b"\xe2\x81": re.compile(rb"\xe2\x81[\xa6-\xa9]"),
}


@dataclass(slots=True)
class Strings:
    """``lengths`` of the strings in bytes of XML, in order; ``controls``: odd characters may be in them,
    ``signs``: some may be written in several ways."""

    lengths: np.ndarray
    controls: bool
    signs: bool = False


def weigh_strings(package: Package, part: str) -> Strings:
    """Measure the part; ``Unreadable`` where it declares far more strings than it has, or a document type."""
    starts: list[int] = []
    declared, offset, kept, controls, signs = 0, 0, b"", False, False
    for block in package.blocks(part):
        if not offset:
            declared = int(found[1]) if (found := DECLARED.search(block[:4096])) else 0
        text = kept + block
        if b"<!DOCTYPE" in text:
            raise Unreadable("document_type")
        starts += [offset - len(kept) + match.start() for match in ITEM.finditer(text)]
        controls = controls or has_controls(text)
        signs = signs or has_signs(text)
        offset += len(block)
        if len(starts) > limits.FILLED_CELLS or offset > limits.FILLED_BYTES:
            raise Unreadable("too_large")
        kept = text[-16:] if not ITEM.search(text[-16:]) else b""
    if declared > len(starts) + limits.SPARE_STRINGS:
        raise Unreadable("false_counts")
    return Strings(np.diff(np.array([*starts, offset])), controls, signs)


def check_shown(strings: Strings, sheets: list[tuple[Facts, Iterator[bytes]]]) -> None:
    """``Unreadable`` where the cells show more text than a server should hold, each repeat counted."""
    longest = int(strings.lengths.max(initial=0))
    if longest * sum(facts.n_texts for facts, _ in sheets) <= limits.STRING_BYTES:
        return
    shown = sum(_shown(strings.lengths, blocks) for facts, blocks in sheets if facts.n_texts)
    if shown > limits.STRING_BYTES:
        raise Unreadable("too_large")


def _shown(lengths: np.ndarray, blocks: Iterator[bytes]) -> int:
    total = 0
    for block in blocks:
        index = np.array([int(i) for i in INDEX.findall(block)], np.int64)
        total += int(lengths[index[index < len(lengths)]].sum())
    return total


def has_controls(text: bytes) -> bool:
    """Whether the XML may hold control or direction characters, written out or escaped."""
    # One byte is looked for many times faster than two, and mostly is not there.
    return any(sign[:1] in text and sign in text and pattern.search(text) for sign, pattern in CONTROLS.items())
