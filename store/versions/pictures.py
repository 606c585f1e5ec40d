"""Pictures of rows: kept once each, with the places they lie on, a part of the content that was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert, select

from store.database.schema import pictures, row_pictures, submissions
from store.journal.log import canonical
from store.versions.rows import clean

PLACE = ("source_sheet", "source_row", "cell", "source")
Spot = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture as it is kept: ``kind`` PNG or JPEG, its size in pixels, the cell it lay on, and its bytes."""

    sha256: str
    kind: str
    width: int
    height: int
    cell: str
    content: bytes = field(repr=False)


def pictures_of(tables: Iterable[Any]) -> list[tuple[dict[str, Any], Any]]:
    """Each picture of several read tables with its place: sheet, row, cell and the hash of its bytes in the file."""
    return [
        (dict(zip(PLACE, (clean(str(table.sheet)), one.row, one.cell, one.picture.source), strict=True)), one.picture)
        for table in tables
        for one in getattr(table, "pictures", ())
    ]


def keep_pictures(connection: Connection, content: int, found: Sequence[tuple[dict[str, Any], Any]]) -> None:
    """Write a new content's pictures; one that is there already is kept once."""
    wanted = {picture.sha256: picture for _, picture in found}
    here = set(connection.scalars(select(pictures.c.sha256).where(pictures.c.sha256.in_(list(wanted)))))
    new = [
        {name: getattr(picture, name) for name in ("sha256", "kind", "width", "height", "content")}
        for sha256, picture in wanted.items()
        if sha256 not in here
    ]
    if new:
        connection.execute(insert(pictures), new)
    numbered = [
        {"content_id": content, "position": n, "picture": picture.sha256, **place}
        for n, (place, picture) in enumerate(found)
    ]
    if numbered:
        connection.execute(insert(row_pictures), numbered)


def places_of_content(connection: Connection, content: int) -> list[dict[str, Any]]:
    """Where the pictures of one content lie, as they were hashed when they were written."""
    columns = [row_pictures.c[name] for name in PLACE]
    query = select(*columns).where(row_pictures.c.content_id == content).order_by(row_pictures.c.position)
    return [dict(row) for row in connection.execute(query).mappings()]


def pictures_hash(connection: Connection, content: int) -> str:
    """What the log says of a content's pictures: the hash of their own hashes in order; "" where it has none."""
    query = select(row_pictures.c.picture).where(row_pictures.c.content_id == content).order_by(row_pictures.c.position)
    found = list(connection.scalars(query))
    return hashlib.sha256(canonical(found).encode()).hexdigest() if found else ""


def pictures_at(connection: Connection, spots: Iterable[Spot], most: int) -> dict[Spot, tuple[KeptPicture, ...]]:
    """The first pictures of rows, each said as (submission, sheet, row); rows without any are left out."""
    wanted = set(spots)
    p, r = pictures.c, row_pictures.c
    columns = (submissions.c.id, r.source_sheet, r.source_row, r.cell, r.picture)
    query = (
        select(*columns)
        .join(row_pictures, r.content_id == submissions.c.content)
        .where(submissions.c.id.in_({spot[0] for spot in wanted}))
    )
    found: dict[Spot, list[tuple[str, str]]] = {}
    for number, sheet, row, cell, sha256 in connection.execute(query.order_by(submissions.c.id, r.position)):
        if (number, sheet, row) in wanted:
            found.setdefault((number, sheet, row), []).append((cell, sha256))
    needed = {sha256 for lying in found.values() for _, sha256 in lying[:most]}
    kept = {row.sha256: row for row in connection.execute(select(pictures).where(p.sha256.in_(needed)))}
    return {spot: tuple(_kept(kept[s], cell) for cell, s in lying[:most]) for spot, lying in found.items()}


def _kept(row: Any, cell: str) -> KeptPicture:
    return KeptPicture(row.sha256, row.kind, row.width, row.height, cell, bytes(row.content))


def wrong_pictures(connection: Connection) -> Iterable[str]:
    """Pictures that are not what was kept, or that belong to no row."""
    placed = set(connection.scalars(select(row_pictures.c.picture).distinct()))
    here = list(connection.scalars(select(pictures.c.sha256).order_by(pictures.c.sha256)))
    for sha256 in here:
        content = connection.scalar(select(pictures.c.content).where(pictures.c.sha256 == sha256))
        if not isinstance(content, bytes | memoryview) or hashlib.sha256(content).hexdigest() != sha256:
            yield f"picture {sha256} is not what was kept"
    yield from (f"picture {sha256} is missing" for sha256 in sorted(placed - set(here)))
    yield from (f"picture {sha256} belongs to no row" for sha256 in sorted(set(here) - placed))
