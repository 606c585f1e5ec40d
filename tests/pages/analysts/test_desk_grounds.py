"""What a figure rests on, in the period or the frozen meeting it was seen in."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qs

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from store import Desk, Store, local_actor
from tests.opening import open_page
from tests.pages.analysts.conftest import Open, said

MEETING = "七月调度会"


def board(app: AppTest) -> str:
    return " ".join(json.loads(b.proto.json).get("html", "") for b in app.get("bidi_component") if b.proto.json)


def overview(**query: str) -> AppTest:
    return open_page("pages/leaders/overview.py", **query)


def tables(app: AppTest) -> list[dict]:
    drawn = [json.loads(b.proto.json) for b in app.get("bidi_component") if b.proto.component_name == "desk_table"]
    return [data for data in drawn if data]


def lines(app: AppTest) -> list[list[dict]]:
    """The lines of cells."""
    return [row for data in tables(app) if data["heads"][0][0] == "角色" for row in data["rows"]]


def by_the_book(app: AppTest) -> list[list[dict]]:
    """The lines that name entries of the book."""
    return [row for data in tables(app) if data["heads"][0][0] == "清单" for row in data["rows"]]


def card(app: AppTest, label: str) -> tuple[dict[str, str], str]:
    """A card's link and its figure."""
    found = re.search(
        rf'<a class="figure[^"]*" href="([^"]*)"[^>]*><span class="label">{label}</span><b>(.*?)</b>', board(app)
    )
    assert found
    query = parse_qs(unescape(found[1]).split("?")[1])
    return {name: values[0] for name, values in query.items()}, found[2]


@pytest.fixture
def frozen(store: Store) -> Store:
    """A meeting, after which July's tasks were withdrawn."""
    desk = Desk(store, local_actor())
    desk.freeze(MEETING, as_of="2017-07", at="2017-08-01")
    july = next(x for x in store.lines() if (x.dataset, x.period) == ("work_targets", "2017-07"))
    desk.withdraw(july.submission_id, reason="更正", at="2017-08-02")
    return store


def test_a_frozen_meetings_figure_leads_to_the_cells_it_froze(frozen: Store, page: Open) -> None:
    link, text = card(overview(meeting=MEETING), "按期任务")
    assert link["meeting"] == MEETING
    app = page("trace", **link)
    assert f"：{text}，依据" in said(app)
    assert f"定稿：{MEETING}" in said(app)
    assert {row[7]["text"].split("，")[0] for row in lines(app)} == {"2017年7月"}


def test_the_same_figure_of_today_leads_to_what_stands_today(frozen: Store, page: Open) -> None:
    link, _ = card(overview(period="2017年7月"), "按期任务")
    app = page("trace", **link)
    assert {row[7]["text"].split("，")[0] for row in lines(app)} == {"2017年6月"}


def test_a_line_of_a_frozen_list_leads_to_the_cell_of_that_meeting(frozen: Store, page: Open) -> None:
    link, _ = card(overview(meeting=MEETING), "按期任务")
    row = lines(page("trace", **link))[0]
    query = {name: values[0] for name, values in parse_qs(row[1]["href"].split("?")[1]).items()}
    assert query["meeting"] == MEETING
    assert "2017年7月.xlsx" in said(page("trace", **query))


def test_the_list_comes_as_a_workbook_whose_texts_stay_texts(store: Store) -> None:
    from ui.analysts.trace import whole_figure
    from ui.scope import View

    view = View(store.figures_version(), "2017-07")
    found = whole_figure.ground(view, whole_figure.Asked("tasks_on_time", page="overview"))
    evil = found.cells.assign(item="=1+1")
    sheet = load_workbook(io.BytesIO(whole_figure._workbook(view, replace(found, title="按期任务", cells=evil))))[
        "依据清单"
    ]
    assert sheet.max_row == len(evil) + 2
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert sheet.cell(sheet.max_row, 1).value == found.total


def test_the_period_before_a_frozen_one_is_shown_as_it_stood_at_the_freeze(frozen: Store, page: Open) -> None:
    june = next(x for x in frozen.lines() if (x.dataset, x.period) == ("work_targets", "2017-06"))
    row = frozen.rows(june.submission_id).iloc[0]
    Desk(frozen, local_actor()).withdraw(june.submission_id, reason="更正", at="2017-08-03")
    asked = {"dataset": "work_targets", "row": row["row_id"], "field": "task", "as_of": "2017-06", "meeting": MEETING}
    assert "2017年6月.xlsx" in said(page("trace", **asked))
    listed = page("trace", figure="tasks_on_time", of="overview", as_of="2017-06", meeting=MEETING)
    assert {line[7]["text"].split("，")[0] for line in lines(listed)} == {"2017年6月"}


PROMISE = {"year": 2017, "number": 3, "area": "稳定", "name": "柳行街道信访积案化解"}
PAPER = "济高新发〔2017〕12号"


@pytest.fixture
def promised(store: Store) -> Store:
    """A task of the year's list, its target approved by a paper from June on."""
    entry = PROMISE | {"target_value": 40.0, "unit": "件", "weight": 6.0, "paper": PAPER}
    Desk(store, local_actor()).change_book(
        {("tasks", "2017-3"): entry}, applies_from=date(2017, 6, 1), reason="年初目标", paper=PAPER, at="2017-06-05"
    )
    return store


def test_a_figure_names_the_books_entries_it_rests_on_with_version_day_and_paper(promised: Store, page: Open) -> None:
    found = by_the_book(page("trace", figure="tasks_on_time", of="overview", as_of="2017-07"))
    texts = [[cell["text"] for cell in row] for row in found]
    assert texts[0][:4] == ["任务", PROMISE["name"], "目标、分值", "1"]
    assert texts[0][5:] == ["2017-06-01", PAPER]
    assert ["口径用词", "数量、金额、面积、长度", "口径", "4", "随软件提供", "自始有效", "—"] in texts


def test_an_entry_leads_to_everything_that_was_changed_of_it(promised: Store, page: Open) -> None:
    row = by_the_book(page("trace", figure="tasks_on_time", of="overview", as_of="2017-07"))[0]
    path, query = row[1]["href"].split("?")
    history = page(path, **{name: values[0] for name, values in parse_qs(query).items()})
    assert not history.exception
    assert f"任务“{PROMISE['name']}”的更改记录" in said(history)
    assert "年初目标" in said(history)
    assert PAPER in said(history)


def test_one_rows_cell_names_them_too(promised: Store, page: Open) -> None:
    row = next(
        line for line in lines(page("trace", figure="tasks_on_time", of="overview", as_of="2017-07"))
        if PROMISE["name"] in line[1]["text"]
    )  # fmt: skip
    query = {name: values[0] for name, values in parse_qs(row[1]["href"].split("?")[1]).items()}
    cell = page("trace", **query)
    assert [line[2]["text"] for line in by_the_book(cell)][:1] == ["目标、分值"]


def test_a_link_to_no_entry_is_said_to_be_one(store: Store, page: Open) -> None:
    assert "没有指向目录里的任何条目" in said(page("book", list="tasks", entry="2017-999"))
