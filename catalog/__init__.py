"""The nouns of the product: datasets and fields, areas and posts, rules and sentences, each declared once in TOML."""

from catalog.dataset import Dataset, Field, dataset, datasets, judged_by
from catalog.issue import SEVERITIES, Issue, issue

__all__ = ["SEVERITIES", "Dataset", "Field", "Issue", "dataset", "datasets", "issue", "judged_by"]
