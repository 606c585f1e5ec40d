"""Every file is found again, the same bytes say what they are, and a returned file is answered cell by cell."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from store import Desk, Store, local_actor
from tests.pages.analysts.conftest import AUGUST, UNIT, Open, press, said
from tests.pages.analysts.test_desk_upload import kept, send
from ui.trace_link import trace_href

AT = "2017-08-31T09:00:00"


def keep(store: Store, content: bytes = b"", file: str = AUGUST.name) -> int:
    return Desk(store, local_actor()).keep(content or AUGUST.read_bytes(), file, at=AT)


def corrected(cell: str, text: str) -> bytes:
    book = load_workbook(AUGUST)
    book["重点任务"][cell] = text
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def returned(page: Open, number: int) -> AppTest:
    app = page("upload", upload=str(number))
    app.text_input(key=f"return-reason-{number}").set_value("第5行没有百分号")
    return press(app, "退回单位")


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (lambda desk, n: desk.discard(n, at=AT), "已移出待办"),
        (lambda desk, n: desk.return_file(n, reason="数不对", at=AT), "已退回"),
        (lambda desk, _n: desk.keep(b"another", "b.xlsx", at=AT), "已收"),
    ],
)
def test_every_file_is_listed_with_its_state_unit_month_and_kind(store: Store, page: Open, act, word: str) -> None:
    number = keep(store)
    page("upload")  # looked at once, it is known whose it is
    act(Desk(store, local_actor()), number)
    listed = said(page("files", find=AUGUST.name))
    assert all(words in listed for words in (AUGUST.name, word, UNIT, "2017年8月", "招商引资项目", "本机分析员"))


def test_files_saved_without_being_kept_are_found_and_narrowed(store: Store, page: Open) -> None:
    whole, july = said(page("files")), said(page("files", month="2017年7月"))
    assert "2017年6月" in whole
    assert "2017年6月" not in july
    assert "2017年7月" in july


def test_the_same_bytes_again_say_what_they_are_and_open_it(store: Store, page: Open) -> None:
    send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    first = kept(store)
    app = page("upload")
    send(app, ("换了名字.xlsx", AUGUST.read_bytes()))
    assert "同样的文件收到过" in said(app)
    assert str(first) in app.query_params["upload"]
    assert len(Desk(store, local_actor()).uploads()) == 1


def test_a_file_put_aside_that_comes_again_waits_again(store: Store, page: Open) -> None:
    number = keep(store)
    Desk(store, local_actor()).discard(number, at=AT)
    app = send(page("upload"), (AUGUST.name, AUGUST.read_bytes()))
    assert "重新列入待办" in said(app)
    assert not Desk(store, local_actor()).upload(number).discarded


def test_a_returned_file_has_its_list_of_cells_and_is_taken_up_again(store: Store, page: Open) -> None:
    number = keep(store)
    app = returned(page, number)
    sheet = said(app)
    assert "退回更正：" in sheet
    assert "重点任务 I5（现为“85”）" in sheet
    assert AUGUST.name not in said(page("upload"))
    press(app, "恢复待办")
    assert Desk(store, local_actor()).upload(number).returned is None


def test_returning_without_a_reason_is_refused(store: Store, page: Open) -> None:
    number = keep(store)
    app = press(page("upload", upload=str(number)), "退回单位")
    assert "请填写理由" in said(app)
    assert Desk(store, local_actor()).upload(number).returned is None


@pytest.mark.parametrize(("text", "result"), [("85%", "已更正"), ("85", "问题仍在")])
def test_the_new_file_is_held_against_what_was_asked(store: Store, page: Open, text: str, result: str) -> None:
    first = keep(store)
    page("upload")
    returned(page, first)
    second = keep(store, corrected("I5", text) + b"", "更正.xlsx")
    page("upload")
    answer = said(page("upload", upload=str(second)))
    assert f'"text": "{result}"' in answer
    assert "看退回的文件" in answer


def test_a_traced_cell_leads_to_its_file(store: Store, page: Open) -> None:
    row = store.frame("work_targets", as_of="2017-07").iloc[0]
    query = dict(
        part.split("=")
        for part in trace_href("work_targets", row["row_id"], "task", as_of="2017-07").split("?")[1].split("&")
    )
    app = press(page("trace", **query), "把原件放上工作台以便更正")
    link = next(m.value for m in app.markdown if "更正这一格" in m.value)
    number = Desk(store, local_actor()).uploads()[-1].id
    assert f"upload={number}&" in link
    trace = store.trace("work_targets", row["row_id"], "task", as_of="2017-07")
    opened = page("upload", upload=str(number), sheet=trace.sheet, cell=trace.cell)
    assert any(box.label == "单元格" and box.value == trace.cell for box in opened.text_input)


def test_the_waiting_list_shows_all_and_is_searched(store: Store, page: Open) -> None:
    for n in range(70):
        keep(store, f"a,b\n{n},2\n".encode(), f"第{n}份.csv")
    app = page("upload")
    assert "70份文件待处理" in said(app)
    assert all(f"第{n}份.csv" in said(app) for n in range(70))
    app.text_input(key="waiting-find").set_value("第69份").run()
    assert "第68份.csv" not in said(app)
