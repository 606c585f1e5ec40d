"""Drawings made to harm: the cells are read as without them, nothing is kept, and each is said."""

import zlib

import pytest

from loaders import read
from loaders.mappings import Corrections, Mappings
from loaders.parse import parse
from loaders.plain import from_plain, to_plain
from tests.unit.loaders.pictures.books import DRAWING, FILE, RELS, changed, part, photo, saved, sheet_of, with_pictures

PICTURE = "xl/media/image1.jpeg"
HONEST = with_pictures({"H4": photo()})
PLAIN = read(saved(sheet_of()), file=FILE)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def relation(target: str, more: str = "") -> bytes:
    return part(HONEST, RELS).replace(b'Target="/xl/media/image1.jpeg"', f'Target="{target}" {more}'.encode())


def drawn(old: bytes, new: bytes) -> bytes:
    text = part(HONEST, DRAWING)
    assert old in text
    return text.replace(old, new)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
BURST = photo(kind="PNG")[:33] + zlib.compress(bytes(30_000_000))
LOOP = b'<Relationships><Relationship Id="rId1" Type="x/drawing" Target="drawing1.xml"/></Relationships>'
ATTACKS = {
    "a link to the web": (
        {RELS: relation("https://attacker.example/x.png", 'TargetMode="External"')},
        "picture_missing",
    ),
    "a link to a file": ({RELS: relation("file:///etc/passwd", 'TargetMode="External"')}, "picture_missing"),
    "a path out of the package": ({RELS: relation("../../../../etc/passwd")}, "picture_missing"),
    "a part that is missing": ({PICTURE: None}, "picture_missing"),
    "a relation that is missing": ({RELS: b"<Relationships/>"}, "picture_missing"),
    "no relations": ({RELS: None}, "picture_missing"),
    "a drawing that is its own picture": ({RELS: LOOP}, "picture_other_kind"),
    "a sheet in place of a picture": ({RELS: relation("/xl/worksheets/sheet1.xml")}, "picture_other_kind"),
    "a script in a vector drawing": ({PICTURE: SVG}, "picture_other_kind"),
    "a TIFF": ({PICTURE: photo(kind="TIFF")}, "picture_other_kind"),
    "a GIF": ({PICTURE: photo(kind="GIF")}, "picture_other_kind"),
    "a metafile": ({PICTURE: b"\x01\x00\x00\x00" + bytes(40) + b" EMF" + bytes(400)}, "picture_other_kind"),
    "a web page that begins like a picture": (
        {PICTURE: b"\xff\xd8\xff<html><script>alert(1)</script>"},
        "picture_damaged",
    ),
    "half a picture": ({PICTURE: photo(size=(900, 900))[:900]}, "picture_damaged"),
    "nothing": ({PICTURE: b""}, "picture_other_kind"),
    "megabytes of zeros": ({PICTURE: bytes(60_000_000)}, "picture_too_large"),
    "a picture that bursts": ({PICTURE: BURST}, "picture_damaged"),
    "a broken drawing": ({DRAWING: part(HONEST, DRAWING)[:300]}, "drawing_unreadable"),
    "entities": ({DRAWING: ENTITIES}, "drawing_unreadable"),
    "a drawing of megabytes": ({DRAWING: b" " * 9_000_000 + part(HONEST, DRAWING)}, "drawing_unreadable"),
    "a row that is none": ({DRAWING: drawn(b"<row>3<", b"<row>-3<")}, "picture_without_row"),
    "a row beyond all": ({DRAWING: drawn(b"<row>3<", b"<row>999999999<")}, "picture_without_row"),
    "a column beyond all": ({DRAWING: drawn(b"<col>7<", b"<col>99999999999999<")}, ""),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_drawing_costs_no_cell_and_is_said(name):
    parts, code = ATTACKS[name]
    found = read(changed(HONEST, parts), file=FILE)
    assert found.tables[0].frame.equals(PLAIN.tables[0].frame)
    new = [i.code for i in found.issues if i not in PLAIN.issues]
    assert [c for c in new if c != "column_pictures"] == [code] * bool(code)
    assert [p.row for p in found.tables[0].pictures] == ([] if code else [4])


def test_ten_thousand_anchors_are_counted_not_followed():
    text = part(HONEST, DRAWING)
    start, end = text.index(b"<oneCellAnchor>"), text.rindex(b"</")
    many = b"".join(text[start:end].replace(b"<row>3<", b"<row>%d<" % n) for n in range(10_000))
    found = read(changed(HONEST, {DRAWING: text[:start] + many + text[end:]}), file=FILE)
    assert len([i for i in found.issues if i.code.startswith("picture")]) < 50


def test_a_picture_from_a_worker_is_believed_only_where_it_is_one():
    sent = to_plain(parse(HONEST, FILE, Mappings(), Corrections()))
    assert [len(picture.content) > 100 for picture in from_plain(sent).pictures.values()] == [True]
    for false in (sent.replace(b"\xff\xd8\xff", b"<ht"), sent.replace(b"JFIF", b"JUNK")):
        with pytest.raises(ValueError, match="no picture of ours"):
            from_plain(false)
