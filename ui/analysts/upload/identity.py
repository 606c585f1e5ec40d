"""What a table is: its dataset, department and period as understood, each to be corrected by choosing another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from catalog import datasets
from catalog.book import book
from catalog.numbers import period_words
from loaders import Table
from store.versions.uploads import Upload
from ui import source
from ui.analysts.desk import attempt, desk, now
from ui.analysts.upload.rereading import Understood, table_name
from ui.escape import md

REPORTED = {True: "上报", False: "不上报"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report of which dataset for which period; None where neither the file nor the analyst says."""

    dataset: str | None
    department: str | None
    period: str | None
    reported: bool = True


def identity_of(upload: Upload, table: Table) -> Identity:
    """As the analyst said, else as the file says."""
    told = upload.tables.get(table_name(table), {})
    return Identity(table.dataset, told.get("department") or table.department, told.get("period") or table.period)


def identify(upload: Upload, understood: Understood, table: Table) -> Identity:
    """Shows the four choices; a changed one is kept at once, before the page is drawn again."""
    # The keys name what is understood: what a colleague chose meanwhile is shown, not overwritten by an old choice.
    name, key = table_name(table), f"{upload.id}-{table_name(table)}"
    meant = replace(identity_of(upload, table), reported=name not in understood.left_out)
    told = partial(_told, upload, table, meant)
    grid = st.grid(4, min_column_width=150)
    grid.cell().selectbox(
        "数据类别", list(datasets()), index=_place(list(datasets()), meant.dataset),
        format_func=lambda name: datasets()[name].label, placeholder="这张表是什么？请选",
        **told("dataset", f"dataset-{key}-{meant.dataset}"),
    )  # fmt: skip
    departments = _with(_departments(), meant.department)
    grid.cell().selectbox(
        "填报单位", departments, index=_place(departments, meant.department), placeholder="没有认出，请选",
        accept_new_options=True, **told("department", f"department-{key}-{meant.department}"),
    )  # fmt: skip
    periods = _with(_periods(meant.period), meant.period)
    grid.cell().selectbox(
        "期数", periods, index=_place(periods, meant.period), format_func=period_words, placeholder="没有认出，请选",
        **told("period", f"period-{key}-{meant.period}"),
    )  # fmt: skip
    hidden = any(sheet.hidden and sheet.name == table.sheet for sheet in understood.sheets)
    grid.cell().segmented_control(
        "隐藏的工作表" if hidden else "这张表", list(REPORTED), default=meant.reported, required=True,
        format_func=REPORTED.__getitem__, **told("reported", f"reported-{key}-{meant.reported}"),
        help="隐藏的工作表多是上月留底，不选“上报”就不上报；不该上报的草稿、说明也可在这里留下。原件始终照存。",
    )  # fmt: skip
    _tell_overruled(table, meant)
    return meant


def _tell_overruled(table: Table, meant: Identity) -> None:
    """That the table itself says another month or unit than it is reported for: last month's, or next year's, sheet."""
    said = []
    if table.period and meant.period and table.period != meant.period:
        said.append(f"表上写的是{period_words(table.period)}，现按{period_words(meant.period)}上报")
    if table.department and meant.department and table.department != meant.department:
        said.append(f"表上写的单位是{table.department}，现按{meant.department}上报")
    if said:
        st.warning(md(f"{'；'.join(said)}。请确认没有选错。"), icon=":material/help:")


def _told(upload: Upload, table: Table, meant: Identity, part: str, key: str) -> dict[str, Any]:
    """A box's key and what a choice in it does."""
    return {"key": key, "on_change": _choose, "args": (upload, table, meant, part, key)}


def _choose(upload: Upload, table: Table, meant: Identity, part: str, key: str) -> None:
    said = replace(meant, **{part: st.session_state[key]})
    if said != meant and not _keep(upload, table, meant, said):
        # Refused: the box says again what counts.
        st.session_state[key] = getattr(meant, part)


def _keep(upload: Upload, table: Table, meant: Identity, said: Identity) -> bool:
    """The dataset belongs to the form and is remembered for it; department and period belong to this file. Whether it
    was kept."""
    if said.dataset != meant.dataset:
        act = partial(
            desk().answer, table.signature, said.dataset, {}, at=now(), department=said.department, upload=upload.id
        )
        return bool(said.dataset) and attempt(act) is not None
    told = {"department": said.department, "period": said.period}
    include = None if said.reported == meant.reported else said.reported
    return attempt(lambda: desk().assign(upload.id, table_name(table), at=now(), include=include, **told)) is not None


def _place(options: list[str], value: str | None) -> int | None:
    return options.index(value) if value in options else None


def _with(options: list[str], value: str | None) -> list[str]:
    return options if value is None or value in options else [value, *options]


def _departments() -> list[str]:
    return book().unit_names()


def _periods(near: str | None) -> list[str]:
    """The months of the years around what is understood or published, newest first."""
    known = [*source.periods(source.version()), *([near] if near else [])]
    year = int(max(known)[:4]) if known else now().year
    return [f"{y}-{m:02d}" for y in (year + 1, year, year - 1) for m in range(12, 0, -1)]
