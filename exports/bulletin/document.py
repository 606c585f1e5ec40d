"""Writes the bulletin: overall, behind by unit, by lead leader, demands, and the two annex tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd

from catalog.lamps import by_gap, how_far, lateness
from catalog.numbers import day, nothing_said, plain, rate
from catalog.page import page_title, pages
from catalog.words.papers import Bulletin
from exports.bulletin.page import new_document, put, put_table
from exports.bulletin.pages import telling_pages
from exports.bulletin.pending import put_pending, red_running
from exports.dossier import Dossier, counted, in_words, judged, lamp, named, why, words
from exports.file_properties import owned
from exports.office_text import harmless

BEHIND, ON_TRACK = ("behind", "warning"), ("on_track", "done")
# Headings below this are counted in words.
WRITTEN_OUT = 100
# From the last sentence to the day that is signed, blank lines too: what stays on one page, beside the annexes.
SIGNED_WITH = 5
# Columns and their widths in cm, 15.6 in all. On schedule there is nobody to press: one line an item, no post.
JUDGED = {"name": 2.9, "category": 2.2, "rate": 1.9, "light": 2.6}
ANNEX_BEHIND = {"number": 0.8, **JUDGED, "short_department": 1.8, "short_leader": 3.4}
ANNEX_FIGURES = {"page": 2.4, "figure": 3.2, "printed": 2.2, "delta": 3.4, "note": 4.4}
ANNEX_ON_TRACK = {"number": 0.9, **JUDGED, "name": 5.5, "short_department": 2.5}


def bulletin(dossier: Dossier, signed: date | None = None) -> bytes:
    """The .docx draft of a meeting's bulletin. All text is black and plain; red head and number are the office's.

    ``signed``: the day it is sent, which it bears; None: left open to be filled in.
    """
    text = words().bulletin
    document = new_document()
    as_of = dossier.as_of
    put(document, text.title.format(year=as_of.year, month=as_of.month), "title", side="center", indent=False)
    draft = text.draft.format(demo=text.draft_demo if dossier.demo else "")
    put(document, draft, "subhead", side="center", indent=False)
    put(document, "")
    put(document, text.addressees, indent=False)
    put(document, counted(text.opening, month=as_of.month, day=as_of.day, time=rate(_year_passed(as_of))))
    _overall(document, dossier, text)
    _last_time(document, dossier, text)
    _departments(document, dossier, text)
    _leaders(document, dossier, text)
    put_pending(document, dossier, text)
    _demands(document, dossier, text)
    _signature(document, dossier, text, signed)
    _annexes(document, dossier, text)
    out = BytesIO()
    document.save(out)
    title = text.title.format(year=as_of.year, month=as_of.month)
    return owned(out.getvalue(), title=title, day=as_of, demo=dossier.demo)


def _year_passed(as_of: date) -> float:
    """Whole months over twelve: the rule of nearly every published bulletin."""
    return as_of.month / 12


def _overall(document: Any, dossier: Dossier, text: Bulletin) -> None:
    put(document, text.overall, "head")
    parts = [
        (page.title, dossier.findings.get(page.name, ""), telling_pages().get(page.name))
        for page in pages()
        if page.bulletin
    ]
    for i, (title, finding, told) in enumerate(parts, 1):
        put(document, text.part.format(i=_ordinal(i, text), title=title, told=finding + text.full_stop))
        for sentence in told(dossier, text) if told else ():
            put(document, sentence)
    further = ((text.ranking, _ranking(dossier.departments, text)), (text.reports, _reports(dossier, text)))
    for i, (title, told_of) in enumerate(further, len(parts) + 1):
        put(document, text.part.format(i=_ordinal(i, text), title=title, told=told_of))


def _last_time(document: Any, dossier: Dossier, text: Bulletin) -> None:
    """What the last meeting named and what has become of it: counted, then what is still open, one by one."""
    put(document, text.last_time, "head")
    table = dossier.follow_up
    if table.empty:
        put(document, text.no_last_time.format(finding=dossier.remarks.followed))
        return
    put(
        document,
        text.last_time_counts.format(finding=dossier.remarks.followed, counts=dossier.remarks.counts),
    )
    if table["closed"].any():
        closed = text.names.join(named(item) for item in table.loc[table["closed"], "item"])
        put(document, text.last_time_closed.format(items=closed))
    for i, row in enumerate(table[~table["closed"]].to_dict("records"), 1):
        said = {column: in_words(row[column]) for column in ("then", "now")}
        owners = {"department": named(row["lead_department"]), "leader": named(row["lead_leader"])}
        promised = _answer(row, text)
        put(
            document,
            text.last_time_item.format(
                i=i, item=named(row["item"]), state=row["state"], promised=promised, **said, **owners
            ),
        )


def _answer(row: Mapping[Any, Any], text: Bulletin) -> str:
    """What was promised and whether it was kept, that nobody answered, and how many meetings running have named it."""
    said = ""
    if row.get("promise"):
        said = text.promised.format(promise=row["promise"])
    elif row.get("reply"):
        said = text.reply.format(reply=row["reply"])
    return said + (text.again.format(n=plain(row["times"])) if row.get("times", 1) > 1 else "")


def _reports(dossier: Dossier, text: Bulletin) -> str:
    """Who still owes a report, every one by name."""
    if not dossier.missing:
        return text.all_reported
    return text.missing.format(n=len(dossier.missing), units=text.names.join(dossier.missing))


def _ranking(departments: pd.DataFrame, text: Bulletin) -> str:
    """The front and last three of each class of units, with their ties; a class too small to rank says so."""
    sentences = []
    for unit_class, units in departments.groupby("unit_class", sort=False):
        front, last = units.loc[units["front"], "name"], units.loc[units["last"], "name"]
        if front.empty or last.empty:
            sentences.append(text.no_ranking.format(units=text.classes[unit_class]))
            continue
        separator = text.names
        named = {"front": separator.join(front), "last": separator.join(last)}
        sentences.append(text.ranked.format(units=text.classes[unit_class], **named))
    return "".join(sentences)


def _departments(document: Any, dossier: Dossier, text: Bulletin) -> None:
    """Every unit with red items, the most first, and these one by one; then those with amber only; last those without
    a unit."""
    put(document, text.by_department, "head")
    red = dossier.behind[dossier.behind["light"] == "behind"]
    if red.empty:
        put(document, text.no_behind)
    pressed = _pressed(dossier.departments)
    units = pressed[pressed["red"] > 0].to_dict("records")
    for i, unit in enumerate(units, 1):
        counts = {k: plain(unit[k]) for k in ("n", "red", "amber")}
        line = text.department_line.format(i=_ordinal(i, text), unit=unit["name"], **counts)
        put(document, nothing_said(line), "subhead")
        _items(document, red[red["lead_department"] == unit["name"]], text)
    others = red[~red["lead_department"].isin([unit["name"] for unit in units])]
    if len(others):
        put(document, text.no_department.format(i=_ordinal(len(units) + 1, text), red=len(others)), "subhead")
        _items(document, others, text)
    amber = pressed[pressed["red"] == 0].to_dict("records")
    if amber:
        said = [text.amber_unit.format(unit=unit["name"], n=plain(unit["amber"])) for unit in amber]
        put(document, text.amber_only.format(units=text.names.join(said)))


def _items(document: Any, red: pd.DataFrame, text: Bulletin) -> None:
    for i, row in enumerate(red.to_dict("records"), 1):
        put(document, _item_sentence(i, row, text))


def _pressed(groups: pd.DataFrame) -> pd.DataFrame:
    """Those with red or amber items, the most red first."""
    some = groups[(groups["red"] > 0) | (groups["amber"] > 0)]
    return some.sort_values(["red", "amber"], ascending=False, kind="stable")


def _ordinal(n: int, text: Bulletin) -> str:
    """A number as the headings of an official paper count; from a hundred on in figures."""
    if n >= WRITTEN_OUT:
        return str(n)
    digits = text.digits
    tens, ones = divmod(n, 10)
    lead = "" if tens == 0 else digits[9] if tens == 1 else digits[tens - 1] + digits[9]
    return lead + (digits[ones - 1] if ones else "")


def _item_sentence(i: int, row: Mapping[Any, Any], text: Bulletin) -> str:
    """What is behind and by how much: how far it is, the days past its deadline, then the gap to time where that counts
    too; a level and a limit in their own unit and their own words."""
    stands = harmless(row.get("said"))
    done = stands or (text.done.format(rate=rate(row["rate"])) if row["rate"] == row["rate"] else "")
    gap = text.behind_time.format(gap=plain(abs(row["deviation"]), 1)) if by_gap("behind", row["deviation"]) else ""
    over = lateness(row.get("days_over"), row.get("dataset", ""))
    how = text.names_apart.join(
        part for part in (done, over, gap or (not over and not stands and why(row))) if part
    ) or in_words(lamp(row["light"]))
    owners = {"department": named(row["lead_department"]), "leader": named(row["lead_leader"])}
    said = {"name": named(row["name"]), "category": named(row["category"]), "how": how, "red": red_running(row, text)}
    return text.item.format(i=i, **said, **owners)


def _leaders(document: Any, dossier: Dossier, text: Bulletin) -> None:
    put(document, text.by_leader, "head")
    for i, row in enumerate(_pressed(dossier.leaders).to_dict("records"), 1):
        counts = {k: plain(row[k]) for k in ("n", "red", "amber")}
        put(document, nothing_said(text.leader_item.format(i=i, leader=row["name"], **counts)))


def _demands(document: Any, dossier: Dossier, text: Bulletin) -> None:
    put(document, text.demands_head, "head")
    asked = text.demand if dossier.answer_by else text.demand_to_come
    put(document, asked.format(deadline=day(dossier.answer_by)))
    for demand in dossier.demands:
        put(document, demand)
    put(document, text.objection.format(window=dossier.remarks.objection))
    put(document, "")
    for line in text.annex_lines:
        put(document, line)


def _signature(document: Any, dossier: Dossier, text: Bulletin, signed: date | None) -> None:
    """Who signs and on which day, never on a page without a sentence of the text."""
    office = text.signed_demo if dossier.demo else text.signed
    for line in ("", office, day(signed) if signed else text.day_to_come):
        put(document, line, side="right", indent=False)
    for paragraph in document.paragraphs[-SIGNED_WITH - len(text.annex_lines) : -1]:
        paragraph.paragraph_format.keep_with_next = True


def _annexes(document: Any, dossier: Dossier, text: Bulletin) -> None:
    everything = pd.concat([_as_list(dossier.tasks, "area"), _as_list(dossier.items, "category")], ignore_index=True)
    on_track = everything[everything["light"].isin(ON_TRACK)]
    behind = dossier.behind[dossier.behind["light"].isin(BEHIND)]
    parts = (
        (text.annex_behind, text.annex_behind_title, behind, ANNEX_BEHIND),
        (text.annex_on_track, text.annex_on_track_title, on_track, ANNEX_ON_TRACK),
    )
    for number, title, frame, columns in parts:
        _start_annex(document, number, title)
        rows = [[_annex_cell(c, i, row) for c in columns] for i, row in enumerate(frame.to_dict("records"), 1)]
        _annex_table(document, columns, rows)
    _start_annex(document, text.annex_figures, text.annex_figures_title)
    rows = [
        [page_title(page), figure.label, figure.value, figure.delta, figure.note]
        for page, figures in dossier.figures.items()
        for figure in figures
    ]
    _annex_table(document, ANNEX_FIGURES, rows)


def _annex_table(document: Any, columns: Mapping[str, float], rows: list[list[str]]) -> None:
    heads = words().heads
    put_table(document, [heads[c] for c in columns], rows, list(columns.values()))


def _start_annex(document: Any, number: str, title: str) -> None:
    """A new page headed by the annex' number and title."""
    head = put(document, number, "head", indent=False)
    head.paragraph_format.page_break_before = True
    put(document, title, "title", side="center", indent=False)


def _as_list(frame: pd.DataFrame, category: str) -> pd.DataFrame:
    columns = dict.fromkeys((*ANNEX_BEHIND, *ANNEX_ON_TRACK, "deviation", "days_over", "dataset", "stands", "against"))
    return frame.assign(category=frame[category]).reindex(columns=[c for c in columns if c != "number"])


def _annex_cell(column: str, i: int, row: Mapping[Any, Any]) -> str:
    match column:
        case "number":
            return str(i)
        case "rate":
            return how_far(row)
        case "light":
            # Word wants the plain hyphen: a true minus sign is drawn from another font there.
            return judged(row).replace("\u2212", "-")
    return named(row[column])
