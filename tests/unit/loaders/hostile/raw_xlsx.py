"""Workbooks written part by part, so that every part can be as wrong as an attacker wants it."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ALWAYS = (2017, 10, 31, 0, 0, 0)  # so that the same parts make the same bytes

Part = str | bytes


def text(cell: str, words: str, attributes: str = "") -> str:
    """A cell with its text in it."""
    return f'<c r="{cell}" t="inlineStr"{attributes}><is><t>{words}</t></is></c>'


def number(cell: str, value: str, attributes: str = "") -> str:
    return f'<c r="{cell}"{attributes}><v>{value}</v></c>'


def row(index: int, *cells: str) -> str:
    return f'<row r="{index}">{"".join(cells)}</row>'


HONEST = row(1, text("A1", "项目"), text("B1", "完成率")) + row(2, text("A2", "道路"), number("B2", "0.5"))
HONEST_ROWS = [["项目", "完成率"], ["道路", 0.5]]


def sheet(cells: str = HONEST, *, before: str = "", after: str = "", declared: str = "") -> str:
    """A sheet's part; ``declared`` goes before the root element."""
    return f'{HEAD}{declared}<worksheet xmlns="{MAIN}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'


def styles(inner: str = "", formats: str = "") -> str:
    xfs = inner or '<xf numFmtId="0" fontId="0" fillId="0"/>'
    fonts = '<fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill/></fills>'
    return f'{HEAD}<styleSheet xmlns="{MAIN}">{formats}{fonts}<cellXfs count="1">{xfs}</cellXfs></styleSheet>'


def strings(items: str, counts: str = 'count="1" uniqueCount="1"', declared: str = "") -> str:
    return f'{HEAD}{declared}<sst xmlns="{MAIN}" {counts}>{items}</sst>'


def book(sheets: list[tuple[str, str]], inner: str = "", declared: str = "", properties: str = "") -> str:
    """The workbook part; ``sheets`` are (name, relationship id)."""
    listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="{r}"/>' for i, (n, r) in enumerate(sheets, 1))
    return (
        f'{HEAD}{declared}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
        f"<sheets>{listed}</sheets>{inner}</workbook>"
    )


def relations(targets: dict[str, str], inner: str = "") -> str:
    kind = f"{RELATIONS}/worksheet"
    listed = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{t}"/>' for i, t in targets.items())
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}{inner}</Relationships>'


STRINGS_RELATION = f'<Relationship Id="s" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'


def parts(**changed: Part) -> dict[str, Part]:
    """The parts of a small honest workbook, some of them replaced: sheet, styles, strings, book, relations, app."""
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    office = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    made: dict[str, Part] = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{office}</Relationships>',
        "xl/workbook.xml": changed.get("book", book([("表", "r1")])),
        "xl/_rels/workbook.xml.rels": changed.get(
            "relations", relations({"r1": "worksheets/sheet1.xml"}, STRINGS_RELATION)
        ),
        "xl/worksheets/sheet1.xml": changed.get("sheet", sheet()),
        "xl/styles.xml": changed.get("styles", styles()),
    }
    if "strings" in changed:
        made["xl/sharedStrings.xml"] = changed["strings"]
    if "app" in changed:
        made["docProps/app.xml"] = changed["app"]
    return made


def zipped(entries: dict[str, Part] | list[tuple[str, Part]]) -> bytes:
    """The parts as a zip; a list may name one twice."""
    made = io.BytesIO()
    listed = entries if isinstance(entries, list) else list(entries.items())
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in listed:
            archive.writestr(zipfile.ZipInfo(name, ALWAYS), content, zipfile.ZIP_DEFLATED, 1)
    return made.getvalue()


def workbook(**changed: Part) -> bytes:
    """A small honest workbook with some parts replaced (see ``parts``)."""
    return zipped(parts(**changed))


def spread(name: str, piece: bytes, times: int, before: bytes = b"", after: bytes = b"") -> bytes:
    """An honest workbook whose part ``name`` is ``piece`` over and over, without ever holding it in memory."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in parts(strings=strings("<si><t>x</t></si>")).items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=True) as stream:
            stream.write(before)
            for _ in range(times):
                stream.write(piece)
            stream.write(after)
    return made.getvalue()
