"""What stands beside the upload box: blank forms to send to departments, and the way out of the demonstration."""

from __future__ import annotations

import streamlit as st

from catalog import dataset, datasets
from loaders import templates
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.locks import why_held


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
    """Withdraws every made-up submission, asked once and said what it does; shown only while there is one."""
    if not source.is_demo(source.version()):
        return
    made_up = [line.period for line in source.lines() if line.demo and line.current]
    closed = why_held(made_up)
    with st.popover("移除演示数据", icon=":material/delete_sweep:"):
        st.text(
            f"将撤下 {len(made_up)} 份演示（虚构）报送，各页随即不再显示它们，"
            "演示对目录的更改一并撤销；原件仍在，可在报送台账恢复。",
            width=320,
        )
        if closed:
            st.text(closed, width=320)
        st.button("确认移除", type="primary", key="remove-demo", disabled=bool(closed), on_click=_remove_demonstration)


def _remove_demonstration() -> None:
    attempt(lambda: desk().remove_demo(at=now()))


@st.cache_resource(show_spinner=False)
def _blank(name: str) -> bytes:
    return templates.workbook(name)
