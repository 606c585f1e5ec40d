"""The ten datasets: what a row is, which fields it has, and how departments head those fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from catalog.declaration import HERE, declared


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a dataset, declared once in ``catalog/datasets/<dataset>.toml``.

    ``kind`` decides the grammar that reads a cell, the column's type in a frame and its format on screen;
    ``unit`` is the canonical unit values are stored in (money in 10,000 yuan, rates as fractions).
    """

    name: str
    kind: str
    label: str
    synonyms: tuple[str, ...] = ()
    unit: str | None = None
    required: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """One kind of table. ``key`` names the fields that tell two rows apart across submissions."""

    name: str
    label: str
    row: str
    key: tuple[str, ...]
    title_hints: tuple[str, ...]
    unused_headers: tuple[str, ...]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field of that name; ``KeyError`` where the dataset has none."""
        return self._by_name()[name]

    @property
    def field_names(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    def _by_name(self) -> dict[str, Field]:
        return {f.name: f for f in self.fields}


@cache
def datasets() -> dict[str, Dataset]:
    """Every dataset by name, in the order of their files' names."""
    found = (_load(path.stem) for path in sorted((HERE / "datasets").glob("*.toml")))
    return {d.name: d for d in found}


def dataset(name: str) -> Dataset:
    """The dataset of that name; ``KeyError`` where the catalog has none."""
    return datasets()[name]


def _load(stem: str) -> Dataset:
    raw = declared(f"datasets/{stem}")
    fields = tuple(Field(**{**f, "synonyms": tuple(f.get("synonyms", ()))}) for f in raw["fields"])
    listed = {k: tuple(raw[k]) for k in ("key", "title_hints", "unused_headers")}
    return Dataset(name=raw["name"], label=raw["label"], row=raw["row"], fields=fields, **listed)
