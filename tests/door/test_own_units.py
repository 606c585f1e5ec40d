"""What only some may see, asked for from outside: other units' items, traces and originals, in pages and by links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from store import ROLES
from tests.door.conftest import FOREIGN, MINE, Doors
from tests.door.reader import Reader, asked
from tests.door.test_matrix import LEADERS

DATASET, FIELD, PERIOD = "work_targets", "progress_text", "2017-07"
ORIGINAL = re.compile(r"/media/[0-9a-f]+\.bin")
# Whose originals each role is handed: the own unit's, another's.
HANDED = {
    "viewer": (False, False), "reporter": (True, False), "analyst": (True, False), "approver": (True, True),
    "admin": (True, True), "auditor": (True, True),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A reported item: its id and what is said of it."""

    row_id: str
    task: str
    progress: str


@pytest.fixture(scope="module")
def rows(doors: Doors) -> dict[str, Row]:
    """An item of the clerk's own unit and one of another's."""
    frame = doors.store.frame(DATASET, as_of=PERIOD)
    found = {}
    for unit in (MINE, FOREIGN):
        first = frame[frame["reporting_department"] == unit].iloc[0]
        found[unit] = Row(first["row_id"], first["task"], first[FIELD])
    assert found[MINE].progress != found[FOREIGN].progress
    return found


def shown(doors: Doors, role: str, page: str, query: str) -> str:
    reader = Reader(doors.address, doors.cookies[role])
    try:
        return reader.run(page, query).text.decode("utf-8", "replace")
    finally:
        reader.close()


def trace_of(row: Row, **more: str) -> str:
    return urlencode({"dataset": DATASET, "row": row.row_id, "field": FIELD, "as_of": PERIOD, **more})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("unit", [MINE, FOREIGN])
def test_a_trace_is_shown_to_whom_it_may_be_and_an_original_handed_to_fewer(
    doors: Doors, rows: dict[str, Row], role: str, unit: str
) -> None:
    said = shown(doors, role, "trace", trace_of(rows[unit]))
    assert (rows[unit].progress in said) is (role != "reporter" or unit == MINE)
    assert ("下载原件" in said) is HANDED[role][unit == FOREIGN]
    assert (ORIGINAL.search(said) is not None) is HANDED[role][unit == FOREIGN]


@pytest.mark.parametrize(
    "more", [{"unit": FOREIGN}, {"unit": "全部单位"}, {"meeting": "x"}, {"unit": MINE, "period": PERIOD}]
)
def test_no_link_shows_a_clerk_anothers_trace(doors: Doors, rows: dict[str, Row], more: dict[str, str]) -> None:
    said = shown(doors, "reporter", "trace", trace_of(rows[FOREIGN], **more))
    assert rows[FOREIGN].progress not in said
    assert "下载原件" not in said


def test_an_original_handed_to_one_reader_is_not_there_for_whom_its_address_is_passed_on_to(
    doors: Doors, rows: dict[str, Row]
) -> None:
    reader = Reader(doors.address, doors.cookies["admin"])
    said = reader.run("trace", trace_of(rows[FOREIGN])).text.decode("utf-8", "replace")
    path = ORIGINAL.findall(said)[0]
    others = [role for role in ROLES if not HANDED[role][True]]
    given = {role: asked(doors.address, path, cookie=doors.cookies[role])[0] for role in [*others, "admin"]}
    reader.close()
    assert given == dict.fromkeys(others, 404) | {"admin": 200}


@pytest.mark.parametrize("page", sorted(LEADERS))
def test_no_page_shows_a_clerk_anothers_items(doors: Doors, rows: dict[str, Row], page: str) -> None:
    frame = doors.store.frame(DATASET, as_of=PERIOD)
    own = set(frame.loc[frame["reporting_department"] == MINE, "task"])
    foreign = {task for task in frame.loc[frame["reporting_department"] == FOREIGN, "task"] if task not in own}
    query = urlencode({"unit": FOREIGN, "period": PERIOD})
    said = shown(doors, "reporter", "" if page == "overview" else page, query)
    assert [task for task in foreign if task in said] == []


def test_the_check_meets_what_it_looks_for(doors: Doors, rows: dict[str, Row]) -> None:
    assert rows[FOREIGN].task in shown(doors, "viewer", "work_areas", urlencode({"unit": FOREIGN, "tab": "逐项查看"}))
