"""Makes an Office file our own: who made it and when, Chinese as its language, our fonts as its theme's.

The libraries start from templates of their own; what these say of somebody else (author, year, thumbnail, printer,
languages) is taken out, also of a workbook inside a chart. The same paper of the same day is the same file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from catalog.book import book
from exports.dossier import words
from exports.office_text import harmless

READABLE = 0o644 << 16
DROPPED = re.compile(r"docProps/thumbnail\.\w+|ppt/printerSettings/.*|word/stylesWithEffects\.xml|customXml/.*")
RELATION = re.compile(rb'<Relationship\b[^>]*Target="([^"]*)"[^>]*/>')
OVERRIDE = re.compile(rb'<Override\b[^>]*PartName="/([^"]*)"[^>]*/>')
FONT_SCHEME = re.compile(rb"<a:fontScheme\b.*?</a:fontScheme>", re.DOTALL)
THEME_NAME = re.compile(rb'(<a:theme\b[^>]*\bname=")[^"]*(")')
SLIDE_LANGUAGE = re.compile(rb'\b(lang)="[A-Za-z-]+"')
WORD_LANGUAGE = re.compile(rb"<w:(lang|themeFontLang)\b[^>]*/>")

CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
<dc:creator>{creator}</dc:creator><dc:description>{description}</dc:description>\
<cp:lastModifiedBy>{creator}</cp:lastModifiedBy><cp:revision>1</cp:revision>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>\
<dc:language>zh-CN</dc:language></cp:coreProperties>"""
APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>{creator}</Application><Company>{company}</Company></Properties>"""


def owned(content: bytes, *, title: str, day: date, demo: bool = False) -> bytes:
    """The .docx, .pptx or .xlsx with our own properties, language and theme; dated ``day``."""
    told = _properties(title, day, demo=demo)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if DROPPED.fullmatch(name):
                continue
            made = told[name] if name in told else _cleaned(name, source.read(name), title, day, demo=demo)
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, READABLE
            target.writestr(entry, made)
    return out.getvalue()


def _properties(title: str, day: date, *, demo: bool) -> dict[str, bytes]:
    zone = book().zone
    said = {
        "title": harmless(title),
        "subject": zone.product,
        "creator": zone.product,
        "company": zone.name,
        "description": words().demo if demo else "",
        "day": day.isoformat(),
    }
    safe = {name: escape(value) for name, value in said.items()}
    return {"docProps/core.xml": CORE.format(**safe).encode(), "docProps/app.xml": APP.format(**safe).encode()}


def _cleaned(name: str, content: bytes, title: str, day: date, *, demo: bool) -> bytes:
    if name.endswith(".xlsx"):
        return owned(content, title=title, day=day, demo=demo)
    for fits, clean in CLEANERS.items():
        if re.fullmatch(fits, name):
            content = clean(content)
    return content


def _theme(content: bytes) -> bytes:
    faces = words().theme
    scheme = "".join(
        f'<a:{kind}><a:latin typeface="{face}"/><a:ea typeface="{face}"/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{face}"/></a:{kind}>'
        for kind, face in (("majorFont", faces.head), ("minorFont", faces.body))
    )
    name = escape(book().zone.product)
    ours = f'<a:fontScheme name="{name}">{scheme}</a:fontScheme>'.encode()
    return THEME_NAME.sub(rb"\g<1>" + name.encode() + rb"\g<2>", FONT_SCHEME.sub(lambda _: ours, content))


def _face(content: bytes) -> bytes:
    """The library's own typeface, wherever it is named outside a theme."""
    return content.replace(b"Calibri", words().theme.body.encode())


def _slide_language(content: bytes) -> bytes:
    return SLIDE_LANGUAGE.sub(rb'\1="zh-CN"', content)


def _word_language(content: bytes) -> bytes:
    """Chinese for Chinese text; letters and digits keep the language whose numbers are not broken at a line's end."""
    return WORD_LANGUAGE.sub(rb'<w:\1 w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>', content)


def _relations(content: bytes) -> bytes:
    return RELATION.sub(lambda found: b"" if _is_dropped(found[1]) else found[0], content)


def _content_types(content: bytes) -> bytes:
    return OVERRIDE.sub(lambda found: b"" if DROPPED.fullmatch(found[1].decode()) else found[0], content)


def _is_dropped(target: bytes) -> bool:
    """Whether a relation leads to a part that is taken out; it names the part from its own folder."""
    plain = re.sub(r"^(\.\./|/)+", "", target.decode())
    return any(DROPPED.fullmatch(f"{folder}{plain}") for folder in ("", "ppt/", "word/"))


CLEANERS: dict[str, Callable[[bytes], Any]] = {
    r".*/theme/theme\d+\.xml": _theme,
    r"ppt/.*\.xml": _slide_language,
    r"word/.*\.xml": _word_language,
    r".*\.rels": _relations,
    r"\[Content_Types\]\.xml": _content_types,
    r"xl/styles\.xml|word/styles\.xml|ppt/.*\.xml": _face,
}
