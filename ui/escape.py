"""Makes the text of a cell harmless in markdown; HTML is written by ``ui.markup``, which escapes every value itself."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")
# What becomes a link though no mark asks for it, once the marks' escapes are taken back: the start of an address, of a
# name of the web, or the middle of a mail address.
_LINK = re.compile(r"(?i)https?(?=://[-.\w]*\.)|www(?=\.)|(?<=[\w.+-])(?=@[-\w]+\.)")
_UNSEEN = "\u2060"


def md(text: object) -> str:
    """``text`` with every character markdown would obey made a plain character. Addresses are parted by a character
    that nobody sees, so that they are no links."""
    parted = _LINK.sub(lambda start: start.group() + _UNSEEN, str(text))
    return _SPECIAL.sub(r"\\\1", parted).replace("\r", " ").replace("\n", " ")
