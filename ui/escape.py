"""Makes the text of a cell harmless in markdown; HTML is written by ``ui.markup``, which escapes every value itself."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")


def md(text: object) -> str:
    """``text`` with every character markdown would obey made a plain character."""
    return _SPECIAL.sub(r"\\\1", str(text)).replace("\n", " ")
