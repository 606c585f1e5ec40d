"""A proposed change of the book: its differences, what they do to the headline figures, and its applying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from catalog import dataset
from catalog.book import judged_by
from catalog.book.faults import faults
from catalog.book.lists import LISTS, Entries, Name, Value, applied, assembled, entries_of
from catalog.book.renaming import pairs
from catalog.book.sheets import sheets
from catalog.words.book import book_words
from metrics import headline
from ui import facts, parts, source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.locks import first_open_day
from ui.analysts.table import table
from ui.escape import md
from ui.scope import View

_PROPOSED = "book-proposed"
_SAID = "book-said"
# What of an item or task makes it another promise.
TARGET = ("target_value", "target_text", "unit", "weight", "measure", "direction", "deadline")
# How many changes are also tried one by one.
TRIED = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes against the book of ``day`` as it stood at its change ``seen``."""

    changes: dict[Name, Value | None]
    day: dt.date
    seen: int


def propose(changes: dict[Name, Value | None], day: dt.date, *, beside: bool = True) -> None:
    """Keep what somebody wants to change until it is applied or dropped, ``beside`` what is proposed for that day."""
    known = pending(day) if beside else {}
    st.session_state[_PROPOSED] = Proposal(known | changes, day, source.store().book_version())


def say(sentence: str) -> None:
    """Say something above what is proposed, once."""
    st.session_state[_SAID] = sentence


def pending(day: dt.date) -> dict[Name, Value | None]:
    """The changes that are proposed for ``day``."""
    proposal: Proposal | None = st.session_state.get(_PROPOSED)
    return proposal.changes if proposal and proposal.day == day else {}


def show(view: View | None) -> None:
    """What is proposed: the differences, their effect on the figures, and the form that applies them."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(md(said), icon=":material/check:")
    proposal: Proposal | None = st.session_state.get(_PROPOSED)
    if proposal is None:
        return
    held = entries_of(source.store().book(proposal.day))
    with st.container(border=True):
        st.markdown(f"#### 待生效的更改：{len(proposal.changes)}条", anchors=False)
        if not proposal.changes:
            st.info("与现行目录没有差异。")
        else:
            _differences(held, proposal.changes)
            if _is_sound(applied(held, proposal.changes)):
                _effects(view, proposal.changes, proposal.day)
                _apply(proposal)
        if st.button("放弃这些更改", key="book-drop"):
            del st.session_state[_PROPOSED]
            st.rerun()


def _is_sound(entries: Entries) -> bool:
    """Whether the book would be sound; what is wrong is said."""
    try:
        wrong = [fault.said for fault in faults(assembled(entries))]
    except ValueError as fault:
        wrong = [book_words().faults["wrong_shape"].format(what=fault)]
    if wrong:
        st.error(md("还不能生效：" + "；".join(wrong)), icon=":material/block:")
    return not wrong


def _differences(held: Entries, changes: dict[Name, Value | None]) -> None:
    rows = [
        [kind_of(was, value), list_title(name[0]), called(name, was, value), *differs(was, value)]
        for name, was, value in _pairs(held, changes)
    ]
    table(["差异", "清单", "条目", "原为", "改为"], rows, key="book-differences", tall="26rem")


def told(held: Entries, changes: Mapping[Name, Value | None]) -> list[str]:
    """Each change in words, for the history."""
    return [
        f"{kind_of(was, now)}{list_title(name[0])}“{called(name, was, now)}”"
        for name, was, now in _pairs(held, changes)
    ]


def _pairs(held: Entries, changes: Mapping[Name, Value | None]) -> list[tuple[Name, Value | None, Value | None]]:
    """Every change with what was and what is; of an entry that goes on under another name both in one."""
    goes_on = pairs(held, changes)
    ended = set(goes_on.values())
    return [(name, held.get(goes_on.get(name, name)), value) for name, value in changes.items() if name not in ended]


def kind_of(before: Value | None, after: Value | None) -> str:
    """How a difference is called: added, ended, renamed, retargeted, changed."""
    words = book_words().differences
    if before is None or after is None:
        return str(words["added" if before is None else "ended"])
    if before.get("name") != after.get("name"):
        return str(words["renamed"])
    moved = any(before.get(field) != after.get(field) for field in TARGET)
    return str(words["retargeted" if moved else "changed"])


def called(name: Name, before: Value | None, after: Value | None) -> str:
    """An entry as people call it."""
    value = after or before or {}
    return _succession(value) if name[0] == "successions" and value else str(value.get("name") or name[1])


def _succession(value: Value) -> str:
    """Whose names became which, as people say it."""
    kinds = next(column.choices for column in sheets()["successions"].columns if column.field == "kind")
    word = next(word for word, kept in kinds.items() if kept == value["kind"])
    names = " → ".join("、".join(value[side]) for side in ("before", "after") if value.get(side))
    return f"{dataset(value['dataset']).label}{word}：{names}"


def list_title(name: str) -> str:
    """A list as its sheet is called."""
    return sheets()[name].title if name in sheets() else book_words().workbook.flat


def differs(before: Value | None, after: Value | None) -> tuple[str, str]:
    """What of an entry differs, as it was and as it is, in words."""
    fields = dict.fromkeys([*(before or {}), *(after or {})])
    moved = [f for f in fields if (before or {}).get(f) != (after or {}).get(f)]
    return _said(before, moved), _said(after, moved)


def _said(value: Value | None, fields: list[str]) -> str:
    told = [f"{_head(field)}：{_short((value or {})[field])}" for field in fields if field in (value or {})]
    return "；".join(told) if value is not None else "—"


def _head(field: str) -> str:
    return next((c.head for sheet in sheets().values() for c in sheet.columns if c.field == field), field)


def _short(value: object) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _effects(view: View | None, changes: dict[Name, Value | None], day: dt.date) -> None:
    """What the changes do to the headline figures of the last period, all together and, where few, one by one."""
    if view is None:
        return
    if day > view.day:
        parts.aside(f"自{day.isoformat()}起生效，{view.day_words}及以前的数字不变。")
        return
    held = entries_of(source.store().book(view.day))
    ways = {"全部更改": changes}
    if 1 < len(changes) <= TRIED:
        ways |= {called(name, held.get(name), value): {name: value} for name, value in changes.items()}
    now_printed = _printed(view, held)
    rows = [
        [what, page, label, before, after]
        for what, part in ways.items()
        for page, label, before, after in _moved(now_printed, _printed(view, applied(held, part)))
    ]
    st.markdown(f"##### 若在{view.day_words}已生效，主要数字的变化", anchors=False)
    if rows:
        table(["更改", "页面", "数字", "现为", "将为"], rows, key="book-effects", tall="26rem")
    else:
        parts.aside("主要数字不变。")


def _printed(view: View, entries: Entries) -> dict[tuple[str, str], str]:
    with judged_by(assembled(entries)):
        frames, before = facts.judged_from(view), facts.frames_before(view)
        return {
            (page, figure.label): figure.text
            for page in headline.PAGES
            for figure in headline.figures(page, frames, before, as_of=view.day)
        }


def _moved(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> list[tuple[str, str, str, str]]:
    keys = dict.fromkeys([*before, *after])
    return [(k[0], k[1], before.get(k, "—"), after.get(k, "—")) for k in keys if before.get(k) != after.get(k)]


def _apply(proposal: Proposal) -> None:
    open_day = first_open_day(proposal.day)
    if open_day != proposal.day:
        parts.aside(f"{proposal.day.isoformat()}及以后有已锁定的月份：自{open_day.isoformat()}起生效，或先解锁。")
    key = f"book-apply-{proposal.seen}-{proposal.day}"
    with st.form("book-apply"):
        left, middle, right = st.columns([2, 2, 1])
        left.text_input("理由（必填）", max_chars=200, key=f"{key}-reason")
        middle.text_input("依据的文号", max_chars=80, key=f"{key}-paper")
        right.date_input("从哪天起生效", value=open_day, min_value=dt.date(2000, 1, 1), key=f"{key}-day")
        st.form_submit_button("生效", type="primary", on_click=_apply_now, args=(proposal, key))


def _apply_now(proposal: Proposal, key: str) -> None:
    """Apply what was on the screen, with what its boxes say at the click."""
    reason, paper, day = (st.session_state[f"{key}-{name}"] for name in ("reason", "paper", "day"))
    if not isinstance(day, dt.date):
        return
    done = attempt(
        lambda: desk().change_book(
            proposal.changes, applies_from=day, reason=reason, paper=paper, seen=proposal.seen, at=now()
        )
    )
    if done is not None:
        st.session_state.pop(_PROPOSED, None)
        say(f"已更改{len(proposal.changes)}条，自{day.isoformat()}起生效")


def lists() -> list[str]:
    """The lists that can be shown, in the workbook's order."""
    return [name for name in sheets() if name in LISTS]
