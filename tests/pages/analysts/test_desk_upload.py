"""Uploading as an analyst does it: a file is kept, asked about, corrected, compared and published."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import AUGUST, SAMPLES, Open, press, publish_shorter_august, said
from ui.analysts.upload.columns import NOT_TAKEN

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, content, BOOK) for name, content in files])
    return app.run()


def kept(store: Store) -> int:
    return Desk(store, local_actor()).uploads()[-1].id


def test_a_file_is_kept_at_once_and_waits_after_a_reload(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    assert AUGUST.name in said(page("upload"))
    assert [u.file for u in Desk(store, local_actor()).uploads()] == [AUGUST.name]


def box(app: AppTest, label: str) -> Selectbox:
    """The box of that label."""
    return next(one for one in app.selectbox if one.label == label)


def test_a_question_is_answered_in_one_act_and_never_asked_again(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    app = page("upload", upload=str(kept(store)))
    app.button_group(key=f"table-{kept(store)}").set_value(1).run()
    assert "Q 列是哪一项" in said(app)
    box(app, "Q 列的字段").set_value(NOT_TAKEN).run()
    press(app, "一并记住 1 列")
    assert not app.exception
    assert "Q 列是哪一项" not in said(app)
    assert list(store.answers()[0].fields.values()) == [None]


def test_a_corrected_value_is_read_and_the_original_stays(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    app = page("upload", upload=str(kept(store)))
    app.text_input(key=f"{kept(store)}-重点任务!A3:N7-fix-重点任务-I5-85").set_value("85%")
    app.selectbox(key=f"{kept(store)}-重点任务!A3:N7-reason").set_value("电话核实")
    press(app, "采用所填更正，重新识别")
    made = Desk(store, local_actor()).upload(kept(store)).corrections
    assert [(c.sheet, c.cell, c.text, c.original, c.reason) for c in made] == [
        ("重点任务", "I5", "85%", "85", "电话核实")
    ]
    assert "85 → 85%" in said(app)
    assert '"text": "85%", "looks": "value corrected"' in said(app)
    page("upload", upload=str(kept(store)), step="差异与发布")
    draft = next(x for x in store.lines() if (x.dataset, x.state) == ("work_targets", "draft"))
    assert 0.85 in list(store.rows(draft.submission_id)["completion_rate"])
    assert store.original(Desk(store, local_actor()).upload(kept(store)).sha256) == AUGUST.read_bytes()


def test_a_correction_without_a_reason_is_not_taken(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    app = page("upload", upload=str(kept(store)))
    app.text_input(key=f"{kept(store)}-重点任务!A3:N7-fix-重点任务-I5-85").set_value("85%")
    press(app, "采用所填更正，重新识别")
    assert "请选或填更正理由" in said(app)
    assert Desk(store, local_actor()).upload(kept(store)).corrections == ()


def test_the_difference_is_shown_before_and_a_receipt_after_publishing(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    app = page("upload", upload=str(kept(store)), step="差异与发布")
    assert "与2017年7月第 1 版相比：共 4 行" in said(app)
    assert store.periods() == ["2017-06", "2017-07"]
    press(app, "发布 2 份报送")
    assert not app.exception
    published = [line for line in store.lines() if line.period == "2017-08"]
    assert [line.state for line in published] == ["published", "published"]
    again = said(page("upload", upload=str(kept(store))))
    assert all(line.content_hash in again for line in published)


def test_a_second_analyst_is_shown_the_others_version_first(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    mine = page("upload", upload=str(kept(store)), step="差异与发布")
    theirs = publish_shorter_august(store)
    press(mine, "发布 2 份报送")
    assert "在你存稿之后" in said(mine)
    assert [line.current for line in store.lines(theirs)] == [True, True]
    press(mine, "核对无误，仍以本稿为准发布")
    assert [line.current for line in store.lines(theirs)] == [False, False]


def _book(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("说明.xlsx", "这不是工作簿".encode(), "不能使用"),
        ("空.xlsx", b"", "不能使用"),
        ("空表.xlsx", _book([]), "没有可用的表"),
        (
            "食堂.xlsx",
            _book([["食堂菜谱"], ["星期", "菜"], ["一", "豆腐"], ["二", "白菜"], ["三", "鱼"]]),
            "待回答 1 问",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_said_so_and_the_rest_goes_on(
    store: Store, page: Open, name: str, content: bytes, sentence: str
) -> None:
    before = store.periods()
    app = send(page("upload"), (name, content), (AUGUST.name, AUGUST.read_bytes()))
    assert not app.exception
    listed = said(page("upload"))
    assert name in listed
    assert sentence in listed
    assert AUGUST.name in listed
    assert store.periods() == before


def test_a_locked_month_says_so_before_anything_is_clicked(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    desk, number = Desk(store, local_actor()), kept(store)
    desk.lock_period("2017-08", at="2017-09-01T09:00:00")
    app = page("upload", upload=str(number))
    assert "2017年8月已锁定" in said(app)
    assert {b.label for b in app.button if b.disabled} >= {"采用所填更正，重新识别", "采用"}
    app = page("upload", upload=str(number), step="差异与发布")
    assert next(b for b in app.button if b.label == "发布 2 份报送").disabled
    # What was only a draft of a locked month can still go back to its unit: nothing that stands moves.
    app.text_input(key=f"return-reason-{number}").set_value("月份填错")
    press(app, "退回单位")
    assert desk.upload(number).returned


def test_a_sheet_reported_for_another_month_than_it_says_is_said_so(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    number = kept(store)
    assert "表上写的是" not in said(page("upload", upload=str(number)))
    desk = Desk(store, local_actor())
    desk.assign(number, "重点任务!A3:N7", period="2017-07", at="2017-08-31")
    assert "表上写的是2017年8月，现按2017年7月上报" in said(page("upload", upload=str(number)))


def test_the_demonstration_of_a_locked_month_stays_until_it_is_unlocked(store: Store, page: Open) -> None:
    Desk(store, local_actor()).lock_period("2017-07", at="2017-09-01T09:00:00")
    app = page("upload")
    assert "2017年7月已锁定" in said(app)
    assert app.button(key="remove-demo").disabled


def test_a_zip_is_kept_file_by_file(store: Store, page: Open) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        bundle.writestr("八月/柳行街道2017年8月.xlsx", AUGUST.read_bytes())
        bundle.writestr("八月/说明.txt", "请查收")
    app = send(page("upload"), ("八月.zip", buffer.getvalue()))
    assert not app.exception
    assert AUGUST.name in [u.file for u in Desk(store, local_actor()).uploads()]


def test_the_demonstration_goes_with_one_click(store: Store, page: Open) -> None:
    app = press(page("upload"), "确认移除")
    assert not app.exception
    assert store.periods() == []
    assert not store.is_demo()


def test_files_without_a_doubt_are_published_together(store: Store, page: Open) -> None:
    august = [SAMPLES / "2017-07" / f"{unit}2017年7月.xlsx" for unit in ("财政局", "科技局")]
    app = send(page("upload"), *((path.name, path.read_bytes()) for path in august))
    app.toggle(key="together").set_value(True).run()
    assert "首次报送" in said(app)
    drafts = [line for line in store.lines() if line.state == "draft"]
    press(app, f"发布 {len(drafts)} 份报送")
    assert not app.exception
    assert {line.department for line in store.lines() if line.current} >= {"财政局", "科技局"}


def test_a_column_without_a_unit_is_asked_for_it_and_then_read(store: Store, page: Open) -> None:
    rows = [
        ["招商引资项目进展情况表（2017年7月）"],
        ["填报单位：招商局"],
        ["序号", "项目名称", "投资方", "总投资", "项目进展"],
        *([n, f"示例项目{n}", f"示例公司{n}", 1000 * n, "洽谈中"] for n in range(1, 6)),
    ]
    number = Desk(store, local_actor()).keep(_book(rows), "招商局2017年7月.xlsx", at="2017-07-30T09:00:00")
    app = page("upload", upload=str(number))
    assert "D 列没有写单位" in said(app)
    box(app, "D 列的单位").set_value("亿元").run()
    press(app, "一并记住 1 列")
    assert not app.exception
    assert "D 列没有写单位" not in said(app)
    assert [list(answer.units.values()) for answer in store.answers()] == [["亿元"]]


def test_an_encrypted_workbook_asks_for_its_password(store: Store, page: Open) -> None:
    number = Desk(store, local_actor()).keep(_encrypted("2017"), "加密.xlsx", at="2017-08-31T09:00:00")
    app = page("upload", upload=str(number))
    assert "文件设有打开密码" in said(app)
    app.text_input(key=f"password-{number}").set_value("0000").run()
    assert "密码不正确" in said(app)
    app.text_input(key=f"password-{number}").set_value("2017").run()
    assert "识别与更正" in str(app.button_group)
    assert "读出 4 行" in said(app)


def _encrypted(password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(AUGUST.read_bytes())).encrypt(password, buffer)
    return buffer.getvalue()


def test_the_livelihood_items_nobody_reported_are_named(store: Store, page: Open) -> None:
    sent = SAMPLES / "2017-07" / "教育局2017年7月.xlsx"
    number = Desk(store, local_actor()).keep(sent.read_bytes(), sent.name, at="2017-07-30T09:00:00")
    seen = said(page("upload", upload=str(number), step="差异与发布"))
    listed = seen.split("39项民生实事中还有")[1].split("\n")[0]
    assert "新增城镇就业" in listed
    reported = store.rows(next(x.submission_id for x in store.lines() if x.dataset == "livelihood_projects"))["project"]
    assert [name for name in reported if name in listed] == []


def with_hidden_sheet() -> bytes:
    """August's workbook with the sheet of investment projects hidden."""
    book = load_workbook(AUGUST)
    book["招商项目"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def drafts(store: Store) -> list[str]:
    return sorted(line.dataset for line in store.lines() if line.state == "draft")


def switch(app: AppTest, sheet: int, wanted: bool) -> AppTest:
    """Chooses one of the upload's tables and says whether it is reported."""
    next(g for g in app.get("button_group") if g.key.startswith("table-")).set_value(sheet).run()
    next(g for g in app.get("button_group") if g.key.startswith("reported-")).set_value(wanted)
    return app.run()


def test_a_hidden_sheet_is_reported_only_when_somebody_says_so_and_that_stays(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, with_hidden_sheet()))
    number = str(kept(store))
    page("upload", upload=number, step="差异与发布")
    assert drafts(store) == ["work_targets"]

    app = switch(page("upload", upload=number), 1, True)

    assert not app.exception
    page("upload", upload=number, step="差异与发布")
    assert drafts(store) == ["investment_projects", "work_targets"]
    last = store.audit().query("action == 'assign'").iloc[-1]
    assert json.loads(last["details"])["said"]["include"] is True
    assert "上报" in said(page("meeting", desk="操作日志"))


def test_a_hidden_sheet_without_a_unit_is_not_in_the_way_of_publishing(store: Store, page: Open) -> None:
    book = load_workbook(io.BytesIO(with_hidden_sheet()))
    for row in (1, 2):
        book["招商项目"].cell(row, 1).value = None
    buffer = io.BytesIO()
    book.save(buffer)
    send(page("upload"), ("表.xlsx", buffer.getvalue()))

    app = page("upload", upload=str(kept(store)), step="差异与发布")

    assert "没有认出" not in said(app)
    assert drafts(store) == ["work_targets"]


def test_a_table_that_is_left_out_is_neither_asked_about_nor_published(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    number = str(kept(store))
    assert "待回答 1 问" in said(page("upload", upload=number))

    app = switch(page("upload", upload=number), 1, False)

    assert "不上报" in str([g.proto for g in app.get("button_group") if g.key.startswith("table-")])
    assert "待回答" not in said(page("upload", upload=number))
    page("upload", upload=number, step="差异与发布")
    assert drafts(store) == ["work_targets"]


def test_the_day_a_workbook_came_by_mail_is_said_with_a_reason(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    number = kept(store)
    app = page("upload", upload=str(number))
    app.date_input[0].set_value(dt.date(2017, 8, 31))
    press(app, "更正收到日")
    assert "请填写理由" in said(app)
    next(box for box in app.text_input if str(box.key).startswith("received-reason")).set_value("周五邮件收到")
    press(app, "更正收到日")
    assert not app.exception
    assert Desk(store, local_actor()).upload(number).received == "2017-08-31"

    publish = page("upload", upload=str(number), step="差异与发布")
    press(publish, "发布 2 份报送")

    found = store.ledger("2017-08")
    mine = found[(found["period"] == "2017-08") & found["submission_id"].notna()]
    assert set(mine["kind"]) == {"on_time"}
    assert "周五邮件收到" in said(page("meeting", desk="操作日志"))


def test_what_was_in_the_last_report_and_is_empty_now_is_counted_and_has_no_invented_cell(
    store: Store, page: Open
) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    shown = said(page("upload", upload=str(kept(store)), step="差异与发布"))
    assert "改动 12 处，其中 2 处上次有数、本次空缺" in shown
    assert '"None"' not in shown


def clean(n: int, actual: int = 10) -> bytes:
    """A small report of one unit without anything to doubt."""
    unit = ["建设局", "教育局", "环保局", "科技局"][n % 4]
    heads = [
        "序号",
        "所属工作",
        "任务名称",
        "年度目标",
        "目标值",
        "计量单位",
        "完成值",
        "完成率",
        "责任单位",
        "完成时限",
    ]
    return _book(
        [
            [f"{unit}2017年8月重点任务进展表"],
            [f"填报单位：{unit}"],
            heads,
            [1, "发展", f"{unit}新建道路", "新建20公里", 20, "公里", actual, f"{actual * 5}%", unit, "2017-12-31"],
            [2, "发展", f"{unit}改造管网", "改造40公里", 40, "公里", actual, f"{actual * 2.5}%", unit, "2017-12-31"],
        ]
    )


def test_publishing_many_ends_with_a_receipt_and_one_refusal_holds_up_no_other(store: Store, page: Open) -> None:
    desk = Desk(store, local_actor())
    app = send(page("upload"), *((f"{n}.xlsx", clean(n)) for n in range(3)))
    app.toggle(key="together").set_value(True).run()
    label = next(b.label for b in app.button if b.label.startswith("发布 "))
    gone = next(line for line in store.lines() if line.department == "教育局")
    desk.send_back(gone.submission_id, reason="有误", at="2017-08-31T10:00:00")
    press(app, label)
    assert "发布 2 份，1 份未发布" in said(app)
    assert "不是草稿" in said(app)
    assert {line.department for line in store.lines() if line.period == "2017-08" and line.current} == {
        "建设局",
        "环保局",
    }
    press(app, "收起回执")
    assert "一并发布已办完" not in said(app)


def test_a_file_found_right_waits_as_accepted(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    press(page("upload", upload=str(kept(store)), step="差异与发布"), "核收")
    assert Desk(store, local_actor()).upload(kept(store)).accepted == "本机分析员"
    assert "核收" in said(page("files"))


def test_a_whole_batch_gets_its_day_of_arrival_or_each_the_day_it_says(store: Store, page: Open) -> None:
    dated = load_workbook(io.BytesIO(clean(0)))
    dated.active["A2"] = "填报单位：建设局    填报日期：2017年9月1日"
    buffer = io.BytesIO()
    dated.save(buffer)
    desk = Desk(store, local_actor())
    app = send(page("upload"), ("0.xlsx", buffer.getvalue()), ("1.xlsx", clean(1)))
    press(app, "按表上日期登记 1 份")
    assert {u.file: u.received for u in desk.uploads()}["0.xlsx"] == "2017-09-01"
    app.date_input(key="received-many-day").set_value(dt.date(2017, 9, 4))
    app.text_input(key="received-many-reason").set_value("随文一并收到")
    press(app, "一并登记")
    assert {u.received for u in desk.uploads()} == {"2017-09-04"}
