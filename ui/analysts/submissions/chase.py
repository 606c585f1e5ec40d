"""The chase list: who still owes what, by unit and lead post, as text to copy and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO

import pandas as pd
import streamlit as st
import xlsxwriter

from catalog import dataset
from catalog.numbers import period_words
from catalog.working_days import working_days_between
from exports import chasing as papers
from ui import mail, source
from ui.analysts.submissions.owed_reports import KINDS, Ledger
from ui.escape import md

HEADS = ("牵头领导", "单位", "数据类别", "期数", "情形", "应报日", "迟报（工作日）")


def chase(found: Ledger, as_of: date) -> None:
    """To all, a lead post or a unit: text with a button to copy it, a letter as .docx, the list as .xlsx, mail."""
    owed, period = found.owed, found.period
    if owed.empty:
        st.markdown(":gray[本期没有需要催报的单位。]")
        return
    text, addressees = _to_all(source.acts(), period, as_of, found)
    to = _addressee(addressees)
    mine = owed if to is None else owed[owed[to.column].eq(to.name)]
    # Counting working days takes as long as the rest of the page: done for what is shown or fetched.
    reminder = partial(_reminder, mine, period, as_of, to)
    st.code(text if to is None else papers.text(reminder()), language=None, wrap_lines=True)
    named = f"催报_{to.name if to else '全部'}_{period}"
    with st.container(horizontal=True):
        st.download_button(
            "催办通知 .docx", lambda: papers.letter(reminder()), file_name=f"{named}.docx", on_click="ignore",
            icon=":material/download:", key="chase-docx",
        )  # fmt: skip
        st.download_button(
            "催报清单 .xlsx", partial(chase_workbook, mine, period), file_name=f"{named}.xlsx",
            on_click="ignore", icon=":material/download:", key="chase-xlsx",
        )  # fmt: skip
    _mail(owed, period, as_of, to)


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a reminder goes: a unit or a lead post."""

    column: str
    name: str


@st.cache_resource(show_spinner=False, max_entries=32)
def _to_all(acts: int, period: str, as_of: date, _found: Ledger) -> tuple[str, list[Addressee]]:  # noqa: ARG001 - a key
    """The text to all, and to whom else it can go: a post that answers for several, or one unit."""
    owed = _found.owed
    posts = [Addressee("lead_post", name) for name in owed["lead_post"].dropna().unique()]
    units = [Addressee("department", name) for name in owed["department"].unique()]
    return chase_text(owed, period), [*posts, *units]


def _addressee(known: Sequence[Addressee]) -> Addressee | None:
    """To all, to one unit or to the post that answers for several."""
    return st.selectbox(
        "催报对象", known, index=None, key="chase-to", format_func=lambda one: one.name,
        placeholder="全部；可选一位牵头领导或一个单位", label_visibility="collapsed",
    )  # fmt: skip


def _reminder(owed: pd.DataFrame, period: str, as_of: date, to: Addressee | None) -> papers.Reminder:
    rows = [
        papers.Owing(
            row["department"], dataset(row["dataset"]).label, KINDS[row["kind"]][0], row["due"].date(),
            working_days_between(row["due"].date(), as_of),
        )
        for row in owed.to_dict("records")
    ]  # fmt: skip
    is_post = to is not None and to.column == "lead_post"
    return papers.Reminder(to.name if to else "", period_words(period), as_of, rows, is_post)


def _mail(owed: pd.DataFrame, period: str, as_of: date, to: Addressee | None) -> None:
    """Where mail is set up: one letter to the one chosen, or to each unit; what did not go is said."""
    out = mail.post()
    if out is None:
        return
    wanted = [to] if to else [Addressee("department", name) for name in owed["department"].unique()]
    with st.popover("发邮件催报", icon=":material/mail:"):
        lacking = [one.name for one in wanted if one.name not in out.addresses]
        st.text(f"由 {out.sender} 发给 {len(wanted) - len(lacking)} 个对象，附催办通知。", width=320)
        if lacking:
            st.text(f"没有登记邮箱：{'、'.join(lacking)}", width=320)
        reminders = [_reminder(owed[owed[one.column].eq(one.name)], period, as_of, one) for one in wanted]
        st.button("确认发送", type="primary", key="chase-send", on_click=_send, args=(out, reminders))
    for name, why in st.session_state.pop("chase-sent", ()):
        if why:
            st.error(md(f"{name}：{why}"), icon=":material/mail_off:")
        else:
            st.success(md(f"{name}：已发送"), icon=":material/mark_email_read:")


def _send(out: mail.Post, reminders: Sequence[papers.Reminder]) -> None:
    letters = [_letter(one) for one in reminders]
    st.session_state["chase-sent"] = [(letter.to, why) for letter, why in mail.send(out, letters)]


def _letter(one: papers.Reminder) -> mail.Letter:
    subject, file = f"{one.period}工作进展报送催办", f"催报_{one.who}.docx"
    return mail.Letter(one.who, subject, papers.text(one), file, papers.letter(one))


def chase_text(owed: pd.DataFrame, period: str) -> str:
    """One paragraph a lead post, one line a unit: what is missing, of what kind, since when it is due."""
    lines = [f"{period_words(period)}工作进展报送催办（尚缺 {len(owed)} 份）"]
    for post, of_post in owed.groupby("lead_post", sort=True, dropna=False):
        lines.append(f"\n{post if isinstance(post, str) else '（未定牵头领导）'}：")
        for department, of_unit in of_post.groupby("department", sort=True):
            said = "、".join(
                f"{dataset(r['dataset']).label}（{KINDS[r['kind']][0]}）" for r in of_unit.to_dict("records")
            )
            due = of_unit["due"].min()
            lines.append(f"  {department}：{said}；应于{due.month}月{due.day}日前报送")
    return "\n".join(lines)


def chase_workbook(owed: pd.DataFrame, period: str) -> bytes:
    """The list as a workbook of plain values: nothing in it is a formula or a link."""
    buffer = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **plain}) as book:
        sheet = book.add_worksheet("催报清单")
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_string(
            0, 0, f"{period_words(period)}工作进展催报清单", book.add_format({"bold": True, "font_size": 14})
        )
        sheet.write_row(2, 0, HEADS, bold)
        for line, row in enumerate(owed.to_dict("records"), 3):
            sheet.write_row(line, 0, _texts(row, period))
            sheet.write_datetime(line, 5, row["due"].to_pydatetime(), day)
            if pd.notna(row["working_days_late"]):
                sheet.write_number(line, 6, int(row["working_days_late"]))
        sheet.set_column(0, 2, 22)
        sheet.set_column(3, 6, 14)
        sheet.freeze_panes(3, 0)
        sheet.autofilter(2, 0, 2 + len(owed), len(HEADS) - 1)
    return buffer.getvalue()


def _texts(row: dict, period: str) -> list[str]:
    post = row["lead_post"] if isinstance(row["lead_post"], str) else ""
    return [post, row["department"], dataset(row["dataset"]).label, period_words(period), KINDS[row["kind"]][0]]
