"""A parse as MessagePack and back: what a worker process sends to the server, which must never unpickle what it gets.

Every part comes back as the type it is declared to be, or the answer is refused.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any

import msgspec

from catalog.pictures import picture_limits
from loaders.pictures.encoding import Picture, kind_of_picture
from loaders.tables.draft import Parse

# Before a day, a moment or a time that stands among other values: MessagePack would give it back as text.
DAY, MOMENT, TIME = 1, 2, 3
_MARKS = {date: DAY, datetime: MOMENT, time: TIME}
_MADE = {DAY: date.fromisoformat, MOMENT: datetime.fromisoformat, TIME: time.fromisoformat}


class Answer(msgspec.Struct):
    """A parse, and the columns of its tables that hold days, by table and field."""

    parse: Parse
    timed: list[dict[str, list[tuple[int, str] | None]]]


_DECODER = msgspec.msgpack.Decoder(Answer)
_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)


def to_plain(parse: Parse) -> bytes:
    """The parse as MessagePack, with the days of each table apart from its other values."""
    timed = [
        {name: _timed(column) for name, column in draft.values.items() if _has_time(column)} for draft in parse.drafts
    ]
    kept = [draft.values for draft in parse.drafts]
    try:
        for draft, apart in zip(parse.drafts, timed, strict=True):
            draft.values = {
                name: [None if _is_time(v) else v for v in column] if name in apart else column
                for name, column in draft.values.items()
            }
        return _encoded(Answer(parse, timed))
    finally:
        for draft, values in zip(parse.drafts, kept, strict=True):
            draft.values = values


def from_plain(text: bytes) -> Parse:
    """The parse again; ``ValueError`` for anything ``to_plain`` does not write."""
    try:
        answer = _DECODER.decode(text)
    except msgspec.MsgspecError as why:
        raise ValueError(str(why)) from why
    parse = answer.parse
    if len(answer.timed) != len(parse.drafts):
        raise ValueError("days of other tables")
    if not all(_honest(sha256, picture) for sha256, picture in parse.pictures.items()):
        raise ValueError("no picture of ours")
    for draft, apart in zip(parse.drafts, answer.timed, strict=True):
        for name, column in apart.items():
            pairs = zip(draft.values[name], column, strict=True)
            draft.values[name] = [value if said is None else _MADE[said[0]](said[1]) for value, said in pairs]
    return parse


def _honest(sha256: str, picture: Picture) -> bool:
    """Whether a picture is what it says: its bytes are of its kind, within the limits, and have its hash."""
    content = picture.content
    small = len(content) <= picture_limits().largest_kept
    hashed = hashlib.sha256(content).hexdigest()
    return small and kind_of_picture(content) == picture.kind and sha256 == picture.sha256 == hashed


def _has_time(column: list[Any]) -> bool:
    return not _MARKS.keys().isdisjoint(map(type, column))


def _is_time(value: object) -> bool:
    return type(value) in _MARKS


def _timed(column: list[Any]) -> list[tuple[int, str] | None]:
    return [(_MARKS[type(v)], v.isoformat()) if _is_time(v) else None for v in column]


def _encoded(answer: Answer) -> bytes:
    try:
        return _ENCODER.encode(answer)
    except UnicodeEncodeError:  # half a character, as broken files have them
        return _ENCODER.encode(_whole(answer))


def _whole(item: Any) -> Any:
    """The same without halves of characters."""
    if isinstance(item, str):
        return item.encode("utf-8", "replace").decode("utf-8")
    if isinstance(item, (list, tuple)):
        return [_whole(one) for one in item]
    if isinstance(item, dict):
        return {name if isinstance(name, tuple) else _whole(name): _whole(one) for name, one in item.items()}
    if is_dataclass(item):
        return {one.name: _whole(getattr(item, one.name)) for one in fields(item)}
    if isinstance(item, Answer):
        return {"parse": _whole(item.parse), "timed": item.timed}
    return item
