"""The whole meeting pack as one .zip: slides, bulletin, lists, pictures, and a list of all that is in it."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from catalog.book import book
from catalog.numbers import day
from exports.bulletin import bulletin
from exports.dossier import Dossier, words
from exports.lists import lists
from exports.office_text import harmless
from exports.slides import slides

# Packed already: packing them again costs time and saves nothing.
PACKED = (".png", ".pdf", ".pptx", ".docx", ".xlsx")
READABLE = 0o644 << 16


def pack(
    dossier: Dossier, pictures: Mapping[str, bytes], left_out: Sequence[str] = (), signed: date | None = None
) -> bytes:
    """The .zip of a meeting. ``pictures``: file name -> PNG or PDF; ``left_out``: sentences saying what is missing;
    ``signed``: the day the bulletin is sent."""
    text = words().pack
    meeting = file_part(dossier.meeting)
    files = {
        text.slides.format(meeting=meeting): slides(dossier),
        text.bulletin.format(meeting=meeting): bulletin(dossier, signed),
        text.lists.format(meeting=meeting): lists(dossier),
        **{text.pictures.format(name=file_part(name)): content for name, content in pictures.items()},
    }
    return zipped({**files, text.contents: _contents(dossier, files, left_out).encode()}, dossier)


def _contents(dossier: Dossier, files: Mapping[str, bytes], left_out: Sequence[str]) -> str:
    """Which meeting, as of when, frozen at which number of the log; what is missing; every file with its digest."""
    text = words().pack
    head = text.contents_head.format(
        product=book().zone.product,
        meeting=harmless(dossier.meeting),
        day=day(dossier.as_of),
        seq=text.not_frozen if dossier.seq is None else dossier.seq,
        reported=dossier.reported,
        demo=text.demo_line.format(demo=words().demo) if dossier.demo else "",
    )
    missing = "".join(text.left_out.format(reason=reason) for reason in left_out)
    listed = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return f"{head}{missing}\n{listed}"


def zipped(files: Mapping[str, bytes], dossier: Dossier) -> bytes:
    """Files by name as one .zip, dated by the day the figures are as of."""
    as_of, out = dossier.as_of, BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (as_of.year, as_of.month, as_of.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            entry.external_attr = READABLE
            archive.writestr(entry, content)
    return out.getvalue()


def file_part(name: str) -> str:
    """A meeting's name as part of a file name on any system."""
    return "".join("-" if c in '\\/:*?"<>|\n\t' else c for c in harmless(name)).strip(" .") or "meeting"
