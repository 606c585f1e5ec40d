"""A returned reply sheet is known by itself, wherever it is dropped, and goes to the matters of its notice."""

from __future__ import annotations

from loaders import Unreadable
from loaders.pool import shared_pool
from loaders.replies import Answer, Reply
from store import Refused
from store.notices import Demand, ReplyLine
from ui import raised
from ui.analysts.desk import desk, now


def take(name: str, content: bytes) -> str | None:
    """Take in a reply sheet and say what was taken; None for any other file. ``Refused`` with why it cannot be."""
    try:
        found = shared_pool().reply(content, name)
    except Unreadable:  # what cannot be read is no reply sheet: whoever reads it next says why
        return None
    if found is None:
        return None
    matters = [demand for demand in raised.demands() if demand.number == found.number]
    if not matters:
        raise Refused("no_such_notice", number=found.number)
    lines = lines_of(found, matters)
    if not lines:
        raise Refused("reply_is_empty", number=found.number)
    said = desk().reply(found.number, lines, content=content, file=name, day=now().date().isoformat(), at=now())
    if said.repeated:
        return f"{found.number}的这份回复单此前已登记。"
    left = len(matters) - len(lines)
    return f"{found.number}的回复单已登记：答复{len(lines)}项" + (f"，还有{left}项没有填写。" if left else "。")


def lines_of(reply: Reply, matters: list[Demand]) -> list[ReplyLine]:
    """What was filled in, each line at the matter it names: by its place where the name agrees, else by its name."""
    by_name = {_plain(demand.matter.item): demand.position for demand in matters}
    return [
        ReplyLine(by_name[_plain(one.item)], one.cause, one.measure, one.promised, one.promised_text, one.signed)
        for one in reply.answers
        if one.said and _is_known(one, by_name, reply.number)
    ]


def _is_known(answer: Answer, by_name: dict[str, int], number: str) -> bool:
    if _plain(answer.item) not in by_name:
        raise Refused("reply_names_another", number=number, item=answer.item)
    return True


def _plain(text: str) -> str:
    return "".join(text.split())
