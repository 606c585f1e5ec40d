"""Changes one threshold or one order at a time and runs the tests that ought to notice: ``make mutants``.

Every numeric threshold of ``loaders/tables``, ``loaders/checks`` and ``metrics`` is moved up and down, every sort of
``metrics`` turned round, and the changes that once survived are made again. Prints killed of tried, and who survived.
Each runs in a copy of the tree of its own. ``--only PART`` takes the mutants whose file or text holds ``PART``. What
became of each is printed and, with ``--kept FILE``, written as it comes; a run that was stopped goes on from there.
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
FIRST = ("test_thresholds.py", "test_numbers_that_decide.py")
SECONDS = 600
# Sorted for a digest, in which one order is as good as another that is always the same.
ANY_ORDER = ("metrics/comparison.py",)
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

    @property
    def name(self) -> str:
        """The change and its place, as it is written down."""
        return f"{self.file}@{self.at}: {self.old} -> {self.new}"


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
    for found in ORDER.finditer(text) if file.startswith("metrics/") and file not in ANY_ORDER else ():
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
        return _fails(_tests(mutant.file, tree), tree)
    finally:
        path.write_text(before, "utf-8")


def _tests(file: str, tree: Path) -> list[str]:
    """Every test of the changed module's room: first the tables of thresholds, then what names the module."""
    module = re.compile(rf"\b{Path(file).stem}\b")
    every = (p for folder in TESTS[file.partition("/")[0]] for p in (tree / folder).rglob("test_*.py"))
    return [
        str(p) for p in sorted(every, key=lambda p: (p.name not in FIRST, not module.search(p.read_text("utf-8")), p))
    ]


def _fails(tests: list[str], tree: Path) -> bool:
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "--randomly-dont-reorganize", *tests]
    try:
        done = subprocess.run(command, cwd=tree, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode in (1, 2)


class Kept:
    """What became of the mutants that were tried, a line each, in a file where one is given."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        lines = file.read_text("utf-8").splitlines() if file and file.exists() else ()
        self.lines = dict(line.split("  ", 1)[::-1] for line in lines)

    def add(self, mutant: Mutant, dead: bool) -> None:
        """Print the outcome, and write it down at once."""
        word = "killed" if dead else "SURVIVED"
        sys.stderr.write(f"{word}  {mutant}\n")
        self.lines[mutant.name] = word
        if self.file:
            with self.file.open("a", encoding="utf-8") as to:
                to.write(f"{word}  {mutant.name}\n")


def main() -> int:
    """Try the mutants; the number of survivors is the exit code's reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kept", type=Path)
    asked = parser.parse_args()
    kept = Kept(asked.kept)
    chosen = [m for m in mutants() if asked.only in str(m)]
    untried = [m for m in chosen if m.name not in kept.lines]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(asked.workers) as pool:
        trees = [Path(folder) / str(i) for i in range(asked.workers)]
        for tree in trees:
            shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
        # A test that fails without any change, or cannot run at all, would kill every mutant.
        for room in {m.file.partition("/")[0] for m in untried}:
            if _fails(_tests(f"{room}/__init__.py", trees[0]), trees[0]):
                raise SystemExit(f"the tests of {room} fail before anything is changed")
        parts = [untried[i :: asked.workers] for i in range(asked.workers)]
        list(pool.map(_try, parts, trees, [kept] * asked.workers))
    survivors = [m for m in chosen if kept.lines[m.name] == "SURVIVED"]
    for mutant in survivors:
        sys.stdout.write(f"survived  {mutant}\n")
    sys.stdout.write(f"killed {len(chosen) - len(survivors)} of {len(chosen)}\n")
    return 1 if survivors else 0


def _try(part: list[Mutant], tree: Path, kept: Kept) -> None:
    for mutant in part:
        kept.add(mutant, killed(mutant, tree))


if __name__ == "__main__":
    raise SystemExit(main())
