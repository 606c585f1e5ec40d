"""What a figure rests on: the rows it counted, its denominator, and the field whose cell each was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from catalog import dataset as described
from catalog.numbers import money, plain, points, rate
from catalog.stages import stage_word
from catalog.words.metrics import metric_words
from metrics import lights
from metrics.columns import Flags, Floats, Texts, flags, texts
from metrics.printed import quantity

ROLES = ("counted", "whole", "out")
COLUMNS = ["dataset", "row_id", "item", "field", "role", "state", "part", "whole"]


def field(dataset: str, rate_basis: str | None) -> str:
    """The field of ``dataset`` behind a row's rate by its ``rate_basis`` (computed | reported | none or missing).

    Datasets without a rate are traced to the status or stage; a row without a rate to what the unit wrote, and where it
    writes nothing of how it stands, to its name.
    """
    spec = described(dataset)
    told = spec.traced_by if spec.traced_by in spec.field_names else spec.named_by
    return {"computed": spec.computed_from, "reported": "completion_rate"}.get(rate_basis or "", told)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of a judged frame with what each adds to a figure: the figure is the sum of ``part``, over that of ``whole``
    where there is one. NaN: the row adds nothing, which is not the same as adding 0.

    ``dataset``: whose rows they are, "" where the frame has a column that says so. ``fields``: the field whose cell a
    row rests on, the first that is filled; none: the one behind its rate.
    """

    frame: pd.DataFrame
    part: Floats
    whole: Floats | None = None
    dataset: str = ""
    fields: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """How many rows add to the figure."""
        return int((~np.isnan(self.part)).sum())


def counted(frame: pd.DataFrame, mine: Flags, among: Flags | None = None, *, dataset: str = "", by: str = "") -> Rows:
    """Rows that are counted, one each, of those ``among`` which they are (None: no share is made of them)."""
    whole = None if among is None else _ones(among)
    return Rows(frame, _ones(mine), whole, dataset, (by,) if by else ())


def added(frame: pd.DataFrame, amounts: Floats, mine: Flags, *, dataset: str = "", by: str = "") -> Rows:
    """Rows whose ``amounts`` are added up, where they are known."""
    return Rows(frame, np.where(mine, amounts, np.nan), None, dataset, (by,) if by else ())


def below(frame: pd.DataFrame, amounts: Floats, mine: Flags, *, dataset: str = "", by: str = "") -> Rows:
    """Rows whose ``amounts`` are only in the denominator."""
    nothing = np.full(len(frame), np.nan)
    return Rows(frame, nothing, np.where(mine, amounts, np.nan), dataset, (by,) if by else ())


def totals(rests: Sequence[Rows]) -> tuple[float | None, float | None]:
    """The sums above and below the line; None where nothing at all adds to them."""
    wholes = [rows.whole for rows in rests if rows.whole is not None]
    return _sum([rows.part for rows in rests]), _sum(wholes)


def share(rests: Sequence[Rows]) -> float | None:
    """The one sum over the other; None without a denominator."""
    part, whole = totals(rests)
    return (part or 0.0) / whole if whole else None


def printed(kind: str, rests: Sequence[Rows]) -> str:
    """The figure these rows make, as it is printed by its ``kind`` (headline's kinds, median, or none)."""
    part, whole = totals(rests)
    words = metric_words().headline_words
    ways: dict[str, Callable[[], str]] = {
        "of": lambda: f"{plain(part or 0)}/{plain(whole or 0)}",
        "rate": lambda: rate(share(rests)),
        "points": lambda: points(None if (found := share(rests)) is None else 100 * found),
        "money": lambda: money(part),
        "median": lambda: plain(_median(rests)),
        "rank": lambda: words.rank.format(value=plain(part)),
        "score": lambda: words.score.format(value=plain(part, 2)),
        "text": lambda: plain(None) if part is None else quantity(part),
    }
    return ways.get(kind, lambda: plain(sum(rows.n for rows in rests)))()


def sum_line(kind: str, rests: Sequence[Rows]) -> str:
    """In words, how the cells make the figure: what stands below their list."""
    part, whole = (0.0 if total is None else total for total in totals(rests))
    words = metric_words().evidence.sums
    blanks = {"part": quantity(part), "whole": quantity(whole), "n": sum(rows.n for rows in rests)}
    return words.get(kind, words["count"]).format(**blanks, text=printed(kind, rests))


def cells(rests: Sequence[Rows], known: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One line a cell, those counted first: ``dataset row_id item field``; ``role`` counted | whole (in the denominator
    only) | out; ``state`` in words, which is why; ``part`` and ``whole``, what it adds (NaN: nothing).

    ``known`` are the judged frames, which say what an item is called and which of its fields are filled.
    """
    lines = [line for rows in rests for line in _lines(rows, known)]
    # A row that is counted by one cell is not left out by another.
    used = {(line["dataset"], line["row_id"]) for line in lines if line["role"] != "out"}
    kept = [line for line in lines if line["role"] != "out" or (line["dataset"], line["row_id"]) not in used]
    table = pd.DataFrame(kept, columns=COLUMNS).astype({"part": "float64", "whole": "float64"})
    order = table["role"].map({role: i for i, role in enumerate(ROLES)})
    return table.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)


def _lines(rows: Rows, known: Mapping[str, pd.DataFrame]) -> Iterable[dict[str, Any]]:
    n = len(rows.frame)
    whole = np.full(n, np.nan) if rows.whole is None else rows.whole
    role = np.select([~np.isnan(rows.part), ~np.isnan(whole)], ["counted", "whole"], "out")
    names = np.full(n, rows.dataset, dtype=object) if rows.dataset else texts(rows.frame, "dataset")
    columns = (names, texts(rows.frame, "row_id"), texts(rows.frame, "rate_basis"), role, states(rows.frame))
    found = {name: _Found(name, known[name]) for name in dict.fromkeys(names)}
    for i, (name, row_id, basis, part, state) in enumerate(zip(*columns, strict=True)):
        title, filled = found[name].of(row_id, rows.fields or (field(name, basis),))
        yield dict(zip(COLUMNS, (name, row_id, title, filled, part, state, rows.part[i], whole[i]), strict=True))


class _Found:
    """The rows of one dataset by identity: what each is called and which of its fields are filled."""

    def __init__(self, name: str, frame: pd.DataFrame) -> None:
        spec = described(name)
        self._titles = spec.called or spec.key
        self._last = ("progress_text", *reversed(spec.key))
        self._rows = dict(zip(texts(frame, "row_id"), frame.to_dict("records"), strict=True))

    def of(self, row_id: str, fields: tuple[str, ...]) -> tuple[str, str]:
        """The item's name, and the first of ``fields`` that holds something, else one that says what the row is."""
        row = self._rows.get(row_id, {})
        filled = [name for name in (*fields, *self._last) if not pd.isna(row.get(name))]
        named = [str(row[name]) for name in self._titles if not pd.isna(row.get(name))]
        return "·".join(named), (filled or [self._last[-1]])[0]


def states(frame: pd.DataFrame) -> Texts:
    """How each row stands, in words: why it is in a figure or not; "" where its frame does not say."""
    if "light" in frame:
        words = lights.rule().words
        said = np.array([words.get(light, "") for light in texts(frame, "light")], dtype=object)
    else:
        said = np.array([stage_word(stage) if stage else "" for stage in texts(frame, "stage")], dtype=object)
    if "closed_late" in frame:
        said[flags(frame, "closed_late")] = metric_words().evidence.closed_late
    if "standstill" in frame:
        still = np.array([bool(text) for text in texts(frame, "standstill")], dtype=bool)
        said[still] = said[still] + metric_words().evidence.standstill
    if "counted" in frame:
        told, out = metric_words().evidence, ~flags(frame, "counted")
        said[out] = [told.not_counted.format(said=why or told.left) for why in texts(frame, "lifecycle")[out]]
    return said


def _median(rests: Sequence[Rows]) -> float | None:
    values = np.concatenate([rows.part for rows in rests])
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else None


def _ones(mine: Flags) -> Floats:
    return np.where(mine, 1.0, np.nan)


def _sum(columns: Sequence[Floats]) -> float | None:
    values = np.concatenate(columns) if columns else np.zeros(0)
    known = values[~np.isnan(values)]
    return float(known.sum()) if len(known) else None
