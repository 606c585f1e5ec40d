"""The whole meeting pack as one .zip: slides, bulletin, lists, pictures, and a note on what could not be made."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from exports.bulletin import bulletin
from exports.dossier import Dossier, words
from exports.lists import lists
from exports.office_text import harmless
from exports.slides import slides


def pack(dossier: Dossier, pictures: Mapping[str, bytes], left_out: Sequence[str] = ()) -> bytes:
    """The .zip of a meeting. ``pictures``: file name -> PNG or PDF; ``left_out``: sentences saying what is missing."""
    text = words()["pack"]
    meeting = file_part(dossier.meeting)
    readme = text["readme_text"].format(stamp=dossier.stamp(""), meeting=dossier.meeting)
    missing = "".join(text["left_out"].format(reason=reason) for reason in left_out)
    return zipped(
        {
            text["slides"].format(meeting=meeting): slides(dossier),
            text["bulletin"].format(meeting=meeting): bulletin(dossier),
            text["lists"].format(meeting=meeting): lists(dossier),
            **{text["pictures"].format(name=file_part(name)): content for name, content in pictures.items()},
            text["readme"]: (readme + missing).encode(),
        }
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by name as one .zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def file_part(name: str) -> str:
    """A meeting's name as part of a file name on any system."""
    return "".join("-" if c in '\\/:*?"<>|\n\t' else c for c in harmless(name)).strip(" .") or "meeting"
