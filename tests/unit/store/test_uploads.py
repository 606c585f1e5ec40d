"""Uploads: kept at once with everything said about them, and what is remembered for next month."""

import pytest

from catalog import Issue
from store import Actor, Desk, NotAllowed, Refused
from tests.unit.store.readings import AT, Remembered, reading, task


@pytest.fixture
def clerk(store) -> Desk:
    return Desk(store, Actor("王科", "analyst", frozenset({"建设局"})))


@pytest.fixture
def number(clerk) -> int:
    return clerk.keep(b"bytes", "建设局7月.xlsx", at=AT)


def test_a_kept_file_is_there_byte_for_byte_after_reopening(clerk, store):
    content = bytes(range(256)) * 64
    number = clerk.keep(content, "建设局7月.xlsx", at=AT)

    found = clerk.upload(number)

    assert (found.file, found.size, found.kept_by, found.kept_at) == ("建设局7月.xlsx", len(content), "王科", AT)
    assert store.original(found.sha256) == content


def test_the_same_file_again_is_the_same_upload(clerk, number, store):
    version = store.version()

    assert clerk.keep(b"bytes", "建设局7月.xlsx", at=AT) == number
    assert store.version() == version


@pytest.mark.parametrize(("content", "file"), [(b"bytes", "别名.xlsx"), (b"other", "建设局7月.xlsx")])
def test_another_name_or_content_is_another_upload(clerk, number, content, file):
    assert clerk.keep(content, file, at=AT) != number


def test_what_an_analyst_said_about_a_table_is_kept_piece_by_piece(clerk, number):
    clerk.assign(number, "进展!A4:N9", department="建设局", at=AT)
    clerk.assign(number, "进展!A4:N9", period="2017-07", at=AT)
    clerk.assign(number, "进展!A4:N9", period="2017-06", at=AT)

    assert clerk.upload(number).tables == {"进展!A4:N9": {"department": "建设局", "period": "2017-06"}}


def test_what_was_said_about_a_table_decides_where_its_rows_go(clerk, number):
    unnamed = reading([task("修路", 1.0)], department=None, period=None)
    with pytest.raises(Refused, match="没有写明填报单位"):
        clerk.save(unnamed, upload=number, at=AT)
    clerk.assign(number, "进展!A4:N6", department="建设局", period="2017-07", at=AT)

    line = clerk.save(unnamed, upload=number, at=AT).lines[0]

    assert (line.department, line.period) == ("建设局", "2017-07")


def test_a_correction_keeps_the_original_apart_with_who_when_and_why(clerk, number):
    clerk.correct(number, "进展", "N5", "12", original="1 2", reason="电话核实", at=AT)

    correction = clerk.upload(number).corrections[0]

    assert correction.said() == {
        "sheet": "进展",
        "cell": "N5",
        "text": "12",
        "original": "1 2",
        "by": "王科",
        "at": AT,
        "reason": "电话核实",
    }


def test_the_last_correction_of_a_cell_counts_and_can_be_taken_back(clerk, number):
    for text in ("12", "13"):
        clerk.correct(number, "进展", "N5", text, original="1 2", reason="核实", at=AT)
    assert [c.text for c in clerk.upload(number).corrections] == ["13"]

    clerk.correct(number, "进展", "N5", None, original="1 2", reason="改回", at=AT)

    assert clerk.upload(number).corrections == ()


def test_a_correction_without_a_reason_is_refused(clerk, number):
    with pytest.raises(Refused, match="请填写理由"):
        clerk.correct(number, "进展", "N5", "12", original="1 2", reason="", at=AT)


def test_a_newer_draft_of_the_same_upload_replaces_the_older_one(clerk, number, store):
    first = clerk.save(reading([task("修路", 1.0)]), upload=number, at=AT)
    second = clerk.save(reading([task("修路", 2.0)]), upload=number, at=AT)

    states = [line.state for line in store.lines(first.submission_ids + second.submission_ids)]

    assert states == ["replaced", "draft"]


def test_a_discarded_upload_drops_its_drafts_and_can_be_sent_again(clerk, number, store):
    draft = clerk.save(reading([task("修路", 1.0)]), upload=number, at=AT)

    clerk.discard(number, at=AT)

    assert clerk.upload(number).discarded
    assert store.lines(draft.submission_ids)[0].state == "replaced"
    assert clerk.keep(b"bytes", "建设局7月.xlsx", at=AT) != number


def test_tables_of_no_dataset_are_named_in_the_receipt(clerk, number):
    unknown = reading([task("修路", 1.0)])
    unknown.tables[0].dataset = None

    receipt = clerk.save(unknown, upload=number, at=AT)

    assert (receipt.lines, receipt.skipped) == ((), ("进展!A4:N6",))


def test_issues_of_the_sheet_and_the_file_are_kept_with_the_submission(clerk, number, store):
    issues = tuple(
        Issue(code, "warning", sheet, cells, "x", "m", "s")
        for code, sheet, cells in (("a", "进展", "C7"), ("b", "", ""), ("c", "别的", "C7"))
    )

    clerk.save(reading([task("修路", 1.0)], issues=issues), upload=number, at=AT)

    found = store.issues()
    assert found[["code", "department", "state"]].to_numpy().tolist() == [
        ["a", "建设局", "draft"],
        ["b", "建设局", "draft"],
    ]


def test_another_units_analyst_sees_no_foreign_upload(clerk, number, store):
    stranger = Desk(store, Actor("赵科", "analyst", frozenset({"环保局"})))

    assert stranger.uploads() == []
    with pytest.raises(NotAllowed, match="由他人上传"):
        stranger.correct(number, "进展", "N5", "12", original="1", reason="x", at=AT)
    with pytest.raises(NotAllowed):
        stranger.upload(number)


@pytest.mark.parametrize(("role", "departments"), [("auditor", ()), ("approver", ()), ("analyst", ("建设局",))])
def test_those_who_answer_for_the_department_see_its_uploads(clerk, number, store, role, departments):
    clerk.assign(number, "进展!A4:N9", department="建设局", at=AT)

    assert [u.id for u in Desk(store, Actor("钱科", role, frozenset(departments))).uploads()] == [number]


ANSWERS = [
    # department of the answer, header, field; later rows are later answers
    ("建设局", "完成数", "actual_value"),
    ("环保局", "完成数", "target_value"),
    ("环保局", "备注2", None),
]


@pytest.mark.parametrize(
    ("department", "known"),
    [
        ("建设局", {"完成数": "actual_value", "备注2": None}),
        ("环保局", {"完成数": "target_value", "备注2": None}),
        ("教育局", {"完成数": "target_value", "备注2": None}),
        (None, {"完成数": "target_value", "备注2": None}),
    ],
)
def test_a_departments_own_answers_count_before_those_for_others(desk, store, department, known):
    for owner, header, field in ANSWERS:
        desk.answer("form", "work_targets", {header: field}, department=owner, at=AT)

    found = store.answers(department)

    assert [(a.signature, a.dataset, a.fields) for a in found] == [("form", "work_targets", known)]


def test_the_last_answer_counts(desk, store):
    for field in ("actual_value", None):
        desk.answer("form", "work_targets", {"完成数": field}, department="建设局", at=AT)

    assert store.answers("建设局")[0].fields == {"完成数": None}


def test_answers_are_found_by_form(desk, store):
    for signature in ("one", "two"):
        desk.answer(signature, "work_targets", {"完成数": "actual_value"}, at=AT)

    assert [a.signature for a in store.answers(signatures=["two"])] == ["two"]


def test_how_a_reading_was_made_is_kept_with_it(desk, store):
    receipt = desk.save(
        reading([task("修路", 1.0)]),
        content=b"x",
        at=AT,
        mappings=Remembered({"form": 1}),
        corrections=Remembered({"N5": "2"}),
    )

    inputs = store.inputs(receipt.submission_ids[0])

    assert (inputs["mappings"], inputs["corrections"]) == ({"form": 1}, {"N5": "2"})
