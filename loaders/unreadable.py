"""The one exception a reader raises: this file cannot be read, and why, in a sentence for the clerk."""

from __future__ import annotations

from catalog.containers import containers


class Unreadable(Exception):
    """A file that cannot be read. ``code`` names the reason, ``str()`` says it.

    The sentences stand in ``catalog/containers.toml``, [unreadable]; ``blanks`` fill them.
    """

    def __init__(self, code: str, **blanks: object) -> None:
        self.code = code
        self.blanks = blanks
        super().__init__(containers().unreadable[code].format(**blanks))
