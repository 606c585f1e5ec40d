"""What an analyst would have answered at first contact: the few headers of the samples that no catalog knows."""

from __future__ import annotations

from loaders import Mappings, Table, read
from tools.samples.books import Sent
from tools.samples.truth import letters


def answers(sent: list[Sent]) -> Mappings:
    """The answers to every question the loaders ask about these workbooks, taken from what the workbooks truly say."""
    found = Mappings()
    for one in sent:
        truth = {told.sheet: (told.dataset, letters(told)) for told in one.told}
        for table in read(one.content, file=one.file).tables:
            if table.sheet in truth:
                _answer(found, table, *truth[table.sheet])
    return found


def _answer(found: Mappings, table: Table, dataset: str, standing: dict[str, str]) -> None:
    fields = {letter: field for field, letter in standing.items()}
    asked = {column.header: fields.get(column.letter) for column in table.columns if column.asked}
    if asked or table.dataset != dataset:
        found.remember(table.signature, dataset, asked)
