"""A disk of a given size that is really full: run in a mount namespace of its own, where anybody may mount a tmpfs.

``unshare -Urm python -m tests.faults.full_disk FOLDER TEMPLATE POINTS STEP`` prints one JSON line a point.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from store import Desk, open_store
from tests.faults.promises import goes_on, kept
from tests.faults.workers import clerk, until_refused


def main(folder: Path, template: Path, points: int, step: int) -> None:
    """Try every amount of free space: nothing, a step, two steps and so on (bytes)."""
    for point in range(points):
        # A process each: SQLite knows files by device and inode, and the next disk has the same numbers again.
        child = os.fork()
        if child == 0:
            _tried(folder, template, point * step)
        os.waitpid(child, 0)


def _tried(folder: Path, template: Path, free: int) -> NoReturn:
    """One point on a disk of its own, which goes with the namespace."""
    _mount("-o", "size=64m", "tmpfs", str(folder))
    sys.stdout.write(json.dumps({"free": free, **_filled(folder, template, free)}) + "\n")
    sys.stdout.flush()
    os._exit(0)


def _filled(folder: Path, template: Path, free: int) -> dict:
    """A store in use, then only so much space: publish until refused; read; make room; look whether all is there."""
    url = f"sqlite:///{shutil.copy(template, folder / 'store.db')}"
    store = open_store(url)
    disk = os.statvfs(folder)
    _mount("-o", f"remount,size={(disk.f_blocks - disk.f_bfree) * disk.f_frsize + free}", str(folder))
    acknowledged, code, readable = until_refused(Desk(store, clerk()))
    store.database.close()
    _mount("-o", "remount,size=64m", str(folder))
    published, wrong = kept(url, acknowledged)
    told = {"acknowledged": len(acknowledged), "code": code, "readable": readable, "published": len(published)}
    return {**told, **wrong, "goes_on": goes_on(url, 1000)}


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", *arguments], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
