"""The blank workbooks departments fill in: ``catalog/wording/templates.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class TemplateWords(Declared, frozen=True):
    """The whole of ``wording/templates.toml``."""

    title: str
    line: str
    money_unit: str
    instructions: str
    required: str
    head: str
    no_merge: str
    totals: str
    fields: str
    field: str
    choose: str
    how: dict[str, str]
    choices: dict[str, tuple[str, ...]]


@cache
def template_words() -> TemplateWords:
    """What ``catalog/wording/templates.toml`` declares."""
    return made((HERE / "wording/templates.toml").read_text("utf-8"), TemplateWords, file="wording/templates.toml")
