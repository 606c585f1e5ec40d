"""A store in which every text that people type anywhere is one that wants to be obeyed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle
from pathlib import Path

from openpyxl import load_workbook

from catalog import Dataset, Field, datasets
from loaders import read
from loaders.templates import HEAD_ROW, choices, workbook
from store import Desk, Refused, Store, local_actor, open_store
from store.notices.demand import Matter, NewNotice, ReplyLine
from tests.payloads import PAYLOADS

AT = dt.datetime(2017, 8, 2, 9, 0, tzinfo=dt.UTC)
UNIT, OTHER_UNIT = "招商局", "建设局"
PERIODS = ("2017-06", "2017-07")
ROWS = 21
NUMBERS = {"number": 5, "money": 800, "area_size": 900, "rate": 0.55}
DAYS = {"date", "start_date", "deadline"}
NO_FILE_NAME = re.compile(r"[\\/\r\n]")


def poisoned(path: Path) -> Store:
    """Everything the desk can be told, told in payloads."""
    store = open_store(f"sqlite:///{path}")
    desk, texts = Desk(store, local_actor()), cycle(PAYLOADS.values())
    _book(desk, store, texts)
    for period in PERIODS:
        for spec in datasets().values():
            for unit in (UNIT, OTHER_UNIT):
                _published(desk, spec, unit, period, texts)
    _waiting(desk, texts)
    _notes(desk, store, texts)
    _demands(desk, store, texts)
    for number, text in enumerate(PAYLOADS.values()):
        desk.make_account(f"{number}{text}"[:60], "reporter", [text[:60]], "no hash", at=AT)
        desk.freeze(f"{number}{text}", as_of=PERIODS[-1], held_on="2017-08-02", note=text, at=AT)
    return store


def _published(desk: Desk, spec: Dataset, unit: str, period: str, texts: Iterator[str]) -> None:
    """A workbook as the unit fills it in, kept under a payload's name, read as every workbook is, and published."""
    content = _filled(spec, texts)
    number = desk.keep(content, f"{NO_FILE_NAME.sub(' ', next(texts))}.xlsx", at=AT)
    found = read(content, file=desk.upload(number).file)
    saved = desk.save(found, upload=number, department=unit, period=period, received="2017-08-01", at=AT)
    for one in saved.submission_ids:
        desk.publish([one], at=AT)


def _filled(spec: Dataset, texts: Iterator[str]) -> bytes:
    book = load_workbook(BytesIO(workbook(spec.name)))
    sheet = book[spec.label]
    fields = {field.label: field for field in spec.fields}
    heads = {cell.column: _field(str(cell.value or ""), fields) for cell in sheet[HEAD_ROW]}
    for row in range(HEAD_ROW + 1, HEAD_ROW + 1 + ROWS):
        for column, field in heads.items():
            if field is not None:
                sheet.cell(row, column).value = _value(field, texts, row)
                sheet.cell(row, column).data_type = "n" if field.kind in NUMBERS else "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _field(head: str, fields: dict[str, Field]) -> Field | None:
    return fields.get(head) or fields.get(head.partition("(")[0])


def _value(field: Field, texts: Iterator[str], row: int) -> object:
    """A payload, but where only known words bring a row onto a page, one of those in two rows of three."""
    known = choices(field.kind)
    if field.kind in NUMBERS or (known and row % 3):
        return NUMBERS.get(field.kind) or known[row % len(known)]
    return "2017-09-30" if field.kind in DAYS else next(texts).replace("\r", "")


def _waiting(desk: Desk, texts: Iterator[str]) -> None:
    """Files that wait: one to be asked about, one that cannot be read, with something said about the first."""
    for spec in list(datasets().values())[:2]:
        content = _filled(spec, texts)
        number = desk.keep(content, f"{NO_FILE_NAME.sub(' ', next(texts))} 待办.xlsx", at=AT)
        table = read(content, file="x.xlsx").tables[0]
        desk.assign(number, f"{table.sheet}!{table.range}", department=UNIT, period=PERIODS[-1], at=AT)
        desk.correct(number, table.sheet, "B5", next(texts), original=next(texts), reason=next(texts), at=AT)
        desk.receive(number, "2017-08-01", reason=next(texts), at=AT)
    for text in PAYLOADS.values():
        desk.keep(text.encode(), f"{NO_FILE_NAME.sub(' ', text)}.csv", at=AT)


def _notes(desk: Desk, store: Store, texts: Iterator[str]) -> None:
    for name in datasets():
        desk.declare_no_progress(name, "环保局", PERIODS[-1], reason=next(texts), at=AT)
        frame = store.frame(name, as_of=PERIODS[-1])
        for row in frame["row_id"].head(3):
            about = {"approved_by": next(texts), "reason": next(texts), "at": AT}
            desk.explain_change(name, row, "ended", **about)
    released = store.lines()
    for line in [one for one in released if one.current and one.period == PERIODS[0]][:4]:
        desk.send_back(line.submission_id, reason=next(texts), at=AT)
    for period in PERIODS:
        desk.release(period, note=next(texts), at=AT)
        desk.reopen(period, reason=next(texts), at=AT)
        desk.release(period, note=next(texts), at=AT)


def _demands(desk: Desk, store: Store, texts: Iterator[str]) -> None:
    """Notices on matters called by payloads, applied for and answered in payloads."""
    for text in PAYLOADS.values():
        matter = Matter("work_targets", next(texts), text, UNIT, next(texts), next(texts), "2017-09-30", next(texts))
        notice = NewNotice("department", next(texts), (matter,))
        about = {"meeting": next(texts), "as_of": PERIODS[-1], "issued": "2017-08-02", "due": "2017-08-09"}
        desk.issue_notices([notice], **about, at=AT)
    for place, one in enumerate(store.demands()):
        about = {"day": "2017-08-03", "at": AT}
        if place % 2:
            desk.ask_extension(one.number, one.position, reason=next(texts), until="2017-08-20", **about)
            desk.decide_extension(one.number, one.position, granted=True, reason=next(texts), **about)
        line = ReplyLine(one.position, *(next(texts) for _ in range(2)), "2017-08-30", next(texts), next(texts))
        desk.reply(one.number, [line], content=b"x", file=f"{next(texts)}.xlsx", **about)


def _book(desk: Desk, store: Store, texts: Iterator[str]) -> None:
    """Units, posts, items and names of the office's book; what a book must not hold is refused and left out."""
    day = dt.date(2017, 1, 1)
    book = store.book(day)
    changes: list[dict] = [
        {("units", unit.name): {"name": unit.name, "kind": unit.kind, "lead_post": next(texts)}} for unit in book.units
    ]
    for number, text in enumerate(PAYLOADS.values()):
        name = f"{number}{text}"
        changes.append({("units", name): {"name": name, "kind": "department", "lead_post": text, "short": text}})
    for change in changes:
        try:
            desk.change_book(change, applies_from=day, reason=next(texts), paper=next(texts), at=AT)
        except (Refused, ValueError):
            continue
