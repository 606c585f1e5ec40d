"""Writes a notice, or its reminder, in the official form: number, addressee, matters, demands, day, copies."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from catalog.book import book
from catalog.numbers import day
from exports.bulletin.page import new_document, put, put_table
from exports.dossier import named
from exports.dossier import words as exported
from exports.file_properties import owned
from exports.notices.paper import NoticePaper, words

# Columns and their widths in cm, 15.6 in all.
TO_UNIT = {"position": 0.9, "item": 3.7, "gap": 3.9, "deadline": 3.2, "problem": 3.9}
TO_LEADER = {"position": 0.9, "item": 3.2, "department": 2.2, "gap": 3.5, "deadline": 3.0, "problem": 2.8}


def notice(paper: NoticePaper) -> bytes:
    """The .docx of a notice. Red head and seal are the office's."""
    text, document = words(), new_document()
    put(document, paper.title, "title", side="center", indent=False)
    put(document, paper.number, "subhead", side="center", indent=False)
    put(document, "")
    put(document, text.addressee.format(name=paper.addressee), indent=False)
    put(document, _body(paper))
    columns = TO_LEADER if paper.to_kind == "leader" else TO_UNIT
    put(document, text.matters, "head", indent=False)
    put_table(document, [text.heads[c] for c in columns], _rows(paper, columns), list(columns.values()))
    put(document, text.rules_head, "head")
    for i, rule in enumerate(text.rules, 1):
        put(document, f"{i}.{rule}")
    put(document, text.annex)
    _signature(document, paper)
    out = BytesIO()
    document.save(out)
    return owned(out.getvalue(), title=f"{paper.title} {paper.number}", day=paper.issued, demo=paper.demo)


def _body(paper: NoticePaper) -> str:
    text = words()
    said = text.body_reminder if paper.reminder else text.body_to_leader if paper.to_kind == "leader" else text.body
    about = {"number": paper.number, "source": paper.source, "n": len(paper.rows), "due": day(paper.due)}
    return said.format(**about, reminded_days=book().rules.follow_up.reminded_days)


def _rows(paper: NoticePaper, columns: dict[str, float]) -> list[list[str]]:
    return [[_cell(row, column) for column in columns] for row in paper.rows]


def _cell(row: Any, column: str) -> str:
    value = getattr(row, column)
    return day(value) if column == "deadline" else named(value)


def _signature(document: Any, paper: NoticePaper) -> None:
    """Office, day and copies, never on a page of their own."""
    text = words()
    lines = ["", text.signed_demo if paper.demo else text.signed, day(paper.issued)]
    for line in lines:
        put(document, line, side="right", indent=False).paragraph_format.keep_with_next = True
    copies = paper.leaders if paper.to_kind == "department" else ()
    put(
        document,
        text.copied.format(leaders=exported().bulletin.names.join(copies)) if copies else "",
        indent=False,
    )
