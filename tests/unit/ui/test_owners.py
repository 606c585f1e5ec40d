"""Every name of a unit or post on a board leads to its own page; nothing else is touched."""

from __future__ import annotations

from urllib.parse import quote_plus

import pytest

from ui.board import rows_table
from ui.board.owners import with_owners
from ui.markup import Html, tag

POST = "管委会副主任（分管建设）"
UNIT_LINK = f'<a href="owner?unit={quote_plus("建设局")}" target="_self">建设局</a>'


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (tag("td", "建设局"), f"<td>{UNIT_LINK}</td>"),
        (tag("td", "人社局"), f'href="owner?unit={quote_plus("人力资源和社会保障局")}"'),
        (tag("td", "副主任（分管建设）"), f'href="owner?post={quote_plus(POST)}'),
        (tag("td", POST), f'href="owner?post={quote_plus(POST)}'),
        (tag("span", "建设局·副主任（分管建设）", class_="who"), f"{UNIT_LINK}·<a "),
    ],
)
def test_a_name_leads_to_its_page(markup: Html, said: str) -> None:
    assert said in with_owners(markup)


@pytest.mark.parametrize(
    "markup",
    [
        tag("td", "建设局的道路"),
        tag("td", tag("a", "建设局", href="x")),
        tag("td", "<建设局>"),
        tag("h4", "建设局"),
        Html(""),
    ],
)
def test_what_is_no_name_or_leads_somewhere_stays(markup: Html) -> None:
    assert with_owners(markup) == markup


def test_every_row_of_a_table_leads_to_its_unit_and_post() -> None:
    table = rows_table([("事项", ""), ("责任单位", ""), ("牵头领导", "")], [["x", "建设局", POST]] * 3, caption="c")
    assert with_owners(table).count('href="owner?') == 6
