"""Runs every benchmark of this folder, one after the other: ``python -m benchmarks [name …]``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(names: list[str]) -> None:
    """Each module has ``main()`` and prints its own lines; without names all of them run."""
    found = sorted(p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_"))
    for name in names or found:
        module = importlib.import_module(f"benchmarks.{name}")
        if not hasattr(module, "main"):
            continue
        print(f"== {name}")
        module.main()


if __name__ == "__main__":
    main(sys.argv[1:])
