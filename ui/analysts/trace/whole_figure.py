"""From a printed figure to every cell it rests on: which were counted, which stand below the line, which left out."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

import pandas as pd
import streamlit as st

from catalog.book import book
from catalog.numbers import period_words, points
from catalog.page import page, page_title
from metrics import book_entries, comparison, evidence, groups, headline, judged
from metrics.printed import quantity
from store import Trace
from ui import facts, source, whole_month
from ui.analysts.table import Cell, Head, table
from ui.analysts.trace import by_the_book
from ui.analysts.values import NOTHING, label, value_words
from ui.escape import md
from ui.scope import View
from ui.trace_link import cell_href

# What the frame and the link say beside the group's own keys.
RESERVED = ("group", "measure", "as_of", "meeting", "unit", "period", "mode", "size", "embed", "embed_options")
SHOWN = 100
# How far a group's rate has come since the period before.
STEP = "step"
PLACE = "文件 · 表!格"
HEADS = ("角色", "事项", Head("计入数", "number"), "单元格的值", PLACE, "原文", "责任单位", "报送")
ROLES = {"counted": "计入", "whole": "只在分母", "out": "未计入"}
LOOKS = {"counted": "good short", "whole": "open short", "out": "soft short"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure a link asks about: a page's key figure (``name`` of ``page``), or a group's number."""

    name: str
    page: str = ""
    group: str = ""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Ground:
    """A figure as printed and what it rests on: its cells, how they make it, by which rule and entries of the book.
    ``share``: the fraction a rate is; ``earlier``: of a step since the period before, what that period's rests on."""

    title: str
    text: str
    rule: str
    total: str
    cells: pd.DataFrame
    entries: pd.DataFrame
    share: float | None = None
    earlier: Ground | None = None


def asked() -> Asked | None:
    """What the link asks for; None where it asks for no figure."""
    said = st.query_params
    if said.get("figure"):
        return Asked(said["figure"], page=said.get("of", ""))
    if not said.get("group"):
        return None
    # A chart's own link escapes a second time the few characters that part a link.
    keys = {key: tuple(unquote(value) for value in said.get_all(key)) for key in said if key not in RESERVED}
    return Asked(said.get("measure", ""), group=said["group"], keys=tuple(sorted(keys.items())))


def view_of(view: View | None) -> View | None:
    """The view the figure was seen in: the link's period or meeting; None where there is none such."""
    if view is None:
        return None
    as_of, meeting = st.query_params.get("as_of", ""), st.query_params.get("meeting", "")
    if meeting and view.meeting != meeting:
        return None
    known = re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", as_of) and as_of in source.periods(view.version)
    return replace(view, as_of=as_of) if known else None if as_of else view


def ground(view: View, question: Asked) -> Ground | None:
    """The figure and what it rests on; None where the link names none that this view has."""
    return _ground(view.plain(), question)


@facts.known
def _ground(view: View, question: Asked) -> Ground | None:
    if question.group and question.name == STEP:
        return _step(view, replace(question, name="rate"))
    known = facts.judged_of(view)
    if question.group:
        return _of_group(view, question, known)
    found = {f.name: f for f in facts.figures(view, question.page)} if question.page in headline.PAGES else {}
    figure = found.get(question.name)
    if figure is None:
        return None
    rests = headline.rests(question.page, question.name, known, as_of=view.day)
    rules = [book().rules.named(rule).said for rule in page(question.page).rules]
    title, cells = f"{page_title(question.page)}·{figure.label}", evidence.cells(rests, known)
    said = "。".join(filter(None, [figure.note, *rules]))
    entries = book_entries.of_cells(cells, known)
    return Ground(title, figure.text, said, _sum(figure.kind, rests), cells, entries)


def _of_group(view: View, question: Asked, known: judged.Judged) -> Ground | None:
    found = groups.group(question.group, question.name, dict(question.keys), known, view.day)
    if found is None:
        return None
    rule = book().rules.named(found.rule).said if found.rule else ""
    total, cells = _sum(found.kind, found.rests), evidence.cells(found.rests, known)
    entries = book_entries.of_cells(cells, known)
    return Ground(found.label, found.text, found.note + rule, total, cells, entries, evidence.share(found.rests))


def _step(view: View, rate: Asked) -> Ground | None:
    """How far a rate has come since the period before: the one list, then the other."""
    before = facts.before(view)
    now, then = ground(view, rate), None if before is None else ground(before, rate)
    if now is None or then is None or now.share is None or then.share is None:
        return None
    why = comparison.unlike(_base(now.cells), _base(then.cells))
    text = why or f"{points(100 * (now.share - then.share))}个百分点"
    total = f"{now.total}；上期{then.text}，" + (why or f"本期推进{text}")
    return replace(now, title=f"{now.title}·本期推进", text=text, total=total, earlier=then)


def _base(cells: pd.DataFrame) -> comparison.Base:
    """What a rate whose cells these are was made over."""
    below = cells[cells["whole"].notna()]
    return comparison.of_ids(below["row_id"], below["whole"])


def _sum(kind: str, rests: tuple[evidence.Rows, ...]) -> str:
    return evidence.sum_line(kind, rests)


def sentence(found: Ground) -> str:
    """The page's title: the figure as printed, and how many cells it rests on."""
    lists = [found.cells, *([found.earlier.cells] if found.earlier else [])]
    used = sum(int((cells["role"] != "out").sum()) for cells in lists)
    return f"{found.title}：{found.text}，依据{used}个单元格"


def nothing(view: View | None) -> None:
    """The sentence for a link that names no figure of this store."""
    said = "还没有发布任何数据。" if view is None else "这个链接没有指向任何数字：指标、分组、期数或定稿的名称不存在。"
    st.warning(f"{said}请从各页点数字进入，或点下面的单项查找。", icon=":material/search_off:")


def listed(view: View, found: Ground) -> None:
    """The rule, every cell with its role and its way back into the sheet, and the sum that is the figure."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":gray[{md(found.rule)}]" if found.rule else "", width="stretch")
        _download(view, found)
    if found.cells.empty:
        st.markdown(":gray[没有一行计入这个数字。]")
        return
    _table(view, found, "grounds")
    by_the_book.listed(view, found.entries)
    before = facts.before(view) if found.earlier else None
    if before and found.earlier:
        st.markdown(f"#### 上期 :gray[:small[{period_words(before.as_of)}]]", anchors=False)
        _table(before, found.earlier, "grounds-before")


def _table(view: View, found: Ground, key: str) -> None:
    shown = found.cells.head(SHOWN)
    lines = [_line(view, row, trace) for row, trace in zip(shown.to_dict("records"), _traces(view, shown), strict=True)]
    if view.look.phone:
        table(("事项", PLACE), [_two_columns(line) for line in lines], key=key)
    else:
        table(HEADS, lines, key=key)
    st.markdown(f"**{md(found.total)}**{_capped(found.cells)}")


def _capped(cells: pd.DataFrame) -> str:
    rest = len(cells) - SHOWN
    return f" :gray[:small[共{len(cells)}行，列前{SHOWN}行，其余{rest}行在下载的清单里]]" if rest > 0 else ""


def _traces(view: View, cells: pd.DataFrame) -> list[Trace | None]:
    """The trace of each line, one batch a dataset."""
    found: list[Trace | None] = [None] * len(cells)
    for name, part in cells.reset_index(drop=True).groupby("dataset", sort=False):
        wanted = zip(part["row_id"], part["field"], strict=True)
        traces = whole_month.traces(source.store(), str(name), wanted, as_of=view.as_of, until=view.until)
        for at, trace in zip(part.index, traces, strict=True):
            found[at] = trace
    return found


def _line(view: View, row: dict, trace: Trace | None) -> list[Cell]:
    said = f"{ROLES[row['role']]}" if row["role"] == "counted" else _why(row)
    name, column = row["dataset"], row["field"]
    href = cell_href(view, name, row["row_id"], column)
    first = [Cell(said, looks=LOOKS[row["role"]]), Cell(row["item"], href=href), Cell(_adds(row), looks="number")]
    if trace is None:
        return [*first, *[Cell(NOTHING)] * 5]
    where = f"{trace.sheet}!{trace.cell}" if trace.cell else f"{trace.sheet} 第{trace.row}行"
    return [
        *first,
        Cell(value_words(name, column, trace.value), under=label(name, column)),
        Cell(f"{trace.file} · {where}", href=href),
        Cell(NOTHING if trace.raw is None else trace.raw),
        Cell(trace.department, looks="short"),
        Cell(_sent(trace), under=_acts(trace), looks="short"),
    ]


def _two_columns(line: list[Cell]) -> list[Cell]:
    """For a phone: the item over its role and value, and the cell it leads to."""
    role, item, _, value, where, *_ = line
    return [replace(item, under=f"{role.text}，{value.text}"), where]


def _why(row: dict) -> str:
    return ROLES[row["role"]] + (f"：{row['state']}" if row["state"] else "")


def _adds(row: dict) -> str:
    """What the line adds above, or else below, the line; nothing where it adds nothing."""
    amount = row["part"] if row["role"] == "counted" else row["whole"]
    return "" if pd.isna(amount) else quantity(amount)


def _sent(trace: Trace) -> str:
    version = f"，第{trace.version}版" if trace.version else ""
    return f"{period_words(trace.period)}{version}"


def _acts(trace: Trace) -> str:
    return f"{trace.submitted_by} {trace.submitted_at[:10]}"


def _download(view: View, found: Ground) -> None:
    """The whole list as a workbook, made only when it is asked for."""
    st.download_button(
        "下载清单", lambda: _workbook(view, found), file_name=f"{found.title.replace('/', '／')}_依据清单.xlsx",
        icon=":material/download:", on_click="ignore", key="grounds-list",
    )  # fmt: skip


def _workbook(view: View, found: Ground) -> bytes:
    """Every line with its place as plain columns. What a cell says stays text, also where it begins like a formula."""
    lines = zip(found.cells.to_dict("records"), _traces(view, found.cells), strict=True)
    heads = ("角色", "事项", "计入数", "数据项", "值", "文件", "工作表", "单元格", "原文", "责任单位", "期数", "版次")
    rows = [
        [_why(row), row["item"], _adds(row), label(row["dataset"], row["field"]),
         value_words(row["dataset"], row["field"], t.value), t.file, t.sheet, t.cell, t.raw, t.department,
         period_words(t.period), t.version]
        for row, t in lines if t is not None
    ]  # fmt: skip
    out, plain = io.BytesIO(), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    last = [found.total, *[""] * (len(heads) - 1)]
    frame = pd.DataFrame([*rows, last], columns=list(heads))
    with pd.ExcelWriter(out, engine="xlsxwriter", engine_kwargs={"options": plain}) as book:
        frame.to_excel(book, sheet_name="依据清单", index=False)
        by_the_book.plain(view, found.entries).to_excel(book, sheet_name="目录依据", index=False)
    return out.getvalue()
