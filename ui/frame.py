"""The frame around every page: period and unit in the URL, finding as title, as-of stamp, sources, quiet refresh."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial

import streamlit as st

from catalog.book import book
from catalog.numbers import period_words
from catalog.page import page, page_title
from catalog.words.rules import rule_words
from catalog.working_days import is_declared
from charts import Look
from store.versions.meetings import Meeting
from ui import address, demo, facts, frozen, next_step, parts, printing, released, source, wall, written
from ui.escape import md
from ui.identity import identity, units_shown
from ui.look import look
from ui.papers import panel
from ui.run import once
from ui.scope import ALL, View, last_day
from ui.trace_link import ledger_href

DEMO = "演示数据（虚构）"
_HEADING = "frame_heading"
_PAGE = "frame_page"
# What this run of the page is about: the reader's look and the store's version, asked once a run.
_RUN = "frame_run"
_DRAWN = "frame_just_drawn"
REFRESH_SECONDS = 60
LOADING_SECONDS = 1


def open_frame(title: str, path: str) -> None:
    """The line above every page: a place for its title, and the filters every page shares. They live in the URL, so a
    copied link shows the same view; on the meeting screen the link alone decides and nothing is in the way."""
    seen, version = st.session_state[_RUN] = _run()
    st.session_state[_DRAWN] = True
    wide = not seen.phone
    heading = st.container(
        horizontal=wide, vertical_alignment="center" if wide else "top", horizontal_alignment="left", gap="small"
    )
    st.session_state[_HEADING] = heading.container(width="stretch")
    st.session_state[_PAGE] = (title, path)
    if not seen.present and identity().session:
        heading.markdown(f"[{md(identity().name)}](/account)", width="content")
    periods = source.periods(version)
    if not periods:
        return
    unknown = _settle(periods)
    if seen.present:
        return
    with heading.popover("报告期和责任单位", icon=":material/tune:", type="tertiary"):
        st.session_state["period"], st.session_state["unit"] = _period(periods), _unit() or _choices()[0]
        newest_first = list(reversed(periods))
        choose = partial(st.selectbox, on_change=_chosen)
        choose("报告期", newest_first, format_func=period_words, key="period", args=("period",))
        choose("责任单位", _choices(), key="unit", args=("unit",))
    for said in unknown:
        st.warning(md(said), icon=":material/link_off:")


def _chosen(name: str) -> None:
    address.choose(name, st.session_state[name])


def _settle(periods: Sequence[str]) -> list[str]:
    """Write what the page shows into its address; sentences for what the link asked for and there is not."""
    asked = {name: address.asked(name) for name in address.KEPT}
    period, unit = _period(periods), _unit()
    unknown = []
    if asked["period"] and _kept_period(asked["period"]) != period:
        unknown.append(f"链接所指的报告期{address.quoted(asked['period'])}没有数据，显示的是{period_words(period)}。")
    if asked["unit"] not in ("", ALL, unit):
        unknown.append(f"链接所指的单位{address.quoted(asked['unit'])}不在名单里，显示的是{unit or ALL}。")
    if asked["meeting"] and _meeting() is None:
        unknown.append(f"链接所指的会议定稿{address.quoted(asked['meeting'])}不存在，显示的是现在的数据。")
    address.settle("period", period, released.first_shown(_version()))
    address.settle("unit", unit, "" if units_shown() is None else _departments()[0])
    return unknown


@once
def _run() -> tuple[Look, int]:
    """The reader's look and the store's version as this run began: an act in the middle of it changes neither."""
    return look(), source.version()


def product() -> str:
    """How the product is called, by the book in force."""
    return book().zone.product


@once
def view() -> View | None:
    """What this page is about; None where nothing has been published yet."""
    seen, version = _run()
    periods = source.periods(version)
    if not periods:
        return None
    department, kept = _unit(), _meeting()
    if kept:
        demo = source.is_demo(version, kept.seq)
        return View(version, kept.as_of, department, seen, demo, kept.name, kept.seq)
    return View(version, _period(periods), department, seen, source.is_demo(version))


def begin(name: str) -> View:
    """The view of the page ``name``; where nothing was published yet, a plain sentence and the page's end."""
    found = view()
    if demo.loading() is not None:
        heading(page_title(name), None, name)
        _loading()
        st.stop()
    if demo.going_on() is not None:
        _going_on()
    if found is None:
        heading(page_title(name), None, name)
        st.info(
            "还没有发布任何数据。请在“数据上报”上传各单位的工作簿并发布，本页随即显示。"
            + next_step.link("upload", next_step.TO_UPLOAD),
            icon=":material/upload_file:",
        )
        st.stop()
    if found.meeting and not found.look.present:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(md(f"正在看“{found.meeting}”的定稿，各页都是当时的数字。"), icon=":material/event_available:")
            st.button("退出定稿", key="leave-meeting", on_click=address.forget, args=("meeting",))
    if moved := frozen.moved_words(found):
        st.warning(md(moved), icon=":material/history:")
    return found


@st.fragment(run_every=LOADING_SECONDS)
def _going_on() -> None:
    """How far the months after the samples' last are loaded; the page shows what is there meanwhile."""
    now = demo.going_on()
    if now is not None:
        parts.aside(f"后续月份的演示数据（虚构）正在装入：{now.done}/{now.total}")


@st.fragment(run_every=LOADING_SECONDS)
def _loading() -> None:
    """How far the samples are loaded; the page itself as soon as they are."""
    now = demo.loading()
    if now is None:
        st.rerun()
    else:
        st.progress(now.done / now.total, f"正在装入演示数据（虚构）：{now.done}/{now.total}份，装完自动显示本页。")


def judging(section: str) -> AbstractContextManager[None]:
    """Inside, a leaders' page judges by what the meeting named in the link was frozen with, else by the book of the day
    it is about; the analysts' pages work on what stands now, by the book with every change."""
    found = view() if section == "leaders" else None
    return source.judging(found.meeting, found.as_of) if found else source.judging("")


def heading(finding: str, found: View | None, name: str) -> None:
    """The page's title: the finding in one sentence; beside it the page ``name``, as-of day, filters, status."""
    place = st.session_state.get(_HEADING) or st.container()
    collected = released.collecting_words(found) if found is not None and page(name).section == "leaders" else ""
    finding = f"{collected}：{finding}" if collected else finding
    level = "#" if found is not None and found.look.present else "##"
    told = f"{level} {md(finding)}", "" if found is None else _stamp(found, page_title(name))
    with place:
        written.again(told, lambda: _headed(*told))
    if wall.on():
        _on_the_wall(found)


def _headed(title: str, stamp: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", gap="small"):
        st.markdown(title, anchors=False, width="content")
        with st.container(horizontal=True, width="content", gap=None):
            if stamp:
                st.markdown(stamp, width="content")
            printing.on_a4()


def _on_the_wall(found: View | None) -> None:
    """The day the figures are as of, large enough for whoever passes, and the turning to the next screen."""
    if found is not None:
        st.markdown(f"### 截至{md(found.day_words)}", anchors=False)
    if said := wall.unknown_words():
        st.warning(md(said), icon=":material/link_off:")
    wall.turn(st.session_state[_PAGE][1])


def _stamp(found: View, title: str) -> str:
    words = [book().zone.product] if found.look.present else []
    meeting = [f"定稿：{found.meeting}"] if found.meeting else []
    words += [title, f"截至{found.day_words}", *meeting, *([found.filters] if found.filters else [])]
    badge = f" :yellow-badge[{DEMO}]" if found.demo else ""
    return f":gray[{md('·'.join(words))}]{badge}"


def sources(found: View, name: str) -> None:
    """The last line of a page: who has reported, by which rules its figures are judged, where they come from."""
    said, full = _sources(found, name)
    line = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
    line.markdown(said, help=full, width="stretch")
    if not found.look.present and units_shown() is None:  # the papers are of the whole zone
        with line:
            panel.page_papers(found, *st.session_state[_PAGE])


@facts.known
def _sources(found: View, name: str) -> tuple[str, str | None]:
    """The line, and the rules in full where there is room for them."""
    rules, reports = page(name).rules, facts.reported_words(found)
    declarations = [book().rules.named(rule) for rule in rules]
    words = rule_words()
    named = "、".join(f"{words[rule]}（{d.version}版）" for rule, d in zip(rules, declarations, strict=True))
    who = md(reports) if found.look.present else f"[{md(reports)}]({ledger_href(found)})"
    said = [facts.curves_words(found, name), released.undecided_words(found)]
    said += [frozen.rules_words(found), _undeclared(found)]
    text = "；".join(
        [
            *([f"口径：{named}"] if named else []),
            *filter(None, said),
            "来源：各单位报送工作簿，点数字或事项名称可查到原单元格",
        ]
    )
    full = None if found.look.present else "\n\n".join(md(d.said) for d in declarations)
    return f":gray[{who}；{md(text)}]" if found.look.large else f":gray[:small[{who}；{md(text)}]]", full


def _undeclared(found: View) -> str:
    """That the year's holidays are not in the book, where they are not: deadlines in working days may be off."""
    return "" if is_declared(found.day.year) else f"{found.day.year}年节假日未登记，工作日按周一至周五计"


@st.fragment(run_every=REFRESH_SECONDS)
def watch() -> None:
    """Looks once a minute whether something new was published, and if so shows it: nobody has to press a key. The run
    that has just drawn the page need not ask again."""
    just_drawn, st.session_state[_DRAWN] = st.session_state.get(_DRAWN, False), False
    if not just_drawn and source.version() != st.session_state[_RUN][1]:
        st.rerun()


def _choices() -> list[str]:
    """What may be chosen: all units at once, or one; who is shown own units alone chooses among those."""
    return _departments() if units_shown() is not None else [ALL, *_departments()]


def _shown_period() -> str | None:
    """The month whose units may be chosen; None while nothing was published."""
    kept, periods = _meeting(), source.periods(_version())
    return kept.as_of if kept else _period(periods) if periods else None


@once
def _departments() -> list[str]:
    period = _shown_period()
    with source.judging("", period):
        here = book().units if period is None else book().units_on(last_day(period))
    known, shown = [unit.name for unit in here], units_shown()
    return known if shown is None else [name for name in known if name in shown] or sorted(shown)


def _period(periods: Sequence[str]) -> str:
    """The period asked for; the newest released one where none is, or one that there is not."""
    asked = _kept_period(address.asked("period"))
    return asked if asked in periods else released.first_shown(_version())


def _version() -> int:
    """The store's version this run is about: an act in the middle of it does not change what the page shows."""
    return _run()[1]


def _kept_period(said: str) -> str:
    """A period as it is kept ("2017-05"), from that or from how it is shown (2017年5月): links carry either."""
    shown = re.fullmatch(r"(\d{4})年(\d{1,2})月", said)
    return f"{shown[1]}-{int(shown[2]):02d}" if shown else said


def _unit() -> str:
    """The unit asked for; "" for all, and for one that there is not. Who is shown own units alone gets one of them."""
    asked, own = address.asked("unit"), units_shown()
    return asked if asked in _departments() else "" if own is None else _departments()[0]


@once
def _meeting() -> Meeting | None:
    """The frozen meeting asked for, on leaders' pages also by the page before."""
    asked = address.asked("meeting")
    return next((m for m in source.meetings() if m.name == asked), None) if asked else None
