"""What a page or a dataset declares of itself exists; what it leaves out breaks nothing."""

from __future__ import annotations

import pytest

from catalog import Dataset, datasets
from catalog.book.rules import Rules
from catalog.honesty import Honesty as HonestyOf
from catalog.page import Page, page_title, pages
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


def test_a_dataset_without_honesty_checks_is_looked_at_for_nothing_of_its_own() -> None:
    assert rule("unforeseen") == HonestyOf()
