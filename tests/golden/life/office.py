"""An office of a few units: workbooks typed here, read by the real loaders, published at the real desk, told by the pages."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from catalog import dataset, lamps, numbers
from loaders import Mappings, Reading, read
from metrics.headline import Figure
from store import Desk, local_actor, open_store
from ui import facts, source
from ui.memory import Memory
from ui.scope import View
from ui.shelf import Shelf

TITLES = {"work_targets": "重点任务进展表", "livelihood_projects": "民生实事进展表"}
TITLES |= {"key_projects": "重点项目进度表", "rectification": "问题整改台账", "investment_projects": "招商项目进展表"}
Row = Mapping[str, Any]


class Office:
    """A store of its own, and everything that is sent to it and read from it."""

    def __init__(self, url: str) -> None:
        self.desk = Desk(open_store(url), local_actor())
        self.store = self.desk.store

    def send(self, unit: str, period: str, rows: Sequence[Row], name: str = "work_targets") -> int:
        """Publish a unit's workbook of that month; the submission."""
        reading, content = self.read(unit, period, rows, name)
        return self.publish(reading, content, unit, period)

    def send_file(self, path: Path, unit: str, period: str, mappings: Mappings) -> int:
        """Publish a workbook that lies in a file."""
        content = path.read_bytes()
        return self.publish(read(content, file=path.name, mappings=mappings), content, unit, period)

    def publish(self, reading: Reading, content: bytes, unit: str, period: str) -> int:
        """Save and publish what was read, on the last day of its month."""
        saved = self.desk.save(reading, content=content, at=_at(period), department=unit, period=period)
        return self.desk.publish(saved, at=_at(period)).submission_ids[0]

    def read(self, unit: str, period: str, rows: Sequence[Row], name: str = "work_targets") -> tuple[Reading, bytes]:
        """A unit's workbook of that month as the loaders read it, and its bytes."""
        content = workbook(unit, period, rows, name)
        return read(content, file=f"{unit}{_words(period)}{TITLES[name]}.xlsx"), content

    def declares(self, unit: str, period: str, name: str = "work_targets") -> None:
        """A unit says that nothing moved in that month."""
        self.desk.declare_no_progress(name, unit, period, reason="停工待料", at=_at(period))

    def decides(self, changes: Mapping[tuple[str, str], Mapping[str, Any] | None], since: str) -> None:
        """The office changes its book from that day on."""
        kept = {name: None if value is None else dict(value) for name, value in changes.items()}
        self.desk.change_book(kept, applies_from=dt.date.fromisoformat(since), reason="定", paper="文〔1〕", at=since)

    @contextmanager
    def opened(self, period: str, unit: str = "") -> Iterator[View]:
        """Inside, the pages' facts are those of this office, judged as that month is."""
        with source.moment(source.Opened(self.store, Memory(), Shelf(None))), source.judging("", period):
            yield View(self.store.figures_version(), period, unit)

    def figure(self, page: str, name: str, period: str) -> Figure:
        """One key figure of a page."""
        with self.opened(period) as view:
            return next(f for f in facts.figures(view, page) if f.name == name)

    def card(self, page: str, name: str, period: str) -> str:
        """One key figure as its card says it."""
        found = self.figure(page, name, period)
        return " ".join(part for part in (found.label, found.text, found.change) if part)

    def rows(self, period: str, name: str = "work_targets") -> pd.DataFrame:
        """The judged rows of a month by what they are called, with their step since the month before."""
        with self.opened(period) as view:
            found = facts.assessed(view, name)
        return found.set_index(dataset(name).named_by, drop=False)

    def told(self, item: str, period: str) -> str:
        """A task as its line says it: rate and gap, or how a level or a limit stands, and its lamp."""
        row = self.rows(period).loc[item]
        stands = row["said"] if pd.notna(row["said"]) else numbers.rate(row["rate"])
        apart = "" if pd.isna(row["deviation"]) else f"，较序时{numbers.points(row['deviation'])}"
        return f"{stands}{apart}，{lamps.light_word(row['light'])}"


def workbook(unit: str, period: str, rows: Sequence[Row], name: str = "work_targets") -> bytes:
    """A unit's sheet of a dataset: title, reporting unit, the labels of the fields its rows have, the rows."""
    spec = dataset(name)
    fields = [f for f in spec.fields if any(f.name in row for row in rows)] or list(spec.fields)[:8]
    made = Workbook()
    sheet = made.active
    sheet.append([f"{unit}{_words(period)}{TITLES[name]}"])
    sheet.append([f"填报单位：{unit}"])
    sheet.append([f"{f.label}（万元）" if f.kind == "money" else f.label for f in fields])
    for row in rows:
        sheet.append([row.get(f.name) for f in fields])
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def task(name: str, target: object, unit: str, done: object, **more: object) -> dict[str, object]:
    """A task of the work 发展 for the year."""
    row: dict[str, object] = {"area": "发展", "task": name, "target_value": target, "unit": unit, "actual_value": done}
    return row | {"lead_department": "建设局", "deadline": "2017-12-31"} | more


def _words(period: str) -> str:
    return f"{int(period[:4])}年{int(period[5:])}月"


def _at(period: str) -> str:
    return f"{pd.Period(period, freq='M').end_time.date()}T09:00:00"
