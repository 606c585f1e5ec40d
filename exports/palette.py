"""Colours of printed papers: the light theme's tokens, as hexadecimal without the hash."""

from __future__ import annotations

INK, INK2, INK3 = "17212E", "465262", "66717F"
LINE, TRACK, HEAD = "D5DBE2", "C9D1DA", "F4F6F8"
BRAND, BAR = "12436D", "6A8FB3"
WHITE = "FFFFFF"

# light -> (fill, text, tint)
LIGHTS: dict[str, tuple[str, str, str]] = {
    "behind": ("C5221F", "A31515", "FBE9E7"),
    "warning": ("E8A317", "805300", "FFF3D6"),
    "on_track": ("6A8FB3", "1B6B57", "EAF5F1"),
    "done": ("12436D", "12436D", "E8EFF6"),
    "not_started": ("8A94A1", "5B6673", "F1F3F5"),
    "no_report": ("8A94A1", "5B6673", "FFFFFF"),
}
NEUTRAL = ("8A94A1", "5B6673", "F1F3F5")

BLUES = ("EEF3F8", "DCE7F1", "C3D5E6", "A6C0D9", "88AACB", "6A93BC", "4876A6", "326495", "1F5280", "12436D")


def fill_of(light: str) -> str:
    return LIGHTS.get(light, NEUTRAL)[0]


def text_of(light: str) -> str:
    return LIGHTS.get(light, NEUTRAL)[1]


def tint_of(light: str) -> str:
    return LIGHTS.get(light, NEUTRAL)[2]


def blue_for(share: float) -> tuple[str, str]:
    """The fill for a share of the largest value, and the ink that is readable on it."""
    step = min(len(BLUES) - 1, max(0, int(share * (len(BLUES) - 1) + 0.5)))
    return BLUES[step], WHITE if step >= 5 else INK
