"""A disk that fills up while publishing: refused in words, readable all the time, whole again once there is room."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.figures import FILE_SIZE_POINTS, FILE_SIZE_STEP, FREE_SPACE_POINTS, FREE_SPACE_STEP, note
from tests.faults.promises import goes_on, kept
from tests.faults.workers import DEPARTMENTS, ROWS, publish_with_limited_files

ROOT = Path(__file__).parents[2]


def test_a_full_disk_loses_nothing_at_any_amount_of_free_space(empty_file, tmp_path):
    _require_namespaces()
    (tmp_path / "disk").mkdir()
    command = [
        "unshare",
        "-Urm",
        sys.executable,
        "-m",
        "tests.faults.full_disk",
        str(tmp_path / "disk"),
        str(empty_file),
        str(FREE_SPACE_POINTS),
        str(FREE_SPACE_STEP),
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    points = [json.loads(line) for line in said.stdout.splitlines()]

    codes = Counter(point["code"] for point in points)
    note(
        "disk full",
        points=len(points),
        acknowledged=sum(p["acknowledged"] for p in points),
        lost=sum(p["lost"] for p in points),
        half=sum(p["half"] for p in points),
        recovered=sum(p["goes_on"] for p in points),
        codes=dict(codes),
    )
    assert len(points) == FREE_SPACE_POINTS
    assert set(codes) == {"disk_full"}
    for point in points:
        assert (point["lost"], point["half"], point["broken"], point["goes_on"]) == (0, 0, 0, True), point
        assert point["readable"] >= point["acknowledged"] * ROWS * len(DEPARTMENTS), point


def test_a_file_that_may_not_grow_loses_nothing_at_any_size(processes, empty_file, tmp_path):
    totals = Counter()
    for point in range(FILE_SIZE_POINTS):
        path = shutil.copy(empty_file, tmp_path / f"{point}.db")
        url, limit = f"sqlite:///{path}", 32_768 + point * FILE_SIZE_STEP + 1
        ours, theirs = processes.Pipe(duplex=False)
        child = processes.Process(target=publish_with_limited_files, args=(url, limit, theirs))
        child.start()
        theirs.close()  # so that a child that dies is heard as an end, not waited for
        acknowledged, code, readable = ours.recv()
        child.join()
        _, wrong = kept(url, acknowledged)
        totals.update(wrong, points=1, acknowledged=len(acknowledged), refused=code != "", recovered=goes_on(url, 1000))
        assert readable >= len(acknowledged) * ROWS * len(DEPARTMENTS)

    note("file size limit", **totals)
    assert (totals["lost"], totals["half"], totals["broken"]) == (0, 0, 0)
    assert (totals["refused"], totals["recovered"]) == (FILE_SIZE_POINTS, FILE_SIZE_POINTS)


def _require_namespaces() -> None:
    if shutil.which("unshare") is None:
        pytest.skip("no unshare: a disk of a given size cannot be mounted here")
    tried = subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False, capture_output=True, text=True
    )
    if tried.returncode:
        pytest.skip(f"mounting in a namespace is not allowed here: {tried.stderr.strip()}")
