"""What a cell holds is shown and never obeyed, in HTML and in markdown."""

import re

import pytest

from catalog import dataset
from ui.board import Item, red_list, rows_table
from ui.escape import md
from ui.markup import join, tag
from ui.masks import masked

# What the pages' markdown makes a link without being asked, as mdast-util-gfm-autolink-literal says it.
AUTOLINK = re.compile(r"(?i)(?:https?://|www(?=\.))[-.\w]+\.[-.\w]+|[-.\w+]+@[-\w]+(?:\.[-\w]+)+")
ICON = re.compile(r":(?:material/)?[\w+-]+:")
BAD = '<img src=x onerror="alert(1)">'


def test_text_is_escaped_and_markup_is_not_escaped_twice() -> None:
    assert tag("b", BAD) == "<b>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</b>"
    assert tag("p", tag("b", "a&b")) == "<p><b>a&amp;b</b></p>"
    assert join([BAD]) == tag("b", BAD)[3:-4]


def test_an_attribute_cannot_be_left() -> None:
    assert tag("a", "x", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;">x</a>'


@pytest.mark.parametrize("field", ["name", "group", "department", "leader"])
def test_no_field_of_the_red_list_is_obeyed(field: str) -> None:
    plain = {"name": "甲", "group": "乙", "department": "丙", "leader": "丁"}
    item = Item(**{**plain, field: BAD}, light="behind", rate=0.2, due_rate=0.5, deviation=-30.0)
    assert "<img" not in red_list([item])
    assert "<img" not in red_list([item], phone=True)


def test_no_cell_of_a_table_is_obeyed() -> None:
    assert "<img" not in rows_table([("甲", "")], [[BAD]], caption=BAD, hrefs=[""])


@pytest.mark.parametrize("text", ["[x](http://a)", "**b**", ":red[x]", "# h", "a|b", "`c`", "<b>", "$x$"])
def test_markdown_from_a_cell_stays_text(text: str) -> None:
    escaped = md(text)
    assert escaped != text
    assert escaped.replace("\\", "") == text


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("phone", "13800001234", "＊＊34"),
        ("contact", "演示联系人", "演＊＊"),
        ("project", "某项目", "某项目"),
        ("phone", None, ""),
    ],
)
def test_contacts_are_covered(field: str, value: str | None, shown: str) -> None:
    assert masked(dataset("investment_projects").field(field), value, may_see=False) == shown


def test_a_role_that_may_see_contacts_sees_them() -> None:
    assert masked(dataset("investment_projects").field("phone"), "13800001234", may_see=True) == "13800001234"


@pytest.mark.parametrize(
    "text",
    ["http://a.cn/x", "见https://a.cn", "HTTPS://a.cn", "www.a.cn", "WWW.a.cn/x", "a.b+c@a.cn", "mailto:a@a.cn"],
)
def test_an_address_is_no_link_though_no_mark_made_it_one(text: str) -> None:
    shown = re.sub(r"\\([^\w\s])", r"\1", md(text))
    assert AUTOLINK.search(shown) is None
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize("text", [":tulip:", ":+1:", "见:material/home:处", ":100:", ":streamlit:"])
def test_a_name_between_colons_is_no_icon(text: str) -> None:
    shown = re.sub(r"\\([^\w\s])", r"\1", md(text))
    assert ICON.search(shown) is None
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize("text", ["价格@6元", "12:30:00"])
def test_what_looks_like_neither_has_no_unseen_character(text: str) -> None:
    assert re.sub(r"\\([^\w\s])", r"\1", md(text)) == text


@pytest.mark.parametrize("text", ["价格@6元", "12:30", "www", "http 协议", "http://a", "@", "3.2.1"])
def test_what_is_no_address_keeps_every_character(text: str) -> None:
    assert re.sub(r"\\([^\w\s])", r"\1", md(text)).replace("\u2060", "") == text
