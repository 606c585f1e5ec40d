"""What stands beside the upload box: blank forms to send to departments, and the way out of the demonstration."""

from __future__ import annotations

import streamlit as st

from catalog import dataset, datasets
from loaders import templates
from ui import source
from ui.analysts.desk import attempt, desk, now


def blank_forms() -> None:
    """A blank workbook of each dataset: a department that fills one in is never asked a question."""
    with st.popover("空白模板", icon=":material/description:"):
        name = st.selectbox(
            "数据类别", list(datasets()), format_func=lambda n: dataset(n).label, key="template-dataset"
        )
        st.download_button(
            "下载空白模板 .xlsx", lambda: _blank(name), file_name=f"{dataset(name).label}模板.xlsx", on_click="ignore",
            icon=":material/download:", key="template",
        )  # fmt: skip


def remove_demonstration() -> None:
    """One click withdraws every made-up submission; shown only while there is one."""
    if not source.is_demo(source.version()):
        return
    clicked = st.button(
        "移除演示数据",
        icon=":material/delete_sweep:",
        key="remove-demo",
        help="撤下全部演示（虚构）报送，可在报送台账恢复",
    )
    if clicked and attempt(lambda: desk().remove_demo(at=now())) is not None:
        st.rerun()


@st.cache_resource(show_spinner=False)
def _blank(name: str) -> bytes:
    return templates.workbook(name)
