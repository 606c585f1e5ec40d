"""Every kind of measure speaks in its own unit and its own words wherever it is printed: on pages, papers and notices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO

import pytest
import streamlit as st
from docx import Document
from openpyxl import load_workbook
from papers_read_back import slides, slides_of

import exports
from charts import Look
from exports import Dossier
from exports.notices import notice, reply_sheet
from loaders import read
from metrics import findings
from store import Desk, local_actor, open_store
from store.notices import Demand
from tests.pages.papers.measured import MONTHS, OF_A_VOLUME, POST, ROWS, UNIT, Row, sheet
from ui import facts, source
from ui.analysts.demands.issue import drafts_of, red_items
from ui.analysts.demands.printed import paper_of
from ui.leaders import overview, owner, tasks
from ui.papers.gathering import dossier
from ui.scope import View

Said = Mapping[str, str]
PERIOD = "2017-07"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """July of a store that one unit told of three months."""
    address = f"sqlite:///{tmp_path_factory.mktemp('measured') / 'store.db'}"
    store = open_store(address)
    desk = Desk(store, local_actor())
    for period in MONTHS:
        content, about = sheet(period), {"department": UNIT, "period": period}
        saved = desk.save(read(content, file=f"{UNIT}.xlsx"), content=content, at=f"{period}-28", **about)
        desk.publish(saved, at=f"{period}-28")
    store.database.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORE_URL", address)
        st.cache_resource.clear()
        yield View(source.version(), PERIOD)
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def papers(view: View) -> Dossier:
    return dossier(view)


def by_task(lines: list[str]) -> Said:
    """Of each task what is said in the lines that name it."""
    return {row.task: "\n".join(line for line in lines if row.task in line) for row in ROWS}


def of_titles(view: View, papers: Dossier) -> Said:
    return by_task([findings.of_task(row) for row in facts.assessed(view, "work_targets").to_dict("records")])


def of_the_red_list(view: View, papers: Dossier) -> Said:
    return by_task(_plain(str(overview._red_markup(view)[1]).replace('<div class="line', '</tr><div class="line')))


def of_the_units_page(view: View, papers: Dossier) -> Said:
    return by_task(_plain(str(owner._items(view, "department", UNIT, len(ROWS)))))


def of_the_posts_page(view: View, papers: Dossier) -> Said:
    return by_task(_plain(str(owner._items(view, "leader", POST, len(ROWS)))))


def of_the_notice(view: View, papers: Dossier) -> Said:
    drafts = drafts_of(red_items(view), "department")
    return by_task([f"{matter.item} {matter.gap}" for draft in drafts for matter in draft.matters])


def of_the_demand(view: View) -> list[Demand]:
    """The unit's notice as the ledger holds it."""
    draft = drafts_of(red_items(view), "department")[0]
    day = f"{PERIOD}-28"
    named = {
        "number": "督办1号",
        "to_kind": draft.to_kind,
        "addressee": draft.addressee,
        "meeting": "",
        "as_of": PERIOD,
    }
    return [Demand(1, **named, issued=day, due=day, position=i, matter=m) for i, m in enumerate(draft.matters, 1)]


def of_the_printed_notice(view: View, papers: Dossier) -> Said:
    document = Document(BytesIO(notice(paper_of(of_the_demand(view), demo=False))))
    return by_task([" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows])


def of_the_reply_sheet(view: View, papers: Dossier) -> Said:
    page = load_workbook(BytesIO(reply_sheet(paper_of(of_the_demand(view), demo=False)))).worksheets[0]
    return by_task([" ".join(str(value) for value in row if value) for row in page.iter_rows(values_only=True)])


def of_the_bulletin(view: View, papers: Dossier) -> Said:
    document = Document(BytesIO(exports.bulletin(papers)))
    return by_task([p.text for p in document.paragraphs])


def of_its_annex(view: View, papers: Dossier) -> Said:
    document = Document(BytesIO(exports.bulletin(papers)))
    return by_task([" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows])


def of_the_slides_list(view: View, papers: Dossier) -> Said:
    tables = [s.table for slide in slides_of(slides(papers), "behind") for s in slide.shapes if s.has_table]
    return by_task([" ".join(cell.text for cell in row.cells) for table in tables for row in table.rows])


def of_the_red_items_slides(view: View, papers: Dossier) -> Said:
    every = slides_of(slides(papers), "red_items")
    return by_task([" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in every])


def of_the_slides_notes(view: View, papers: Dossier) -> Said:
    return by_task([line for lines in papers.sources.values() for line in lines])


def of_the_workbook(view: View, papers: Dossier) -> Said:
    book = load_workbook(BytesIO(exports.lists(papers)))
    rows = [row for page in book.worksheets[1:3] for row in page.iter_rows(values_only=True)]
    return by_task([" ".join(str(value) for value in row if value is not None) for row in rows])


def _plain(markup: str) -> list[str]:
    """A table's rows as they read, its hints left out."""
    return [re.sub(r"<[^>]+>", " ", row).replace("  ", " ") for row in markup.split("</tr>")]


def far(row: Row) -> tuple[str, ...]:
    """What stands in a rate's place: a level's or a limit's value and what it is held against."""
    return tuple(row.far.rstrip("）").split("（")) if row.far != "—" else ()


def stands(row: Row) -> tuple[str, ...]:
    return (row.stands,)


def at_a_title(row: Row) -> tuple[str, ...]:
    return (row.stands,) if not row.volume and row.status is None else ()


def on_a_screen(row: Row) -> tuple[str, ...]:
    return (row.far.replace(".0%", "%"),) if row.volume else far(row)


def in_a_cell(row: Row) -> tuple[str, ...]:
    """A workbook holds a rate as the number."""
    return (str(row.actual / float(str(row.target))),) if row.volume and row.actual else far(row)  # type: ignore[operator]


def in_a_notice(row: Row) -> tuple[str, ...]:
    return (row.stands.split("，")[-1].replace("序时进度", "时序") if row.volume else row.stands,)


RED = [row for row in ROWS if not row.amber]
PLACES: dict[str, tuple[Callable[[View, Dossier], Said], Callable[[Row], tuple[str, ...]], bool]] = {
    "titles": (of_titles, at_a_title, True),
    "the unit's page": (of_the_units_page, far, True),
    "the post's page": (of_the_posts_page, far, True),
    "the notice": (of_the_notice, in_a_notice, False),
    "the printed notice": (of_the_printed_notice, in_a_notice, False),
    "the reply sheet": (of_the_reply_sheet, in_a_notice, False),
    "the bulletin": (of_the_bulletin, stands, False),
    "its annex": (of_its_annex, far, True),
    "the slides' list": (of_the_slides_list, far, True),
    "the red items' slides": (of_the_red_items_slides, far, False),
    "the slides' notes": (of_the_slides_notes, far, True),
    "the workbook": (of_the_workbook, in_a_cell, True),
}


@pytest.mark.parametrize("place", PLACES)
def test_each_measure_is_told_in_its_own_unit(view: View, papers: Dossier, place: str) -> None:
    said_of, wanted, amber_too = PLACES[place]
    said = said_of(view, papers)
    listed = [row for row in ROWS if amber_too or not row.amber]
    missing = {row.task: (part, said[row.task]) for row in listed for part in wanted(row) if part not in said[row.task]}
    assert missing == {}


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_said_of_a_level_or_a_limit_that_is_true_of_volumes_only(
    view: View, papers: Dossier, place: str
) -> None:
    said = PLACES[place][0](view, papers)
    of_others = {row.task: said[row.task] for row in ROWS if not row.volume and row.status is None}
    assert {task: found for task, text in of_others.items() if (found := OF_A_VOLUME.findall(text))} == {}


@pytest.mark.parametrize(("look", "n"), [(Look(), 8), (Look(phone=True), 8), (Look(present=True, large=True), 6)])
def test_the_red_list_of_the_first_page_and_of_the_wall_tells_values_in_the_rates_place(
    view: View, papers: Dossier, look: Look, n: int
) -> None:
    said = of_the_red_list(replace(view, look=look), papers)
    shown = {task: text for task, text in said.items() if text}
    assert len(shown) == n
    wrong = {
        r.task: shown[r.task] for r in RED if r.task in shown for part in on_a_screen(r) if part not in shown[r.task]
    }
    assert wrong == {}


def test_the_course_of_what_completes_nothing_is_told_month_by_month_in_its_own_unit(view: View) -> None:
    rows = facts.assessed(view, "work_targets")
    past = source.history(view, "work_targets")
    courses = {row["task"]: tasks.values_of(row, past) for row in rows[rows["stands"].notna()].to_dict("records")}
    mine = [row for row in ROWS if not row.volume and row.status is None]
    assert {task: table["said"].iloc[-1] for task, table in courses.items()} == {row.task: far(row)[0] for row in mine}
    assert {tuple(table["period"]) for table in courses.values()} == {tuple(MONTHS)}
    assert courses["安全生产事故"]["said"].tolist() == ["4.2起", "5.4起", "6起"]


def test_what_completes_nothing_is_not_forecast(view: View) -> None:
    called = facts.assessed(view, "work_targets").set_index("row_id")["task"]
    assert sorted(facts.forecasts(view, "work_targets")["row_id"].map(called)) == ["招商到位资金", "新增规上企业"]
