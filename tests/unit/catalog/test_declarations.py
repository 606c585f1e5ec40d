"""Every declaration of the catalog is typed and strict: what it does not know is refused by file and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from access.serving.words import Serving
from access.words import Words
from catalog import Dataset
from catalog.access import Access
from catalog.colours import Colours
from catalog.containers import Containers
from catalog.declaration import HERE
from catalog.grammar import Grammar
from catalog.issue import IssueWording
from catalog.layout import Layout
from catalog.living import Living
from catalog.page import Pages
from catalog.pictures import PictureLimits
from catalog.samples import Samples
from catalog.typed import DeclarationFault, made
from catalog.words.approved import Approved
from catalog.words.book import BookWords
from catalog.words.charts import ChartWords
from catalog.words.chasing import ChasingWords
from catalog.words.follow_up import FollowUpWords
from catalog.words.lamps import LampWords
from catalog.words.metrics import MetricWords, PageWords
from catalog.words.notices import NoticeWords
from catalog.words.numbers import NumberWords
from catalog.words.papers import PaperWords
from catalog.words.pending import PendingWords
from catalog.words.returned import ReturnedWords
from catalog.words.store import StoreWords
from catalog.words.templates import TemplateWords

KINDS: dict[str, Any] = {
    "access": Access,
    "colours": Colours,
    "containers": Containers,
    "grammar": Grammar,
    "issues": dict[str, IssueWording],
    "layout": Layout,
    "living": Living,
    "pages": Pages,
    "pictures": PictureLimits,
    "samples": Samples,
    "wording/access": Words,
    "wording/approved": Approved,
    "wording/book": BookWords,
    "wording/charts": ChartWords,
    "wording/chasing": ChasingWords,
    "wording/exports": PaperWords,
    "wording/follow_up": FollowUpWords,
    "wording/lamps": LampWords,
    "wording/metrics": MetricWords,
    "wording/notices": NoticeWords,
    "wording/numbers": NumberWords,
    "wording/pending": PendingWords,
    "wording/returned": ReturnedWords,
    "wording/rules": dict[str, str],
    "wording/serving": Serving,
    "wording/store": StoreWords,
    "wording/templates": TemplateWords,
}
KINDS |= {f"datasets/{path.stem}": Dataset for path in (HERE / "datasets").glob("*.toml")}
KINDS |= {f"wording/pages/{path.stem}": PageWords for path in (HERE / "wording/pages").glob("*.toml")}


def text_of(name: str) -> str:
    return (HERE / f"{name}.toml").read_text("utf-8")


def test_no_declaration_is_without_its_type() -> None:
    files = [p.relative_to(HERE) for p in HERE.rglob("*.toml") if "books" not in p.parts]
    assert sorted(Path(file).with_suffix("").as_posix() for file in files) == sorted(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_declaration_becomes_its_type(name: str) -> None:
    made(text_of(name), KINDS[name], file=f"{name}.toml")


@pytest.mark.parametrize("name", KINDS)
def test_what_a_declaration_does_not_know_is_refused_by_file_and_key(name: str) -> None:
    wrong = f"{text_of(name)}\n[nobody_declared_this]\nmessage = 3\n"
    with pytest.raises(DeclarationFault, match=rf"^{name}\.toml: .*nobody_declared_this"):
        made(wrong, KINDS[name], file=f"{name}.toml")
