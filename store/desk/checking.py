"""The desk's part for checking files: noted as what they are, found right, sent back, taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from store.desk.acting import At, reasoned, receipt
from store.desk.uploads import UploadDesk
from store.journal.log import Entry, Signature, append, head
from store.receipts import Receipt
from store.refusals import Refused
from store.versions.locks import require_open_since
from store.versions.publishing import hide
from store.versions.submissions import lines
from store.versions.uploads import Upload, subject, upload

# What a cell of a returned file is noted with.
CELL = ("code", "sheet", "cell", "value", "said")


class CheckingDesk(UploadDesk):
    """What is decided of a whole file between its arrival and its publication."""

    def recognise(self, number: int, tables: Iterable[Mapping[str, Any]], *, at: At) -> Receipt:
        """Note what a file was read as ({dataset, department, period, rows} a table). Repeatable."""
        found = self.upload(number)
        self._require_upload("keep", found)
        told = [{name: one.get(name) for name in ("dataset", "department", "period", "rows")} for one in tables]
        entry = Entry("recognise", subject(number), details={"upload": number, "tables": told})
        return self._note_once(entry, at, done=list(found.recognised) == told)

    def accept(self, number: int, *, at: At) -> Receipt:
        """Note that a file was checked and found right; it still waits to be published. Repeatable."""
        found = self.upload(number)
        self._require_upload("accept", found)
        self._require("accept", _departments(found))
        if found.discarded or found.returned:
            raise Refused("file_is_closed", file=found.file)
        return self._note_once(Entry("accept", subject(number), details={"upload": number}), at, bool(found.accepted))

    def return_file(self, number: int, *, reason: str, cells: Iterable[Mapping[str, str]] = (), at: At) -> Receipt:
        """Send a file back to its department with the cells it has to look at; a new file answers it.

        Its drafts and what stands of it are returned with it. ``Refused`` without a reason, or where what
        stands is of a locked period.
        """
        found, by = self.upload(number), self._by(at)
        self._require_upload("return", found)
        self._require("return", _departments(found))
        told = [{name: str(cell.get(name, "")) for name in CELL} for cell in cells]
        why = reasoned(reason)
        details = {"upload": number, "reason": why, "cells": told}
        with self._database.writing() as connection:
            before = head(connection)[0]
            if upload(connection, number).returned is None:
                append(connection, by, Entry("return_file", subject(number), details=details))
                _send_back(connection, by, found, why)
            return receipt(connection, "return_file", by, before)

    def resume(self, number: int, *, at: At) -> Receipt:
        """Take a file that was put aside or sent back up again: it waits as before. Repeatable."""
        found = self.upload(number)
        self._require_upload("discard", found)
        if found.returned:
            self._require("return", _departments(found))
        entry = Entry("resume", subject(number), details={"upload": number})
        return self._note_once(entry, at, done=not (found.discarded or found.returned))

    def _note_once(self, entry: Entry, at: At, done: bool) -> Receipt:
        by = self._by(at)
        with self._database.writing() as connection:
            before = head(connection)[0]
            if not done:
                append(connection, by, entry)
            return receipt(connection, entry.action, by, before)


def _departments(found: Upload) -> list[str]:
    return sorted(found.departments | {department for _, department, _ in found.about})


def _send_back(connection: Connection, by: Signature, found: Upload, why: str) -> None:
    """Return with a file its drafts and what stands of it."""
    for line in lines(connection, found.submissions):
        if line.current:
            require_open_since(connection, "return", [line.period])
        if line.state == "draft" or line.current:
            hide(connection, by, "return", line, why)
