"""A table as it was read, turned into rows that are kept bit for bit: values, addresses, raw texts, identity, hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import unicodedata
from collections.abc import Iterable
from typing import Any

import pandas as pd

from catalog import Dataset, Field, dataset
from store.database.schema import DATES, NUMBERS
from store.journal.log import canonical
from store.refusals import Refused

FIXED = ("row_id", "source_sheet", "source_row", "source_cells", "source_texts")


def rows_of(tables: Iterable[Any], name: str) -> list[dict[str, Any]]:
    """The rows of several read tables of one dataset, in order, as the database keeps them.

    Each has every field of the dataset (missing: None), row_id, source_sheet, source_row, and as JSON the cell and
    the raw text of each field. ``Refused`` for a number that is none (inf), which no loader may hand over.
    """
    spec = dataset(name)
    rows = [row for table in tables for row in _table_rows(table, spec)]
    _identify(rows, spec)
    return rows


def content_hash(
    name: str, sha256: str, rows: Iterable[dict[str, Any]], pictures: Iterable[dict[str, Any]] = ()
) -> str:
    """The SHA-256 of everything read: dataset, original, each row's values, addresses and raw texts, and where which
    picture lies.

    Only fields with a value count, so a field that the catalog gains later changes no hash.
    """
    digest = hashlib.sha256(canonical([name, sha256]).encode())
    for row in rows:
        said = {k: v for k, v in row.items() if v is not None}
        digest.update(canonical(said).encode() + b"\n")
    for place in pictures:
        digest.update(canonical(place).encode() + b"\n")
    return digest.hexdigest()


def item_id(name: str, key: Iterable[str], occurrence: int = 0) -> str:
    """The identity of an item across submissions: its dataset and key fields, however spaced or punctuated."""
    said = canonical([name, [_normal(part) for part in key], occurrence])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def clean(text: str) -> str:
    """Text both databases can keep: no NUL, no half of a surrogate pair."""
    if text.isprintable():  # neither is; of a hundred thousand rows nearly every text
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _table_rows(table: Any, spec: Dataset) -> list[dict[str, Any]]:
    frame = table.frame
    fields = [f for f in spec.fields if f.name in frame.columns]
    values = {f.name: [_value(v, f) for v in frame[f.name].tolist()] for f in fields}
    cells = _addresses(table.cells, fields, len(frame))
    texts = _addresses(getattr(table, "raw", None), fields, len(frame))
    sheets, numbers = frame["source_sheet"].tolist(), frame["source_row"].tolist()
    empty = dict.fromkeys(spec.field_names)
    return [
        {
            **empty,
            **{name: column[i] for name, column in values.items()},
            "source_sheet": clean(str(sheets[i])),
            "source_row": int(numbers[i]),
            "source_cells": canonical(cells[i]),
            "source_texts": canonical(texts[i]),
        }
        for i in range(len(frame))
    ]


def _addresses(frame: pd.DataFrame | None, fields: list[Field], length: int) -> list[dict[str, str]]:
    """Per row the non-empty texts of a frame of addresses or raw texts, by field."""
    if frame is None:
        return [{} for _ in range(length)]
    columns = [(f.name, frame[f.name].tolist()) for f in fields if f.name in frame.columns]
    return [{name: clean(str(c[i])) for name, c in columns if not _missing(c[i]) and c[i] != ""} for i in range(length)]


def _value(value: Any, field: Field) -> Any:
    if _missing(value):
        return None
    if field.kind in NUMBERS:
        number = float(value)
        if not math.isfinite(number):
            raise Refused("not_a_number", field=field.label)
        return number + 0.0  # SQLite returns -0.0 as 0.0
    if field.kind in DATES:
        return _day(value)
    return clean(str(value)) or None


def _missing(value: Any) -> bool:
    if value.__class__ is str:
        return False
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _day(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10]).isoformat()


def _identify(rows: list[dict[str, Any]], spec: Dataset) -> None:
    """Give each row its identity. Rows of one key in one submission are several items, told apart by what else they
    say and only then by their order: swapped rows keep whose they are."""
    seen: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        seen.setdefault(tuple(_normal(row[name] or "") for name in spec.key), []).append(row)
    for key, same in seen.items():
        same.sort(key=lambda row: [_normal("" if row[name] is None else row[name]) for name in spec.told_apart])
        for occurrence, row in enumerate(same):
            row["row_id"] = item_id(spec.name, key, occurrence)


def _normal(text: str) -> str:
    wide = unicodedata.normalize("NFKC", str(text)).casefold()
    if wide.isalnum():  # letters and digits alone: nothing to leave out
        return wide
    return "".join(c for c in wide if unicodedata.category(c)[0] not in "ZPSC")
