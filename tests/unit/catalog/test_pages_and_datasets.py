"""What a page or a dataset declares of itself exists; what it leaves out breaks nothing."""

from __future__ import annotations

import msgspec
import pytest

from catalog import Dataset, datasets
from catalog.book.rules import Rules
from catalog.dataset import Field, Papers
from catalog.honesty import Honesty as HonestyOf
from catalog.page import Page, page_title, pages, told_datasets
from catalog.words.rules import rule_words
from metrics.honesty.findings import rule


@pytest.mark.parametrize("page", pages(), ids=lambda p: p.name)
def test_a_page_names_rules_that_exist_and_are_called_something(page: Page) -> None:
    assert set(page.rules) <= set(Rules.__struct_fields__) & set(rule_words())


def test_a_page_that_is_no_longer_declared_is_called_by_its_own_name() -> None:
    assert page_title("of_old") == "of_old"


@pytest.mark.parametrize("dataset", datasets().values(), ids=lambda d: d.name)
def test_a_dataset_is_called_by_its_own_fields(dataset: Dataset) -> None:
    assert set(dataset.called or dataset.key) <= set(dataset.field_names)


def test_the_papers_list_of_a_dataset_what_it_declares_and_else_its_own_fields_but_the_private_ones() -> None:
    fields = tuple(
        Field(name=name, kind="text", label=name, required=name == "site", private=name == "phone")
        for name in ("number", "site", "phone", "state")
    )
    told = Dataset(name="posts", wording="posts", row_wording="a post", key=("site",), fields=fields)
    assert (told.sheet_columns, told.slide_columns) == (("number", "site", "state"), ("site", "state"))
    left_out = msgspec.structs.replace(told, papers=Papers(sheet=(), slide=("state",)))
    assert (left_out.sheet_columns, left_out.slide_columns) == ((), ("state",))


def test_datasets_are_listed_in_the_order_the_pages_tell_of_them_and_none_is_left_out() -> None:
    names = [one.name for one in told_datasets()]
    assert names[:3] == ["work_targets", "livelihood_projects", "investment_projects"]
    assert sorted(names) == sorted(datasets())


def test_a_dataset_without_honesty_checks_is_looked_at_for_nothing_of_its_own() -> None:
    assert rule("unforeseen") == HonestyOf()


def test_a_unit_asks_for_decisions_in_fields_its_dataset_has() -> None:
    asked = {one.name: [name for name in one.asks if name in one.field_names] for one in datasets().values()}
    assert {name: fields for name, fields in asked.items() if fields} == {
        "enterprise_issues": ["progress_text"],
        "investment_projects": ["problem", "next_step"],
        "key_projects": ["problem"],
        "livelihood_projects": ["problem", "next_step"],
        "rectification": ["measure"],
        "work_targets": ["problem", "next_step"],
    }
