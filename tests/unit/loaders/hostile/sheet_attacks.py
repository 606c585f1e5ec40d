"""Hostile sheets: a few kilobytes that stand for gigabytes, or XML no program writes."""

from __future__ import annotations

import html
from collections.abc import Callable

from tests.unit.loaders.hostile.raw_xlsx import (
    HEAD,
    HONEST,
    MAIN,
    STRINGS_RELATION,
    book,
    number,
    parts,
    relations,
    row,
    sheet,
    spread,
    strings,
    styles,
    text,
    workbook,
    zipped,
)

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "' + f"&{a};" * 10 + '">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
DATED = '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'


def with_cells(cells: str, **changed: str) -> bytes:
    return workbook(sheet=sheet(HONEST + cells), **changed)


def many_sheets(count: int, shared: bool) -> bytes:
    ids = [(f"表{i}", f"r{i}") for i in range(count)]
    targets = {r: "worksheets/sheet1.xml" if shared else f"worksheets/sheet{i}.xml" for i, (_, r) in enumerate(ids, 1)}
    made = parts(book=book(ids), relations=relations(targets))
    return zipped(made | {f"xl/{target}": sheet() for target in targets.values()})


def shown_often(times: int, length: int) -> bytes:
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, times + 1))
    return workbook(sheet=sheet(cells), strings=strings(f"<si><t>{'长' * length}</t></si>"))


def merges(refs: list[str]) -> str:
    listed = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    return f'<mergeCells count="{len(refs)}">{listed}</mergeCells>'


def deep(levels: int) -> str:
    return "<a>" * levels + "</a>" * levels


def same_formula(count: int) -> str:
    return "".join(row(r, f'<c r="A{r}"><f>1+1</f><v>2</v></c>') for r in range(3, count))


def counted(declared: str) -> bytes:
    return workbook(
        sheet=sheet(row(1, '<c r="A1" t="s"><v>0</v></c>')), strings=strings("<si><t>项目</t></si>", declared)
    )


Attack = tuple[Callable[[], bytes], str]

# name → (builder, what must come out): a refusal's code, or "read": at least the honest rows are there.
AREA: dict[str, Attack] = {
    "far_corner": (lambda: with_cells(row(1048576, number("XFD1048576", "1"))), "read"),
    "only_far_corner": (lambda: workbook(sheet=sheet(row(1048576, number("XFD1048576", "1")))), "any"),
    "far_off_middle": (lambda: with_cells(row(100000, number("ALL100000", "1"))), "read"),
    "far_down": (lambda: with_cells(row(1048576, number("Z1048576", "1"))), "read"),
    "row_beyond_the_sheet": (lambda: with_cells(row(4294967295, number("A4294967295", "1"))), "damaged"),
    "row_just_beyond": (lambda: with_cells(row(1048577, number("A1048577", "1"))), "too_large"),
    "column_beyond_the_sheet": (lambda: with_cells(row(3, number("ZZZZZZ3", "1"))), "any"),
    "column_just_beyond": (lambda: with_cells(row(3, number("XFE3", "1"))), "too_large"),
    "two_thousand_rows_at_the_edge": (
        lambda: with_cells("".join(row(r, number(f"XFD{r}", "1")) for r in range(3, 2003))),
        "too_wide",
    ),
    "four_million_cells": (
        lambda: spread(
            "xl/worksheets/sheet1.xml",
            b"<row>" + b"<c><v>1</v></c>" * 4000 + b"</row>",
            1000,
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode(),
            b"</sheetData></worksheet>",
        ),
        "too_large",
    ),
    "dimension_lies": (lambda: workbook(sheet=sheet(before='<dimension ref="A1:XFD1048576"/>')), "read"),
    "dimension_is_no_reference": (lambda: workbook(sheet=sheet(before='<dimension ref="x:y"/>')), "any"),
    "columns_without_end": (
        lambda: workbook(sheet=sheet(before='<cols><col min="1" max="4294967295" hidden="1"/></cols>')),
        "any",
    ),
    "whole_grid_merged": (lambda: workbook(sheet=sheet(after=merges(["A1:XFD1048576"]))), "read"),
    "two_hundred_thousand_merges": (
        lambda: workbook(sheet=sheet(after=merges([f"A{r}:B{r}" for r in range(1, 200_001)]))),
        "too_many_merges",
    ),
    "merges_on_merges": (
        lambda: workbook(sheet=sheet(HONEST + row(1000, text("CV1000", "x")), after=merges(["A1:CV1000"] * 20_000))),
        "too_many_merges",
    ),
    "merge_of_nonsense": (lambda: workbook(sheet=sheet(after=merges(["A0:ZZZZ9", "", "B2", ":", "A1:"]))), "any"),
}

TEXT: dict[str, Attack] = {
    "strings_say_four_billion": (lambda: counted('count="1" uniqueCount="4294967295"'), "false_counts"),
    "strings_say_minus_one": (lambda: counted('count="-1" uniqueCount="-1"'), "any"),
    "strings_say_nothing": (lambda: counted(""), "any"),
    "one_string_shown_a_hundred_thousand_times": (lambda: shown_often(100_000, 32_000), "too_large"),
    "string_of_170_megabytes": (
        lambda: spread(
            "xl/sharedStrings.xml",
            b"x" * (1 << 20),
            170,
            f'{HEAD}<sst xmlns="{MAIN}"><si><t>'.encode(),
            b"</t></si></sst>",
        ),
        "too_large",
    ),
    "four_million_empty_strings": (
        lambda: spread(
            "xl/sharedStrings.xml", b"<si/>" * 200_000, 20, f'{HEAD}<sst xmlns="{MAIN}">'.encode(), b"</sst>"
        ),
        "too_large",
    ),
    "string_that_is_not_there": (lambda: with_cells(row(3, '<c r="A3" t="s"><v>99999</v></c>')), "any"),
    "string_number_is_text": (lambda: with_cells(row(3, '<c r="A3" t="s"><v>x</v></c>')), "any"),
    "escaped_zero_byte": (lambda: with_cells(row(3, text("A3", "a_x0000_b"))), "read"),
    "direction_override": (lambda: with_cells(row(3, text("A3", "\u202e%05"))), "read"),
    "number_is_nan": (lambda: with_cells(row(3, number("A3", "NaN"), number("B3", "-INF"))), "read"),
    "number_overflows": (lambda: with_cells(row(3, number("A3", "1e400"), number("B3", "1e308"))), "read"),
    "date_overflows": (lambda: with_cells(row(3, number("A3", "1e300", ' s="1"')), styles=styles(DATED)), "any"),
    "date_before_time": (lambda: with_cells(row(3, number("A3", "-99999", ' s="1"')), styles=styles(DATED)), "any"),
    "unknown_type": (lambda: with_cells(row(3, '<c r="A3" t="zzz"><v>1</v></c>')), "any"),
    "formula_of_a_megabyte": (lambda: with_cells(row(3, f'<c r="A3"><f>{"1+" * 500_000}1</f><v>1</v></c>')), "read"),
    "seven_hundred_thousand_formulas": (lambda: workbook(sheet=sheet(same_formula(700_000))), "too_large"),
    "shared_formula_without_anchor": (
        lambda: with_cells(row(3, '<c r="A3"><f t="shared" si="9"/><v>1</v></c>')),
        "read",
    ),
    "shared_formula_over_everything": (
        lambda: with_cells(row(3, f'<c r="A3"><f t="shared" ref="A3:XFD1048576" si="0">{"A1+" * 2000}1</f></c>')),
        "read",
    ),
}

XML: dict[str, Attack] = {
    "laughs_in_the_sheet": (lambda: workbook(sheet=sheet(text("A1", "&i;"), declared=LAUGHS)), "document_type"),
    "laughs_in_the_strings": (
        lambda: workbook(strings=strings("<si><t>&i;</t></si>", declared=LAUGHS)),
        "document_type",
    ),
    "laughs_in_the_book": (lambda: workbook(book=book([("&i;", "r1")], declared=LAUGHS)), "document_type"),
    "laughs_in_the_styles": (lambda: workbook(styles=styles().replace(HEAD, HEAD + LAUGHS)), "document_type"),
    "file_as_entity": (lambda: workbook(sheet=sheet(text("A1", "&a;"), declared=OUTSIDE)), "document_type"),
    "remote_document_type": (lambda: workbook(sheet=sheet(declared=REMOTE)), "document_type"),
    "hundred_thousand_levels": (lambda: workbook(sheet=sheet(after=deep(100_000))), "any"),
    "levels_in_the_book": (lambda: workbook(book=book([("表", "r1")], deep(50_000))), "any"),
    "never_closed": (lambda: workbook(sheet=sheet()[:-40]), "any"),
    "no_xml_at_all": (lambda: workbook(sheet=b"\x00\x01\x02" * 500), "damaged"),
    "sheet_in_utf_16": (lambda: workbook(sheet=sheet().replace("UTF-8", "UTF-16").encode("utf-16")), "any"),
    "far_cell_behind_a_comment": (
        lambda: with_cells("<!-- x -->" + row(1048576, number("XFD1048576", "1"))),
        "any",
    ),
    "far_cell_in_another_namespace": (
        lambda: with_cells(f'<row r="3"><x:c xmlns:x="{MAIN}" r="XFD1048576"><x:v>1</x:v></x:c></row>'),
        "any",
    ),
    "far_cell_in_single_quotes": (lambda: with_cells("<row r='3'><c r='XFD1048576'><v>1</v></c></row>"), "any"),
    "far_cell_escaped": (lambda: with_cells('<row r="3"><c r="&#88;FD1048576"><v>1</v></c></row>'), "any"),
    "far_cell_with_other_attributes_first": (
        lambda: with_cells('<row r="3"><c t="n" cm="1" r="XFD1048576"><v>1</v></c></row>'),
        "any",
    ),
    "cell_without_row": (lambda: with_cells('<row><c r="C"><v>1</v></c></row>'), "any"),
    "row_zero": (lambda: with_cells('<row r="0"><c r="A0"><v>1</v></c></row>'), "any"),
    "row_minus_five": (lambda: with_cells('<row r="-5"><c r="A-5"><v>1</v></c></row>'), "any"),
    "rows_backwards": (
        lambda: workbook(sheet=sheet("".join(row(r, number(f"A{r}", "1")) for r in range(500, 0, -1)))),
        "any",
    ),
}

BOOK: dict[str, Attack] = {
    "million_styles": (lambda: workbook(styles=styles('<xf numFmtId="0"/>' * 1_000_000)), "too_many_styles"),
    "million_fonts": (
        lambda: workbook(styles=styles(formats=f"<fonts>{'<font/>' * 1_000_000}</fonts>")),
        "too_many_styles",
    ),
    "style_that_is_not_there": (lambda: with_cells(row(3, number("A3", "1", ' s="999999"'))), "any"),
    "style_is_text": (lambda: with_cells(row(3, number("A3", "1", ' s="x"'))), "any"),
    "format_of_a_megabyte": (
        lambda: workbook(
            styles=styles(
                '<xf numFmtId="200"/>', f'<numFmts><numFmt numFmtId="200" formatCode="{"[h" * 400_000}"/></numFmts>'
            )
        ),
        "any",
    ),
    "ten_thousand_sheets": (lambda: many_sheets(10_000, shared=True), "too_many_sheets"),
    "three_hundred_sheets": (lambda: many_sheets(300, shared=False), "too_many_sheets"),
    "sheets_share_a_part": (lambda: many_sheets(50, shared=True), "too_many_sheets"),
    "sheets_of_one_name": (
        lambda: zipped(
            parts(
                book=book([("表", "r1"), ("表", "r2")]),
                relations=relations({"r1": "worksheets/sheet1.xml", "r2": "worksheets/sheet2.xml"}),
            )
            | {"xl/worksheets/sheet2.xml": sheet(row(1, text("A1", "另一份")))}
        ),
        "any",
    ),
    "sheet_without_name": (lambda: workbook(book=book([("", "r1")])), "any"),
    "sheet_name_of_a_megabyte": (lambda: workbook(book=book([("表" * 300_000, "r1")])), "any"),
    "no_sheets": (lambda: workbook(book=book([])), "no_sheets"),
    "no_book": (lambda: workbook(book="<x/>"), "no_sheets"),
    "million_names": (
        lambda: workbook(
            book=book(
                [("表", "r1")],
                "<definedNames>" + '<definedName name="a">A1</definedName>' * 400_000 + "</definedNames>",
            )
        ),
        "any",
    ),
    "million_relations": (
        lambda: workbook(relations=relations({"r1": "worksheets/sheet1.xml"} | {f"x{i}": "y" for i in range(200_000)})),
        "read",
    ),
    "application_of_20_megabytes": (
        lambda: workbook(app=f"<Properties><Application>{'x' * 20_000_000}</Application></Properties>"),
        "read",
    ),
    "script_as_text": (lambda: with_cells(row(3, text("A3", html.escape("<script>alert(1)</script>")))), "read"),
    "live_formula_as_text": (lambda: with_cells(row(3, text("A3", "=cmd|'/c calc'!A0"))), "read"),
    "strings_part_missing": (
        lambda: workbook(relations=relations({"r1": "worksheets/sheet1.xml"}, STRINGS_RELATION)),
        "read",
    ),
}

ATTACKS: dict[str, Attack] = AREA | TEXT | XML | BOOK
