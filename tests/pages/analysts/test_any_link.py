"""Whatever stands in a link: no page fails, nothing but a short name is read back, and what is not there is said in one sentence."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from store import Store
from tests.pages.analysts.conftest import UNIT, Open, said
from tests.payloads import PAYLOADS

VALUES, A_LINK = 10_000, 4
A_NAME = re.compile(r"(“[\w-]{1,12}”、?)+")
NAMES = (
    "period", "unit", "meeting", "mode", "size", "every", "pages", "tab", "upload", "table", "sheet", "cell", "step",
    "dataset", "row", "field", "as_of", "figure", "of", "group", "measure", "list", "entry", "matter", "post", "find",
)  # fmt: skip
ODD = (
    "", " ", "0", "-1", "²", "٣", "１２", "1e3", "10" * 3000, "NaN", "None", "null", "true", "[]", "{}", "%00", "\x00",
    "..", "../../etc/passwd", "2017-00", "2017-13", "0000-01", "9999-12", "２０１７-07", "2017-7", "2017", "\u202e乙",
    "\ufeff", "a" * 4000, "没有这个", "会", UNIT, "2017-07", "work_targets", "actual_value", "present", "wall", "overview",
)  # fmt: skip


def links(dice: random.Random) -> Iterator[dict[str, str]]:
    """Links of several names, each with a value from anywhere."""
    values = [*ODD, *PAYLOADS.values()]
    for _ in range(VALUES // A_LINK):
        names = dice.sample(NAMES, A_LINK)
        yield {name: dice.choice([*values, "".join(map(chr, dice.choices(range(1, 0xD800), k=6)))]) for name in names}


def understood() -> None:
    """A page that understands link after link, as every page does before it draws anything."""
    from functools import partial

    import streamlit as st

    from ui import address, frame, look, source, wall
    from ui.analysts.book import one_entry
    from ui.analysts.trace import one_cell, whole_figure

    periods, sentences, failed = source.periods(source.version()), set(), []

    def tried(link, *readers) -> None:
        st.query_params.from_dict(link)
        try:
            sentences.update(str(reader()) for reader in readers[:1])
            for reader in readers[1:]:
                reader()
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is what the test is about
            failed.append((link, repr(fault)))

    def of_the_store() -> str:
        sentences.update(frame._settle(periods))
        view, asked = frame.view.__wrapped__(), one_cell.asked()
        whole_figure.view_of(view)
        return str(asked and one_cell.as_of_the_link(view, asked).day)

    numbers = [partial(address.number, name) for name in ("upload", "table", "every")]
    plain = (wall.every, look.look.__wrapped__, one_entry.asked, whole_figure.asked, lambda: wall.place(["x"], "x"))
    for link in st.session_state["links"]:
        tried(link, wall.unknown_words, *numbers, *plain)
    for link in st.session_state["links"][::50]:  # each asks the store
        tried(link, lambda: "", of_the_store)
    st.session_state["sentences"], st.session_state["failed"] = sentences, failed


def test_ten_thousand_values_of_links_are_understood_and_no_more_than_a_name_is_read_back(store: Store) -> None:
    app = AppTest.from_function(understood, default_timeout=3600)
    app.session_state["links"] = list(links(random.Random(20170731)))
    app.run()
    assert not app.exception
    assert app.session_state["failed"] == []
    plain = {A_NAME.sub("", one).replace(UNIT, "").replace("全部单位", "") for one in app.session_state["sentences"]}
    assert plain <= {
        "", "链接所指的报告期没有数据，显示的是2017年7月。", "链接所指的单位不在名单里，显示的是。",
        "链接所指的会议定稿不存在，显示的是现在的数据。",
        *(f"链接所指的页面有{n}个不存在，没有轮播" for n in range(1, 20)),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["trace", "upload"])
def test_a_page_is_drawn_whatever_its_link_holds(store: Store, page: Open, name: str) -> None:
    odd = dict.fromkeys(NAMES, "zq²<b>HITBOLD</b>")
    app = page(name, **odd | {"dataset": "work_targets", "field": "actual_value"})
    assert not app.exception
    assert "zq²" not in said(app)
