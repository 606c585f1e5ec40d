"""What analysts have answered: which dataset and field a form's headers are, and which cells they corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loaders.tables.heading import header_key

# A form counts as the one remembered when so many of its headers were answered for; the rest are asked about.
_LIKE = 0.75
_LIKE_AT_LEAST = 4


def exact_key(header: str) -> str:
    """The key of a header by its very words, month and all."""
    return f"={header}"


@dataclass(slots=True)
class Answer:
    """For one form: its dataset, and per header key the field (None: not used), the unit and the scale of rates."""

    dataset: str | None
    fields: dict[str, str | None] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    scales: dict[str, str] = field(default_factory=dict)


class Told(NamedTuple):
    """What was answered about one header: whether its field, and the unit and the scale where they were."""

    field: bool
    unit: str | None
    scale: str | None


@dataclass(slots=True)
class Mappings:
    """The analyst's answers by form. ``read`` obeys them; a form is known by its signature or most of its headers."""

    forms: dict[str, Answer] = field(default_factory=dict)

    def remember(
        self,
        signature: str,
        dataset: str | None,
        fields: Mapping[str, str | None],
        *,
        units: Mapping[str, str] | None = None,
        scales: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what a form's headers mean: ``{Column.header: field or None}``.

        ``units`` gives a header the unit its column lacks, ``scales`` "percent" (85 is 85 %) or "fraction" (0.85 is).
        A later answer about the same header replaces the earlier one; other headers of the form keep theirs. Headers
        that differ by month or year only ("June's rate", "July's rate") and are answered differently are remembered
        by their very words: the answer holds for this month's sheet and is no one's the next month.
        """
        answer = self.forms.setdefault(signature, Answer(dataset))
        answer.dataset = dataset
        said: dict[str, set[str | None]] = {}
        exact = {exact_key(header): name for header, name in fields.items()}
        for header, name in fields.items():
            said.setdefault(header_key(header), set()).add(name)
        for key, names in said.items():
            answer.fields.pop(key, None)
            if len(names) == 1:
                answer.fields[key] = names.pop()
            else:
                answer.fields.update({k: n for k, n in exact.items() if header_key(k[1:]) == key})
        answer.units.update({header_key(h): unit for h, unit in (units or {}).items()})
        answer.scales.update({header_key(h): scale for h, scale in (scales or {}).items()})

    def recall(self, signature: str, keys: Iterable[str]) -> Answer | None:
        """The answers for a form: by signature, else those of the one form that shares most of its headers."""
        known = self.forms.get(signature)
        if known is not None or not self.forms:
            return known
        wanted = set(keys)
        best = max(self.forms.values(), key=lambda a: len(wanted & a.fields.keys()))
        shared = len(wanted & best.fields.keys())
        return best if shared >= _LIKE_AT_LEAST and shared >= _LIKE * len(wanted) else None

    def remembered(self, signature: str, headers: Iterable[str]) -> dict[str, Told]:
        """What was answered about each of a form's headers; those nobody answered for are left out."""
        shown = {header: (exact_key(header), header_key(header)) for header in headers}
        known = self.recall(signature, [key for _, key in shown.values()]) or Answer(None)
        told = {}
        for header, keys in shown.items():
            fields, units, scales = (
                [of[key] for key in keys if key in of] for of in (known.fields, known.units, known.scales)
            )
            if fields or units or scales:
                told[header] = Told(bool(fields), next(iter(units), None), next(iter(scales), None))
        return told

    def to_json(self) -> str:
        plain = {s: [a.dataset, a.fields, a.units, a.scales] for s, a in self.forms.items()}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Mappings:
        plain: dict[str, Any] = json.loads(text)
        return cls({s: Answer(*parts) for s, parts in plain.items()})


@dataclass(slots=True)
class Corrections:
    """Texts typed by an analyst in place of a cell's content; the original file is never touched."""

    cells: dict[str, dict[str, str]] = field(default_factory=dict)

    def set(self, sheet: str, cell: str, text: str) -> None:
        """Read ``text`` instead of what the cell holds; "" empties it."""
        self.cells.setdefault(sheet, {})[cell] = text

    def to_json(self) -> str:
        return json.dumps(self.cells, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Corrections:
        return cls(json.loads(text))
