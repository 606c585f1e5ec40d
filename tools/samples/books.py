"""The workbooks: which unit sends what in which month, with the forms and habits it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from tools.samples import items, ledgers, projects, tasks
from tools.samples.calendar import Row, words
from tools.samples.forms import Form, Habit, form, habits
from tools.samples.items import report_day
from tools.samples.mistakes import spoil
from tools.samples.package import packed
from tools.samples.sheet import Told, fill


@dataclass(frozen=True, slots=True)
class Sent:
    """One workbook as a unit sent it: ``folder/file``, its bytes, what it truly says and when it came in."""

    folder: str
    file: str
    unit: str
    period: str
    received: date
    content: bytes
    told: tuple[Told, ...]


def rows_of(unit: str, form_: Form, month: int) -> list[Row]:
    """What ``unit`` has to say in ``form_`` at the end of ``month``; nothing: the table is not sent."""
    if form_.dataset == "investment_projects":
        return _projects(unit, form_, month)
    if form_.dataset == "public_reviews":
        return ledgers.review() if month == words().review.month else []
    if form_.dataset == "standings":
        return ledgers.standings(month) if month in words().standings.months else []
    made = {
        "work_targets": tasks.of_unit, "livelihood_projects": items.of_unit, "key_projects": ledgers.key_projects,
        "enterprise_issues": ledgers.issues, "rectification": ledgers.campaign,
        "target_clients": lambda _, m: ledgers.clients(m), "partner_carriers": lambda u, _: ledgers.carriers(u),
    }  # fmt: skip
    return made[form_.dataset](unit, month)


def _projects(unit: str, form_: Form, month: int) -> list[Row]:
    """A unit with two forms keeps what is being talked about and what is signed apart."""
    rows = projects.of_unit(unit, month)
    split = {"projects_talks": True, "projects_signed": False}
    return [r for r in rows if r["talks"] == split[form_.name]] if form_.name in split else rows


def monthly() -> list[Sent]:
    """Every report that came in from January to July."""
    missing = {tuple(pair) for pair in words().delivery.missing}
    due = [(h, m) for m in words().months for h in habits().values() if (h.name, m) not in missing]
    late, fixed = words().delivery.late, words().delivery.corrected
    delayed = {(late.unit, late.month): late.received}
    sent = [report(h, m, delayed.get((h.name, m))) for h, m in due]
    return [*sent, corrected(habits()[fixed.unit], fixed.month)]


def exercises() -> list[Sent]:
    """August's workbooks, to be sent in by hand: one in order and two with errors on purpose."""
    said = words().exercises
    found = []
    for unit, names in said.books.items():
        forms = [form(name) for name in names]
        tables = [(f, _august(unit, f, said.month)) for f in forms]
        found.append(bound(habits()[unit], said.month, said.received, tables, folder=said.folder))
    return found


def _august(unit: str, form_: Form, month: int) -> list[Row]:
    return ledgers.style_items() if form_.name == "style_items" else rows_of(unit, form_, month)


def report(habit: Habit, month: int, received: date | None = None) -> Sent:
    """What the unit sends for ``month``, on one of its last days unless it came in on ``received``."""
    when = received or report_day(month, habit.name)
    tables = [(form(name), rows_of(habit.name, form(name), month)) for name in habit.forms]
    return bound(habit, month, when, [(f, rows) for f, rows in tables if rows])


def corrected(habit: Habit, month: int) -> Sent:
    """The same report once more, with one figure put right."""
    fixed = words().delivery.corrected
    tables = [(form(name), rows_of(habit.name, form(name), month)) for name in habit.forms]
    row = next(r for _, rows in tables for r in rows if r.get("project") == fixed.project)
    row |= {fixed.field: fixed.value, "completion_rate": fixed.value / row[fixed.of]}
    return bound(habit, month, fixed.received, tables, mark=fixed.mark)


def bound(
    habit: Habit, month: int, when: date, tables: list[tuple[Form, list[Row]]], *, mark: str = "", folder: str = ""
) -> Sent:
    """``tables`` as one workbook, with the extra sheets this unit's files have; with a ``folder`` also its errors."""
    book = Workbook()
    book.remove(book.worksheets[0])
    if "cover" in habit.extras:
        _cover(book)
    told = [fill(book.create_sheet(f.sheet), f, habit, rows, month, when) for f, rows in tables]
    for (form_, _), one in zip(tables, told, strict=True):
        if folder:
            spoil(book[one.sheet], one, habit.name, form_.name)
    if "hidden" in habit.extras and month > 1:
        _last_month(book, habit, month - 1)
    for name in words().blank_sheets if habit.blank_sheets else ():
        book.create_sheet(name)
    book.active = 1 if "cover" in habit.extras else 0
    period = f"{words().year}-{month:02d}"
    name = words().delivery.file.format(unit=habit.name, year=words().year, month=month, mark=mark)
    return Sent(folder or period, name, habit.name, period, when, packed(book, when), tuple(told))


def _cover(book: Workbook) -> None:
    sheet = book.create_sheet(words().cover.sheet)
    for n, text in enumerate(words().cover.lines, 1):
        sheet.cell(n, 1, text)


def _last_month(book: Workbook, habit: Habit, month: int) -> None:
    """The forgotten hidden sheet with last month's figures: nobody may count them."""
    form_ = form(habit.forms[-1])
    sheet = book.create_sheet(words().hidden_sheet.format(month=month))
    fill(sheet, form_, habit, rows_of(habit.name, form_, month), month, report_day(month, habit.name))
    sheet.sheet_state = "hidden"
