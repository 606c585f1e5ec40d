"""Changes one threshold or one order at a time and runs the tests that ought to notice: ``make mutants``.

Every numeric threshold of ``loaders/tables``, ``loaders/checks`` and ``metrics`` is moved up and down, every sort of
``metrics`` turned round, and the changes that once survived are made again. Prints killed of tried, and who survived.
Each runs in a copy of the tree of its own. ``--only PART`` takes the mutants whose file or text holds ``PART``.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LEFT_OUT = (".git", ".venv", "var", "docs", "deploy", "browser", "faults", "__pycache__", ".mypy_cache", ".ruff_cache")
THRESHOLD = re.compile(r"(?m)^(_?[A-Z][A-Z_]*(?:: \w+)?) = (\d+(?:\.\d+)?)(?=\s*(?:#.*)?$)")
ORDER = re.compile(r"ascending=(True|False)|ascending=\[(True|False)|(?<=[ (\[{=])sorted\((?=[a-z])")
TESTS = {
    "loaders": ("tests/unit/loaders/tables", "tests/unit/loaders/checks"),
    "metrics": ("tests/unit/metrics",),
}
SECONDS = 600
# What a threshold only makes cheaper or shorter to look at, and never decides, has no wrong value to find.
SPARING = ("_SEARCH_ROWS", "PREVIEW_ROWS", "FEW_FORMATS", "_DEPTH", "_TRIED", "NOISE")


class Mutant(NamedTuple):
    """One change: in which file, at which place, what stands there and what is put instead."""

    file: str
    at: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.file}: {self.old} -> {self.new}"


# The changes that survived before there were tests for them.
SURVIVED_ONCE = (
    ("loaders/tables/scale.py", "all(", "any("),
    ("metrics/progress.py", "used > 1", "used >= 1"),
)


def mutants() -> Iterator[Mutant]:
    """Every change that is tried."""
    for file, old, new in SURVIVED_ONCE:
        at = (ROOT / file).read_text("utf-8").find(old)
        if at >= 0:
            yield Mutant(file, at, old, new)
    for folder in ("loaders/tables", "loaders/checks", "metrics"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _of_file(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


def _of_file(file: str, text: str) -> Iterator[Mutant]:
    for found in THRESHOLD.finditer(text):
        if found[1].partition(":")[0] not in SPARING:
            yield from (Mutant(file, found.start(), found[0], f"{found[1]} = {n}") for n in _moved(found[2]))
    for found in ORDER.finditer(text) if file.startswith("metrics/") else ():
        yield Mutant(file, found.start(), found[0], _turned(found[0]))


def _moved(number: str) -> tuple[str, str]:
    if "." in number:
        return f"{float(number) * 1.25:g}", f"{float(number) * 0.75:g}"
    return str(int(number) + 1), str(int(number) - 1)


def _turned(order: str) -> str:
    if order.startswith("sorted("):
        return "(lambda *a, **k: sorted(*a, **k)[::-1])("
    return order.replace("True", "<").replace("False", "True").replace("<", "False")


def killed(mutant: Mutant, tree: Path) -> bool:
    """Whether a test fails in ``tree`` with the change made; the tree is as before afterwards."""
    path = tree / mutant.file
    before = path.read_text("utf-8")
    after = before[: mutant.at] + mutant.new + before[mutant.at + len(mutant.old) :]
    path.write_text(after, "utf-8")
    try:
        return any(_fails(tests, tree) for tests in _tests(mutant.file, tree))
    finally:
        path.write_text(before, "utf-8")


def _tests(file: str, tree: Path) -> tuple[list[str], list[str]]:
    """The tests that name the changed module, and then every other of its room."""
    module = re.compile(rf"\b{Path(file).stem}\b")
    every = sorted(p for folder in TESTS[file.partition("/")[0]] for p in (tree / folder).rglob("test_*.py"))
    naming = [p for p in every if module.search(p.read_text("utf-8"))]
    return [str(p) for p in naming], [str(p) for p in every if p not in naming]


def _fails(tests: list[str], tree: Path) -> bool:
    if not tests:
        return False
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=tree, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode in (1, 2)


def main() -> int:
    """Try the mutants; the number of survivors is the exit code's reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    tried = [m for m in mutants() if asked.only in str(m)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.workers) as pool:
        trees = [Path(folder) / str(i) for i in range(asked.workers)]
        for tree in trees:
            shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
        parts = [tried[i :: asked.workers] for i in range(asked.workers)]
        outcomes = [o for part in pool.map(_tried, parts, trees) for o in part]
    survivors = [m for m, dead in outcomes if not dead]
    for mutant in survivors:
        sys.stdout.write(f"survived  {mutant}\n")
    sys.stdout.write(f"killed {len(tried) - len(survivors)} of {len(tried)}\n")
    return 1 if survivors else 0


def _tried(part: list[Mutant], tree: Path) -> list[tuple[Mutant, bool]]:
    outcomes = []
    for mutant in part:
        outcomes.append((mutant, killed(mutant, tree)))
        sys.stderr.write(f"{'killed' if outcomes[-1][1] else 'SURVIVED'}  {mutant}\n")
    return outcomes


if __name__ == "__main__":
    raise SystemExit(main())
