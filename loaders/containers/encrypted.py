"""Encrypted workbooks: the default password of write protection is tried silently, any other has to be given."""

from __future__ import annotations

import io

from catalog import Issue, issue
from loaders.containers import limits
from loaders.unreadable import Unreadable

DEFAULT = "VelvetSweatshop"


def decrypted(content: bytes, password: str | None) -> tuple[bytes, Issue]:
    """The workbook inside and a note on how it was opened; ``Unreadable`` where a (better) password is needed."""
    if _rounds(content) > limits.ENCRYPTION_ROUNDS:
        raise Unreadable("password_too_slow")
    for candidate in [DEFAULT, password] if password else [DEFAULT]:
        opened = _try(content, candidate or DEFAULT)
        if opened:
            return opened, issue("decrypted" if candidate == DEFAULT else "opened_with_password")
    raise Unreadable("wrong_password" if password else "password")


def _rounds(content: bytes) -> int:
    """How often a password is hashed before it is known to be wrong: the file itself says so; 0 where it does not."""
    import msoffcrypto

    try:
        said = getattr(msoffcrypto.OfficeFile(io.BytesIO(content)), "info", None) or {}
        return int(said.get("spinValue", 0))
    except Exception:  # noqa: BLE001 (whatever the library meets first; trying to open the file will say it is damaged)
        return 0


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
