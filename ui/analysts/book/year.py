"""The year's list: taken over from what was published, held against what comes, and opened for a new year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from catalog import dataset
from catalog.book import Promise
from catalog.book.lists import Name, Value, plain
from catalog.book.new_year import opened, to_fill
from catalog.numbers import period_words
from metrics import adoption, as_last_year, progress
from metrics.answers import LISTS
from metrics.promised import LISTED
from ui import parts, source
from ui.analysts.book import names
from ui.analysts.book.names import UNANSWERED, listed, rows_of
from ui.analysts.book.proposal import propose, say
from ui.escape import md
from ui.scope import View

MEASURES = {
    "累计：完成数逐月累加": {"measure": "cumulative"},
    "水平：越高越好": {"measure": "level", "direction": "higher"},
    "水平：越低越好": {"measure": "level", "direction": "lower"},
    "控制：不得超过": {"measure": "ceiling", "direction": "lower"},
    "节点：达到或未达到": {"measure": "milestone"},
}


def show(view: View | None) -> None:
    """The acts of a year, each ending in a proposal whose differences are shown before anything applies."""
    if view is not None:
        with source.judging("", view.as_of):
            _adopt(view)
            names.show(view)
            _decide(view)
            _as_last_year(view)
    _open()


def _adopt(view: View) -> None:
    """A published sheet becomes the year's list."""
    st.markdown("##### 从已发布的报表建立年度清单", anchors=False)
    parts.aside("采用后，各单位以后报送的名称、目标、分值以清单为准；清单上没有报送的事项列为缺报。")
    for name in LISTED:
        rows, entries = rows_of(view, name), listed(view, name)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                md(f"{dataset(name).label}（{period_words(view.as_of)}）：清单现有{len(entries)}条"), width="stretch"
            )
            st.button(
                "采用为年度清单", key=f"book-adopt-{name}", disabled=rows.empty, on_click=_adopt_now, args=(view, name),
            )  # fmt: skip


def _adopt_now(view: View, name: str) -> None:
    with source.judging("", view.as_of):
        rows = rows_of(view, name)
        found = adoption.adopted(rows, year=view.day.year, listed=listed(view, name))
        lost = adoption.unplaced(rows)
    changes: dict[Name, Value | None] = {(LISTS[name], one.key): plain(one) for one in found}
    propose(changes, dt.date(view.day.year, 1, 1), beside=False)
    if lost:
        say(f"有{len(lost)}条的工作或类别不在目录里，未采用：{'、'.join(lost[:6])}")


def _decide(view: View) -> None:
    """Targets of which nothing says what kind they are: said once, for this name from then on."""
    st.markdown("##### 待定口径", anchors=False)
    asked = _undecided(source.acts(), view.plain())
    if not asked:
        parts.aside("本期报送的目标都有口径：累计、水平、控制或节点。")
        return
    parts.aside("下列目标的计量单位和用词判断不了口径，暂按累计计；选定后写入“口径用词”清单，以后同名事项不再问。")
    with st.form("book-undecided"):
        for called, unit in asked:
            st.selectbox(
                md(f"{called}（{unit or '无计量单位'}）"), list(MEASURES), key=f"book-undecided-{called}",
                index=None, placeholder=UNANSWERED,
            )  # fmt: skip
        st.form_submit_button("看差异", type="primary", on_click=_decided, args=(view, [called for called, _ in asked]))


@source.kept
def _undecided(acts: int, view: View) -> list[tuple[str, str]]:  # noqa: ARG001 - the last act keys the cache
    found: dict[str, str] = {}
    for name, called in LISTED.items():
        judged = progress.assess(rows_of(view, name), as_of=view.day)
        open_ones = judged[judged["undecided"] & judged[called].notna()]
        found |= dict(zip(open_ones[called], open_ones["unit"].fillna(""), strict=True))
    return list(found.items())


def _decided(view: View, asked: list[str]) -> None:
    changes: dict[Name, Value | None] = {}
    for called in asked:
        answer = st.session_state.get(f"book-undecided-{called}")
        if answer:
            changes["measures", called] = {"name": called, "words": [called], **MEASURES[answer]}
    propose(changes, dt.date(view.day.year, 1, 1), beside=False)


def _as_last_year(view: View) -> None:
    """Curves computed from the last finished year, to be named where they are to count."""
    st.markdown("##### 序时曲线：按上年实际", anchors=False)
    finished = [p for p in source.periods(view.version, view.until) if p[5:] == "12" and p <= view.as_of]
    if not finished:
        parts.aside("还没有哪一年报送到12月。满一年后，可由各月累计完成数算出该年的实际曲线。")
        return
    year = int(finished[-1][:4])
    parts.aside("算出的曲线列入“序时曲线”清单；哪类报表、哪项工作、哪件事项按它推算，在清单里指定。")
    st.button(f"由{year}年实际进度计算，看差异", key="book-as-last-year", on_click=_compute, args=(view, finished[-1]))


def _compute(view: View, december: str) -> None:
    last = replace(view, as_of=december, department="")
    with source.judging("", december):
        found = as_last_year.curves({name: source.history(last, name) for name in as_last_year.PARTS}, last.day.year)
    propose({("curves", one.name): plain(one) for one in found}, dt.date(last.day.year + 1, 1, 1), beside=False)


def _open() -> None:
    """A new year: what goes on, what ends, what is asked."""
    st.markdown("##### 开新年度", anchors=False)
    book = source.store().book()
    year = book.zone.year + 1
    parts.aside(
        f"目录现为{book.zone.year}年。开{year}年度：单位、岗位、报送任务、规则照旧；到期的专项时限终止；"
        f"勾选的事项转入{year}年，目标、分值和文号另填。{book.zone.year}年的页面不变。"
    )
    named: dict[Name, Promise] = {("items", one.key): one for one in book.items_of(book.zone.year)}
    named |= {("tasks", one.key): one for one in book.tasks_of(book.zone.year)}
    with st.form("book-new-year"):
        st.multiselect(
            f"转入{year}年的事项", list(named), key="book-going-on", placeholder="可不选：新清单稍后采用或上传",
            format_func=lambda key: f"{named[key].number} {named[key].name}",
        )  # fmt: skip
        st.form_submit_button(f"开{year}年度，看差异", type="primary", on_click=_open_now, args=(year,))


def _open_now(year: int) -> None:
    changes = opened(source.store().book(), year, st.session_state.get("book-going-on", []))
    propose(changes, dt.date(year, 1, 1), beside=False)
    if blank := to_fill(changes):
        say(f"转入{len(blank)}条，目标、分值和文号待填：生效后可下载目录填写，或采用新一年的分解表")
