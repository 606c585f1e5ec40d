"""Files arrive: each is kept on the server the moment it is there, and waits in the list until it is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from loaders import Unreadable
from loaders.pool import shared_pool
from store import Line, Refused
from store.versions.uploads import Upload
from ui import source
from ui.analysts.desk import desk, now
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload.rereading import Understood, look_again, refusal_of, reread
from ui.escape import md
from ui.look import look

ROUND = "upload-round"
LISTED = 60
BARS_ABREAST = 4
# What a link may name: no more digits than both databases count with.
UPLOAD_NUMBER = re.compile(r"[0-9]{1,15}")
KINDS = ("文件或 .zip", "整个文件夹")
FIRST_STEP, LAST_STEP = "识别与更正", "差异与发布"


def choose_kind() -> str:
    """Single files or a whole folder: the browser needs to be told before it opens its dialogue."""
    return st.segmented_control(
        "上传方式", KINDS, default=KINDS[0], required=True, key="upload-kind", label_visibility="collapsed"
    )


def receive(kind: str) -> None:
    """The box for files, folders and .zip. What comes in is kept at once, a bar each, then the box is empty."""
    files = st.file_uploader(
        "把各单位的工作簿拖到这里，或点按钮选择。可一次多份；.xlsx .xls .et .ods .csv 和 .zip 均可",
        accept_multiple_files="directory" if kind == KINDS[1] else True,
        key=f"uploader-{st.session_state.get(ROUND, 0)}",
    )
    if not files:
        return
    told = st.progress(0.0)
    bars = st.grid(BARS_ABREAST, min_column_width=200, gap="small")
    refused = []
    for place, file in enumerate(files, 1):
        told.progress((place - 1) / len(files), text=f"共 {len(files)} 份，正在收第 {place} 份")
        refused += _keep_one(file.name, file.getvalue(), bars.cell())
    told.progress(1.0, text=f"共 {len(files)} 份，已收完")
    for sentence in refused:
        st.error(md(sentence), icon=":material/block:")
    if not refused:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        st.rerun()


def open_uploads() -> list[Upload]:
    """The uploads that still want something, newest first; discarded and fully published ones left out."""
    states = {line.submission_id: line.state for line in source.lines()}
    mine = [u for u in desk().uploads() if not u.discarded]
    return [u for u in reversed(mine) if not _finished(u, states)][:LISTED]


def waiting_list(read: Sequence[tuple[Upload, Understood]]) -> None:
    """The open uploads with where each stands; a click opens one. The choice lives in the link."""
    rows = [_row(upload, understood) for upload, understood in read]
    heads: list[Head | str] = ["文件", "状态", Head("表", "number"), "入库", "上传人"]
    shown = 2 if look().phone else len(heads)
    picked = table(heads[:shown], [row[:shown] for row in rows], key="waiting", tall="340px")
    if picked:
        st.query_params["upload"] = picked
        st.session_state["step"] = FIRST_STEP
        st.rerun()
    pending = [upload for upload, understood in read if understood.pending]
    if pending:
        look_again(pending)


def chosen_upload(uploads: Iterable[Upload]) -> Upload | None:
    """The upload named by the link, also one that was published already; else the newest that waits."""
    named = st.query_params.get("upload", "")
    if UPLOAD_NUMBER.fullmatch(named):
        try:
            return desk().upload(int(named))
        except Refused as refused:
            st.warning(md(refused))
    return next(iter(uploads), None)


def titled(upload: Upload) -> str:
    """The upload's file name, harmless in markdown."""
    return md(upload.file)


def unusable(upload: Upload, understood: Understood) -> str:
    """One sentence why a file cannot be used."""
    return md(f"{upload.file}：{understood.sentence}")


def standing_words(understood: Understood, drafts: Iterable[Line] = ()) -> Cell:
    """Where an upload stands, in words and a colour."""
    if understood.pending:
        return Cell("识别中", "", "soft")
    if understood.reading is None:
        return Cell("不能使用", understood.sentence, "wrong")
    if not understood.tables:
        return Cell("没有可用的表", "", "wrong")
    questions, errors = understood.questions(), understood.count("error")
    if questions:
        return Cell(f"待回答 {questions} 问", _errors(errors), "check")
    if errors:
        return Cell(f"有误 {errors} 处", "所涉单元格暂不采用", "check")
    return Cell("可发布", "已存草稿" if any(drafts) else "", "good")


def _errors(errors: int) -> str:
    return f"另有误 {errors} 处" if errors else ""


def _row(upload: Upload, understood: Understood) -> list[Cell]:
    drafts = [line for line in source.lines() if line.submission_id in upload.submissions] if upload.submissions else []
    return [
        Cell(upload.file, looks="strong", pick=str(upload.id)),
        standing_words(understood, drafts),
        Cell(str(len(understood.tables)), looks="number"),
        Cell(upload.kept_at[:16].replace("T", " "), looks="short soft"),
        Cell(upload.kept_by, looks="soft"),
    ]


def _finished(upload: Upload, states: dict[int, str]) -> bool:
    made = [states.get(number, "") for number in upload.submissions]
    return "draft" not in made and any(state != "replaced" for state in made)


def _keep_one(name: str, content: bytes, place_of_bar: DeltaGenerator) -> list[str]:
    """Keeps a file, or every file of a .zip; a sentence for each that was not kept."""
    bar = place_of_bar.progress(0.0, text=md(f"{name}：识别中"))
    refused = []
    try:
        parts = _parts(name, content)
        for place, (part, inner) in enumerate(parts, 1):
            why = _keep_part(PurePath(part).name, inner)
            refused += [f"{part}：{why}"] if why else []
            bar.progress(place / len(parts), text=md(f"{part}：{'未接收' if why else '已保存'}"))
    except (Refused, Unreadable) as why_not:
        refused.append(f"{name}：{why_not}")
    return refused


def _keep_part(name: str, content: bytes) -> str:
    """Keeps one file; why not, where reading it would only harm the server: what nobody can use must not fill the
    store, from which nothing is ever removed."""
    why = refusal_of(content, name)
    if not why:
        number = desk().keep(content, name, at=now())
        reread(desk().upload(number), patience=None)
    return why


def _parts(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """A .zip's files, weighed and unpacked outside the server; anything else as it came. ``Unreadable`` for a .zip that
    cannot be opened or holds no workbook."""
    if not name.lower().endswith(".zip"):
        return [(name, content)]
    parts = shared_pool().unpack(content, name)
    if not parts:
        raise Unreadable("empty_archive")
    return parts
