"""The texts figures were judged by when a meeting was frozen, each kept once under its SHA-256."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from store.database.schema import declarations
from store.versions.submissions import text_hash


def digests_of(texts: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 each text is kept under, by name."""
    return {name: text_hash(text) for name, text in texts.items()}


def keep_texts(connection: Connection, texts: Mapping[str, str]) -> None:
    """Keep each text that is not there yet."""
    known = set(connection.scalars(select(declarations.c.sha256)))
    for digest, text in {text_hash(text): text for text in texts.values()}.items():
        if digest not in known:
            connection.execute(insert(declarations).values(sha256=digest, text=text))


def texts_of(connection: Connection, digests: Mapping[str, str]) -> dict[str, str]:
    """The texts of these digests: name -> text."""
    query = select(declarations.c.sha256, declarations.c.text).where(declarations.c.sha256.in_(list(digests.values())))
    found = {row.sha256: row.text for row in connection.execute(query)}
    return {name: found[digest] for name, digest in digests.items()}
