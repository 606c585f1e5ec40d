"""Colours of printed papers: the light theme's, as office files write them, without the hash."""

from __future__ import annotations

from catalog.colours import Lamp, colours


def bare(colour: str) -> str:
    """A colour without its hash."""
    return colour.removeprefix("#")


_LIGHT = colours().light
INK, INK2, INK3 = bare(_LIGHT.ink), bare(_LIGHT.ink2), bare(_LIGHT.ink3)
LINE, HEAD, TRACK = bare(_LIGHT.line), bare(_LIGHT.paper2), bare(colours().printed.track)
BRAND, BAR, WHITE = bare(_LIGHT.brand), bare(_LIGHT.bar), bare(_LIGHT.paper)


def fill_of(light: str) -> str:
    """The fill of a mark or bar; what is on track is as quiet as a bar on screen."""
    return BAR if light == "on_track" else bare(_lamp(light).fill)


def text_of(light: str) -> str:
    """The ink of a light's words."""
    return bare(_lamp(light).text)


def tint_of(light: str) -> str:
    """The tint behind a light's words."""
    return bare(_lamp(light).tint)


def blue_for(share: float) -> tuple[str, str]:
    """The fill for a share of the largest value, and the ink that is readable on it."""
    blues = _LIGHT.blues
    step = min(len(blues) - 1, max(0, int(share * (len(blues) - 1) + 0.5)))
    return bare(blues[step]), WHITE if step >= 5 else INK


def _lamp(light: str) -> Lamp:
    """The lamp of a light; what is none is drawn like what has not begun."""
    known = _LIGHT.lamps if light != "not_measurable" else {}
    return known.get(light, _LIGHT.lamps["not_started"])
