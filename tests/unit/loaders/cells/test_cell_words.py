"""Statuses, stages, areas and names: exact dictionaries; what fits none keeps its wording and has no value."""

from datetime import date

import pytest

from catalog.grammar import grammar
from loaders.cells import Context, department, read_cell
from loaders.cells.department import departments


def codes(parsed):
    return [note.code for note in parsed.notes]


WORDS = [
    # kind, typed, value, said
    ("status", "已完成", "done", []),
    ("status", " 已 完成。", "done", []),
    ("status", "办结", "done", []),
    ("status", "提前完成", "done", []),
    ("status", "提前完成节点", "ahead", []),
    ("status", "超序时进度", "ahead", []),
    ("status", "达到序时进度", "on_track", []),
    ("status", "按序时推进", "on_track", []),
    ("status", "未达序时进度", "behind", []),
    ("status", "严重滞后", "behind", []),
    ("status", "逾期未完成", "behind", []),
    ("status", "未开工", "not_started", []),
    ("status", "缓建", "suspended", []),
    ("status", "已终止", "terminated", []),
    ("status", "滞后（征地原因）", "behind", ["value_with_comment"]),
    ("status", "前期手续", "not_started", ["word_near"]),
    ("status", "达到时序进度", "on_track", []),
    ("status", "正常推进，达到序时进度", "on_track", []),
    ("stage", "意向线索", "lead", []),
    ("stage", "跟踪洽谈", "negotiating", []),
    ("stage", "签订框架协议", "agreement", []),
    ("stage", "签订正式合同", "signed", []),
    ("stage", "已注册", "registered", []),
    ("stage", "在建", "started", []),
    ("stage", "竣工投产", "producing", []),
    ("stage", "达产达效", "full_capacity", []),
    ("stage", "停止洽谈", "stopped", []),
    ("stage", "意向明确", "negotiating", ["word_near"]),
    ("area", "党建", "党建", []),
    ("area", "党的建设", "党建", []),
    ("area", "经济发展", "发展", []),
    ("area", "一、党建工作", "党建", []),
    ("area", "（五）党风廉政建设", "廉政", []),
    ("area", "稳定类", "稳定", []),
    ("issue_status", "已解决", "done", []),
    ("issue_status", "清零销号", "done", []),
    ("issue_status", "滞后", "behind", []),
    ("issue_status", "正在办理", "on_track", ["word_near"]),
    ("issue_status", "已交办", "not_started", ["word_near"]),
    ("fix_status", "整改到位", "done", []),
    ("fix_status", "部分整改到位", "on_track", ["word_near"]),
    ("fix_status", "持续整改", "on_track", ["word_near"]),
    ("fix_status", "尚未启动整改", "not_started", []),
    ("follow_status", "已拜访", "contacted", []),
    ("follow_status", "来访考察", "visited_us", []),
    ("category", "一、教育提升", "教育提升", []),
    ("category", "教育类（3项）", "教育提升", []),
    ("category", "交通", "交通出行", ["name_near"]),
    ("category", "二、就业创业（5项）", "就业创业", []),
    ("category", "住房保障", "保障性住房", []),
    ("category", "六、市政设施", "市政设施", ["name_unknown"]),
    ("industry", "高端装备", "工程机械", []),
    ("industry", "生物医药产业", "生物医药", ["name_near"]),
    ("industry", "现代农业", "现代农业", ["name_unknown"]),
    ("site", "滨河科技园", "滨河科技园", []),
    ("site", "洸河街道办事处", "洸河街道", []),
    ("site", "火炬路以东", "火炬路以东", ["name_unknown"]),
    ("investor_class", "世界五百强", "世界500强", ["name_near"]),
    ("investor_class", "央企", "央企", []),
    ("issue_class", " 用地　", "用地", []),
    ("aspect", "大局意识差、执行不力", "大局意识差·执行不力", []),
]


@pytest.mark.parametrize(("kind", "typed", "value", "said"), WORDS)
def test_a_wording_is_read_as_its_canonical_name(kind, typed, value, said):
    parsed = read_cell(kind, typed)
    assert (parsed.value, codes(parsed), parsed.withheld) == (value, said, False)


REFUSED = [
    ("status", "推进中", "word_unjudged"),
    ("status", "正在推进", "word_unjudged"),
    ("status", "未完成", "word_unjudged"),
    ("status", "已完成，滞后", "unknown_status"),
    ("status", "经批准调整", "word_unjudged"),
    ("status", "绿灯", "word_is_colour"),
    ("status", "红", "word_is_colour"),
    ("status", "🔴", "word_is_colour"),
    ("status", "已按要求落实三项举措", "unknown_status"),
    ("status", 1.0, "not_a_word"),
    ("stage", "流转", "word_unjudged"),
    ("stage", "已签约（框架协议）", "unknown_stage"),
    ("stage", "签约、开工", "unknown_stage"),
    ("stage", "等待董事会决定", "unknown_stage"),
    ("area", "招商引资", "unknown_area"),
    ("issue_status", "未解决", "word_unjudged"),
    ("issue_status", "延期申请", "word_unjudged"),
    ("issue_status", "企业自行处置中", "unknown_issue_status"),
    ("fix_status", "另行研究", "unknown_fix_status"),
    ("follow_status", "另行研究", "unknown_follow_status"),
    ("department", 12000.0, "not_a_word"),
    ("post", 12000.0, "not_a_word"),
    ("stage", "签" * 300, "too_long"),
    ("department", "配合单位：财政局", "department_only_supports"),
    ("department", "待定", "value_deferred"),
    ("status", "#N/A", "cell_error"),
]


@pytest.mark.parametrize(("kind", "typed", "code"), REFUSED)
def test_a_wording_that_fits_no_name_is_withheld_and_kept(kind, typed, code):
    parsed = read_cell(kind, typed)
    assert (parsed.value, parsed.withheld, codes(parsed)) == (None, True, [code])


@pytest.mark.parametrize(
    ("kind", "typed", "code"), [("status", "未到时间节点", "value_not_due"), ("status", "长期坚持", "date_open_ended")]
)
def test_a_status_that_is_none_yet_is_missing_and_said_so(kind, typed, code):
    parsed = read_cell(kind, typed)
    assert (parsed.value, codes(parsed), parsed.withheld) == (None, [code], False)


DEPARTMENTS = [
    ("C11-alias", "经发局", "经济发展局", (), True),
    ("C11-short", "经发", "经济发展局", (), True),
    ("C11-full-width", "经发局　", "经济发展局", (), True),
    ("C11-with-the-zone", "济宁高新区经济发展局", "经济发展局", (), True),
    ("C11-its-part", "财政局（牵头）", "财政局", (), True),
    ("C11-a-section-of-it", "教育局（基础教育科）", "教育局", (), True),
    ("C11-the-citys-own", "市财政局", "市财政局", (), False),
    ("C11-unknown", "水务集团", "水务集团", (), False),
    ("comma-list", "教育局、城管局", "教育局", ("城市管理局",), True),
    ("full-comma", "教育局，城管局", "教育局", ("城市管理局",), True),
    ("line-break", "卫生计生局\n招商局", "卫生计生局", ("招商局",), True),
    ("lead-and-support-by-word", "经发局牵头，财政局配合", "经济发展局", ("财政局",), True),
    ("slash", "教育局/财政局", "教育局", ("财政局",), True),
    ("space", "教育局 财政局", "教育局", ("财政局",), True),
    ("and-between-two-names", "教育局和财政局", "教育局", ("财政局",), True),
    ("and-within-a-name", "人力资源和社会保障局", "人力资源和社会保障局", (), True),
    ("and-within-a-name-in-a-list", "人力资源和社会保障局、安监局", "人力资源和社会保障局", ("安监局",), True),
    ("space-before-an-unknown", "教育局 专班", "教育局 专班", (), False),
    ("labels", "牵头单位：经发局；配合单位：财政局、科技局", "经济发展局", ("财政局", "科技局"), True),
    ("unknown-among-known", "教育局、水务集团", "教育局", ("水务集团",), True),
    ("broken-name", "人力资源和社\n会保障局", "人力资源和社会保障局", (), True),
]


@pytest.mark.parametrize(
    ("typed", "lead", "others", "known"), [r[1:] for r in DEPARTMENTS], ids=[r[0] for r in DEPARTMENTS]
)
def test_the_first_named_unit_leads_and_the_others_support_it(typed, lead, others, known):
    assert department(typed) == (lead, others, known)


def test_a_list_that_ends_in_and_so_on_is_incomplete():
    assert departments("教育局、财政局等5家单位").incomplete
    assert codes(read_cell("departments", "教育局、财政局等")) == ["departments_incomplete"]


def test_supporting_units_are_one_list_of_canonical_names():
    assert read_cell("departments", "经发局，城管局\n财政局").value == "经济发展局、城市管理局、财政局"


def test_the_others_of_a_leading_unit_are_handed_on():
    parsed = read_cell("department", "经发局、财政局")
    assert (parsed.value, parsed.extras["others"], codes(parsed)) == (
        "经济发展局",
        ("财政局",),
        ["departments_several"],
    )


TEXTS = [
    ("trimmed", " 协调国土部门\u3000", "General", "协调国土部门"),
    ("lines-kept", "1.建成\r\n2.完成", "General", "1.建成\n2.完成"),
    ("carriage", "建成_x000D_\n完成", "General", "建成\n完成"),
    ("full-width-kept", "项目（一期）", "General", "项目（一期）"),
    ("number-shown-whole", 12.0, "General", "12"),
    ("number-shown", 0.5, "General", "0.5"),
    ("percent-shown", 0.85, "0%", "85%"),
    ("none-is-an-answer", "无", "General", "无"),
    ("undecided-is-an-answer", "待定", "General", "待定"),
]


@pytest.mark.parametrize(("typed", "shape", "value"), [r[1:] for r in TEXTS], ids=[r[0] for r in TEXTS])
def test_text_is_trimmed_and_otherwise_as_typed(typed, shape, value):
    assert read_cell("text", typed, number_format=shape) == (value, None, (), False, {})


def test_a_lone_stroke_in_a_text_column_is_blank_and_said_so():
    assert (read_cell("text", "/").value, codes(read_cell("text", "/"))) == (None, ["text_placeholder"])


@pytest.mark.parametrize("typed", ["#1楼", "#1", "E区", "12#"])
def test_a_hash_in_a_text_is_no_formula_error(typed):
    assert read_cell("text", typed).value == typed


@pytest.mark.parametrize("typed", ["#REF!", "#N/A", "#NAME?", "####", "Err:502"])
def test_n18_a_formula_error_is_no_text(typed):
    assert codes(read_cell("text", typed)) == ["cell_error"]


def test_a_date_in_a_text_column_may_have_been_a_number():
    parsed = read_cell("text", date(2017, 1, 1))
    assert (parsed.value, codes(parsed)) == ("2017-01-01", ["date_in_text"])


def test_a_telephone_number_stays_text():
    assert read_cell("phone", 13800000000.0).value == "13800000000"
    assert read_cell("phone", "１３８ 0000 0000").value == "138 0000 0000"


def test_every_canonical_status_and_stage_has_its_words():
    words = grammar().words
    assert set(words["status"]) == {"done", "ahead", "on_track", "behind", "not_started", "suspended", "terminated"}
    stages = {
        "lead",
        "negotiating",
        "agreement",
        "signed",
        "registered",
        "started",
        "producing",
        "full_capacity",
        "stopped",
    }
    assert set(words["stage"]) == stages


@pytest.mark.parametrize("kind", ["status", "issue_status", "fix_status", "follow_status", "stage", "area"])
def test_no_wording_is_claimed_twice(kind):
    tables = (grammar().words.get(kind, {}), grammar().nearby.get(kind, {}), grammar().unjudged.get(kind, {}))
    wordings = [w for table in tables for group in table.values() for w in group]
    assert len(wordings) == len(set(wordings))


def test_context_is_hashable_so_that_one_text_is_parsed_once():
    assert len({Context(), Context(), Context(unit="万元")}) == 2
