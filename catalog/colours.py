"""Every colour of the product, by theme: ``catalog/colours.toml``, typed."""

from __future__ import annotations

from functools import cache

import msgspec

from catalog.declaration import HERE
from catalog.typed import Declared, made


class Lamp(Declared, frozen=True):
    """The three strengths of one light: the mark's fill, text of that colour, the tint behind text."""

    fill: str
    text: str
    tint: str


class Tokens(Declared, frozen=True):
    """The named colours of a theme, as "#RRGGBB"."""

    paper: str
    paper2: str
    ink: str
    ink2: str
    ink3: str
    line: str
    grid: str
    track: str
    brand: str
    bar: str
    lamps: dict[str, Lamp]
    blues: tuple[str, ...]
    hues: tuple[str, ...]

    def lamp(self, light: str | None) -> Lamp:
        """The lamp of a light; what is unknown looks like what cannot be measured."""
        return self.lamps.get(light or "", self.lamps["not_measurable"])

    def bar_fill(self, light: str | None) -> str:
        """Fill of a progress bar: only red and amber stand out, the rest is quiet, so the eye lands on trouble."""
        return self.lamps[light].fill if light in ("behind", "warning") else self.bar


class Print(Declared, frozen=True):
    """What paper needs otherwise than a screen."""

    track: str
    head: str
    to_fill: str
    sent_back: str
    sent_back_edge: str
    edge: str


class Colours(Declared, frozen=True):
    """The whole of ``colours.toml``."""

    light: Tokens
    dark: Tokens
    printed: Print = msgspec.field(name="print")


@cache
def colours() -> Colours:
    """What ``catalog/colours.toml`` declares."""
    return made((HERE / "colours.toml").read_text("utf-8"), Colours, file="colours.toml")
