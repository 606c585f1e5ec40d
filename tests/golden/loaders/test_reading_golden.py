"""A whole invented workbook, read: every value, address, issue and role is what was once looked through by hand."""

from __future__ import annotations

import json
from pathlib import Path

from department_workbook import kept, workbook

from loaders import Mappings, read

GOLDEN = json.loads((Path(__file__).parent / "reading.json").read_text(encoding="utf-8"))


def test_the_workbook_reads_as_it_was_looked_through() -> None:
    reading = kept(read(workbook(), file="经济发展局2017年7月.xlsx"))
    assert reading["tables"] == GOLDEN["tables"]
    assert reading["issues"] == GOLDEN["issues"]
    assert reading["coverage"] == GOLDEN["coverage"]


def test_the_same_bytes_read_the_same_twice() -> None:
    content = workbook()
    first, second = (read(content, file="甲.xlsx", mappings=Mappings()) for _ in range(2))
    assert kept(first) == kept(second)
    assert first.sha256 == second.sha256
