"""The committed workbooks themselves: made up and marked so, small, and the generator's own work."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from catalog import dataset, datasets
from tests.golden.samples.scored import HERE, SAMPLES, tables
from tools.samples import books
from tools.samples.calendar import words
from tools.samples.forms import habits
from tools.samples.truth import truth

FILES = sorted(tables())
REPORTING = sorted(habits())
MONTHS = [f"2017-{month:02d}" for month in words().months]


def deliveries() -> list[dict[str, str]]:
    return json.loads((SAMPLES / "deliveries.json").read_text(encoding="utf-8"))


def workbook(file: str) -> CalamineWorkbook:
    return CalamineWorkbook.from_path(SAMPLES / file)


@pytest.mark.parametrize("file", FILES)
def test_every_table_says_in_its_title_that_it_is_made_up(file: str) -> None:
    book = workbook(file)
    titles = [str(book.get_sheet_by_name(t["sheet"]).to_python()[0][0]) for t in tables()[file]]
    assert [title for title in titles if words().mark not in title] == []


def test_nobody_is_named_and_no_telephone_rings() -> None:
    private = {d.name: {f.name for f in d.fields if f.private} for d in datasets().values()}
    typed = {
        value
        for listed in tables().values()
        for t in listed
        for row in t["rows"]
        for name, value in zip(t["letters"], row[1:], strict=True)
        if name in private[t["dataset"]]
    }
    assert typed == {words().contact, words().phone}


def test_the_workbooks_in_git_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*.xlsx")) < 5_000_000


def test_every_file_has_a_truth_and_every_truth_a_file() -> None:
    assert sorted(str(p.relative_to(SAMPLES).as_posix()) for p in SAMPLES.rglob("*.xlsx")) == FILES


def test_14_departments_and_5_streets_report_in_every_month_but_for_the_one_that_is_missing() -> None:
    sent = {(d["department"], d["period"]) for d in deliveries()}
    due = {(unit, month) for unit in REPORTING for month in MONTHS}
    assert len(REPORTING) == 19
    assert due - sent == {("城市管理局", "2017-07")}


def test_one_project_and_nothing_else_is_claimed_by_two_units() -> None:
    claims: dict[tuple[str, ...], set[str]] = {}
    for table in (t for file in FILES if file.startswith("2017-07") for t in tables()[file]):
        names = list(table["letters"])
        at = [1 + names.index(name) for name in dataset(table["dataset"]).key]
        for row in table["rows"]:
            claims.setdefault((table["dataset"], *(row[i] for i in at)), set()).add(table["department"])
    assert [units for units in claims.values() if len(units) > 1] == [{"招商局", "接庄街道"}]


def test_one_report_comes_late_and_one_is_sent_again() -> None:
    received = {d["file"]: date.fromisoformat(d["received"]) for d in deliveries()}
    assert received["2017-07/王因街道2017年7月.xlsx"] > date(2017, 8, 3)
    assert received["2017-07/建设局2017年7月（更正）.xlsx"] > received["2017-07/建设局2017年7月.xlsx"]


@pytest.mark.parametrize(("unit", "month"), [("建设局", 7), ("招商局", 1), ("王因街道", 4)])
def test_the_same_seed_gives_the_same_bytes_and_the_same_truth(unit: str, month: int) -> None:
    made = books.report(habits()[unit], month)
    assert made.content == (SAMPLES / made.folder / made.file).read_bytes()
    assert truth(made) == [
        t for t in _truths(HERE / f"{made.folder}.json") if t["file"] == f"{made.folder}/{made.file}"
    ]


def _truths(path: Path) -> list[dict[str, object]]:
    return json.loads(path.read_text(encoding="utf-8"))
