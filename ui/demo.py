"""Loads the made-up samples through the real loaders into a store that holds nothing else, marked as made up.

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
    """Whether there are samples, and the store holds nothing yet, or no more than a loading that was stopped left."""
    if not (folder / "deliveries.json").exists():
        return False
    lines = store.lines()
    if all(line.demo and line.state == "draft" for line in lines):
        return True
    return store.is_demo() and all(line.demo for line in lines) and was_stopped(store, folder)


def load_samples(store: Store, folder: Path = SAMPLES, told: Callable[[Loading], None] | None = None) -> int:
    """Every delivery of the samples in the order it came, saved and published; how many tables were published.

    Goes on where a loading was stopped; does nothing where the store ever held a submission of somebody's. With the
    samples come the answers an analyst would have given at first contact. A file that cannot be read is left out and
    said so in the log. ``told`` hears after every file.
    """
    return _take(store, folder, told) if wanted(store, folder) else 0


def load_living(store: Store, folder: Path = LIVING, told: Callable[[Loading], None] | None = None) -> int:
    """What happened after the samples' last month, in the order of its days: reports, supplements, what the office did.

    Goes on where a loading was stopped; does nothing where the store is not one of samples alone after that month, or
    holds them already. ``told`` hears after every step.
    """
    return _take(store, folder, told) if goes_on(store, folder) else 0


def goes_on(store: Store, folder: Path = LIVING) -> bool:
    """Whether something of what happened after the samples' last month is not in a store that holds that month."""
    if not (folder / "deliveries.json").exists() or LAST not in store.periods() or not store.is_demo():
        return False
    later = [line for line in store.lines() if line.current and line.period > LAST]
    return all(line.demo for line in later) and bool(_remaining(store, _steps(folder)))


def _steps(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
    return found


def was_stopped(store: Store, folder: Path = LIVING) -> bool:
    """Whether a loading was stopped in the middle: the first steps are in the store, in order, and no later one.
    Samples that somebody put there otherwise are left as they are."""
    held = _held(store, _steps(folder))
    return 0 < sum(held) < len(held) and all(held[: sum(held)])


def _remaining(store: Store, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps after the last one that the store holds: they are taken in order."""
    held = _held(store, steps)
    return steps[len(steps) - held[::-1].index(True) :] if any(held) else steps


def _held(store: Store, steps: list[dict[str, Any]]) -> list[bool]:
    """Which of the steps the store holds, whatever became of them since."""
    files = {line.file for line in store.lines() if line.demo and line.state != "draft"}
    changes = {(version.applies_from, version.paper, version.reason) for version in store.book_history()}
    return [
        (one["applies_from"], one["paper"], one["reason"]) in changes if "changes" in one
        else Path(one["file"]).name in files
        for one in steps
    ]  # fmt: skip


def _take(store: Store, folder: Path, told: Callable[[Loading], None] | None) -> int:
    """Take the steps that remain, until somebody removes the demonstration; how many tables were published."""
    answers = folder / "mappings.json"
    known = Mappings.from_json(answers.read_text(encoding="utf-8")) if answers.exists() else Mappings()
    desk, tables, steps = Desk(store, local_actor()), 0, _steps(folder)
    remaining, begun = _remaining(store, steps), store.is_demo()
    for done, one in enumerate(remaining, len(steps) - len(remaining) + 1):
        if (begun or tables) and not store.is_demo():
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


async def go_on_beside(store: Store, *, anew: bool) -> None:
    """Have what happened after the samples' last month loaded likewise, while the pages show what there is; unless
    ``anew`` only where that was stopped in the middle."""
    global _going_on  # noqa: PLW0603 - as above
    asked = os.environ.get("SAMPLES") != SEVEN and (anew or await asyncio.to_thread(was_stopped, store))
    if not asked or not await asyncio.to_thread(goes_on, store):
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
