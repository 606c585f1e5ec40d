"""The groups that charts and tables count, typed: rows of a judged frame by what stands in a column."""

from __future__ import annotations

import msgspec

from catalog.typed import Declared


class GroupMeasure(Declared, frozen=True, kw_only=True):
    """A number of a group.

    ``where``: which rows count; ``among``: of which it is a share (None: of none); ``amount``: the column that is added
    up, ``over``: divided by this one; ``beyond``: rows past what is asked; ``by``: the field whose cell decides.
    """

    label: str
    kind: str
    where: dict[str, bool | str] = msgspec.field(default_factory=dict)
    among: dict[str, bool | str] | None = None
    by: str = ""
    amount: str = ""
    over: str = ""
    beyond: str = ""
    rests: str = ""


class Group(Declared, frozen=True, kw_only=True):
    """One group: its dataset, the rule printed beside it, the columns that may be asked, its numbers."""

    keys: dict[str, str]
    measures: dict[str, GroupMeasure]
    dataset: str = ""
    rule: str = ""
