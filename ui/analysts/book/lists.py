"""The book's lists as of a day, and one line of one changed in place."""

from __future__ import annotations

import datetime as dt

import msgspec
import streamlit as st

from catalog.book import Book
from catalog.book.lists import LISTS, Entries, Name, Value, applied, changed, entries_of
from catalog.book.renaming import NAMED, NUMBERED, Renaming, renamed
from catalog.book.sheets import Column, Sheet, Wrong, flat, leaf_read, leaf_shown, read, sheets, shown
from catalog.words.book import book_words
from ui import source
from ui.analysts.book.proposal import list_title, lists, pending, propose
from ui.analysts.desk import keep_why_not, tell_why_not
from ui.analysts.table import table

NEW = "（新增一条）"


def chosen_day(until: dt.date) -> dt.date:
    """The day the lists are shown as of."""
    day = st.date_input("目录截至", value=until, min_value=dt.date(2000, 1, 1), key="book-day")
    return day if isinstance(day, dt.date) else until


def sentence(day: dt.date) -> str:
    """The page's title."""
    book = source.store().book(day)
    counted = f"{len(book.units)}个单位、{len(book.areas)}项工作、{len(book.items_of(day.year))}件实事"
    number = source.store().book_version()
    return f"{day.year}年目录：{counted}" + ("" if number else "，尚未更改过")


def show(day: dt.date) -> None:
    """One list, and the form that changes one line of it."""
    name = st.segmented_control("清单", [*lists(), "flat"], default="units", format_func=list_title, key="book-list")
    if name is None:
        return
    book = source.store().book(day)
    if name == "flat":
        _rules(book, day)
        return
    sheet = sheets()[name]
    mine = {key: value for (of, key), value in entries_of(book).items() if of == name}
    rows = [[_text(shown(column, value)) for column in sheet.columns] for value in mine.values()]
    table([column.head for column in sheet.columns], rows, key=f"book-{name}", tall="26rem", first_stays=True)
    _one_line(sheet, mine, day)


def _text(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _one_line(sheet: Sheet, mine: dict[str, Value], day: dt.date) -> None:
    key = st.selectbox("更改哪一条", [NEW, *mine], format_func=lambda k: _title(k, mine), key=f"book-one-{sheet.list}")
    held = mine.get(key, {})
    with st.form(f"book-line-{sheet.list}-{key}"):
        places = st.columns(4)
        for at, column in enumerate(sheet.columns):
            places[at % 4].text_input(_label(column), _text(shown(column, held)), key=_typed_in(sheet, key, at))
        changing, ending, _ = st.columns([1, 1, 4])
        changing.form_submit_button("看差异", type="primary", on_click=_changed, args=(sheet, key, day))
        if key != NEW:
            ending.form_submit_button("终止这一条", on_click=propose, args=({(sheet.list, key): None}, day))
    tell_why_not("book-line")


def _typed_in(sheet: Sheet, key: str, at: int) -> str:
    return f"book-{sheet.list}-{key}-{at}"


def _changed(sheet: Sheet, key: str, day: dt.date) -> None:
    """Propose the line that was on the screen, as its boxes say at the click."""
    typed = {at: str(st.session_state[_typed_in(sheet, key, at)] or "") for at in range(len(sheet.columns))}
    if (value := _read_line(sheet, typed)) is not None:
        name = _name_of(sheet.list, value)
        propose(_of_line(entries_of(source.store().book(day)), (sheet.list, key), name, value), day)


def _of_line(entries: Entries, old: Name, new: Name, value: Value) -> dict[Name, Value | None]:
    """What the line as it was typed changes; another name is the same entry renamed, whoever names it included."""
    if old not in entries:
        return {} if entries.get(new) == value else {new: value}
    typed = {new if name == old else name: value if name == old else kept for name, kept in entries.items()}
    names = [str(entries[old].get("name", "")), str(value.get("name", ""))]
    same = [Renaming(old[0], *names)] if old[0] in (*NAMED, *NUMBERED) and len(set(names)) > 1 else []
    return changed(entries, renamed(typed, same, entries))


def _title(key: str, mine: dict[str, Value]) -> str:
    name = mine.get(key, {}).get("name", key)
    return key if name == key else f"{key} {name}"


def _label(column: Column) -> str:
    return f"{column.head}（必填）" if column.required else column.head


def _read_line(sheet: Sheet, typed: dict[int, str]) -> Value | None:
    """The line as typed; None, with a sentence for each field, where it cannot be read."""
    value: Value = {}
    faults = []
    for at, column in enumerate(sheet.columns):
        try:
            got = read(column, typed[at])
        except Wrong as wrong:
            faults.append(f"{column.head}：{book_words().faults[wrong.code].format(**wrong.blanks)}")
            continue
        if column.kind == "share":
            value.setdefault(column.field, []).append(got)
        elif got is not None and got != []:
            value[column.field] = got
    keep_why_not("book-line", *faults)
    return None if faults else value


def _name_of(name: str, value: Value) -> Name:
    one = msgspec.convert(value, LISTS[name], strict=False)
    return name, str(getattr(one, "key", ""))


def _rules(book: Book, day: dt.date) -> None:
    entries = applied(entries_of(book), pending(day))
    lines = [(whose, path, leaf) for whose, path, leaf in flat(entries) if leaf is not None]
    table(
        ["名目", "项", "值"], [[w, p, _text(leaf_shown(leaf))] for w, p, leaf in lines], key="book-flat", tall="26rem"
    )
    at = st.selectbox(
        "更改哪一项", range(len(lines)), format_func=lambda i: f"{lines[i][0]} {lines[i][1]}", key="book-path"
    )
    whose, path, leaf = lines[at]
    with st.form(f"book-leaf-{whose}-{path}"):
        st.text_area("值", _text(leaf_shown(leaf)), key=_leaf_in(whose, path))
        st.form_submit_button("看差异", type="primary", on_click=_leaf_changed, args=(entries, lines[at], day))
    tell_why_not("book-leaf")


def _leaf_in(whose: str, path: str) -> str:
    return f"book-leaf-{whose}-{path}-value"


def _leaf_changed(entries: Entries, line: tuple[str, str, object], day: dt.date) -> None:
    whose, path, leaf = line
    try:
        got = leaf_read(leaf, str(st.session_state[_leaf_in(whose, path)] or ""))
    except Wrong as wrong:
        keep_why_not("book-leaf", book_words().faults[wrong.code].format(**wrong.blanks))
        return
    group, _, key = whose.partition("/")
    name = (group, key or group)
    propose({name: _with_leaf(entries[name], path.split("."), got)}, day)


def _with_leaf(value: object, steps: list[str], leaf: object) -> Value:
    if not steps:
        return leaf  # type: ignore[return-value]
    if isinstance(value, list):
        at = int(steps[0])
        return [_with_leaf(part, steps[1:], leaf) if i == at else part for i, part in enumerate(value)]  # type: ignore[return-value]
    held: Value = dict(value)  # type: ignore[call-overload]
    return held | {steps[0]: _with_leaf(held.get(steps[0]), steps[1:], leaf)}
