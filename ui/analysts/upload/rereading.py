"""A kept file read with everything answered and corrected so far. Read once for the same answers, then remembered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st

from catalog import Issue
from loaders import Corrections, Mappings, Reading, SheetView, Table, Unreadable
from loaders.pool import shared_pool
from store.versions.intake import counts
from store.versions.uploads import Upload
from ui import source
from ui.analysts.sheet import places

LOCKED = ("password", "wrong_password")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says by now: its reading, or the one sentence why it cannot be used.

    ``mappings`` and ``corrections`` are those it was read with; ``locked``: it needs the right password; ``left_out``:
    the names of tables that are no part of the report.
    """

    reading: Reading | None
    sentence: str
    mappings: Mappings
    corrections: Corrections
    locked: bool = False
    left_out: frozenset[str] = frozenset()

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.reading.tables if self.reading else ()

    @property
    def issues(self) -> tuple[Issue, ...]:
        return self.reading.issues if self.reading else ()

    @property
    def sheets(self) -> tuple[SheetView, ...]:
        return tuple(self.reading.sheets) if self.reading else ()

    def questions(self) -> int:
        """How many columns, and tables of no known dataset, wait for an answer."""
        open_tables = (t for t in self.tables if not self.ignored(t) and table_name(t) not in self.left_out)
        return sum(sum(c.asked for c in table.columns) if table.dataset else 1 for table in open_tables)

    def reported(self) -> list[Table]:
        """The tables of known datasets that go into the report."""
        return [table for table in self.tables if table.dataset and table_name(table) not in self.left_out]

    def ignored(self, table: Table) -> bool:
        """Whether somebody said that this form is none of ours."""
        known = self.mappings.forms.get(table.signature)
        return table.dataset is None and known is not None and known.dataset is None

    def count(self, severity: str) -> int:
        return sum(issue.severity == severity for issue in self.issues)


def reread_all(uploads: Iterable[Upload]) -> list[tuple[Upload, Understood]]:
    """Each of these uploads as it reads now."""
    acts = source.acts()
    return [(upload, reread(upload, acts)) for upload in uploads]


def reread(upload: Upload, acts: int | None = None) -> Understood:
    """The upload as it reads now (where the log ends at ``acts``): what its department answered counts before what
    others did."""
    password = st.session_state.get(_password_key(upload)) or None
    try:
        return _reread(source.acts() if acts is None else acts, repr(upload), password, upload)
    except Unreadable as reason:
        return Understood(None, str(reason), Mappings(), Corrections(), locked=reason.code in LOCKED)


@st.cache_resource(show_spinner=False, max_entries=200)
def _reread(acts: int, said: str, password: str | None, _upload: Upload) -> Understood:  # noqa: ARG001 - keys the cache
    upload = _upload
    found = _read(upload, _remembered(acts, None), password)
    department = _department(upload, found.tables)
    found = found if department is None else _read(upload, _remembered(acts, department), password)
    left_out = (table_name(t) for t in found.tables if not counts(found.reading, t, upload.tables))
    return replace(found, left_out=frozenset(left_out))


def ask_password(upload: Upload) -> None:
    """A box for the password of an encrypted workbook. It stays in this session and is kept nowhere."""
    st.text_input("打开密码", type="password", key=_password_key(upload), width=260, help="只用于这次打开，不保存")


def table_name(table: Table) -> str:
    """How the store calls a table of an upload: sheet and range."""
    return f"{table.sheet}!{table.range}"


def issues_of(understood: Understood, table: Table) -> list[Issue]:
    """The issues of the table's sheet that lie in its rows, or belong to no other table."""
    others = [t for t in understood.tables if t.sheet == table.sheet and t is not table]
    on_sheet = [i for i in understood.issues if i.sheet == table.sheet]
    return [i for i in on_sheet if not any(_inside(i, other) for other in others)]


def issues_elsewhere(understood: Understood) -> list[Issue]:
    """The issues of the whole file and of sheets in which no table was found."""
    sheets = {table.sheet for table in understood.tables}
    return [i for i in understood.issues if i.sheet not in sheets]


def _inside(issue: Issue, table: Table) -> bool:
    first = next(places(issue.cells, 1), None)
    corners = list(places(table.range, 100_000))
    return bool(first and corners and corners[0][0] <= first[0] <= corners[-1][0])


def _department(upload: Upload, tables: Iterable[Table]) -> str | None:
    told = sorted(upload.departments)
    return next(iter(told), None) or next((t.department for t in tables if t.department), None)


def _corrections(upload: Upload) -> str:
    corrections = Corrections()
    for one in upload.corrections:
        corrections.set(one.sheet, one.cell, one.text)
    return corrections.to_json()


@st.cache_resource(show_spinner=False, max_entries=64)
def _remembered(acts: int, department: str | None) -> str:  # noqa: ARG001 - the version keys the cache
    mappings = Mappings()
    for answer in source.store().answers(department):
        mappings.remember(answer.signature, answer.dataset, answer.fields, units=answer.units, scales=answer.scales)
    return mappings.to_json()


def _password_key(upload: Upload) -> str:
    return f"password-{upload.id}"


def _read(upload: Upload, mappings: str, password: str | None) -> Understood:
    return _read_once(upload.sha256, upload.file, mappings, _corrections(upload), password)


@st.cache_resource(show_spinner=False, max_entries=200)
def _read_once(sha256: str, file: str, mappings: str, corrections: str, password: str | None) -> Understood:
    """What is remembered for good. A worker that died may do better next time, and a password may be mistyped: such
    outcomes are raised, not kept."""
    asked = Mappings.from_json(mappings), Corrections.from_json(corrections)
    content = source.store().original(sha256)
    try:
        # In a worker process of its own: no file can harm the server.
        reading = shared_pool().read(content, file=file, mappings=asked[0], corrections=asked[1], password=password)
    except Unreadable as reason:
        if reason.code in ("stopped", *LOCKED):
            raise
        return Understood(None, str(reason), *asked)
    return Understood(reading, "", *asked)
