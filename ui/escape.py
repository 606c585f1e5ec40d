"""Makes the text of a cell harmless in markdown; HTML is written by ``ui.markup``, which escapes every value itself."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~:$&])")
# What is obeyed though it was escaped, because it is looked for once the escapes are taken back: the start of an
# address, of a name of the web, the middle of a mail address, the colon before the name of an icon or emoji.
_LOOKED_FOR = re.compile(
    r"(?i)https?(?=://[-.\w]*\.)|www(?=\.)|(?<=[\w.+-])(?=@[-\w]+\.)|:(?=(?:[a-z][\w+/.-]*|\+1|-1|100|1234|8ball):)"
)
_UNSEEN = "\u2060"


def md(text: object) -> str:
    """``text`` with every character markdown would obey made a plain character. Addresses and names of icons are
    parted by a character that nobody sees."""
    parted = _LOOKED_FOR.sub(lambda start: start.group() + _UNSEEN, str(text))
    return _SPECIAL.sub(r"\\\1", parted).replace("\r", " ").replace("\n", " ")
