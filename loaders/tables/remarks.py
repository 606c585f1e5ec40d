"""What a table says of the rows and columns that are not read: each is named, with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from catalog import Issue, issue
from catalog.layout import layout
from loaders.tables import columns as col
from loaders.tables import rows as roles
from loaders.tables.blocks import FORM, TURNED
from loaders.tables.columns import displayed, name_field
from loaders.tables.heading import heading
from loaders.tables.rows import BodyRow
from loaders.tables.sheet import holds, runs
from loaders.tables.table_read import TableRead
from loaders.tables.which_dataset import SPANS
from loaders.tables.words import listed

_ROW_ISSUES = {
    roles.TOTAL: "row_total",
    roles.NOTE: "row_note",
    roles.EMPTY: "row_empty",
    roles.DOUBT: "row_doubtful",
    roles.NAMELESS: "row_nameless",
    roles.PAIR: "row_of_pair",
    roles.WHOLE: "row_whole",
    roles.PART: "row_part",
    roles.NOTHING: "row_nothing",
    roles.SECTION: "row_section",
    roles.HEADER: "row_header",
    roles.TITLE: "row_header",
}


def _as_typed(text: str) -> str:
    return text.strip().removesuffix(".0")


def row_remarks(table: TableRead) -> Iterable[Issue]:
    """Every row left out is said, neighbouring rows of one kind together."""
    block, sheet = table.block, table.block.band.sheet
    by_role: dict[str, list[BodyRow]] = {}
    for body in table.body:
        if body.role in _ROW_ISSUES:
            by_role.setdefault(body.role, []).append(body)
    for role, several in by_role.items():
        texts = {b.row: b.text for b in several}
        for top, bottom in runs(sorted(texts)):
            cells = table.line(top, bottom)
            code = _ROW_ISSUES[role]
            if role == roles.DOUBT and len(sheet.filled(top, block.left, block.right)) > 1:
                code = "row_unnumbered" if "number" in table.mapped.of_field else "row_like_sum"
            yield issue(code, sheet=sheet.name, cells=cells, value=_as_typed(texts[top])[:60], n=bottom - top + 1)
    for body in table.body:
        if body.role == roles.DATA and body.text:
            cells = table.line(body.row)
            yield issue("total_numbered", sheet=sheet.name, cells=cells, value=body.text.strip()[:60])
    rows = set(table.data_rows)
    for row in sorted(rows & sheet.grid.hidden_rows):
        yield issue("row_hidden", sheet=sheet.name, cells=table.line(row))


_COLUMN_ISSUES = {
    col.ASKED: "column_unknown",
    col.CONTESTED: "column_contested",
    col.UNUSED: "column_unused",
    col.IGNORED: "column_ignored",
    col.PICTURES: "column_pictures",
    col.OTHER_PERIOD: "column_other_period",
    col.PAIRED: "column_of_pairs",
}


# What is said over all of a table that lies otherwise than upright.
_LYING = {FORM: "form_read", TURNED: "table_sideways"}
# Their headers name the month they look ahead to, not the month they were written in.
LOOKING_AHEAD = ("forecast_rate",)


def column_remarks(table: TableRead) -> Iterable[Issue]:
    block, sheet, rows = table.block, table.block.band.sheet, table.data_rows
    bottom = rows[-1] if rows else block.head.bottom
    if table.kind is None:
        cells = sheet.area(block.head.top, block.left, max(bottom, block.body_bottom), block.right)
        code = "form_unknown" if block.lies == FORM else "table_unknown"
        yield issue(code, sheet=sheet.name, cells=cells, headers=listed(displayed(block.head).values())[:80])
        return
    if block.lies in _LYING:
        yield issue(_LYING[block.lies], sheet=sheet.name, cells=table.draft.range)
    codes = _COLUMN_ISSUES | ({col.ASKED: "label_unknown"} if block.lies == FORM else {})
    for column, code in ((c, codes[why]) for c, why in table.mapped.why.items() if why in codes):
        yield _column_issue(table, column, code, bottom)
    for column, name in ((c, f) for f, c in table.mapped.of_field.items()):
        if name not in LOOKING_AHEAD and _other_month(table, column):
            cells = sheet.area(block.head.top, column, bottom, column)
            shown = table.mapped.columns[column].header
            yield issue(
                "header_period", sheet=sheet.name, cells=cells, value=name, header=shown, period=table.lead.period
            )
    months = [c for c, why in table.mapped.why.items() if why == col.MONTHS]
    if months:
        cells = sheet.area(block.head.top, min(months), bottom, max(months))
        shown = listed(table.mapped.columns[c].header for c in months)
        yield issue("column_months", sheet=sheet.name, cells=cells, months=shown[:80])
    for column in range(block.left, block.right + 1):
        if column not in table.mapped.columns and any(holds(sheet.rows[r - 1][column - 1]) for r in rows):
            cells = sheet.area(block.head.top, column, bottom, column)
            yield issue("column_unnamed", sheet=sheet.name, cells=cells, column=sheet.letter(column))
    if name_field(table.kind.name) not in table.mapped.of_field:
        label = table.kind.field(name_field(table.kind.name)).label
        yield issue(
            "name_column_missing", sheet=sheet.name, cells=table.draft.range, label=label, dataset=table.kind.label
        )


def _other_month(table: TableRead, column: int) -> bool:
    """Whether a column's span of months ends in another month than the table's own."""
    heads = [heading(part) for part in table.block.head.paths.get(column, ())]
    ends = {m for h in heads if h.slots & SPANS for m in h.months}
    return bool(ends and table.lead.period and ends != {int(table.lead.period[5:7])})


def _column_issue(table: TableRead, column: int, code: str, bottom: int) -> Issue:
    shown = table.mapped.columns[column]
    labels = listed(table.kind.field(name).label for name in shown.suggestions) if table.kind else ""
    cells = table.sheet.area(table.block.head.top, column, bottom, column)
    return issue(
        code,
        sheet=table.draft.sheet,
        cells=cells,
        value=shown.header,
        header=shown.header,
        suggested=labels or layout().output.nothing,
    )
