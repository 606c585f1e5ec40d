"""The buttons under a frozen meeting: slides, bulletin and lists at once, pictures and the whole pack step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from exports import bulletin, lists, pack, slides
from exports.chromium import NoPicture
from exports.pictures import screens
from store.meetings import Meeting
from ui import source
from ui.escape import md
from ui.papers.gathering import dossier
from ui.scope import View

LOCAL = "http://127.0.0.1:8501"
OFFICE: tuple[tuple[str, str, str, Callable[..., bytes]], ...] = (
    (
        "汇报幻灯片 PPTX",
        "汇报.pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        slides,
    ),
    (
        "通报代拟稿 DOCX",
        "通报（代拟稿）.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        bulletin,
    ),
    ("清单 XLSX", "清单.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lists),
)


def meeting_view(meeting: Meeting) -> View:
    """The view of a frozen meeting: its period, and nothing that was published after it was frozen."""
    version = source.version()
    return View(version, meeting.as_of, demo=source.is_demo(version), meeting=meeting.name, until=meeting.seq)


def office(view: View, name: str) -> None:
    """A row of download buttons; each file is made when its button is pressed, from the same dossier."""
    row = st.container(horizontal=True, gap="small")
    for label, suffix, mime, write in OFFICE:
        row.download_button(
            label,
            data=lambda write=write: write(dossier(view)),
            file_name=f"{name}-{suffix}",
            mime=mime,
            on_click="ignore",
            icon=":material/download:",
            key=f"paper_{suffix}_{name}",
        )


def whole_pack(view: View, name: str, pages: Mapping[str, str]) -> None:
    """Everything in one .zip, with a picture of each of ``pages`` (title -> address) in meeting mode.

    What cannot be made is said inside.
    """
    made = f"pack_{name}"
    if st.button("生成整包（含各屏图片）", icon=":material/folder_zip:", key=f"make_{made}"):
        st.session_state[made] = _pack(view, pages)
    if made in st.session_state:
        content, missing = st.session_state[made]
        st.download_button(
            "下载整包 ZIP", content, f"{name}.zip", "application/zip", on_click="ignore", key=f"get_{made}",
            icon=":material/download:",
        )  # fmt: skip
        for reason in missing:
            st.warning(md(reason), icon=":material/image_not_supported:")


def _pack(view: View, pages: Mapping[str, str]) -> tuple[bytes, list[str]]:
    told = st.progress(0.0, "正在收集冻结的数字…")
    papers = dossier(view)
    told.progress(0.2, "正在给各屏拍照（1920×1080）…")
    pictures, missing = _pictures(view, pages)
    told.progress(0.8, "正在写 PPTX、DOCX、XLSX 并打包…")
    content = pack(papers, pictures, missing)
    told.empty()
    return content, missing


def _pictures(view: View, pages: Mapping[str, str]) -> tuple[dict[str, bytes], list[str]]:
    """One picture a page, taken from this very server; a sentence instead where it cannot be done."""
    query = {"meeting": view.meeting} if view.meeting else {"period": view.as_of}
    try:
        return screens(_base_url(), pages, query), []
    except NoPicture as reason:
        return {}, [str(reason)]


def _base_url() -> str:
    """This server as its own browser reaches it: the address of the page without its path."""
    address = str(st.context.url or LOCAL)
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.split('/')[0]}"


def page_papers(view: View) -> None:
    """On a leaders' page: what this period would print now, marked as not frozen unless a meeting is shown."""
    with st.popover("会议材料", icon=":material/print:", type="tertiary"):
        office(replace(view, department="").plain(), view.meeting or view.as_of)
