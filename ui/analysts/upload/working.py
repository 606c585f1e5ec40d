"""One upload on the desk: its tables one after another, sheet on the left, questions and problems on the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from access.serving.zone import minute
from catalog import dataset
from loaders import SheetView, Table
from store import Receipt
from store.versions.uploads import Upload
from ui import address
from ui.analysts import alike
from ui.analysts.desk import attempt, desk, now
from ui.analysts.locks import why_held
from ui.analysts.sheet import places
from ui.analysts.table import Cell, table
from ui.analysts.upload.columns import Answers, lines
from ui.analysts.upload.identity import Identity, identify, identity_of
from ui.analysts.upload.preview import first_texts, marks_of, preview
from ui.analysts.upload.problems import Fix, free_correction, problem_table
from ui.analysts.upload.questions import ask
from ui.analysts.upload.rereading import Understood, issues_elsewhere, issues_of, table_name
from ui.escape import md


def choose_table(upload: Upload, understood: Understood) -> Table | None:
    """Which of the upload's tables is on the desk."""
    tables = understood.tables
    if not tables:
        return None
    # The link says which one, so that Back steps through them and a colleague opens the same.
    key = f"table-{upload.id}"
    st.session_state[key] = _asked_table(tables)
    place = st.segmented_control(
        "表", range(len(tables)), required=True, key=key, on_change=_pin_table, args=(key,),
        format_func=lambda i: _named(tables[i], understood), label_visibility="collapsed",
    )  # fmt: skip
    return tables[place or 0]


def _asked_table(tables: Sequence[Table]) -> int:
    """The table the link names by its place, or by one of its cells."""
    said = st.query_params
    number_said = address.number("table") or 0
    if 1 <= number_said <= len(tables):
        return number_said - 1
    at = next(places(said.get("cell", ""), 1), None)
    on_sheet = [i for i, one in enumerate(tables) if one.sheet == said.get("sheet")]
    holding = (i for i in on_sheet if at and at in set(places(tables[i].range, 100_000)))
    return next(holding, next(iter(on_sheet), 0))


def _pin_table(key: str) -> None:
    for name in ("sheet", "cell"):
        st.query_params.pop(name, None)
    st.query_params["table"] = str(int(st.session_state[key] or 0) + 1)


def work(upload: Upload, understood: Understood, one: Table) -> None:
    """The table with everything that can be said about it; each answer is kept at once and the file read again."""
    meant, key = identify(upload, understood, one), f"{upload.id}-{table_name(one)}"
    view = next(v for v in understood.reading.sheets if v.name == one.sheet) if understood.reading else None
    if view is None:
        return
    found = issues_of(understood, one)
    if st.query_params.get("sheet") == one.sheet and (asked := st.query_params.get("cell")):
        st.session_state.setdefault(f"{key}-cell", asked)
    grid = st.grid(2, min_column_width=420, gap="medium")
    with grid.cell():
        _summary(one, understood)
        corrected = [c.cell for c in upload.corrections if c.sheet == one.sheet]
        picked = preview(view, marks_of(found, corrected, one.sheet), key=key)
        if picked:
            st.session_state[f"{key}-cell"] = picked
    with grid.cell():
        _questions(upload, understood, one, view, meant, key)
        st.markdown("##### 逐格问题", anchors=False)
        closed = why_held([meant.period])
        correct = partial(_correct, upload, view)
        problem_table(found, key=key, act=correct, closed=closed)
        free_correction(one.sheet, key=key, act=correct, closed=closed)
        corrections(upload, closed=closed)


def elsewhere(understood: Understood) -> None:
    """What was found about the whole file, and about sheets that hold no table."""
    found = issues_elsewhere(understood)
    if not found:
        return
    with st.expander(f"整个文件和其他工作表：{len(found)} 条", expanded=any(i.severity == "error" for i in found)):
        rows = [
            [Cell(i.sheet or "整个文件", looks="short"), Cell(i.cells), Cell(i.message, i.suggestion, "long")]
            for i in found
        ]
        table(["工作表", "单元格", "问题和建议"], rows, key="elsewhere")


def corrections(upload: Upload, *, closed: str = "") -> None:
    """What was corrected in the upload so far, by whom and why; each can be taken back, unless ``closed`` says why."""
    if not upload.corrections:
        return
    st.markdown("##### 已作更正", anchors=False)
    for one in upload.corrections:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"made-{one.sheet}-{one.cell}"
        ):
            st.markdown(f"**{md(one.sheet)}!{one.cell}**", width="content")
            st.text(f"{one.original or '（空）'} → {one.text or '（空）'}", width="content")
            st.text(f"{one.by}，{minute(one.at)}，{one.reason}", width="stretch")
            st.button(
                "撤销更正", key=f"undo-{one.sheet}-{one.cell}", type="tertiary", on_click=_take_back,
                disabled=bool(closed), help=closed or None,
                args=(upload.id, one.sheet, one.cell, one.original),
            )  # fmt: skip


def ready_to_publish(upload: Upload, understood: Understood) -> bool:
    """Whether every table of a known dataset says whose it is and for when; what is missing or left out is said."""
    usable = understood.reported()
    missing = [one for one in usable if None in _whose(identity_of(upload, one))]
    told = [(f"“{one.sheet}”", "填报单位或期数没有认出，请在“识别与更正”里选定。") for one in missing]
    alike.say(st.warning, told, icon=":material/help:")
    if not usable:
        st.warning("这个文件里没有可以发布的表。")
    questions, errors = understood.questions(), understood.count("error")
    if usable and (questions or errors):
        st.info(
            f"还有 {questions} 问未答、{errors} 处有误：所涉的列和单元格不进入发布，其余照常。", icon=":material/info:"
        )
    return bool(usable) and not missing


def discard(upload: Upload) -> None:
    """Puts the upload aside, with its drafts; published versions stay."""
    if upload.discarded or upload.returned:
        return
    # A callback runs before the page does: a click is not lost where the run it began is overtaken by another.
    st.button(
        "移出待办", icon=":material/delete:", key=f"discard-{upload.id}", type="tertiary", on_click=_discard,
        args=(upload.id,),
    )  # fmt: skip


def _discard(number: int) -> None:
    if attempt(lambda: desk().discard(number, at=now())) is not None:
        st.query_params.pop("upload", None)


def _whose(meant: Identity) -> tuple[str | None, str | None]:
    return meant.department, meant.period


def _named(one: Table, understood: Understood) -> str:
    kind = dataset(one.dataset).label if one.dataset else "未识别"
    if table_name(one) in understood.left_out:
        return f"{md(one.sheet)} · {kind} · 不上报"
    asked = sum(c.asked for c in one.columns)
    return f"{md(one.sheet)} · {kind}" + (f" · {asked}问" if asked else "")


def _summary(one: Table, understood: Understood) -> None:
    errors = sum(i.severity == "error" for i in issues_of(understood, one))
    held = f"，{errors} 处有误暂不采用" if errors else ""
    st.text(f"{one.sheet}（{one.range}）：读出 {len(one.frame)} 行{held}")


def _questions(upload: Upload, understood: Understood, one: Table, view: SheetView, meant: Identity, key: str) -> None:
    if one.dataset is None:
        st.info("没有认出这是哪一类表。请在上方“数据类别”里选定，系统会记住这种表样。", icon=":material/help:")
        _ignore(upload, one, meant, key)
        return
    rows = _body_rows(view, one)
    values = first_texts(view, [c.letter for c in one.columns], rows)
    columns = lines(one, understood.mappings, issues_of(understood, one), values)
    ask(columns, one.dataset, key=key, act=partial(_answer, upload, one, meant))


def _ignore(upload: Upload, one: Table, meant: Identity, key: str) -> None:
    st.button("这张表不用上报，以后也不问", key=f"{key}-ignore", on_click=_ignore_form, args=(upload, one, meant))


def _ignore_form(upload: Upload, one: Table, meant: Identity) -> None:
    _answer(upload, one, meant, Answers())


def _body_rows(view: SheetView, one: Table) -> Sequence[int]:
    inside = [place[0] for place in places(one.range, 100_000)]
    first, last = (inside[0], inside[-1]) if inside else (1, view.n_rows)
    return [row for row in range(first, last + 1) if "value" in {view.roles.get((row, c)) for c in range(1, 40)}]


def _answer(upload: Upload, one: Table, meant: Identity, said: Answers) -> Receipt | None:
    given = attempt(
        lambda: desk().answer(
            one.signature, one.dataset, said.fields, units=said.units, scales=said.scales, at=now(),
            department=meant.department, upload=upload.id,
        )
    )  # fmt: skip
    if given is not None:
        st.toast("已记住，这种表样以后不再问。", icon=":material/check:")
    return given


def _correct(upload: Upload, view: SheetView, fixes: Sequence[Fix]) -> None:
    made = [_correct_one(upload, fix, view) for fix in fixes]
    if None not in made:
        st.toast(f"已更正 {len(fixes)} 处并重新识别。", icon=":material/check:")


def _correct_one(upload: Upload, fix: Fix, view: SheetView) -> Receipt | None:
    place = next(places(fix.cell, 1))
    earlier = (c.original for c in upload.corrections if (c.sheet, c.cell) == (fix.sheet, fix.cell))
    original = next(earlier, view.texts.get(place, ""))
    return attempt(
        lambda: desk().correct(upload.id, fix.sheet, fix.cell, fix.text, original=original, reason=fix.reason, at=now())
    )


def _take_back(number: int, sheet: str, cell: str, original: str) -> None:
    attempt(lambda: desk().correct(number, sheet, cell, None, original=original, reason="撤销更正", at=now()))
