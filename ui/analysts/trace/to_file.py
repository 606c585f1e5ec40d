"""From a traced cell to the file it stands in, where it is corrected."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from catalog.access import access
from store import Trace
from store.desk.permissions import may
from ui.analysts.desk import actor, attempt, desk, now
from ui.analysts.files.states import every_file
from ui.identity import identity


def correct(trace: Trace) -> None:
    """The way to correct this cell: its file on the desk, with the cell filled in. Shown to who may correct it."""
    if not (may(actor(), "correct", [trace.department]) and access().opens(identity().role, "upload")):
        return
    number = _upload_of(trace)
    if number is None:
        st.button(
            "把原件放上工作台以便更正", icon=":material/edit:", key="take-up", on_click=_take_up, args=(trace,),
            help="这一版是直接存入的；原件放到“数据上报”后，即可逐格更正。",
        )  # fmt: skip
        return
    asked = {"upload": number, "sheet": trace.sheet, "cell": trace.cell or "", "step": "识别与更正"}
    st.markdown(f"[:material/edit: 更正这一格](upload?{urlencode(asked)})")


def _upload_of(trace: Trace) -> int | None:
    """The kept file the cell stands in: the one this version was made of, else any with the same bytes."""
    same = [file for file in every_file() if file.sha256 == trace.sha256 and file.upload is not None]
    own = (file.upload for file in same if trace.submission_id in file.submissions)
    return next(own, next((file.upload for file in same), None))


def _take_up(trace: Trace) -> None:
    attempt(lambda: desk().keep(desk().original(trace.sha256), trace.file, at=now()))
