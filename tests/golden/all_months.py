"""``python -m tests.golden.all_months``: works every figure of every month the samples have out in both ways.

In a store of its own: the samples, and how they go on into a year with another list and other units. What the later
workbooks say is taken from their generator, which writes them byte for byte as they lie here.
"""

from __future__ import annotations

import json
import sys
from math import isclose, isnan
from pathlib import Path
from tempfile import TemporaryDirectory

from metrics import headline
from store import open_store
from tests.golden import recomputed
from tests.golden.recomputed import rows
from tools.samples import living
from tools.samples.truth import truth
from ui import demo, facts, source
from ui.memory import Memory
from ui.scope import View
from ui.shelf import Shelf

Figures = dict[tuple[str, str], float | None]


def shown(version: int, period: str, unit: str) -> Figures:
    """What the pages head with."""
    view = View(version, period, department=unit)
    return {(page, figure.name): figure.value for page in headline.PAGES for figure in facts.figures(view, page)}


def differing(ours: Figures, theirs: Figures) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    """By page and name the figures that do not come out the same, in both ways; one that only one way knows too."""
    names = [*ours, *(name for name in theirs if name not in ours)]
    pairs = {name: (ours.get(name), theirs.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if not _same(*pair)}


def main() -> int:
    """Compare, print every difference and how many there are."""
    with TemporaryDirectory() as folder:
        known, wrong = _write_down(Path(folder)), 0
        rows.FOLDERS.append(known)
        store = open_store(f"sqlite:///{folder}/store.db")
        demo.load_samples(store)
        demo.load_living(store)
        n = told = 0
        with source.moment(source.Opened(store, Memory(), Shelf(None))):
            version = source.version()
            for period in (*rows.MONTHS, *rows.LATER):
                for unit in recomputed.UNITS:
                    theirs = recomputed.figures(period, unit)
                    apart = differing(shown(version, period, unit), theirs)
                    n, told = n + len(theirs), told + sum(value is not None for value in theirs.values())
                    wrong += len(apart)
                    for name, (ours, again) in apart.items():
                        _say(f"{period} {unit} {' '.join(name)}: {ours} {again}")
        store.database.close()
    _say(f"{n} figures compared, {told} of them numbers, {wrong} differences")
    return int(wrong > 0)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _write_down(folder: Path) -> Path:
    """What the workbooks of the later months say, a file a month."""
    (folder / "said").mkdir()
    sent = living.reports()
    strayed = [one.file for one in sent if (demo.LIVING / one.folder / one.file).read_bytes() != one.content]
    if strayed:
        raise SystemExit(f"not what the generator writes: {strayed}")
    for month in dict.fromkeys(one.folder for one in sent):
        tables = [table for one in sent if one.folder == month for table in truth(one)]
        (folder / "said" / f"{month}.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    return folder / "said"


def _same(one: float | None, other: float | None) -> bool:
    known = [None if value is None or isnan(value) else value for value in (one, other)]
    return known[0] == known[1] or (None not in known and isclose(known[0], known[1], rel_tol=1e-6, abs_tol=1e-9))  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
