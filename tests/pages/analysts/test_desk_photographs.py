"""A photograph in a unit's workbook, from its row to the screens and the slide of the item."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.drawing.image import Image as Inlaid
from PIL import Image

from loaders import read
from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import SAMPLES, UNIT, Open, said
from ui import facts, source
from ui.leaders.work_areas import part_name
from ui.papers.photographs import photographs
from ui.scope import View
from ui.trace_link import trace_href

JULY = SAMPLES / "2017-07" / f"{UNIT}2017年7月.xlsx"
ROW = 5


@pytest.fixture
def photographed(store: Store) -> Store:
    """July again, with a photograph on one task's row, published."""
    book, photo, out = load_workbook(JULY), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (160, 120), "green").save(photo, "JPEG")
    book["重点任务"].add_image(Inlaid(photo), f"N{ROW}")
    book.save(out)
    desk = Desk(store, local_actor())
    found = read(out.getvalue(), file=JULY.name)
    desk.publish(desk.save(found, content=out.getvalue(), at="2017-08-02"), at="2017-08-02")
    return store


def task(store: Store, row: int) -> dict:
    rows = store.frame("work_targets", as_of="2017-07")
    return rows[rows["source_row"] == row].iloc[0].to_dict()


def query(store: Store, row: int) -> dict[str, str]:
    href = trace_href("work_targets", task(store, row)["row_id"], "actual_value", as_of="2017-07")
    return dict(part.split("=") for part in href.split("?")[1].split("&"))


@pytest.mark.parametrize(("row", "shown"), [(ROW, 1), (ROW + 1, 0)])
def test_the_trace_shows_the_photograph_of_its_row_alone(photographed: Store, page: Open, row: int, shown: int) -> None:
    app = page("trace", **query(photographed, row))
    assert not app.exception
    assert len(app.get("image")) == shown
    assert said(app).count("现场照片") == shown


def test_an_items_own_screen_shows_it_too(photographed: Store, page: Open) -> None:
    item = task(photographed, ROW)
    asked = {"part": part_name(item["area"], item["sub_area"]), "task": item["task"]}
    app = page("work_areas", folder="leaders", tab="逐项查看", period="2017年7月", **asked)
    assert not app.exception
    assert len(app.get("image")) == 1


def test_the_slide_of_a_red_item_is_offered_it(photographed: Store) -> None:
    view = View(photographed.version(), "2017-07")
    item = task(photographed, ROW)
    red = facts.duties(view)[:0].reindex([0]).assign(dataset="work_targets", row_id=item["row_id"], light="behind")
    with source.moment():
        (content,) = photographs(view, red)["work_targets", item["row_id"]]
    assert Image.open(io.BytesIO(content)).size == (160, 120)
    assert photographs(view, red.assign(light="warning")) == {}
