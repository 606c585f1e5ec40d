"""Encrypted workbooks: the default password of write protection is tried silently, any other has to be given."""

from __future__ import annotations

import io

from catalog import Issue, issue
from loaders.unreadable import Unreadable

DEFAULT = "VelvetSweatshop"


def decrypted(content: bytes, password: str | None) -> tuple[bytes, Issue]:
    """The workbook inside and a note on how it was opened; ``Unreadable`` where a (better) password is needed."""
    for candidate in [DEFAULT, password] if password else [DEFAULT]:
        opened = _try(content, candidate or DEFAULT)
        if opened:
            return opened, issue("decrypted" if candidate == DEFAULT else "opened_with_password")
    raise Unreadable("wrong_password" if password else "password")


def _try(content: bytes, password: str) -> bytes | None:
    import msoffcrypto

    made = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        office.load_key(password=password)
        office.decrypt(made)
    except Exception:  # noqa: BLE001 (a wrong password and a damaged file raise whatever the library meets first)
        return None
    return made.getvalue()
