"""Reads every kept original again and compares with what is stored: any frame can be rebuilt from the originals.

``python -m tools.rebuild [URL] [--into URL]``. Each submission is read with the answers and corrections it was made
with; a difference means that the loaders read the file otherwise today. With ``--into``, the submissions that stand and
what they add to are saved and published again into an empty store.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders import Corrections, Mappings, Unreadable, read
from store import Desk, Line, Refused, Store, local_actor, open_store
from store.database.opening import existing_database
from store.reading.selection import standing
from store.versions.intake import Context, drafts
from store.versions.rows import content_hash
from store.versions.submissions import Draft
from store.versions.supplements import with_what_they_add_to


@dataclass(frozen=True, slots=True)
class Comparison:
    """One submission and what reading its original again gave: the same, other rows, or why it could not be read."""

    line: Line
    same: bool
    rows_now: int | None
    reason: str = ""


def main(arguments: list[str] | None = None) -> int:
    """Rebuild and say what differs."""
    parser = argparse.ArgumentParser(prog="python -m tools.rebuild", description=__doc__)
    parser.add_argument(
        "url", nargs="?", default=os.environ.get("STORE_URL"), help="the store; $STORE_URL, else the project's own"
    )
    parser.add_argument("--into", help="an empty store to write what stands into")
    asked = parser.parse_args(arguments)
    try:
        existing_database(asked.url).close()
        store = open_store(asked.url)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    found = list(compare(store))
    for one in found:
        if not one.same or one.reason:
            word, line = "SAME" if one.same else "DIFFERS", one.line
            print(
                f"{word}  {line.submission_id} {line.file} {line.dataset} {line.period}: "
                f"{one.line.rows} rows stored, {one.rows_now} now {one.reason}"
            )
    print(f"{sum(one.same for one in found)} of {len(found)} submissions read again bit for bit")
    if asked.into:
        print(f"{copy_standing(store, open_store(asked.into))} submissions written into {asked.into}")
    return 0 if all(one.same for one in found) else 1


def compare(store: Store) -> Iterator[Comparison]:
    """Every submission ever saved, each original read again as it was read then."""
    for line in store.lines():
        try:
            again = reread(store, line)
        except (Refused, Unreadable) as error:
            yield Comparison(line, same=False, rows_now=None, reason=str(error))
            continue
        yield _compared(line, again)


def _compared(line: Line, again: Draft | None) -> Comparison:
    if again is None:
        return Comparison(line, same=False, rows_now=None)
    if again.content_hash != line.content_hash and again.pictures:
        # What was kept before pictures were has a hash without them: its rows are held against it all the same.
        same = content_hash(line.dataset, line.sha256, again.rows) == line.content_hash
        reason = f"and {len(again.pictures)} pictures that were not kept then"
        return Comparison(line, same=same, rows_now=len(again.rows), reason=reason)
    return Comparison(line, same=again.content_hash == line.content_hash, rows_now=len(again.rows))


def reread(store: Store, line: Line) -> Draft | None:
    """The submission's original read again with the answers and corrections of then; None: no such table now."""
    _, context, reading = _as_then(store, line)
    found, _ = drafts(reading, context)
    about = (line.dataset, line.department, line.period)
    return next((d for d in found if (d.key.dataset, d.key.department, d.key.period) == about), None)


def copy_standing(store: Store, into: Store) -> int:
    """Save and publish what stands and what it adds to, read from its originals, into another store; how many."""
    desk, count = Desk(into, local_actor()), 0
    acts = store.submissions().set_index("submission_id")
    under = _under(store)
    written: dict[int | None, int] = {}
    for line in (one for one in store.lines() if one.submission_id in under):
        said, context, reading = _as_then(store, line)
        at = acts.loc[line.submission_id, "saved_at"]
        named = {name: getattr(context, name) for name in ("department", "period", "received", "demo", "tables")}
        made_with = {"mappings": said["mappings"], "corrections": said["corrections"], "made": context.made}
        receipt = desk.save(reading, content=context.content, at=at, **named, **made_with)
        about = (line.dataset, line.department, line.period)
        mine = [one.submission_id for one in receipt.lines if (one.dataset, one.department, one.period) == about]
        base = written.get(under[line.submission_id])
        count += not desk.publish(mine, at=at, adding={} if base is None else dict.fromkeys(mine, base)).repeated
        written[line.submission_id] = mine[0]
    return count


def _under(store: Store) -> dict[int, int | None]:
    """What is shown: each submission that stands, or that one adds to, and what itself adds to (None: nothing)."""
    with store.database.reading() as connection:
        shown = with_what_they_add_to(connection, standing(connection), {})
    adds = {one.under: one.submission_id for one in shown if one.under}
    return {one.submission_id: adds.get(one.submission_id) for one in shown}


def _as_then(store: Store, line: Line) -> tuple[dict[str, Any], Context, Any]:
    inputs, content = store.inputs(line.submission_id), store.original(line.sha256)
    mappings = Mappings.from_json(json.dumps(inputs["mappings"])) if inputs["mappings"] else Mappings()
    corrections = Corrections.from_json(json.dumps(inputs["corrections"])) if inputs["corrections"] else Corrections()
    reading = read(content, file=line.file, mappings=mappings, corrections=corrections)
    context = Context(
        content,
        department=inputs["department"],
        period=inputs["period"],
        received=line.received,
        demo=line.demo,
        tables=inputs["tables"],
        made=tuple(inputs["made"]),
    )
    return {"mappings": mappings, "corrections": corrections}, context, reading


if __name__ == "__main__":
    sys.exit(main())
