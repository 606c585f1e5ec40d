"""No sentence types out a number that is declared: whoever moves the number would leave the sentence telling another.

Every count in words that people read (digits or Chinese numerals with what they count, "前三", "后三") is a blank, but
for those listed here, each with what it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from catalog.book import Book, book, judged_by, shipped
from catalog.page import page

CATALOG = Path(__file__).parents[3] / "catalog"
COUNTED = "个字符|个工作日|个月|个方面|个单位|天|项|秒|分钟|小时|次|个百分点|期|家|类|件|库|路"
NUMERALS = "[二两三四五六七八九十]"
TYPED = re.compile(rf"[前后]{NUMERALS}|(?<![\d.])\d+(?:\.\d+)?(?:{COUNTED}|%)|{NUMERALS}+(?:{COUNTED})")
# What is no rule's number: how often a thing is told of here, an example of how to type, a share of a whole, a proper name.
SAID = {
    "登记了两次": "a thing that is there twice",
    "如 85%": "how a rate is typed",
    "应为100%": "the whole",
    "最多，为3项": "an example of a wording that is approved",
    "0项已到时限": "a wording that never occurs",
    "三库": "the three libraries, which are datasets",
    "九类": "the kinds of simulated courses, in benchmarks/forecast.py",
    "两遍": "the two fields of a form",
}


def texts(value: object) -> Iterator[str]:
    """Every text within a declaration."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in texts(one))


def read_by_people() -> Iterator[tuple[str, str]]:
    """Every text people read, with the file it is declared in."""
    for path in [*sorted((CATALOG / "wording").glob("*.toml")), CATALOG / "pages.toml"]:
        yield from ((path.name, text) for text in texts(tomllib.loads(path.read_text("utf-8"))))
    for path in sorted((CATALOG / "datasets").glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        yield from ((path.name, told[key]) for key in ("label", "row", "short") if key in told)
    rules = tomllib.loads((CATALOG / "books" / "jining-2017" / "rules.toml").read_text("utf-8"))
    yield from (("rules.toml", rule["sentence"]) for rule in rules.values())


def typed(text: str) -> list[str]:
    """The numbers a text types out."""
    for said in SAID:
        text = text.replace(said, "")
    return TYPED.findall(text)


def test_no_text_types_out_a_number() -> None:
    assert [(file, text) for file, text in read_by_people() if typed(text)] == []


def test_what_may_be_typed_is_said_somewhere() -> None:
    every = "\n".join(text for _, text in read_by_people())
    assert [said for said in SAID if said not in every] == []


@pytest.mark.parametrize(
    "text",
    ["口令至少10个字符", "五项活动", "前三、后三", "每30秒重试", "低于3.5%的", "三个工作日内答复", "近两期", "39项"],
)
def test_a_typed_number_is_found(text: str) -> None:
    assert typed(text) != []


def other(known: Book) -> Book:
    """A book that names two units at each end, and knows of three activities."""
    ranking = msgspec.structs.replace(known.rules.ranking, front_n=2, last_n=4)
    rules = msgspec.structs.replace(known.rules, ranking=ranking)
    vocabulary = msgspec.structs.replace(known.vocabulary, activities=known.vocabulary.activities[:3])
    return msgspec.structs.replace(known, rules=rules, vocabulary=vocabulary)


def test_the_sentences_follow_the_book() -> None:
    with judged_by(other(shipped())):
        assert page("campaigns").tabs[-1] == "三项活动"
        assert book().said("前{front}、后{last}") == "前两、后四"
        assert "前两、后四并列者全列" in book().rules.ranking.said
