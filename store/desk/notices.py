"""The desk's part for supervision: notices issued and numbered, and every act on a matter of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from store.desk.acting import Acting, At, reasoned, receipt, require_day
from store.journal.log import head
from store.notices import Demand, NewNotice, ReplyLine, demands, keep_acts, keep_notices
from store.receipts import Receipt
from store.refusals import Refused
from store.versions.originals import keep_original, packed

Check = Callable[[Demand], None]


class NoticeDesk(Acting):
    """What is demanded of units and posts, and what they answer. Days are facts handed in, never asked of a clock."""

    def issue_notices(
        self, drafts: Sequence[NewNotice], *, meeting: str, as_of: str, issued: str, due: str, at: At
    ) -> Receipt:
        """Number and keep notices; the same matters of the same meeting for the same addressee are one notice.

        ``Refused`` for a day to answer by that is not after the day of issue.
        """
        self._require("issue_notice")
        require_day(issued)
        if require_day(due) <= require_day(issued):
            raise Refused("due_before_issue", due=due, issued=issued)
        by = self._by(at)
        with self._database.writing() as connection:
            before = head(connection)[0]
            keep_notices(connection, by, drafts, meeting=meeting, as_of=as_of, issued=issued, due=due)
            return receipt(connection, "issue_notice", by, before)

    def send_notice(self, number: str, *, way: str, day: str, at: At) -> Receipt:
        """Note that a notice was sent, which way and on which day. ``Refused`` without the way. Repeatable."""
        return self._of_notice("send_notice", number, lambda _: None, {"day": day, "reason": way}, "way_needed", at)

    def receive_notice(self, number: str, *, signed: str, day: str, at: At) -> Receipt:
        """Note who signed for a notice, on which day. ``Refused`` where it was not sent, or was signed for before."""

        def check(demand: Demand) -> None:
            if demand.last("send_notice") is None:
                raise Refused("not_sent", number=number)
            if demand.last("receive_notice") is not None:
                raise Refused("already_received", number=number)

        return self._of_notice("receive_notice", number, check, {"day": day, "signed": signed}, "signer_needed", at)

    def _of_notice(self, action: str, number: str, check: Check, said: dict[str, Any], needed: str, at: At) -> Receipt:
        """Keep one act for every matter of a notice."""
        by, kept = self._by(at), {name: value.strip() for name, value in said.items()}
        if not all(kept.values()):
            raise Refused(needed)
        require_day(kept["day"])
        with self._database.writing() as connection:
            mine = [demand for demand in demands(connection) if demand.number == number]
            first = mine[0] if mine else _find(connection, number, 1)
            self._require(action, sorted({d.matter.department for d in mine if d.matter.department}))
            check(first)
            before = head(connection)[0]
            keep_acts(connection, by, first, [{"position": d.position, **kept} for d in mine], action)
            return receipt(connection, action, by, before)

    def reply(self, number: str, lines: Sequence[ReplyLine], *, content: bytes, file: str, day: str, at: At) -> Receipt:
        """Keep a unit's reply sheet and what it says of each matter. The same sheet again is a repetition.

        ``Refused`` for an unknown notice or matter, and for matters that are settled.
        """
        by = self._by(at)
        require_day(day)
        with self._database.writing() as connection:
            found = {line.position: _find(connection, number, line.position) for line in lines}
            self._require("reply", sorted({d.matter.department for d in found.values()}))
            for demand in found.values():
                _require_open(demand)
            sha256, before = keep_original(connection, packed(content)), head(connection)[0]
            fresh = [line for line in lines if not _already(found[line.position], line, sha256)]
            said = [{**asdict(line), "day": day, "file": file, "sha256": sha256} for line in fresh]
            if said:
                keep_acts(connection, by, found[fresh[0].position], said, "reply")
            return receipt(connection, "reply", by, before)

    def remind(self, number: str, position: int, *, day: str, at: At) -> Receipt:
        """Remind of a matter nobody answered. ``Refused`` before the day after its day, and where it was answered."""

        def check(demand: Demand) -> None:
            if demand.reply is not None or demand.extension_asked is not None:
                raise Refused("already_answered", number=number)
            if day <= demand.due_now:
                raise Refused("not_overdue", number=number, due=demand.due_now)

        return self._act("remind", number, position, check, {"day": require_day(day)}, at)

    def redo(self, number: str, position: int, *, reason: str, until: str, day: str, at: At) -> Receipt:
        """Send a reply back to be done again by ``until``, with the reason. ``Refused`` where there is no reply."""

        def check(demand: Demand) -> None:
            if demand.reply is None:
                raise Refused("no_reply_yet", number=number)
            if until <= day:
                raise Refused("due_before_issue", due=until, issued=day)

        said = {"day": require_day(day), "reason": reasoned(reason), "until": require_day(until)}
        return self._act("redo", number, position, check, said, at)

    def ask_extension(self, number: str, position: int, *, reason: str, until: str, day: str, at: At) -> Receipt:
        """Apply for more time. ``Refused`` after the day to answer by, and for a day that is not later."""

        def check(demand: Demand) -> None:
            if day > demand.due_now:
                raise Refused("extension_too_late", number=number, due=demand.due_now)
            if until <= demand.due_now:
                raise Refused("extension_not_later", number=number, due=demand.due_now)

        said = {"day": require_day(day), "reason": reasoned(reason), "until": require_day(until)}
        return self._act("ask_extension", number, position, check, said, at)

    def decide_extension(self, number: str, position: int, *, granted: bool, reason: str, day: str, at: At) -> Receipt:
        """Grant the time applied for, or refuse it, with the reason. ``Refused`` where nobody has applied."""
        asked: dict[str, str] = {}

        def check(demand: Demand) -> None:
            if demand.extension_asked is None:
                raise Refused("no_extension_asked", number=number)
            asked["until"] = demand.extension_asked.until if granted else ""

        said = {"day": require_day(day), "reason": reasoned(reason), "granted": granted}
        return self._act("decide_extension", number, position, check, said, at, more=asked)

    def close_demand(self, number: str, position: int, *, reason: str, day: str, at: At) -> Receipt:
        """Settle a matter, with the reason. ``Refused`` where it was not answered or is settled."""

        def check(demand: Demand) -> None:
            if demand.reply is None:
                raise Refused("no_reply_yet", number=number)

        said = {"day": require_day(day), "reason": reasoned(reason)}
        return self._act("close_demand", number, position, check, said, at)

    def _act(
        self,
        action: str,
        number: str,
        position: int,
        check: Check,
        said: dict[str, Any],
        at: At,
        more: dict[str, str] | None = None,
    ) -> Receipt:
        by = self._by(at)
        with self._database.writing() as connection:
            demand = _find(connection, number, position)
            self._require(action, [demand.matter.department] if demand.matter.department else [])
            _require_open(demand)
            check(demand)
            before = head(connection)[0]
            keep_acts(connection, by, demand, [{"position": position, **said, **(more or {})}], action)
            return receipt(connection, action, by, before)


def _find(connection: Connection, number: str, position: int) -> Demand:
    mine = [demand for demand in demands(connection) if demand.number == number]
    if not mine:
        raise Refused("no_such_notice", number=number)
    for demand in mine:
        if demand.position == position:
            return demand
    raise Refused("no_such_matter", number=number, position=position)


def _require_open(demand: Demand) -> None:
    if any(act.act == "close_demand" for act in demand.acts):
        raise Refused("demand_closed", number=demand.number)


def _already(demand: Demand, line: ReplyLine, sha256: str) -> bool:
    reply = demand.reply
    return reply is not None and reply.line == line and reply.sha256 == sha256
