"""What is declared is explained: pages have titles, issue codes sentences, rules versions, make targets a line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from catalog import SEVERITIES, datasets
from catalog.book import book
from catalog.issue import issue_wordings
from pages import PAGES

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text("utf-8")
HAN = re.compile(r"[\u4e00-\u9fff]")
RULES = book().rules
ISSUES = issue_wordings()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_page_has_a_script_and_a_chinese_title(page: Any) -> None:
    assert (ROOT / page.script).is_file()
    assert HAN.search(page.title)


def test_every_script_is_on_the_menu_and_every_address_is_its_own() -> None:
    scripts = {p.relative_to(ROOT).as_posix() for p in (ROOT / "pages").rglob("*.py") if p.name != "__init__.py"}
    assert scripts == {page.script for page in PAGES}
    assert len({page.name for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("code", ISSUES)
def test_every_issue_has_a_severity_and_a_sentence_for_the_clerk(code: str) -> None:
    assert ISSUES[code].severity in SEVERITIES
    assert HAN.search(ISSUES[code].message)


@pytest.mark.parametrize("name", RULES.__struct_fields__)
def test_every_rule_has_a_version_and_says_itself_in_words(name: str) -> None:
    rule = RULES.named(name)
    assert rule.version
    assert HAN.search(rule.said)
    assert "{" not in rule.said


@pytest.mark.parametrize("dataset", datasets().values(), ids=lambda d: d.name)
def test_every_dataset_has_a_key_a_required_field_and_no_synonym_twice(dataset: Any) -> None:
    assert set(dataset.key) <= set(dataset.field_names)
    assert any(field.required for field in dataset.fields)
    synonyms = [s for field in dataset.fields for s in field.synonyms]
    assert sorted(synonyms) == sorted(set(synonyms))


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
def test_every_make_target_stands_in_the_readme(target: str) -> None:
    assert f"make {target}" in README or target == "clean"


@pytest.mark.parametrize(
    "package",
    ["streamlit~=1.67", "pandas~=3.1", "plotly~=7.1", "openpyxl~=3.1", "python-calamine~=0.9", "SQLAlchemy~=2.1"],
)
def test_the_versions_behaviour_was_measured_on_are_pinned(package: str) -> None:
    assert package in (ROOT / "requirements.txt").read_text()
