"""Names nobody knew: each is asked once, renamed, split, merged or new, and every answer does its own to the book."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from catalog import dataset, datasets
from catalog.book import Promise
from metrics import answers, held, succession
from metrics.answers import Answer
from metrics.promised import LISTED, promises_of
from ui import parts, source
from ui.analysts.book.proposal import propose, say
from ui.escape import md
from ui.scope import View

UNANSWERED = "暂不回答"
KINDS: dict[str, answers.Kind] = {"改名": "renamed", "拆分": "split", "合并": "merged", "新增": "added"}
Asked = dict[tuple[str, str], list[str]]


def rows_of(view: View, name: str) -> pd.DataFrame:
    """The year's reported rows of the view's month."""
    return _rows(source.acts(), name, view.as_of)


@source.kept
def _rows(acts: int, name: str, as_of: str) -> pd.DataFrame:  # noqa: ARG001 - the last act keys the cache
    rows = source.store().frame(name, as_of=as_of)
    return rows[rows["period"].astype(str).str[:4] == as_of[:4]] if dataset(name).yearly else rows


def listed(view: View, name: str) -> list[Promise]:
    """The year's list of the dataset, as of the view's day."""
    return list(promises_of(source.store().book(view.day), name, view.day.year))


def show(view: View) -> None:
    """The names, with what each may be, and the form that answers."""
    st.markdown("##### 没有见过的名称", anchors=False)
    asked = _asked(source.acts(), view.plain())
    if not asked:
        parts.aside("本期已发布的事项都在清单里、与上期对得上，或本年还没有清单。")
        return
    parts.aside(
        "改名：与原事项是同一件，历史相接。拆分：原事项终止，由几件新事项承接其分值和历史。"
        "合并：几件原事项终止，并为一件，不重复计算。新增：列入清单。答一次即可，记入更改记录。"
    )
    with st.form("book-unlisted"):
        for name, called in asked:
            kind, before = st.columns([1, 3])
            kind.selectbox(
                md(f"{dataset(name).label}：{called}"), list(KINDS), key=f"book-unlisted-{name}-{called}", index=None,
                placeholder=UNANSWERED,
            )  # fmt: skip
            before.multiselect(
                "原事项（新增不选，合并选两件以上）", asked[name, called], key=f"book-before-{name}-{called}",
                placeholder="选择原事项",
            )  # fmt: skip
        st.form_submit_button("看差异", type="primary", on_click=_answered, args=(view, list(asked)))


def _answered(view: View, asked: list[tuple[str, str]]) -> None:
    typed = [one for name, called in asked if (one := _typed(name, called)) is not None]
    given = [one for one in typed if one.whole]
    if len(given) < len(typed):
        say(f"{'、'.join(one.called for one in typed if not one.whole)}：原事项的件数与变动不符，未采用")
    rows = {name: rows_of(view, name) for name in LISTED}
    with source.judging("", view.as_of):
        changes = answers.changes(given, rows, {name: listed(view, name) for name in LISTED}, view.as_of)
    # What splits or merges does so from this month on; a name is a name for the whole year.
    ends = any(one.kind in succession.ENDING for one in given)
    propose(changes, view.day.replace(day=1) if ends else dt.date(view.day.year, 1, 1), beside=False)


def _typed(name: str, called: str) -> Answer | None:
    kind = st.session_state.get(f"book-unlisted-{name}-{called}")
    before = st.session_state.get(f"book-before-{name}-{called}") or []
    return Answer(name, called, KINDS[kind], tuple(before)) if kind else None


@source.kept
def _asked(acts: int, view: View) -> Asked:  # noqa: ARG001 - the last act keys the cache, the book in force with it
    """By dataset and name what it may have been: of a list all its entries, else what its unit reports no more."""
    found: Asked = {}
    earlier = source.earlier(view)
    for name in datasets():
        if name in LISTED:
            entries = [one.name for one in listed(view, name)]
            found |= {(name, called): entries for called in _unknown(view, name)}
        elif earlier and dataset(name).renamed:
            before = source.store().frame(name, as_of=earlier)
            alike = answers.asked(rows_of(view, name), before, name)
            found |= {(name, called): names for called, names in alike.items()}
    return found


def _unknown(view: View, name: str) -> list[str]:
    rows = rows_of(view, name)
    unlisted = rows.loc[held.unlisted(rows), LISTED[name]].dropna()
    left = succession.named_before(name)
    return [called for called in dict.fromkeys(unlisted) if held.spelled(called) not in left]
