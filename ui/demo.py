"""Loads the made-up samples through the real loaders into a store that holds nothing, marked as made up."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders import Mappings, Unreadable, read
from store import Desk, Refused, Store, local_actor

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
_LOG = logging.getLogger(__name__)


def load_samples(store: Store, folder: Path = SAMPLES) -> int:
    """Every delivery of the samples in the order it came, saved and published; how many tables were published.

    Does nothing where the store ever held a submission. With the samples come the answers an analyst would have given
    at first contact. A file that cannot be read is left out and said so in the log.
    """
    deliveries = folder / "deliveries.json"
    if not deliveries.exists() or len(store.submissions()):
        return 0
    tell("正在装入演示数据（虚构），约需十秒……")
    desk = Desk(store, local_actor())
    answers = folder / "mappings.json"
    known = Mappings.from_json(answers.read_text(encoding="utf-8")) if answers.exists() else Mappings()
    return sum(_deliver(desk, known, folder, one) for one in json.loads(deliveries.read_text(encoding="utf-8")))


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
            received=one["received"], demo=True,
        )  # fmt: skip
    except (Unreadable, Refused) as refused:
        _LOG.warning("sample %s left out: %s", one["file"], refused)
        return 0
    return len(desk.publish(saved, at=at).lines) if saved.lines else 0
