"""Each paper opens again in its library, shows the dossier's figures and nobody's markup."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import msgspec
import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook
from papers_read_back import PAPERS, parts, slides, slides_of, words_of_bulletin, words_of_slides
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu, Inches

from catalog import Dataset, dataset, datasets
from catalog.dataset import Papers
from catalog.words.approved import approved
from catalog.words.papers import paper_words
from exports import Dossier, Kpi, bulletin, lists, pack
from exports.bulletin.document import _ordinal
from exports.columns import COLUMNS
from exports.dossier import in_words
from exports.office_text import harmless
from exports.slides.canvas import BOTTOM
from exports.slides.fitting import cut, lines
from exports.slides.listing import form_of, heads_of

PAYLOAD = "=cmd|' /c calc'!A0"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("said", ["小学改扩建", "突破大项目", "教育局", "管委会副主任（分管建设）", "▲滞后"])
def test_red_items_stand_with_unit_and_post_in_every_paper(dossier: Dossier, paper: str, said: str) -> None:
    write, read = PAPERS[paper]
    assert said in read(write(dossier))


@pytest.mark.parametrize("paper", PAPERS)
def test_made_up_figures_say_so_and_real_ones_do_not(dossier: Dossier, paper: str) -> None:
    write, read = PAPERS[paper]
    assert "演示" in read(write(dossier))
    assert "演示数据" not in read(write(replace(dossier, demo=False)))


def test_the_same_rate_and_deviation_stand_in_slide_bulletin_and_list(dossier: Dossier) -> None:
    assert "42.0%" in words_of_slides(slides(dossier))
    assert "−16.3" in words_of_slides(slides(dossier))
    assert "完成42.0%，落后序时进度16.3个百分点" in words_of_bulletin(bulletin(dossier))
    sheet = load_workbook(BytesIO(lists(dossier)))["六项工作任务"]
    assert (sheet["D4"].value, sheet["H4"].value) == (0.42, -16.3)


def test_a_cell_that_starts_like_a_formula_stays_text(dossier: Dossier) -> None:
    sheet = load_workbook(BytesIO(lists(dossier)))["39项民生实事"]
    cell = next(c for row in sheet for c in row if c.value == PAYLOAD)
    assert (cell.data_type, cell.hyperlink) == ("s", None)


@pytest.mark.parametrize(("paper", "said"), [("slides", "逾期12天"), ("bulletin", "逾期12天")])
def test_what_has_no_rate_is_told_by_the_days_past_its_deadline(dossier: Dossier, paper: str, said: str) -> None:
    overdue = dossier.behind.head(1).assign(rate=float("nan"), deviation=float("nan"), days_over=12.0)
    write, read = PAPERS[paper]
    assert said in read(write(replace(dossier, behind=overdue)))


@pytest.mark.parametrize("paper", ["slides", "bulletin"])
def test_a_post_nobody_filled_in_is_said_to_be_missing(dossier: Dossier, paper: str) -> None:
    unnamed = dossier.behind.assign(lead_leader=float("nan"))
    write, read = PAPERS[paper]
    said = read(write(replace(dossier, behind=unnamed)))
    assert ("nan" in said, "（未填报）" in said) == (False, True)


def test_what_is_missing_is_a_blank_cell_and_never_zero(dossier: Dossier) -> None:
    sheet = load_workbook(BytesIO(lists(dossier)))["39项民生实事"]
    assert [sheet["D7"].value, sheet["H7"].value, sheet["L5"].value] == [None, None, None]


def test_nothing_leaves_the_slide(dossier: Dossier) -> None:
    deck = Presentation(BytesIO(slides(dossier)))
    boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for slide in deck.slides for s in slide.shapes]
    assert all(x >= 0 and y >= 0 and r <= deck.slide_width and b <= deck.slide_height for x, y, r, b in boxes)
    assert Emu(deck.slide_width).inches == pytest.approx(13.333, abs=0.001)


def test_charts_are_native_and_every_slide_has_a_title_and_its_sources(dossier: Dossier) -> None:
    own = {
        name: f"{page}的结论"
        for name, page in (("followed", "follow_up"), ("waiting", "pending"), ("behind", "behind"))
    }
    remarks = replace(dossier.remarks, **own)
    told = replace(dossier, findings={page: f"{page}的结论" for page in dossier.findings}, remarks=remarks)
    deck = Presentation(BytesIO(slides(told)))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    every = (*dossier.figures, "follow_up", "pending", "behind")
    assert list(dict.fromkeys(title.split("（")[0] for title in titles if "的结论" in title)) == [
        f"{p}的结论" for p in every
    ]
    content = slides(told)
    charts = {page: sum(shape.has_chart for s in slides_of(content, page) for shape in s.shapes) for page in every}
    assert [charts[page] for page in every] == [1, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0]
    assert ["招商局2017年7月.xlsx 任务表!F7" in words_of_slides(content, page) for page in every] == [True] * 8 + [
        False
    ] * 3


def test_a_deck_begins_with_cover_and_agenda_that_says_where_each_part_begins(dossier: Dossier) -> None:
    deck = Presentation(BytesIO(slides(dossier)))
    cover, agenda = (
        "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in list(deck.slides)[:2]
    )
    assert [said for said in (dossier.meeting, "截至2017年7月31日", "演示数据（虚构）") if said not in cover] == []
    lines = agenda.split("\n")
    starts = {part: int(lines[lines.index(part) + 2]) for part in ("总览", "会后跟踪", "滞后事项逐项")}
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[starts["滞后事项逐项"] - 1].startswith("招商局：突破大项目")
    assert starts["总览"] == 3


def test_a_title_over_several_slides_says_which_of_them_it_is(dossier: Dossier) -> None:
    titles = [s.shapes.title.text_frame.text for s in slides_of(slides(dossier), "investment")]
    assert titles == [f"28项任务中3项滞后（{i}/3）" for i in (1, 2, 3)]


def test_every_text_on_a_slide_is_large_enough_for_the_back_row(dossier: Dossier) -> None:
    sizes = {}
    for slide in Presentation(BytesIO(slides(dossier))).slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            frames += [c.text_frame for row in shape.table.rows for c in row.cells] if shape.has_table else []
            runs = [run for frame in frames for p in frame.paragraphs for run in p.runs if run.text]
            sizes |= {run.text: run.font.size.pt for run in runs}
            sizes |= {"图": shape.chart.font.size.pt} if shape.has_chart else {}
    stamp = [text for text in sizes if " · " in text or text.isdigit()]
    assert {text: size for text, size in sizes.items() if size < 14 and text not in stamp} == {}


def test_every_chart_and_table_has_a_text_for_those_who_cannot_see_it(dossier: Dossier) -> None:
    shapes = [s for slide in Presentation(BytesIO(slides(dossier))).slides for s in slide.shapes]
    drawn = [s for s in shapes if s.has_chart or s.has_table]
    assert [s.name for s in drawn if not s._element.nvGraphicFramePr.cNvPr.get("descr")] == []


def test_every_red_item_has_a_slide_with_plan_gap_problem_next_step_owner_and_promise(dossier: Dossier) -> None:
    said = words_of_slides(slides(dossier), "red_items")
    wanted = ["突破大项目", "小学改扩建", "新增学位6000个", "▲滞后 −16.3", "征地慢", "倒排工期", "9月底完成", "招商局"]
    assert [text for text in (*wanted, "管委会副主任（分管建设）") if text not in said] == []
    assert len(slides_of(slides(dossier), "red_items")) == 2


def test_the_slide_of_a_red_item_bears_its_photographs_clear_of_the_text(dossier: Dossier) -> None:
    photos = [photograph(size) for size in ((1600, 900), (300, 1200))]
    behind = dossier.behind.assign(dataset="livelihood_projects", row_id=[f"r{n}" for n in range(len(dossier.behind))])
    red = behind[behind["light"] == "behind"].iloc[0]
    shown = {("livelihood_projects", red["row_id"]): tuple(photos)}
    first, second = slides_of(slides(replace(dossier, behind=behind, photographs=shown)), "red_items")
    laid = [shape for shape in first.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    (table,) = [shape for shape in first.shapes if shape.has_table]
    assert [shape for shape in second.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE] == []
    assert [shape.image.blob for shape in laid] == photos
    assert [round(shape.width / shape.height, 1) for shape in laid] == [1.8, 0.2]  # as they were taken
    assert all(table.left + table.width < shape.left for shape in laid)
    assert all(shape.left + shape.width <= Inches(13.333) and shape.top + shape.height <= Inches(7) for shape in laid)
    assert laid[0].top + laid[0].height <= laid[1].top
    assert all(red["name"] in shape._element.nvPicPr.cNvPr.get("descr") for shape in laid)


def photograph(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG")
    return out.getvalue()


def test_the_bulletin_says_what_came_of_what_the_last_meeting_named(dossier: Dossier) -> None:
    said = words_of_bulletin(bulletin(dossier))
    assert (
        "1.报送措施：会上滞后（落后12.0个百分点），目前滞后（逾期9天），推进中。承诺9月底完成。责任单位：建设局" in said
    )
    caught = replace(dossier, follow_up=dossier.follow_up.assign(closed=True))
    assert "已办结或转为正常的：报送措施。" in words_of_bulletin(bulletin(caught))


@pytest.mark.parametrize(
    ("lamp", "said"),
    [("▲ 滞后 −12.0", "滞后（落后12.0个百分点）"), ("■ 办结 +48.0", "办结（超前48.0个百分点）"), ("■ 办结 0.0", "办结"),
     ("▲ 滞后 逾期31天", "滞后（逾期31天）"), ("▲ 滞后 差10.9个百分点", "滞后（差10.9个百分点）"), ("● 正常", "正常")],
)  # fmt: skip
def test_a_gap_within_a_sentence_is_named_and_bears_no_sign(lamp: str, said: str) -> None:
    assert in_words(lamp) == said


@pytest.mark.parametrize(
    ("text", "inches", "kept"),
    [("滞后 逾期31天", 1.4, "滞后 逾期…"), ("引进世界500强及央企项目", 1.3, "引进世界…"), ("教育局", 3, "教育局")],
)
def test_what_is_cut_for_room_is_never_cut_within_a_figure(text: str, inches: float, kept: str) -> None:
    assert cut(text, inches, 14) == kept


def test_a_change_in_two_lines_does_not_run_into_its_note(dossier: Dossier) -> None:
    unlike = Kpi("整改到位", "22/27", "不可比：上期20项，本期27项，口径不同", "逾期1件", "", 22, "of")
    figures = dict.fromkeys(dossier.figures, (unlike,) * 5)
    deck = Presentation(BytesIO(slides(replace(dossier, figures=figures))))
    shapes = {s.text_frame.text: s for slide in deck.slides for s in slide.shapes if s.has_text_frame}
    change, note = shapes[unlike.delta], shapes["逾期1件"]
    assert change.top + change.height <= note.top


def test_the_bulletin_names_who_owes_a_report(dossier: Dossier) -> None:
    assert "仍有2家未报送：财政局、招商局。" in words_of_bulletin(bulletin(dossier))
    assert "应报单位均已报送。" in words_of_bulletin(bulletin(replace(dossier, missing=())))


@pytest.mark.parametrize(("signed", "said"), [(date(2017, 8, 10), "2017年8月10日"), (None, "　　　　年　　月　　日")])
def test_the_bulletin_bears_the_day_it_is_sent(dossier: Dossier, signed: date | None, said: str) -> None:
    text = [p.text for p in Document(BytesIO(bulletin(dossier, signed))).paragraphs]
    assert text[text.index("演示单位督查室") + 1] == said


def test_no_heading_stands_alone_at_a_pages_end_and_no_line_either(dossier: Dossier) -> None:
    paragraphs = [p for p in Document(BytesIO(bulletin(dossier))).paragraphs if p.text]
    headings = [
        p
        for p in paragraphs
        if p.text[:2] in ("一、", "二、", "三、", "四、", "五、") or p.text.startswith("（一）单位")
    ]
    assert [p.text for p in headings if not p.paragraph_format.keep_with_next] == []
    assert [p.text for p in paragraphs if not p.paragraph_format.widow_control] == []


def test_who_signs_stands_on_a_page_with_a_sentence_of_the_text(dossier: Dossier) -> None:
    every = Document(BytesIO(bulletin(dossier, date(2017, 8, 11)))).paragraphs
    signed = next(i for i, p in enumerate(every) if p.text == "2017年8月11日")
    held = [p.text for p in every[:signed] if p.paragraph_format.keep_with_next]
    sentence = next(i for i, p in reversed(list(enumerate(every[:signed]))) if "公示期" in p.text)
    assert every[sentence].text in held
    assert [p.text for p in every[sentence:signed] if not p.paragraph_format.keep_with_next] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_a_papers_properties_language_and_fonts_are_our_own(dossier: Dossier, paper: str) -> None:
    found = dict(parts(PAPERS[paper][0](dossier)))
    everything = "".join(found.values())
    strangers = [
        "python-docx",
        "python-pptx",
        "Steve Canny",
        "2013-",
        "Macintosh",
        "ja-JP",
        "Jpan",
        "Calibri",
        "thumbnail",
    ]
    assert [name for name in strangers if name in everything] == []
    core = found["docProps/core.xml"]
    assert [
        said for said in (dossier.meeting[:4], "2017-07-31", "<dc:language>zh-CN", "演示数据") if said not in core
    ] == []
    assert 'lang="en-US"' not in everything


def test_a_font_that_a_machine_has_not_got_is_told_what_stands_for_it(dossier: Dossier) -> None:
    table = dict(parts(bulletin(dossier)))["word/fontTable.xml"]
    assert ['w:name="仿宋_GB2312"' in table, 'w:altName w:val="仿宋"' in table] == [True, True]


@pytest.mark.parametrize(
    ("shown", "number", "numbers"),
    [("84/109", 0.77, (84, 109)), ("78.2%", 0.782, (0.782, None)), ("第1位", 1.0, (1, None))],
)
def test_a_key_figure_in_the_workbook_is_a_number(dossier: Dossier, shown: str, number: float, numbers: tuple) -> None:
    figures = {"overview": (Kpi("按期", shown, number=number),)}
    sheet = load_workbook(BytesIO(lists(replace(dossier, figures=figures))))["主要指标"]
    assert (sheet["C4"].value, sheet["D4"].value, sheet["E4"].value) == (*numbers, shown)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "key_projects",
            ["一区多园", "58.5%", "（亿元）", "43.29", "●正常 +14.2", "断头路打通工程", "▲滞后 −24.3", "景云片区"],
        ),
        (
            "campaigns",
            ["收集（未逾期3、逾期1）", "3个工作日", "90.0%", "大快严集中行动", "94%", "逾期12个工作日", "地税局95.83"],
        ),
        ("accountability", ["单位甲", "↓1", "63%（5/8）", "不排", "公示期5个工作日", "单位甲（1）、单位乙（2）"]),
        ("standing", ["生产总值增速", "2/14", "↑1", "高新区乙", "0.3个百分点", "0.4个百分点", "3.9%"]),
        ("follow_up", ["报送措施", "▲ 滞后 −12.0", "▲ 滞后 逾期9天", "推进中", "自上次会议以来", "9月底完成"]),
    ],
)
def test_each_page_has_its_slide_with_its_figures(dossier: Dossier, page: str, said: list[str]) -> None:
    words = words_of_slides(slides(dossier), page)
    assert [text for text in said if text not in words] == []


@pytest.mark.parametrize(
    ("page", "frame", "sentence"),
    [
        ("livelihood", "items", "no_items"),
        ("key_projects", "key_projects", "no_key_projects"),
        ("standing", "standing", "no_standing"),
        ("follow_up", "follow_up", "no_follow_up"),
    ],
)
def test_a_page_nobody_reported_on_says_so_on_its_slide(dossier: Dossier, page: str, frame: str, sentence: str) -> None:
    told = replace(dossier, **{frame: getattr(dossier, frame).head(0)})
    said = words_of_slides(slides(told), page)
    assert getattr(paper_words().slides, sentence) in said


def test_a_project_ahead_of_time_is_red_for_its_deadline_on_its_slide(dossier: Dossier) -> None:
    said = words_of_slides(slides(dossier), "key_projects")
    assert ("▲滞后 逾期31天" in said, "+36.0" in said) == (True, False)


@pytest.mark.parametrize("name", ["一" * 60, "项目" * 30, "abc " * 40])
def test_a_long_name_pushes_nothing_off_its_slide(dossier: Dossier, name: str) -> None:
    """No row may grow: every cell's text fits the lines its row is high enough for."""
    long = {frame: getattr(dossier, frame).assign(name=name) for frame in ("key_projects", "late_issues", "behind")}
    told = replace(dossier, **long, follow_up=dossier.follow_up.assign(item=name, post=name))
    tables = [s.table for slide in Presentation(BytesIO(slides(told))).slides for s in slide.shapes if s.has_table]
    grown = [cell.text for table in tables for row in table.rows for i, cell in enumerate(row.cells)
             if not _holds(Emu(row.height).inches, Emu(table.columns[i].width).inches, cell)]  # fmt: skip
    assert grown == []


def _holds(high: float, wide: float, cell: object) -> bool:
    paragraphs = [
        (p.text, p.runs[0].font.size.pt, bool(p.runs[0].font.bold)) for p in cell.text_frame.paragraphs if p.runs
    ]  # type: ignore[attr-defined]
    needed = sum(lines(text, wide - 0.1, size, bold=bold) * size * 1.2 / 72 for text, size, bold in paragraphs)
    return needed <= high + 0.02


def test_the_red_list_goes_on_where_a_slide_is_full(dossier: Dossier) -> None:
    behind = pd.concat([dossier.behind.head(1)] * 40, ignore_index=True)
    behind["name"] = [f"第{i}项" + "很长的事项名称" * (i % 3) * 4 for i in range(40)]
    found = slides_of(slides(replace(dossier, behind=behind)), "behind")
    tables = [next(s for s in slide.shapes if s.has_table) for slide in found]
    named = [row.cells[0].text for table in tables for row in list(table.table.rows)[1:]]
    assert (named, len(tables) > 3) == (behind["name"].tolist(), True)


@pytest.mark.parametrize("times", [1, 8, 15])
def test_no_table_reaches_into_the_stamp_however_many_rows_there_are(dossier: Dossier, times: int) -> None:
    many = {name: pd.concat([getattr(dossier, name)] * times, ignore_index=True) for name in ("campaigns", "behind")}
    tables = tables_of(slides(replace(dossier, **many)), "campaigns", "behind")
    assert [round(foot, 2) for foot in map(foot_of, tables) if foot > BOTTOM + 0.01] == []


@pytest.mark.parametrize(("n", "rows"), [(14, [14]), (26, [13, 13]), (31, [11, 11, 9])])
def test_a_list_fills_its_slides_and_none_is_left_with_two_rows(dossier: Dossier, n: int, rows: list[int]) -> None:
    behind = pd.concat([dossier.behind.head(1)] * n, ignore_index=True)
    tables = tables_of(slides(replace(dossier, behind=behind)), "behind")
    assert [len(table.table.rows) - 1 for table in tables] == rows
    assert min(map(foot_of, tables)) > 0.8 * BOTTOM


def test_few_rows_are_set_larger_and_no_line_of_them_breaks(dossier: Dossier) -> None:
    few, many = (dossier.behind.iloc[[0] * n] for n in (3, 14))
    sizes = [
        tables_of(slides(replace(dossier, behind=shown)), "behind")[0]
        .table.cell(1, 0)
        .text_frame.paragraphs[0]
        .runs[0]
        .font.size.pt
        for shown in (few, many)
    ]
    assert sizes == [18, 16]


def tables_of(content: bytes, *pages: str) -> list[Any]:
    return [s for page in pages for slide in slides_of(content, page) for s in slide.shapes if s.has_table]


def foot_of(shape: Any) -> float:
    return Emu(shape.top).inches + sum(Emu(row.height).inches for row in shape.table.rows)


def test_every_run_names_a_font_for_east_asian_text(dossier: Dossier) -> None:
    with zipfile.ZipFile(BytesIO(slides(dossier))) as parts:
        first = parts.read("ppt/slides/slide3.xml").decode()
    assert first.count("<a:ea ") == first.count("<a:latin ") == first.count("<a:r>")


def test_every_work_is_drawn_with_its_due_point_and_said_as_on_the_page(dossier: Dossier) -> None:
    overview = slides_of(slides(dossier), "overview")[0]
    chart = next(shape.chart for shape in overview.shapes if shape.has_chart)
    within, shortfall, tick, beyond = (list(s.values) for s in chart.plots[0].series)
    assert list(chart.plots[0].categories) == ["发展", "党建", "改革 —不可量化", "作风 ○未启动"]
    assert within[:2] == [0.42, 0.53125]
    assert shortfall[:2] == [pytest.approx(0.163), 0]
    assert beyond[:2] == [0, pytest.approx(0.03125)]
    assert [value is not None for value in tick] == [True, True, False, False]
    assert "18/32节点" in words_of_slides(slides(dossier))


def test_a_work_that_has_not_begun_is_no_bar_of_zero(dossier: Dossier) -> None:
    overview = slides_of(slides(dossier), "overview")[0]
    chart = next(shape.chart for shape in overview.shapes if shape.has_chart)
    assert [list(series.values)[3] for series in chart.plots[0].series] == [None] * 4


def test_milestones_are_counted_against_those_due_in_the_bulletin(dossier: Dossier) -> None:
    said = words_of_bulletin(bulletin(dossier))
    assert "党建：达到节点18个，应达17个，全年32个，超序时进度3.1个百分点，正常。" in said
    assert "作风：共8项，未启动。" in said


@pytest.mark.parametrize(("now", "overdue", "name"), [(1, 1, "线索（超期1）"), (30, 10, "线索")])
def test_a_count_too_narrow_for_its_bar_stands_by_the_stage(
    dossier: Dossier, now: int, overdue: int, name: str
) -> None:
    stages = dossier.stages.head(1).assign(now=now, overdue=overdue)
    funnel = slides_of(slides(replace(dossier, stages=stages)), "investment")[0]
    chart = next(shape.chart for shape in funnel.shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == [name]


@pytest.mark.parametrize("paper", PAPERS)
def test_contacts_are_in_no_part_of_any_paper(dossier: Dossier, paper: str) -> None:
    private = {"contact": "钱某联系人", "phone": "13800001111", "tracker": "孙某跟踪人"}
    told = replace(dossier, projects=dossier.projects.assign(**private), longest=dossier.longest.assign(**private))
    everything = "".join(text for _, text in parts(PAPERS[paper][0](told)))
    assert [value for value in private.values() if value in everything] == []


def test_the_bulletin_page_follows_the_standard(dossier: Dossier) -> None:
    page = Document(BytesIO(bulletin(dossier))).sections[0]
    millimetres = [round(x.mm) for x in (page.page_width, page.page_height, page.top_margin, page.left_margin)]
    assert millimetres == [210, 297, 37, 28]


def test_the_annex_lists_behind_and_on_schedule_apart(dossier: Dossier) -> None:
    behind, on_track, _ = Document(BytesIO(bulletin(dossier))).tables
    assert [row.cells[1].text for row in behind.rows][1:] == ["突破大项目", "小学改扩建", "普惠幼儿园"]
    assert [row.cells[1].text for row in on_track.rows][1:] == ["落实主体责任", "公交线路优化"]


def test_front_and_last_are_named_within_their_class_with_all_ties(dossier: Dossier) -> None:
    said = words_of_bulletin(bulletin(dossier))
    assert "部门按期率靠前的：单位甲、单位乙、单位丙；靠后的：单位戊、单位己。" in said


def test_a_class_too_small_to_rank_says_so(dossier: Dossier) -> None:
    assert "街道可排名的不足，不排位次。" in words_of_bulletin(bulletin(dossier))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_meeting_with_nothing_behind_still_prints(dossier: Dossier, paper: str) -> None:
    write, read = PAPERS[paper]
    fine = replace(
        dossier,
        behind=dossier.behind.head(0),
        items=dossier.items.head(0),
        tasks=dossier.tasks.head(0),
        matrix=pd.DataFrame(),
    )
    assert "7月31日" in read(write(fine))


def test_the_pack_holds_every_paper_and_says_what_is_missing(dossier: Dossier) -> None:
    content = pack(dossier, {"总览.png": b"png", "总览.pdf": b"pdf"}, left_out=["没有找到 Chromium"])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    listed = files.pop("文件清单.txt").decode()
    assert sorted(name.split(".")[-1] for name in files) == ["docx", "pdf", "png", "pptx", "xlsx"]
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert [f"{digest}  {name}" for name, digest in digests.items()] == listed.rstrip().split("\n\n")[-1].split("\n")
    said = [
        "会议：2017年8月调度会",
        "数据截至：2017年7月31日",
        "日志序号：412",
        "演示数据（虚构）",
        "未生成：没有找到 Chromium",
    ]
    assert [line for line in said if line not in listed] == []


def test_a_pack_of_figures_that_nobody_froze_says_so(dossier: Dossier) -> None:
    with zipfile.ZipFile(BytesIO(pack(replace(dossier, seq=None), {}))) as archive:
        assert "日志序号：未定稿" in archive.read("文件清单.txt").decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\x00乙", "甲乙"),
        ("甲\ud800乙", "甲乙"),
        ("a\u202eb", "ab"),
        ("第一行\n第二行", "第一行\n第二行"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_characters_office_chokes_on_are_dropped(typed: object, kept: str) -> None:
    assert harmless(typed) == kept


def test_the_bulletin_counts_a_unit_and_lists_its_red_items_below_it(dossier: Dossier) -> None:
    units = dossier.departments.head(3).assign(name=["招商局", "教育局", "财政局"], red=[1, 1, 0], amber=[0, 1, 2])
    said = words_of_bulletin(bulletin(replace(dossier, departments=units))).split("\n")
    head = said.index("（一）教育局：承担8项，滞后1项，预警1项。")
    assert said[head + 1].startswith("1.小学改扩建")
    assert said[head + 2] == "（二）招商局：承担8项，滞后1项，无预警。"
    assert said[head + 3].startswith("1.突破大项目")
    assert "仅有预警事项的单位：财政局2项。" in said


def test_a_red_item_of_no_known_unit_is_listed_too(dossier: Dossier) -> None:
    said = words_of_bulletin(bulletin(replace(dossier, departments=dossier.departments.head(0))))
    assert "（一）未填报责任单位：滞后2项。" in said
    assert said.count("1.突破大项目") + said.count("2.突破大项目") == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_every_key_figure_of_every_page_stands_in_every_paper(dossier: Dossier, paper: str) -> None:
    figures = {
        page: (Kpi(f"{page}指标", f"{i}/4{i}", "比上期 +1", "可判定"),) for i, page in enumerate(dossier.figures)
    }
    write, read = PAPERS[paper]
    said = read(write(replace(dossier, figures=figures)))
    shown = {"slides": ["overview", "key_projects", "campaigns", "accountability", "standing"]}.get(
        paper, list(figures)
    )
    assert [page for page in shown if figures[page][0].value not in said or figures[page][0].label not in said] == []


@pytest.mark.parametrize(
    ("n", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (100, "100")]
)
def test_headings_count_as_official_papers_do(n: int, said: str) -> None:
    assert _ordinal(n, paper_words().bulletin) == said


def test_the_bulletin_names_the_day_and_the_window_that_the_pages_name(dossier: Dossier) -> None:
    said = words_of_bulletin(bulletin(dossier))
    assert "于2017年8月14日前报送" in said
    assert "公示期5个工作日。" in said


@pytest.mark.parametrize("paper", ["slides", "lists"])
def test_money_says_which_kind_it_is(dossier: Dossier, paper: str) -> None:
    """Its own word stands beside the sum, whatever else a paper names."""
    write, read = PAPERS[paper]
    told = replace(
        dossier, **{name: getattr(dossier, name).assign(amount_word="某种") for name in ("projects", "longest")}
    )
    assert "某种" in read(write(told))


@pytest.mark.parametrize("paper", PAPERS)
def test_what_waits_for_a_decision_stands_with_who_asks_and_what_was_said(dossier: Dossier, paper: str) -> None:
    write, read = PAPERS[paper]
    said = read(write(dossier))
    for part in ("请管委会协调用地", "申请延期至2017年9月30日：雨季", "2017年8月12日管委会主任签批：同意"):
        assert part in said


def test_how_long_an_item_has_been_red_stands_on_its_slide_and_in_the_bulletin(dossier: Dossier) -> None:
    assert "3个月" in words_of_slides(slides(dossier), "red_items")
    assert "连续滞后3个月" in words_of_bulletin(bulletin(dossier))


def test_a_bulletin_gives_the_days_past_the_deadline_before_the_gap(dossier: Dossier) -> None:
    both = dossier.behind.head(1).assign(days_over=12.0)
    said = words_of_bulletin(bulletin(replace(dossier, behind=both, departments=dossier.departments.head(0))))
    assert "逾期12天，落后序时进度" in said


def test_a_column_of_amounts_on_a_slide_is_in_one_unit(dossier: Dossier) -> None:
    two = pd.concat([dossier.longest, dossier.longest.assign(project="演示项目乙", amount=9600.0)], ignore_index=True)
    said = words_of_slides(slides(replace(dossier, longest=two)), "investment")
    assert [part for part in ("投资\n（亿元）", "合同2.48", "合同0.96") if part not in said] == []


# What the papers say by themselves; what a sheet says stands in them as it was typed.
NEVER = [word for entry in approved().words for word in entry.never]


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_are_written_as_officials_write(dossier: Dossier, paper: str) -> None:
    write, read = PAPERS[paper]
    lines = read(write(dossier)).splitlines()
    assert [line for line in lines if any(word in line for word in NEVER)] == []
    for name in ("nothing", "others", "nan"):
        assert [line for line in lines if re.search(approved().patterns[name], line)] == []
    sentences = [line for line in lines if line.endswith("。")]
    assert [line for line in sentences if re.search(approved().patterns["marks"], line)] == []


def test_a_unit_or_post_without_amber_is_not_said_to_have_nought_of_it(dossier: Dossier) -> None:
    none = {"amber": 0}
    who = {"departments": dossier.departments.assign(**none), "leaders": dossier.leaders.assign(**none)}
    said = words_of_bulletin(bulletin(replace(dossier, **who)))
    assert ("预警0项" in said, "无预警" in said) == (False, True)


def test_a_day_and_a_lamp_stand_on_one_line_of_a_red_items_slide(dossier: Dossier) -> None:
    late = dossier.behind.head(1).assign(days_over=131.0, deadline=pd.Timestamp("2017-12-31"))
    slide = next(s for s in slides_of(slides(replace(dossier, behind=late)), "red_items") if s.shapes.title)
    large = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text in ("2017年12月31日", "▲滞后 逾期131天")]
    assert [lines(s.text_frame.text, Emu(s.width).inches, 22, bold=True) for s in large] == [1, 1]


@pytest.mark.parametrize("known", [one for one in datasets().values() if one.papers.frame], ids=lambda d: d.name)
def test_what_a_dataset_declares_for_the_papers_are_columns_they_have_a_name_and_a_form_for(known: Dataset) -> None:
    assert set(known.sheet_columns) <= set(COLUMNS[known.papers.frame])
    assert set(known.sheet_columns) | set(known.slide_columns) <= set(heads_of(known))


def test_a_dataset_without_a_frame_of_the_papers_own_is_listed_as_reported() -> None:
    known = msgspec.structs.replace(dataset("target_clients"), papers=Papers())
    rows = pd.DataFrame({"company": ["甲公司"], "intended_investment": [25000.0], "last_contact": [date(2017, 7, 3)]})
    forms = form_of(known)
    assert [forms[c](rows.iloc[0]).text for c in rows] == ["甲公司", "25,000", "2017年7月3日"]
    assert "responsible_person" not in known.sheet_columns
