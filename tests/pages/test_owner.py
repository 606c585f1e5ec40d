"""A unit's and a post's own page: what it answers for, with problems and deadlines, reached by its name."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
SCRIPT = "pages/leaders/owner.py"
POST = "管委会副主任（分管建设）"


def said(app: AppTest) -> str:
    boards = "".join(json.loads(b.proto.json)["html"] for b in app.get("bidi_component") if b.proto.json)
    return boards + " ".join(str(m.value) for m in app.markdown).replace("\\", "")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (
            {"unit": "建设局"},
            [
                "建设局：承担48项，滞后",
                f"牵头领导：{POST}",
                "杨家河片区综合开发（重点项目·杨家河片区）",
                "征地清表进度慢",
            ],
        ),
        ({"post": POST}, [f"{POST}：承担43项，滞后", "分管单位：建设局", "断头路打通", "位，共14个"]),
        ({}, ["21个单位、14位牵头领导，每个一页", 'href="owner?unit=', 'href="owner?post=']),
        ({"post": "没有的职务"}, ["位牵头领导，每个一页"]),
    ],
)
def test_its_own_page_says_what_it_answers_for(opened: Opened, query: dict[str, str], wanted: list[str]) -> None:
    app = opened(SCRIPT, "samples", **query)
    assert not app.exception
    text = said(app)
    assert [part for part in wanted if part not in text] == []


def test_what_falls_due_in_thirty_days_stands_with_its_forecast(opened: Opened) -> None:
    text = said(opened(SCRIPT, "samples", unit="招商局", period="2017-05"))
    due = text.split("预计年底")[1].split("</table>")[0]
    assert ("招商绩效考核办法" in due, "2017-06-30" in due, "%（" in due) == (True, True, True)
