"""A kept file read with everything answered and corrected so far. Read once for the same answers, then remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace

import streamlit as st

from catalog import Issue
from catalog.containers import containers
from loaders import Corrections, Mappings, Reading, SheetView, Table, Unreadable
from store.versions.intake import counts
from store.versions.uploads import Upload
from ui import source
from ui.analysts.sheet import places
from ui.analysts.upload.readings import Asked, Outcome, readings

LOCKED = ("password", "wrong_password")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says by now: its reading, or the one sentence why it cannot be used.

    ``mappings`` and ``corrections`` are those it was read with; ``locked``: it needs the right password; ``left_out``:
    the names of tables that are no part of the report; ``pending``: it is still being read.
    """

    reading: Reading | None
    sentence: str
    mappings: Mappings
    corrections: Corrections
    locked: bool = False
    left_out: frozenset[str] = frozenset()
    pending: bool = False

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
    """Each of these uploads as it reads now. All are read at once; what takes long is not waited for."""
    acts, uploads = source.acts(), list(uploads)
    readings().settled([_begun(upload, _remembered(acts, None), password_of(upload)) for upload in uploads])
    readings().settled([again for upload in uploads for again in _begun_again(upload, acts)])
    return [(upload, reread(upload, acts, patience=0.0)) for upload in uploads]


def reread(upload: Upload, acts: int | None = None, *, patience: float | None = 0.0) -> Understood:
    """The upload as it reads now (where the log ends at ``acts``): what its department answered counts before what
    others did. ``pending`` where it is not read within so many seconds (None: within a reader's own time)."""
    acts = source.acts() if acts is None else acts
    try:
        return _reread(acts, repr(upload), password_of(upload), upload, patience)
    except _Pending:
        sentence = "正在识别，稍候自动显示"
        return Understood(None, sentence, Mappings(), Corrections(), pending=True)


def refusal_of(content: bytes, file: str) -> str:
    """The sentence why a file that just came in is not even to be kept: reading it would harm the server; else ""."""
    asked = Asked(hashlib.sha256(content).hexdigest(), file, _remembered(source.acts(), None), Corrections().to_json())
    outcome = readings().of(asked, lambda: content).result()
    never = isinstance(outcome, Unreadable) and outcome.code in containers().never_kept
    return str(outcome) if never else ""


class _Pending(Exception):
    """Still being read. Raised, so that the cache of outcomes keeps none."""


@st.cache_resource(show_spinner=False, max_entries=200)
def _reread(
    acts: int,
    said: str,  # noqa: ARG001 - keys the cache
    password: str | None,
    _upload: Upload,
    _patience: float | None,
) -> Understood:
    upload = _upload
    found = _read(upload, _remembered(acts, None), password, _patience)
    department = _department(upload, found.tables)
    if department is not None:
        found = _read(upload, _remembered(acts, department), password, _patience)
    left_out = (table_name(t) for t in found.tables if not counts(found.reading, t, upload.tables))
    return replace(found, left_out=frozenset(left_out))


@st.fragment(run_every=2.0)
def look_again(uploads: list[Upload]) -> None:
    """Shows the page anew once one more of these files is read."""
    if any(not reread(upload, patience=0.0).pending for upload in uploads):
        st.rerun()


def ask_password(upload: Upload) -> None:
    """A box for the password of an encrypted workbook. It stays in this session and is kept nowhere."""
    st.text_input("打开密码", type="password", key=_password_key(upload), width=260, help="只用于这次打开，不保存")


def password_of(upload: Upload) -> str | None:
    """The password typed for it in this session."""
    return st.session_state.get(_password_key(upload)) or None


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


def _begun(upload: Upload, mappings: str, password: str | None) -> Future[Outcome]:
    store = source.store()
    asked = Asked(upload.sha256, upload.file, mappings, _corrections(upload), password)
    return readings().of(asked, lambda: store.original(upload.sha256))


def _begun_again(upload: Upload, acts: int) -> list[Future[Outcome]]:
    """The reading by its department's own answers, where the first one is there and says whose it is."""
    password = password_of(upload)
    try:
        found = _read(upload, _remembered(acts, None), password, 0.0)
    except _Pending:
        return []
    department = _department(upload, found.tables)
    return [] if department is None else [_begun(upload, _remembered(acts, department), password)]


def _read(upload: Upload, mappings: str, password: str | None, patience: float | None) -> Understood:
    asked = Mappings.from_json(mappings), Corrections.from_json(_corrections(upload))
    begun = _begun(upload, mappings, password)
    try:
        outcome = begun.result(patience)
    except TimeoutError as still:
        if begun.done():
            raise  # it was reading that took too long for its own clock
        raise _Pending from still
    if isinstance(outcome, Unreadable):
        return Understood(None, str(outcome), *asked, locked=outcome.code in LOCKED)
    return Understood(outcome, "", *asked)
