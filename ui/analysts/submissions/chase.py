"""The chase list: who still owes what, by unit and lead post, as text to copy and as a workbook."""

from __future__ import annotations

from functools import lru_cache, partial
from io import BytesIO

import pandas as pd
import streamlit as st
import xlsxwriter

from catalog import dataset
from ui.analysts.submissions.owed_reports import KINDS, Ledger
from ui.scope import period_words

HEADS = ("牵头领导", "单位", "数据类别", "期数", "情形", "应报日", "迟报（工作日）")


def chase(found: Ledger) -> None:
    """Text by lead post and unit with a button to copy it, and the same list as .xlsx."""
    owed, period = found.owed, found.period
    if owed.empty:
        st.markdown(":gray[本期没有需要催报的单位。]")
        return
    st.code(_text(found), language=None, wrap_lines=True)
    st.download_button(
        "下载催报清单 .xlsx", partial(chase_workbook, owed, period), file_name=f"催报清单_{period}.xlsx",
        on_click="ignore", icon=":material/download:", key="chase-xlsx",
    )  # fmt: skip


@lru_cache(maxsize=8)
def _text(found: Ledger) -> str:
    return chase_text(found.owed, found.period)


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
