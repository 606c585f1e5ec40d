"""Text on its way into an Office file: plain characters only, and a Chinese font for every script."""

from __future__ import annotations

import unicodedata
from typing import Any

from pptx.oxml.ns import qn


def harmless(value: object) -> str:
    """``value`` as text that XML and Office accept: no control, bidi or surrogate characters; line breaks stay."""
    text = "" if value is None or value != value else str(value)
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return "".join(kept)


def set_slide_font(run_properties: Any, typeface: str) -> None:
    """Names the font for latin, east-asian and complex runs (WPS ignores a name given for latin alone), and Chinese as
    their language."""
    run_properties.set("lang", "zh-CN")
    run_properties.set("altLang", "en-US")
    for tag in ("a:latin", "a:ea", "a:cs"):
        for old in run_properties.findall(qn(tag)):
            run_properties.remove(old)
        run_properties.append(run_properties.makeelement(qn(tag), {"typeface": typeface}))
