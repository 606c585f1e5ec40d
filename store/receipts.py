"""What the store hands back: a receipt for what was done, a line for each submission it touched, a trace of a value."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One submission as it stands: what it is about, which version, how many rows, and whether figures show it.

    ``state`` is draft, published, withdrawn, returned or replaced; ``current``: this is the version that frames show;
    ``version`` counts the published versions of its department, dataset and period (None while a draft);
    ``received``: the day it came in; ``repeated``: the store had it already; ``issues`` counts by severity.
    """

    submission_id: int
    dataset: str
    department: str
    period: str
    state: str
    current: bool
    version: int | None
    rows: int
    content_hash: str
    sha256: str
    file: str
    demo: bool
    received: str
    base: int | None = None
    repeated: bool = False
    issues: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of an act: its sequence number, the log's hash after it, and the submissions it was about.

    ``repeated``: nothing new was written, this had been done before. ``skipped`` lists ranges of read tables that
    belong to no known dataset.
    """

    action: str
    seq: int
    hash: str
    at: str
    lines: tuple[Line, ...] = ()
    repeated: bool = False
    skipped: tuple[str, ...] = ()

    @property
    def submission_ids(self) -> tuple[int, ...]:
        return tuple(line.submission_id for line in self.lines)

    @property
    def rows(self) -> int:
        return sum(line.rows for line in self.lines)


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one value comes from: file, sheet, cell and raw text; who sent it and when; what was corrected and why."""

    dataset: str
    row_id: str
    field: str
    value: object
    raw: str | None
    file: str
    sha256: str
    sheet: str
    cell: str | None
    row: int
    department: str
    period: str
    submission_id: int
    version: int | None
    submitted_by: str
    submitted_at: str
    published_by: str | None = None
    published_at: str | None = None
    corrected_from: str | None = None
    corrected_by: str | None = None
    corrected_at: str | None = None
    reason: str | None = None
