"""A number stands alike on the page, the slide, the bulletin and the list."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from papers_read_back import PAPERS, parts, words_of_bulletin, words_of_slides
from streamlit.testing.v1 import AppTest

from catalog.numbers import plain, points, rate
from exports import Dossier, bulletin, lists, slides
from ui import source

Opened = Callable[..., AppTest]
PERIOD = "2017-07"


def boards(app: AppTest) -> str:
    """The markup of every board on the page."""
    return " ".join(json.loads(b.proto.json)["html"] for b in app.get("bidi_component") if b.proto.json)


def headings(app: AppTest) -> str:
    return " ".join(str(m.value) for m in app.markdown).replace("\\", "")


@pytest.mark.parametrize("page", ["overview", "work_areas", "livelihood", "investment"])
def test_the_pages_finding_is_the_slides_title(opened: Opened, july: Dossier, page: str) -> None:
    app = opened(f"pages/leaders/{page}.py", "samples", period=PERIOD)
    finding = july.findings[page]
    assert finding in headings(app)
    assert finding in words_of_slides(slides(july))


def test_the_key_figures_of_the_overview_stand_on_the_slide(opened: Opened, july: Dossier) -> None:
    app = opened("pages/leaders/overview.py", "samples", period=PERIOD)
    said = words_of_slides(slides(july))
    assert [(m.label, str(m.value)) for m in app.metric[:5]] == [(k.label, k.value) for k in july.kpis]
    assert [k.value in said for k in july.kpis] == [True] * 5


def test_a_work_has_one_rate_and_one_deviation_everywhere(opened: Opened, july: Dossier) -> None:
    app = opened("pages/leaders/overview.py", "samples", period=PERIOD)
    drawn = next(c.proto.alt for c in app.get("plotly_chart") if c.proto.alt.startswith("六项工作完成率"))
    slide, paper = words_of_slides(slides(july)), words_of_bulletin(bulletin(july))
    judged = july.areas[july.areas["deviation"].notna()]
    assert len(judged) == 5
    for row in judged.to_dict("records"):
        gap = plain(abs(row["deviation"]), 1)
        assert f"{row['area']}{row['shown']}" in drawn
        assert points(row["deviation"]) in drawn
        assert row["shown"] in slide
        assert f"{gap}个百分点" in next(line for line in paper.split("\n") if line.startswith(f"{row['area']}："))


def test_the_furthest_behind_has_one_number_on_page_slide_bulletin_and_list(opened: Opened, july: Dossier) -> None:
    page = boards(opened("pages/leaders/overview.py", "samples", period=PERIOD))
    slide, paper = words_of_slides(slides(july)), words_of_bulletin(bulletin(july))
    sheet = load_workbook(BytesIO(lists(july)))["滞后和预警"]
    listed = {row[0].value: (row[3].value, row[5].value) for row in sheet.iter_rows(min_row=4)}
    worst = july.behind[july.behind["deviation"].notna()].head(3).to_dict("records")
    for row in worst:
        assert f"{row['name']}" in page
        assert points(row["deviation"]) in page
        assert points(row["deviation"]) in slide
        gap = plain(abs(row["deviation"]), 1)
        assert f"{row['name']}（{row['category']}）。完成{rate(row['rate'])}，落后时序{gap}个百分点" in paper
        assert listed[row["name"]] == (pytest.approx(row["rate"]), pytest.approx(row["deviation"]))


def test_every_red_item_is_counted_alike(opened: Opened, july: Dossier) -> None:
    app = opened("pages/leaders/overview.py", "samples", period=PERIOD)
    red = july.behind[july.behind["light"] == "behind"]
    assert str(len(red)) == next(str(m.value) for m in app.metric if m.label == "红灯事项")
    assert words_of_bulletin(bulletin(july)).count("▲滞后") - 1 == len(red)
    sheet = load_workbook(BytesIO(lists(july)))["滞后和预警"]
    assert [c.value for c in sheet["C"]].count("▲滞后") == len(red)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_contact_phone_or_tracker_of_the_samples_is_in_any_paper(july: Dossier, paper: str) -> None:
    private = source.store().frame("investment_projects")[["contact", "phone", "tracker"]]
    values = {v for column in private for v in private[column].dropna().astype(str) if len(v) > 1}
    everything = "".join(text for _, text in parts(PAPERS[paper][0](july)))
    assert values == {"000-00000000", "演示联系人"}
    assert [v for v in sorted(values) if v in everything] == []
