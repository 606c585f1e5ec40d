"""The desk's first half: files kept, tables assigned, columns answered, cells corrected, drafts saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from store.desk.acting import Acting, At, one_line, reasoned, receipt
from store.journal.log import Entry, append, head
from store.reading.files import File, files
from store.receipts import Receipt
from store.refusals import NotAllowed
from store.versions.arrivals import require_possible
from store.versions.intake import Context, drafts
from store.versions.locks import require_open
from store.versions.originals import keep_original, original, packed
from store.versions.pictures import KeptPicture, pictures_at
from store.versions.submissions import Draft, departments_of, lines, same_again, write
from store.versions.uploads import Upload, keep, subject, upload, uploads, uploads_of

MOST_PICTURES = 12  # of one row, on screen


class UploadDesk(Acting):
    """What happens to a file between its arrival and its publication. Every act is kept at once."""

    def keep(self, content: bytes, file: str, *, at: At) -> int:
        """Keep a file byte for byte; its upload's id. The same file again is the same upload."""
        self._require("keep")
        by, kept = self._by(at), packed(content)
        with self._database.writing() as connection:
            return keep(connection, by, kept, file)

    def upload(self, number: int) -> Upload:
        """One upload as it stands: overrides, corrections, what was made of it."""
        with self._database.reading() as connection:
            found = upload(connection, number)
        self._require_upload("read_uploads", found)
        return found

    def uploads(self) -> list[Upload]:
        """The uploads this actor may see, oldest first: own ones and those of own departments."""
        self._require("read_uploads")
        with self._database.reading() as connection:
            found = uploads(connection)
        return [u for u in found if self._sees(u)]

    def original(self, sha256: str) -> bytes:
        """A kept file, byte for byte, for those who may see the uploads or submissions it belongs to."""
        with self._database.reading() as connection:
            content = original(connection, sha256)
            owners = departments_of(connection, sha256)
            seen = any(self._sees(one) for one in uploads_of(connection, sha256))
        # A file that is nobody's yet is its uploader's and the whole office's.
        self._require("read_original", [] if seen else owners or [""])
        return content

    def pictures(self, department: str, submission: int, sheet: str, row: int) -> tuple[KeptPicture, ...]:
        """The pictures of a row, for those who are shown its department's cells. ``NotAllowed`` for anybody else, and
        where the submission is not that department's."""
        self.require_sight(department)
        spot = (submission, sheet, row)
        with self._database.reading() as connection:
            owner = one_line(connection, submission).department
            found = pictures_at(connection, [spot], MOST_PICTURES)
        if owner != department:
            self.require_sight(owner)
        return found.get(spot, ())

    def assign(
        self,
        number: int,
        table: str,
        *,
        at: At,
        dataset: str | None = None,
        department: str | None = None,
        period: str | None = None,
        include: bool | None = None,
    ) -> Receipt:
        """Say what a table ("sheet!range") of an upload is, where it was understood wrongly or not at all, and whether
        it counts: one from a hidden sheet does not unless that is said."""
        self._require("assign", [department] if department else [])
        said = {"dataset": dataset, "department": department, "period": period, "include": include}
        return self._about_upload("assign", number, at, {"table": table, "said": said}, department=department)

    def receive(self, number: int, day: str, *, reason: str, at: At) -> Receipt:
        """Say on which day a file came in, where that was not the day it was kept; what is made of it counts by it.

        ``Refused`` without a reason, for a day after it was kept, or where a locked period would count otherwise.
        """
        by, why, found = self._by(at), reasoned(reason), self.upload(number)
        self._require_upload("receive", found)
        self._require("receive", sorted(found.departments))
        said = require_possible(day, found.kept_at)
        with self._database.writing() as connection:
            require_open(connection, "receive", (line.period for line in lines(connection, found.submissions)))
            before = head(connection)[0]
            details = {"upload": number, "received": said, "was": found.received, "reason": why}
            if said != found.received:
                append(connection, by, Entry("receive", subject(number), details=details))
            return receipt(connection, "receive", by, before)

    def correct(
        self,
        number: int,
        sheet: str,
        cell: str,
        text: str | None,
        *,
        original: str,
        reason: str,
        at: At,
    ) -> Receipt:
        """Type a text in place of a cell's; None takes the correction back. ``Refused`` without a reason."""
        said = {"sheet": sheet, "cell": cell, "text": text, "original": original, "reason": reasoned(reason)}
        return self._about_upload("correct", number, at, said)

    def answer(
        self,
        signature: str,
        dataset: str | None,
        fields: Mapping[str, str | None],
        *,
        at: At,
        department: str | None = None,
        upload: int | None = None,
        units: Mapping[str, str] | None = None,
        scales: Mapping[str, str] | None = None,
    ) -> Receipt:
        """Say which field each header of a form is (None: ignore it), in which unit and scale its values are.

        Remembered for the form, and first of all for the department; ``dataset`` None: the form is to be ignored.
        """
        # What would hold for every department's form is not for one department to say.
        everybodys = [] if self.actor.sees("") else [""]
        self._require("answer", [department] if department else everybodys)
        said = {"fields": dict(fields), "units": dict(units or {}), "scales": dict(scales or {})}
        details = {"dataset": dataset, **said, "upload": upload}
        return self._note("answer", at, Entry("answer", signature, dataset, department, details=details))

    def discard(self, number: int, *, at: At) -> Receipt:
        """Put an upload aside with its drafts; what was published of it stays."""
        by, found = self._by(at), self.upload(number)
        self._require_upload("discard", found)
        with self._database.writing() as connection:
            before = head(connection)[0]
            if not upload(connection, number).discarded:
                append(connection, by, Entry("discard", subject(number), details={"upload": number}))
                self._replace(connection, by, found.submissions, keep=set(), action="discard")
            return receipt(connection, "discard", by, before)

    def files(self) -> list[File]:
        """Every file ever received that this actor may see, newest first, with what has become of it."""
        self._require("read_uploads")
        with self._database.reading() as connection:
            found = files(connection)
        everything = self.actor.role == "auditor" or self.actor.owns("")
        mine = self.actor.name
        return [f for f in found if everything or f.kept_by == mine or any(self.actor.owns(d) for d in f.departments)]

    def save(
        self, reading: Any, *, content: bytes | None = None, at: At, upload: int | None = None, **context: Any
    ) -> Receipt:
        """Keep the reading's known tables as drafts, one a department, dataset and period; the same again is the same.

        ``upload``: the kept file it was read from; then its content, overrides and corrections are taken from there,
        and its earlier drafts of the same department, dataset and period give way. ``context``: department, period,
        received (ISO day), demo, mappings, corrections (see ``store.intake.Context``). ``Refused`` where a table's
        department or period is unknown; ``NotAllowed`` where one is not the actor's.
        """
        by = self._by(at)
        given = Context(**{"received": by.at[:10], **self._known(upload, content), **context, "upload": upload})
        found, skipped = drafts(reading, given)
        self._require("save", sorted({d.key.department for d in found}))
        kept = packed(given.content)
        with self._database.writing() as connection:
            keep_original(connection, kept)
            before = head(connection)[0]
            ids = [same_again(connection, d) or write(connection, by, d) for d in found]
            self._give_way(connection, by, found, ids)
            return receipt(connection, "save", by, before, ids, tuple(skipped))

    def _known(self, number: int | None, content: bytes | None) -> dict[str, Any]:
        if number is None:
            return {"content": content}
        found = self.upload(number)
        with self._database.reading() as connection:
            kept = original(connection, found.sha256)
        return {"content": kept, "tables": found.tables, "made": tuple(c.said() for c in found.corrections)}

    def _give_way(self, connection: Connection, by: Any, found: list[Draft], ids: list[int]) -> None:
        """Of one upload, department, dataset and period only the newest draft is a draft."""
        number = found[0].upload if found else None
        if number is not None:
            keys = {draft.key for draft in found}
            made = upload(connection, number).submissions
            old = [
                line
                for line in lines(connection, made)
                if any(
                    (line.dataset, line.department, line.period) == (k.dataset, k.department, k.period) for k in keys
                )
            ]
            self._replace(connection, by, [line.submission_id for line in old], keep=set(ids), action="replace")

    def _replace(self, connection: Connection, by: Any, ids: Any, *, keep: set[int], action: str) -> None:
        for line in lines(connection, [i for i in ids if i not in keep]):
            if line.state == "draft":
                append(
                    connection,
                    by,
                    Entry(action, line.file, line.dataset, line.department, line.period, line.submission_id),
                )

    def _about_upload(self, action: str, number: int, at: At, details: dict[str, Any], **about: Any) -> Receipt:
        self._require_upload(action, self.upload(number))
        return self._note(action, at, Entry(action, subject(number), details={"upload": number, **details}, **about))

    def _require_upload(self, action: str, found: Upload) -> None:
        self._require(action)
        if not self._sees(found):
            raise NotAllowed("not_your_upload", actor=self.actor.name, upload=found.id)

    def _sees(self, found: Upload) -> bool:
        mine = found.kept_by == self.actor.name or any(self.actor.owns(d) for d in found.departments)
        return mine or self.actor.role == "auditor" or self.actor.owns("")
