"""Where a waiting file stands, in a few numbers: kept for every file, so that a list of hundreds is drawn at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from store.versions.uploads import Upload
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.upload.identity import identity_of
from ui.analysts.upload.rereading import Understood, password_of, reread, reread_all

# Where a sheet writes its own date, and how.
WRITTEN = ("meta", "title", "note")
DATED = re.compile(
    r"(?:填报|填表|上报|报送|制表)(?:日期|时间)[:：\s]*"
    r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A file as it reads now, without its cells: ``sentence`` why it cannot be used ("" where it can), how many tables,
    open questions, errors and warnings; ``about`` whose report of what for when each table is, with its rows;
    ``pending``: it is still being read; ``dated``: the day it says it was sent."""

    sentence: str
    tables: int
    questions: int
    errors: int
    warnings: int
    about: tuple[tuple[str, str | None, str | None, int], ...]
    pending: bool = False
    dated: str = ""

    @property
    def without_doubt(self) -> bool:
        """Whether nothing is open: every table has rows, a department and a period, nothing is asked, and reading found
        neither an error nor anything to look at (sums that differ, amounts out of scale, things twice)."""
        known = all(department and period and rows for _, department, period, rows in self.about)
        return bool(self.about) and known and not (self.questions or self.errors or self.warnings)

    def recognised(self) -> list[dict[str, Any]]:
        """As the store notes it."""
        return [dict(zip(("dataset", "department", "period", "rows"), one, strict=True)) for one in self.about]


def standings(uploads: Sequence[Upload]) -> list[tuple[Upload, Standing]]:
    """Each of these uploads with where it stands. All are read at once; what takes long is not waited for."""
    unread = [upload for upload in uploads if standing(upload).pending]
    if unread:
        reread_all(unread)
    return [(upload, standing(upload)) for upload in uploads]


def standing(upload: Upload) -> Standing:
    """Where the upload stands, by what is answered and corrected so far."""
    try:
        return _standing(source.store().last_answer(), repr(upload), password_of(upload), upload)
    except _Pending:
        return Standing("", 0, 0, 0, 0, (), pending=True)


class _Pending(Exception):
    """Still being read. Raised, so that the cache keeps none."""


@st.cache_resource(show_spinner=False, max_entries=5000)
def _standing(answers: int, said: str, password: str | None, _upload: Upload) -> Standing:  # noqa: ARG001 - they key it
    found = reread(_upload)
    if found.pending:
        raise _Pending
    return Standing(
        found.sentence, len(found.tables), found.questions(), found.count("error"), found.count("warning"),
        tuple(_about(_upload, found)), dated=written_date(found),
    )  # fmt: skip


def _about(upload: Upload, found: Understood) -> list[tuple[str, str | None, str | None, int]]:
    meant = [(identity_of(upload, one), len(one.frame)) for one in found.reported()]
    return [(str(whose.dataset), whose.department, whose.period, rows) for whose, rows in meant]


def written_date(found: Understood) -> str:
    """The day a sheet says it was filled in or sent ("填报日期：2017年8月3日"), ISO; "" where it says none."""
    texts = (text for sheet in found.sheets for at, text in sheet.texts.items() if sheet.roles.get(at) in WRITTEN)
    days = (match for text in texts if (match := DATED.search(text)))
    for year, month, day in (match.groups() for match in days):
        with suppress(ValueError):
            return date(int(year), int(month), int(day)).isoformat()
    return ""


def note(found: Sequence[tuple[Upload, Standing]]) -> None:
    """Keep in the store what each file is, where that is news: who owes what, and every list of files, go by it."""
    for upload, stands in found:
        told = stands.recognised()
        if not stands.pending and told != list(upload.recognised):
            attempt(partial(desk().recognise, upload.id, told, at=now()))
