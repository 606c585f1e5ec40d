"""A file goes back to its department with the cells to look at; the file that answers it is held against them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from catalog import Issue
from exports import returned as papers
from store.desk.permissions import may
from store.reading.files import File
from store.versions.uploads import Upload
from ui import source
from ui.analysts.desk import actor, attempt, desk, now
from ui.analysts.files.states import about_words, every_file, href, moment
from ui.analysts.locks import why_held
from ui.analysts.sheet import places
from ui.analysts.table import Cell, table
from ui.analysts.upload.rereading import Understood
from ui.escape import md


def offer(upload: Upload, understood: Understood) -> None:
    """The form that sends the file back: which of the found cells, and why. Shown to who may."""
    about = sorted({department for _, department, _ in upload.about} | upload.departments)
    if upload.discarded or upload.returned or not may(actor(), "return", about):
        return
    found = [issue for issue in understood.issues if issue.severity != "note"]
    with st.popover("退回更正", icon=":material/undo:"):
        st.text("退回后，这份文件连同其草稿、在册版本一并退回；单位报来的新文件会与所列各处逐一对照。", width=420)
        with st.form(f"return-{upload.id}", border=False):
            chosen = st.multiselect(
                "要单位更正的单元格", range(len(found)), list(range(len(found))), format_func=lambda i: _said(found[i]),
                key=f"return-cells-{upload.id}", placeholder="不列单元格，只写理由",
            )  # fmt: skip
            st.text_input("退回原因", key=f"return-reason-{upload.id}", placeholder="必填，写给单位看")
            cells = [_cell(found[i]) for i in chosen]
            standing = (
                line.period for line in source.lines() if line.current and line.submission_id in upload.submissions
            )
            closed = why_held(standing)
            st.form_submit_button(
                "退回单位", type="primary", on_click=_send_back, args=(upload.id, cells), disabled=bool(closed),
                help=closed or None,
            )  # fmt: skip


def put_away(upload: Upload, understood: Understood) -> None:
    """What was said of a file that is returned or set aside, what the unit is sent, and the way to take it up again."""
    if upload.returned:
        by, at = upload.returned.by, moment(upload.returned.at)
        st.warning(md(f"{by} 于 {at} 退回：{upload.returned.reason}"), icon=":material/undo:")
        papers_of(upload, understood)
    elif upload.discarded:
        st.info("这份文件已移出待办，原件仍在。", icon=":material/inventory_2:")
    if upload.returned or upload.discarded:
        st.button("恢复待办", icon=":material/restore:", key=f"resume-{upload.id}", on_click=_resume, args=(upload.id,))


def answers(upload: Upload, understood: Understood) -> None:
    """Where this file answers a returned one: each cell that was asked about, then and now."""
    for earlier in (file for file in every_file() if file.answered_by == upload.id and file.returned):
        asked = [cell for cell in earlier.returned.cells if cell["cell"]] if earlier.returned else []
        rows = [_compared(cell, understood) for cell in asked]
        open_ones = sum(row[-1].looks != "good" for row in rows)
        with st.expander(
            md(f"重报：{earlier.file}曾退回，所列 {len(rows)} 处，现仍有 {open_ones} 处"), icon=":material/rule:",
            expanded=bool(open_ones),
        ):  # fmt: skip
            st.markdown(f"[看退回的文件]({href(earlier)})")
            table(["工作表", "单元格", "退回时", "现在", "当时的问题", "结果"], rows, key=f"answer-{earlier.upload}")


def _send_back(number: int, cells: Sequence[dict[str, str]]) -> None:
    reason = str(st.session_state.get(f"return-reason-{number}") or "")
    if attempt(lambda: desk().return_file(number, reason=reason, cells=cells, at=now())) is not None:
        st.toast("已退回，退回单已备好，可复制或下载。", icon=":material/undo:")


def _resume(number: int) -> None:
    attempt(lambda: desk().resume(number, at=now()))


def _said(issue: Issue) -> str:
    return f"{issue.sheet} {issue.cells}：{issue.message}".strip()


def _cell(issue: Issue) -> dict[str, str]:
    said = f"{issue.message}{'；' + issue.suggestion if issue.suggestion else ''}"
    return {"code": issue.code, "sheet": issue.sheet, "cell": issue.cells, "value": issue.value or "", "said": said}


def papers_of(upload: Upload, understood: Understood) -> None:
    """The list of cells as text and the workbook with them marked, as the unit gets them."""
    returned = upload.returned
    if returned is None:
        return
    file = next((one for one in every_file() if one.upload == upload.id), None)
    sent = papers.Return(_about(upload, file), returned.reason, returned.cells)
    st.code(papers.text(sent), language=None, wrap_lines=True)
    named = upload.file.rsplit(".", 1)[0]
    st.download_button(
        "下载退回单 .xlsx（标出单元格）", lambda: papers.workbook(sent, understood.sheets), f"退回_{named}.xlsx",
        on_click="ignore", icon=":material/download:", key=f"return-paper-{upload.id}",
    )  # fmt: skip
    if file and file.answered_by:
        st.markdown(f"单位已重报：[打开新文件](upload?upload={file.answered_by})")


def _about(upload: Upload, file: File | None) -> str:
    words = about_words(file) if file else ""
    return f"{words}（{upload.file}）" if words else upload.file


def _compared(cell: dict[str, str], understood: Understood) -> list[Cell]:
    now_said = _text_now(cell, understood)
    still = any(_touches(issue, cell) for issue in understood.issues)
    result = (
        ("问题仍在", "wrong") if still else ("未改动", "check") if now_said == cell["value"] else ("已更正", "good")
    )
    return [
        Cell(cell["sheet"]), Cell(cell["cell"], looks="short"), Cell(cell["value"] or "（空）", looks="old"),
        Cell(now_said or "（空）"), Cell(cell["said"], looks="long"), Cell(result[0], looks=result[1]),
    ]  # fmt: skip


def _text_now(cell: dict[str, str], understood: Understood) -> str:
    at = next(places(cell["cell"], 1), None)
    sheets: Iterable = (sheet for sheet in understood.sheets if sheet.name == cell["sheet"])
    return next((sheet.texts.get(at, "") for sheet in sheets), "")


def _touches(issue: Issue, cell: dict[str, str]) -> bool:
    return (issue.code, issue.sheet, issue.cells) == (cell["code"], cell["sheet"], cell["cell"])
