"""Which files each reader was told of: an address that nobody guesses is still no secret once it is passed on."""

from __future__ import annotations

import re
from collections import OrderedDict

MEDIA = "/media/"
# A file's name begins with a digest of its content; so much of it tells it from every other.
_FILE = re.compile(rb"/media/([0-9a-f]{32})")
MOST = 20_000


class Handed:
    """Learns from what is sent to readers' pages; the longest unused is forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[bytes, bytes], None] = OrderedDict()

    def note(self, whose: bytes, said: bytes) -> None:
        """Remember the files that a message to that reader names."""
        for file in _FILE.findall(said):
            self._known[whose, file] = None
            self._known.move_to_end((whose, file))
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def knows(self, whose: bytes, path: str) -> bool:
        """Tell whether that reader was told of the file at this path."""
        named = _FILE.match(path.encode())
        if named is None or (whose, named[1]) not in self._known:
            return False
        self._known.move_to_end((whose, named[1]))
        return True
