"""Files arrive: each is kept on the server the moment it is there, and waits in the list until it is published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from access.serving.zone import minute, zone_name
from catalog.numbers import period_words
from loaders import Unreadable
from loaders.pool import shared_pool
from store import Refused
from store.reading.files import File
from store.versions.uploads import Upload
from ui import address, source
from ui.analysts import alike
from ui.analysts.demands import returned
from ui.analysts.desk import attempt, desk, now
from ui.analysts.files.states import every_file, href, story
from ui.analysts.table import Cell, Head, table
from ui.analysts.upload.rereading import look_again, refusal_of, reread
from ui.analysts.upload.standing import Standing, note, standing
from ui.escape import md
from ui.look import look

ROUND, AGAIN = "upload-round", "upload-again"
# What a link says of the upload on screen: which it is, its table, cell and step.
OF_ONE_UPLOAD = ("upload", "table", "sheet", "cell", "step")
BARS_ABREAST = 4
SEARCHED_FROM = 15
# What a link may name: no more digits than both databases count with.
KINDS = ("文件或 .zip", "整个文件夹")
STEPS = FIRST_STEP, LAST_STEP = "识别与更正", "差异与发布"


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
    taken = Taken({file.sha256: file for file in reversed(every_file())})
    for place, file in enumerate(files, 1):
        told.progress((place - 1) / len(files), text=f"共 {len(files)} 份，正在收第 {place} 份")
        taken.refused += _keep_one(file.name, file.getvalue(), bars.cell(), taken)
    told.progress(1.0, text=f"共 {len(files)} 份，已收完")
    alike.say(st.error, taken.refused, icon=":material/block:")
    st.session_state[AGAIN] = taken.again
    if not taken.refused:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        if len(files) == 1 and taken.numbers:
            open_upload(taken.numbers[-1])
        st.rerun()


def came_again() -> None:
    """Files handed in just now that had come before, byte for byte: what each is, with the way to it."""
    said = [f"{md(words)}。" + (f"[打开]({link})" if link else "") for words, link in st.session_state.get(AGAIN, ())]
    if said:
        st.info("\n".join(f"- {one}" for one in said) if len(said) > 1 else said[0], icon=":material/content_copy:")


def open_upload(number: int) -> None:
    """Put this upload on the desk, at its first step; the choice lives in the link."""
    # In one go, so that one step back is the file before.
    kept = {name: value for name, value in st.query_params.items() if name not in OF_ONE_UPLOAD}
    st.query_params.from_dict(kept | {"upload": str(number)})


def choose_step() -> str:
    """Which step of the upload is on screen; the link says it, so that Back steps through them."""
    asked = st.query_params.get("step", "")
    st.session_state["step"] = asked if asked in STEPS else FIRST_STEP
    step = st.segmented_control(
        "步骤", STEPS, required=True, key="step", on_change=_pin_step, label_visibility="collapsed"
    )
    return step or FIRST_STEP


def _pin_step() -> None:
    if st.session_state["step"] == FIRST_STEP:
        st.query_params.pop("step", None)
    else:
        st.query_params["step"] = st.session_state["step"]


def open_uploads() -> list[Upload]:
    """The uploads that still want something, newest first; discarded and fully published ones left out."""
    states = {line.submission_id: line.state for line in source.lines()}
    mine = [u for u in desk().uploads() if not u.discarded and not u.returned]
    return [u for u in reversed(mine) if not _finished(u, states)]


def waiting_list(read: Sequence[tuple[Upload, Standing]]) -> None:
    """Every open upload with where it stands; a click opens one. The choice lives in the link."""
    rows = [_row(upload, stands) for upload, stands in _found(read)]
    heads: list[Head | str] = ["文件", "状态", "报送", Head("表", "number"), f"入库（{zone_name()}）", "上传人"]
    shown = 2 if look().phone else len(heads)
    picked = table(heads[:shown], [row[:shown] for row in rows], key="waiting", tall="340px")
    if picked:
        open_upload(int(picked))
        st.rerun()
    pending = [upload for upload, stands in read if stands.pending]
    if pending:
        look_again(pending)


def _found(read: Sequence[tuple[Upload, Standing]]) -> Sequence[tuple[Upload, Standing]]:
    """Those that fit the search, where there are too many to see at a glance."""
    if len(read) <= SEARCHED_FROM:
        return read
    word = st.text_input(
        "查找待办", key="waiting-find", placeholder=f"{len(read)} 份待办：按文件名、单位、上传人查找", width=420,
        label_visibility="collapsed",
    ).strip()  # fmt: skip
    said = [(f"{u.file} {u.kept_by} {_report_words(s)}", (u, s)) for u, s in read]
    return [one for words, one in said if word in words]


def chosen_upload(uploads: Iterable[Upload]) -> Upload | None:
    """The upload named by the link, also one that was published already; else the newest that waits."""
    named = address.number("upload")
    if named is not None:
        try:
            return desk().upload(named)
        except Refused as refused:
            st.warning(md(refused))
    elif address.asked("upload"):
        st.warning("这个链接没有指向任何上传文件。", icon=":material/link_off:")
    first = next(iter(uploads), None)
    if first is not None:
        # Pinned in the link: what a colleague does meanwhile never puts another file under the next click.
        st.query_params["upload"] = str(first.id)
    return first


def titled(upload: Upload) -> str:
    """The upload's file name, harmless in markdown."""
    return md(upload.file)


def unusable(upload: Upload, sentence: str) -> str:
    """One sentence why a file cannot be used."""
    return md(f"{upload.file}：{sentence}")


def standing_words(upload: Upload, stands: Standing) -> Cell:
    """Where an upload stands, in words and a colour."""
    if stands.pending:
        return Cell("识别中", "", "soft")
    if stands.sentence:
        return Cell("不能使用", stands.sentence, "wrong")
    if not stands.tables:
        return Cell("没有可用的表", "", "wrong")
    if stands.questions:
        return Cell(f"待回答 {stands.questions} 问", f"另有误 {stands.errors} 处" if stands.errors else "", "check")
    if stands.errors:
        return Cell(f"有误 {stands.errors} 处", "所涉单元格暂不采用", "check")
    if upload.accepted:
        return Cell("核收", f"{upload.accepted} 核收，待发布", "good")
    return Cell("可发布", f"{stands.warnings} 处请核对" if stands.warnings else "", "good")


def _report_words(stands: Standing) -> str:
    units = dict.fromkeys(department or "单位未认出" for _, department, _, _ in stands.about)
    months = dict.fromkeys(period_words(period) if period else "期数未认出" for _, _, period, _ in stands.about)
    return f"{'、'.join(units)} {'、'.join(months)}".strip()


def _row(upload: Upload, stands: Standing) -> list[Cell]:
    return [
        Cell(upload.file, looks="strong", pick=str(upload.id)),
        standing_words(upload, stands),
        Cell(_report_words(stands)),
        Cell(str(stands.tables), looks="number"),
        Cell(minute(upload.kept_at), looks="short soft"),
        Cell(upload.kept_by, looks="soft"),
    ]


def _finished(upload: Upload, states: dict[int, str]) -> bool:
    made = [states.get(number, "") for number in upload.submissions]
    return "draft" not in made and any(state != "replaced" for state in made)


@dataclass
class Taken:
    """What one hand-in brought: the files known before by their bytes, numbers kept, those that had come, refusals."""

    before: dict[str, File]
    numbers: list[int] = field(default_factory=list)
    again: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def _keep_one(name: str, content: bytes, place_of_bar: DeltaGenerator, taken: Taken) -> list[tuple[str, str]]:
    """Keeps a file, or every file of a .zip; a sentence for each that was not kept."""
    bar = place_of_bar.progress(0.0, text=md(f"{name}：识别中"))
    refused: list[tuple[str, str]] = []
    try:
        parts = _parts(name, content)
        for place, (part, inner) in enumerate(parts, 1):
            why = _keep_part(PurePath(part).name, inner, taken)
            refused += [(part, why)] if why else []
            bar.progress(place / len(parts), text=md(f"{part}：{'未接收' if why else '已保存'}"))
    except (Refused, Unreadable) as why_not:
        refused.append((name, str(why_not)))
    return refused


def _keep_part(name: str, content: bytes, taken: Taken) -> str:
    """Keeps one file; why not, where reading it would only harm the server: what nobody can use must not fill the
    store, from which nothing is ever removed."""
    why = refusal_of(content, name)
    if not why and (said := returned.take(name, content)) is not None:
        st.toast(md(said), icon=":material/mark_email_read:", duration="long")
        return ""
    number = None if why else _kept(content, name, taken)
    if number is not None:
        taken.numbers.append(number)
        kept = desk().upload(number)
        reread(kept, patience=None)
        note([(kept, standing(kept))])
    return why


def _kept(content: bytes, file: str, taken: Taken) -> int | None:
    """The upload of these bytes: a new one, or the one they came in before, and then what has become of it is said."""
    known = taken.before.get(hashlib.sha256(content).hexdigest())
    if known is None or (known.upload is None and known.state != "published"):
        return desk().keep(content, file, at=now())
    if known.state == "set_aside" and known.upload is not None:
        attempt(lambda: desk().resume(known.upload or 0, at=now()))
        taken.again.append((f"{story(known)}，这次重新列入待办", href(known)))
    else:
        taken.again.append((f"同样的文件收到过：{story(known)}", href(known)))
    return known.upload


def _parts(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """A .zip's files, weighed and unpacked outside the server; anything else as it came. ``Unreadable`` for a .zip that
    cannot be opened or holds no workbook."""
    if not name.lower().endswith(".zip"):
        return [(name, content)]
    parts = shared_pool().unpack(content, name)
    if not parts:
        raise Unreadable("empty_archive")
    return parts
