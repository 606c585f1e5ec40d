"""Which pictures of a workbook are kept, and how large: ``catalog/pictures.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class PictureLimits(Declared, frozen=True):
    """Limits of a file's pictures: bytes, pixels, counts; ``overhang`` in parts of a row's height."""

    kinds: tuple[str, ...]
    most_a_row: int
    most_a_file: int
    most_bytes: int
    most_pixels: int
    most_work: int
    most_passes: int
    longest_side: int
    quality: int
    largest_png: int
    largest_kept: int
    overhang: float


@cache
def picture_limits() -> PictureLimits:
    """The declared limits."""
    return made((HERE / "pictures.toml").read_text("utf-8"), PictureLimits, file="pictures.toml")
