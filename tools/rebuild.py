"""Reads every kept original again and compares with what is stored: any frame can be rebuilt from the originals.

``python -m tools.rebuild [URL] [--into URL]``. Each submission is read with the answers and corrections it was made
with; a difference means that the loaders read the file otherwise today, and the rows are listed. With ``--into``, the
submissions that stand are saved and published again into an empty store.
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
from store.versions.intake import Context, drafts
from store.versions.submissions import Draft


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
        if not one.same:
            print(
                f"DIFFERS  {one.line.submission_id} {one.line.file} {one.line.dataset} {one.line.period}: "
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
        rows = len(again.rows) if again else None
        yield Comparison(line, same=bool(again) and again.content_hash == line.content_hash, rows_now=rows)


def reread(store: Store, line: Line) -> Draft | None:
    """The submission's original read again with the answers and corrections of then; None: no such table now."""
    _, context, reading = _as_then(store, line)
    found, _ = drafts(reading, context)
    about = (line.dataset, line.department, line.period)
    return next((d for d in found if (d.key.dataset, d.key.department, d.key.period) == about), None)


def copy_standing(store: Store, into: Store) -> int:
    """Save and publish what stands, read from its originals, into another store; how many."""
    desk, count = Desk(into, local_actor()), 0
    acts = store.submissions().set_index("submission_id")
    for line in (one for one in store.lines() if one.current):
        said, context, reading = _as_then(store, line)
        at = acts.loc[line.submission_id, "saved_at"]
        named = {name: getattr(context, name) for name in ("department", "period", "received", "demo", "tables")}
        made_with = {"mappings": said["mappings"], "corrections": said["corrections"], "made": context.made}
        receipt = desk.save(reading, content=context.content, at=at, **named, **made_with)
        about = (line.dataset, line.department, line.period)
        mine = [one.submission_id for one in receipt.lines if (one.dataset, one.department, one.period) == about]
        count += not desk.publish(mine, at=at).repeated
    return count


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
