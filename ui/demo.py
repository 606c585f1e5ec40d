"""Loads the made-up samples through the real loaders into a store that holds nothing, marked as made up.

The server has it done in a process of its own (``python -m ui.demo``) and says on every page how far it is.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from loaders import Mappings, Unreadable, read
from store import Desk, Receipt, Refused, Store, local_actor, open_store

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
# How the samples go on after July: loaded behind the first pages, where the server is not told to leave them out.
LIVING = SAMPLES.parent / "living"
# The samples' last month, which of the two is loaded, and what SAMPLES is set to where the second is left out.
LAST, FIRST, BEHIND, SEVEN = "2017-07", "first", "behind", "seven"
_LOG = logging.getLogger(__name__)


class Loading(NamedTuple):
    """How far the samples are loaded: files of files."""

    done: int
    total: int


# What this process is having loaded; None where nothing is, or no longer.
_loading: Loading | None = None
# How far what happened after their last month is loaded, which hinders nobody.
_going_on: Loading | None = None


def loading() -> Loading | None:
    """How far the samples are loaded just now; None where they are not being loaded."""
    return _loading


def going_on() -> Loading | None:
    """How far what happened after the samples' last month is loaded just now; None where it is not being loaded."""
    return _going_on


def wanted(store: Store, folder: Path = SAMPLES) -> bool:
    """Whether there are samples, and a store that never held a submission."""
    return (folder / "deliveries.json").exists() and not len(store.submissions())


def load_samples(store: Store, folder: Path = SAMPLES, told: Callable[[Loading], None] | None = None) -> int:
    """Every delivery of the samples in the order it came, saved and published; how many tables were published.

    Does nothing where the store ever held a submission. With the samples come the answers an analyst would have given
    at first contact. A file that cannot be read is left out and said so in the log. ``told`` hears after every file.
    """
    if not wanted(store, folder):
        return 0
    desk, tables = Desk(store, local_actor()), 0
    answers = folder / "mappings.json"
    known = Mappings.from_json(answers.read_text(encoding="utf-8")) if answers.exists() else Mappings()
    deliveries = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
    for done, one in enumerate(deliveries, 1):
        tables += _deliver(desk, known, folder, one)
        if told is not None:
            told(Loading(done, len(deliveries)))
    return tables


def load_living(store: Store, folder: Path = LIVING, told: Callable[[Loading], None] | None = None) -> int:
    """What happened after the samples' last month, in the order of its days: reports, supplements, what the office did.

    Does nothing where the store is not one of samples alone, or holds them already. ``told`` hears after every step.
    """
    periods = store.periods()
    if not (folder / "deliveries.json").exists() or periods[-1:] != [LAST] or not store.is_demo():
        return 0
    desk, tables = Desk(store, local_actor()), 0
    known = Mappings.from_json((folder / "mappings.json").read_text(encoding="utf-8"))
    steps = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
    for done, one in enumerate(steps, 1):
        if not store.is_demo():  # somebody removed the demonstration meanwhile
            break
        tables += _decide(desk, one) if "changes" in one else _deliver(desk, known, folder, one)
        if told is not None:
            told(Loading(done, len(steps)))
    return tables


def _decide(desk: Desk, one: dict[str, Any]) -> int:
    """A change of the book, as the office made it."""
    changes = {(name, key): value for name, key, value in one["changes"]}
    since = dt.date.fromisoformat(one["applies_from"])
    at = f"{one['received']}T08:00:00"
    desk.change_book(changes, applies_from=since, reason=one["reason"], paper=one["paper"], at=at, demo=True)
    return 0


def begin(store: Store) -> bool:
    """Say from now on that the samples are being loaded, where they are wanted."""
    global _loading  # noqa: PLW0603 - one process loads them once
    _loading = Loading(0, 1) if wanted(store) else None
    if _loading is not None:
        tell("正在装入演示数据（虚构），约需十秒；页面已可打开……")
    return _loading is not None


async def load_beside(store: Store) -> None:
    """Have the samples loaded by a process of its own, so that pages are served meanwhile."""
    global _loading  # noqa: PLW0603 - as above
    try:
        async for now in _loaded_beside(store, FIRST):
            _loading = now
    finally:
        _loading = None


async def go_on_beside(store: Store) -> None:
    """Have what happened after the samples' last month loaded likewise, while the pages show what there is."""
    global _going_on  # noqa: PLW0603 - as above
    if os.environ.get("SAMPLES") == SEVEN:
        return
    try:
        async for now in _loaded_beside(store, BEHIND):
            _going_on = now
    finally:
        _going_on = None


async def _loaded_beside(store: Store, which: str) -> AsyncIterator[Loading]:
    url = store.database.url.render_as_string(hide_password=False)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ui.demo", which, cwd=SAMPLES.parents[1], env={**os.environ, "STORE_URL": url},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        async for line in process.stdout:
            yield Loading(*map(int, line.split()))
        await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()


def tell(sentence: str) -> None:
    """A line for whoever started the server."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def tell_ready(addresses: Sequence[str]) -> None:
    """Say where the dashboard is, once it can be opened."""
    tell(f"看板已启动，请用浏览器打开 {' 或 '.join(addresses)} （按 Ctrl+C 停止）")


def _deliver(desk: Desk, known: Mappings, folder: Path, one: dict[str, Any]) -> int:
    path = folder / one["file"]
    at = f"{one['received']}T09:00:00"
    try:
        content = path.read_bytes()
        reading = read(content, file=path.name, mappings=known)
        saved = desk.save(
            reading, content=content, at=at, department=one["department"], period=one["period"],
            received=one["received"], demo=True, mappings=known,
        )  # fmt: skip
    except (Unreadable, Refused) as refused:
        _LOG.warning("sample %s left out: %s", one["file"], refused)
        return 0
    if not saved.lines:
        return 0
    return len(desk.publish(saved, at=at, adding=_added_to(desk, saved) if one.get("adds") else None).lines)


def _added_to(desk: Desk, saved: Receipt) -> dict[int, int]:
    """By draft what stands of its unit, dataset and month: a supplement adds to it."""
    standing = {(x.dataset, x.department, x.period): x.submission_id for x in desk.store.lines() if x.current}
    drafts = {x.submission_id: (x.dataset, x.department, x.period) for x in saved.lines}
    return {draft: standing[about] for draft, about in drafts.items() if about in standing}


if __name__ == "__main__":
    load = load_living if sys.argv[1:] == [BEHIND] else load_samples
    load(open_store(os.environ.get("STORE_URL")), told=lambda now: tell(f"{now.done} {now.total}"))
