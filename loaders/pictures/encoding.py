"""A picture decoded and written anew: what is kept was made here, pixels and nothing else of what the file held.

Runs in the process that opens strangers' files, whose memory and seconds are limited.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.pictures import picture_limits

if TYPE_CHECKING:
    from PIL import Image  # brought in only by files that hold pictures

PNG, JPEG = "PNG", "JPEG"
MAGIC = {PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff"}
PASS = b"\xff\xda"  # the start of one pass over a JPEG


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: ``kind`` PNG or JPEG, size in pixels, its bytes and their SHA-256; ``source``: the
    SHA-256 of the bytes in the file, which stays the same whatever library writes the picture anew."""

    sha256: str
    kind: str
    width: int
    height: int
    content: bytes = field(repr=False)
    source: str


class Unfit(Exception):
    """A picture that is not kept; ``code`` names the issue that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of_picture(data: bytes) -> str:
    """PNG or JPEG, told by the bytes; "" for anything else."""
    return next((kind for kind in picture_limits().kinds if data.startswith(MAGIC[kind])), "")


class Encoder:
    """Writes the pictures of one file anew, each once, and no more of them than a file may cost (``work``, pixels)."""

    def __init__(self, work: int | None = None) -> None:
        self._left = picture_limits().most_work if work is None else work
        self._made: dict[str, Picture | Unfit] = {}

    def picture(self, data: bytes) -> Picture:
        """The picture in ``data``; ``Unfit`` where it is none, or one too large."""
        source = hashlib.sha256(data).hexdigest()
        if source not in self._made:
            self._made[source] = self._outcome(data, source)
        found = self._made[source]
        if isinstance(found, Unfit):
            raise found
        return found

    def _outcome(self, data: bytes, source: str) -> Picture | Unfit:
        try:
            return self._anew(data, source)
        except Unfit as why:
            return why
        except MemoryError:
            return Unfit("picture_too_large")
        except Exception:  # noqa: BLE001 (whatever the library meets first in bytes a stranger made)
            return Unfit("picture_damaged")

    def _anew(self, data: bytes, source: str) -> Picture:
        from PIL import Image

        limits, kind = picture_limits(), kind_of_picture(data)
        if not kind:
            raise Unfit("picture_other_kind")
        passes = data.count(PASS) if kind == JPEG else 0
        if len(data) > limits.most_bytes or passes > limits.most_passes:
            raise Unfit("picture_too_large")
        Image.MAX_IMAGE_PIXELS = None  # weighed below, before anything is decoded
        opened = Image.open(io.BytesIO(data), formats=(kind,))
        self._afford(opened, kind)
        content, kind, size = _written(_bare(opened), kind)
        return Picture(hashlib.sha256(content).hexdigest(), kind, *size, content, source)

    def _afford(self, opened: Image.Image, kind: str) -> None:
        pixels = opened.width * opened.height
        if pixels > picture_limits().most_pixels:
            raise Unfit("picture_too_large")
        work = pixels // 4 if kind == JPEG else pixels
        if work > self._left:
            raise Unfit("picture_too_many")
        self._left -= work


def _bare(opened: Image.Image) -> Image.Image:
    """The pixels upright, in the size and colours that are kept, with nothing beside them."""
    from PIL import Image, ImageOps

    side = picture_limits().longest_side
    opened.draft("RGB", (side, side))  # a JPEG is decoded no larger than needed
    clear = "transparency" in opened.info or opened.mode in ("RGBA", "LA", "PA")
    pixels = ImageOps.exif_transpose(opened).convert("RGBA" if clear else "RGB")
    pixels.thumbnail((side, side))
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _written(bare: Image.Image, kind: str) -> tuple[bytes, str, tuple[int, int]]:
    limits = picture_limits()
    content = _saved(bare, kind)
    if kind == PNG and len(content) > limits.largest_png:
        kind, content = JPEG, _saved(bare, JPEG)
    if len(content) > limits.largest_kept:
        raise Unfit("picture_too_large")
    return content, kind, bare.size


def _saved(bare: Image.Image, kind: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    if kind == PNG:
        bare.save(out, PNG)
        return out.getvalue()
    if bare.mode == "RGBA":
        paper = Image.new("RGB", bare.size, "white")
        paper.paste(bare, mask=bare.getchannel("A"))
        bare = paper
    bare.save(out, JPEG, quality=picture_limits().quality)
    return out.getvalue()
