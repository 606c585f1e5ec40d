"""What rules are called in a page's last line: ``catalog/wording/rules.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import made


@cache
def rule_words() -> dict[str, str]:
    """The name of each rule people read, by the rule's name."""
    return made((HERE / "wording/rules.toml").read_text("utf-8"), dict[str, str], file="wording/rules.toml")
