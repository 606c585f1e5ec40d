"""The buttons under a frozen meeting: slides, bulletin and lists at once, pictures and the whole pack step by step."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from access import passes
from access.identity import Identity
from access.serving.own_address import own_url
from access.values import bracketed
from exports import Dossier, bulletin, lists, pack, slides
from exports.chromium import NoPicture
from exports.pack import zipped
from exports.pictures import photographs
from store.versions.meetings import Meeting
from ui import released, source
from ui.analysts.desk import now
from ui.background import Task, Tell, progress, started
from ui.escape import md
from ui.identity import identity
from ui.papers.gathering import dossier
from ui.scope import View

ANYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - addresses that are listened on, not opened
# Of a link: said by the view, or how it is looked at.
FRAME = ("period", "unit", "meeting", "mode", "embed", "size")
# What the session calls the open papers of a page.
OPENED = "page_papers"
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
    demo = source.is_demo(version, meeting.seq)
    return View(version, meeting.as_of, demo=demo, meeting=meeting.name, until=meeting.seq)


def office(view: View, name: str) -> None:
    """A row of download buttons; each file is made when its button is pressed, from the same dossier. The bulletin
    bears the day it is sent."""
    signed = st.date_input("通报印发日期", value=now().date(), format="YYYY-MM-DD", key=f"signed_{name}", width=180)
    row = st.container(horizontal=True, gap="small")
    for label, suffix, mime, write in OFFICE:
        row.download_button(
            label,
            data=partial(_written, partial(write, signed=signed) if write is bulletin else write, view),
            file_name=f"{name}-{suffix}",
            mime=mime,
            on_click="ignore",
            icon=":material/download:",
            key=f"paper_{suffix}_{name}",
        )


def _written(write: Callable[..., bytes], view: View) -> bytes:
    with source.judging(view.meeting, view.as_of):
        return write(dossier(view))


def whole_pack(view: View, name: str, pages: Mapping[str, str]) -> None:
    """Everything in one .zip, with each of ``pages`` (title -> address) in meeting mode as PNG and PDF, made beside the
    page: its reader may go on meanwhile.

    What cannot be made is said inside.
    """
    made = f"pack_{name}"
    if st.button("生成整包（含各屏图片）", icon=":material/folder_zip:", key=f"make_{made}"):
        signed = st.session_state.get(f"signed_{name}")
        shots = _Shots(pages, _query(view), identity())
        st.session_state[made] = started(lambda tell: _pack(view, shots, signed, tell))
    _handed_out(made, "下载整包 ZIP", f"{name}.zip")


def _handed_out(made: str, label: str, file: str) -> None:
    """How far it is, then what was made: the .zip, and in a sentence each what is not in it."""
    task: Task | None = st.session_state.get(made)
    if task is None:
        return
    if not task.finished.is_set():
        progress(task)
        return
    content, missing = task.result()
    for reason in missing:
        st.warning(md(reason), icon=":material/image_not_supported:")
    if content:
        icon = ":material/download:"
        st.download_button(label, content, file, "application/zip", on_click="ignore", key=f"get_{made}", icon=icon)


@dataclass(frozen=True, slots=True)
class _Shots:
    """What is photographed: ``pages`` (title -> address) with ``query``, as ``reader`` sees them."""

    pages: Mapping[str, str]
    query: Mapping[str, str]
    reader: Identity


def _pack(view: View, shots: _Shots, signed: date | None, tell: Tell) -> tuple[bytes, list[str]]:
    tell(0, len(shots.pages) + 2, "正在收集冻结的数字…")
    with source.judging(view.meeting, view.as_of):
        papers = dossier(view)
        pictures, missing = _photographed(shots, papers, tell)
        tell(len(shots.pages) + 1, len(shots.pages) + 2, "正在写 PPTX、DOCX、XLSX 并打包…")
        return pack(papers, pictures, missing, signed), missing


def _photographed(shots: _Shots, papers: Dossier, tell: Tell) -> tuple[dict[str, bytes], list[str]]:
    """Every page as it is taken from this very server, said page by page; sentences for what could not be taken."""
    found: dict[str, bytes] = {}
    missing: list[str] = []
    n = len(shots.pages)
    sources = {title: papers.stamp(title) for title in shots.pages}
    tell(0, n + 2, f"正在启动 Chromium，共{n}屏…")
    try:
        # The browser sees what this page's reader may see, and nothing once the pictures are taken.
        with passes.held(shots.reader) as cookies:
            taken = photographs(_base_url(), shots.pages, shots.query, sources=sources, cookies=cookies)
            for i, one in enumerate(taken, 1):
                found |= one.files
                missing += [one.problem] if one.problem else []
                tell(i, n + 2, f"已拍“{one.title}”（{i}/{n}屏）…")
    except NoPicture as reason:
        missing.append(str(reason))
    return found, missing


def _base_url() -> str:
    """This very server as its own browser reaches it; never an address a reader's browser told us."""
    if own := own_url():
        return own
    host = os.environ.get("HOST", "")
    port = os.environ.get("PORT") or st.get_option("server.port")
    return f"http://{'127.0.0.1' if host in ANYWHERE else bracketed(host)}:{port}"


def page_papers(view: View, title: str, address: str) -> None:
    """On a leaders' page: the papers of what it shows, and this page and its charts as pictures. Nothing of it is made
    before somebody opens it."""
    name = view.meeting or f"{view.as_of}（未定稿）"
    with st.popover("会议材料", icon=":material/print:", type="tertiary", key=OPENED, on_change="rerun") as papers:
        if not papers.open:
            return
        if collected := released.collecting_words(view):
            st.info(md(f"{collected}，还没有发布：发布本月后才能出会议材料。"), icon=":material/hourglass_top:")
            return
        office(replace(view, department="").plain(), name)
        made = f"pictures_{view.version}_{address}_{sorted(_shown(view).items())}"
        if st.button("生成本页图片（PNG、4K、PDF、各图）", icon=":material/photo_camera:", key=f"make_{made}"):
            shots = _Shots({title: address}, _shown(view), identity())
            st.session_state[made] = started(lambda tell: _page_pictures(view, shots, tell))
        _handed_out(made, "下载本页图片 ZIP", f"{name}-{title}-图片.zip")


def _page_pictures(view: View, shots: _Shots, tell: Tell) -> tuple[bytes, list[str]]:
    """One page as PNG (1920×1080 and 4K) and PDF, and each of its charts with title and source inside, zipped."""
    with source.judging(view.meeting, view.as_of):
        papers = dossier(replace(view, department="").plain())
        files, missing = _photographed(shots, papers, tell)
    return (zipped(files, papers) if files else b""), missing


def _query(view: View) -> dict[str, str]:
    """What the link of this very view says."""
    chosen = {"meeting": view.meeting} if view.meeting else {"period": view.as_of}
    return chosen | ({"unit": view.department} if view.department else {})


def _shown(view: View) -> dict[str, str]:
    """The link of what the reader is looking at: the view, and the tab and choices of the page."""
    chosen = {key: str(value) for key, value in st.query_params.items() if key not in FRAME}
    return chosen | _query(view)
