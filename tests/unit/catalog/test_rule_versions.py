"""What a rule says under one version it says for ever: a changed rule without a new version is found here.

``digests.toml`` keeps for each rule the digest of its whole declaration by version. Who changes a rule raises its
version and adds a line; a line is never changed, for meetings were held under it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib

import pytest

from catalog.book.current import BOOKS, SHIPPED
from catalog.book.rules import Rules

RULES = tomllib.loads((BOOKS / SHIPPED / "rules.toml").read_text("utf-8"))
KEPT = tomllib.loads((BOOKS / "digests.toml").read_text("utf-8"))


def digest(declaration: dict[str, object]) -> str:
    """Sixteen signs that change with any word or number of the declaration."""
    said = json.dumps(declaration, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", Rules.__struct_fields__)
def test_a_rule_changes_only_with_its_version(name: str) -> None:
    version, now = RULES[name]["version"], digest(RULES[name])
    assert KEPT[name].get(version) == now, f'raise the version of {name} and keep [{name}] "{version}" = "{now}"'


def test_no_digest_is_kept_of_what_is_no_rule() -> None:
    assert set(KEPT) == set(Rules.__struct_fields__)


@pytest.mark.parametrize("changed", [{"sentence": "乙"}, {"limit": 31}, {"bands": [{"from": -10.5}]}])
def test_any_word_or_number_changes_the_digest(changed: dict[str, object]) -> None:
    rule = {"version": "1", "sentence": "甲", "limit": 30, "bands": [{"from": -10.0}]}
    assert digest(rule | changed) != digest(rule)
