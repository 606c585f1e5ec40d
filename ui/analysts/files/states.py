"""The states of a received file in words, and where a file is opened."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from access.serving.zone import minute
from catalog import dataset
from catalog.numbers import period_words
from store import Desk
from store.reading.files import File
from ui import source
from ui.analysts.desk import actor, desk

# state: word, look
STATES = {
    "received": ("已收", "told"),
    "checking": ("核对中", "told"),
    "accepted": ("核收", "good"),
    "published": ("已发布", "good"),
    "superseded": ("已被新版替代", "open"),
    "returned": ("已退回", "missing"),
    "answered": ("已退回、已重报", "open"),
    "withdrawn": ("已撤回", "missing"),
    "set_aside": ("已移出待办", "open"),
}


def every_file() -> list[File]:
    """Every file this reader may see, newest first. Read-only: it is shared."""
    who = actor()
    return _every_file(source.acts(), f"{who.name}|{who.role}|{sorted(who.departments)}", desk())


@st.cache_resource(show_spinner=False, max_entries=16)
def _every_file(acts: int, who: str, _desk: Desk) -> list[File]:  # noqa: ARG001 - they key the cache
    return _desk.files()


def href(file: File) -> str:
    """Where a file is opened: on the desk, or as a version in the ledger where it was never kept as a file."""
    if file.upload is not None:
        return f"upload?{urlencode({'upload': file.upload})}"
    kind, unit, period = file.about[0] if file.about else ("", "", "")
    asked = {"ledger": period_words(period) if period else "", "unit-shown": unit}
    asked["dataset-shown"] = dataset(kind).label if kind else ""
    return f"submissions?{urlencode({name: value for name, value in asked.items() if value})}"


def about_words(file: File) -> str:
    """Whose reports of what for when are in a file."""
    kinds = [dataset(name).label for name in file.datasets if name]
    months = [period_words(period) for period in file.periods if period]
    return " · ".join(["、".join(part) for part in ([d for d in file.departments if d], months, kinds) if part])


def story(file: File) -> str:
    """What a file is, in one sentence: who brought it when, what it reports, what has become of it."""
    what = f"（{about_words(file)}）" if about_words(file) else ""
    moved = "" if (file.by, file.at) == (file.kept_by, file.kept_at) else f"，{file.by} {moment(file.at)} 办理"
    return f"{file.file}{what}由{file.kept_by}于 {moment(file.kept_at)} 收入，现在{STATES[file.state][0]}{moved}"


def moment(iso: str) -> str:
    """A point in time as lists show it."""
    return minute(iso)
