"""Gives each picture of a sheet to the record of the row it lies on; one that lies on none is said, never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog import Issue, issue
from catalog.pictures import picture_limits
from loaders.containers.references import column_number, reference
from loaders.grid import Grid, Laid, Place
from loaders.pictures.encoding import Encoder, Picture, Unfit
from loaders.tables.draft import Draft
from loaders.unreadable import Unreadable

Record = tuple[Draft, int]
SAID = 20  # of one kind, on one sheet
MERGES = 5_000  # no honest sheet has more; not looked through for every picture


@dataclass(slots=True)
class Album:
    """The pictures kept of one file, by the SHA-256 of each."""

    kept: dict[str, Picture] = field(default_factory=dict)
    n: int = 0
    encoder: Encoder = field(default_factory=Encoder)


def keep_pictures(grid: Grid, drafts: Sequence[Draft], form: Draft | None, album: Album) -> list[Issue]:
    """Note in the drafts of one sheet the pictures of their rows, and put these into the album; what is not kept comes
    back as issues. On a sheet that is one form, every picture is that record's."""
    known = [draft for draft in drafts if draft.dataset]
    form = form if form and form.dataset else None
    said: list[Issue] = []
    for laid in grid.pictures:
        found = [(form, form.rows[0])] if form and form.rows else _records(grid, known, laid.start)
        try:
            said += _keep(laid, found, album, grid.name)
        except Unfit as why:
            said.append(issue(why.code, sheet=grid.name, cells=_cell(laid.start)))
    return _bounded(said, grid.name)


def _keep(laid: Laid, found: Sequence[Record], album: Album, sheet: str) -> list[Issue]:
    if len(found) != 1:
        raise Unfit("picture_several_items" if found else "picture_without_row")
    if laid.fault:
        raise Unfit(laid.fault)
    ((draft, row),) = found
    limits = picture_limits()
    if album.n >= limits.most_a_file or sum(1 for at, _, _ in draft.pictures if at == row) >= limits.most_a_row:
        raise Unfit("picture_too_many")
    try:
        data = laid.data()
    except Unreadable as why:
        raise Unfit("picture_damaged") from why
    picture = album.encoder.picture(data)
    album.kept[picture.sha256] = picture
    album.n += 1
    draft.pictures.append((row, _cell(laid.start), picture.sha256))
    over = [r for r in draft.rows if row < r < laid.end[0]] if laid.start[0] == row else []
    cells = f"{_cell(laid.start)}:{_cell(laid.end)}"
    return [issue("picture_over_rows", sheet=sheet, cells=cells, row=row)] if over else []


def _records(grid: Grid, drafts: Iterable[Draft], place: Place) -> list[Record]:
    """The records of the row a place lies in: of the table whose columns hold it, else of any in that row."""
    row, column = place
    found = [(draft, at) for draft in drafts for at in _rows_at(grid, draft, row)]
    inside = [(draft, at) for draft, at in found if _holds(draft, column)]
    return inside or found


def _rows_at(grid: Grid, draft: Draft, row: int) -> list[int]:
    """The table's record in that row, as often as it has one there; else the only one that a merge takes down to it."""
    here = [at for at in draft.rows if at == row]
    if here:
        return here
    if len(grid.merges) > MERGES:
        return []
    reaching = sorted((m for m in grid.merges if m.top < row <= m.bottom), key=lambda m: m.bottom - m.top)
    within = ([at for at in draft.rows if m.top <= at <= row] for m in reaching if _holds(draft, m.left))
    first = next((rows for rows in within if rows), [])
    return first if len(first) == 1 else []


def _holds(draft: Draft, column: int) -> bool:
    left, right = (column_number(corner.rstrip("0123456789")) for corner in draft.range.split(":"))
    return left <= column <= right


def _cell(place: Place) -> str:
    return reference(*place) if all(place) else ""


def _bounded(said: list[Issue], sheet: str) -> list[Issue]:
    """So many of a kind one by one, the rest counted."""
    seen: Counter[str] = Counter()
    shown = []
    for one in said:
        seen[one.code] += 1
        if seen[one.code] <= SAID:
            shown.append(one)
    rest = len(said) - len(shown)
    return [*shown, issue("pictures_too_many", sheet=sheet, count=rest)] if rest else shown
