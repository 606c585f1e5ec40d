"""``python -m tests.fuzz --runs 20000``: break workbooks at random; fails where one harms a worker."""

from __future__ import annotations

import argparse
import sys
import time

from loaders.pool import ReadingPool
from tests.fuzz.run import fuzz, keep


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    with ReadingPool() as pool:
        outcomes, harmful = fuzz(asked.runs, asked.seed, pool)
    for code, count in outcomes.most_common():
        sys.stdout.write(f"{count:>8}  {code}\n")
    for path in keep(harmful):
        sys.stdout.write(f"harmful: {path} (seed {asked.seed})\n")
    return 1 if harmful else 0


if __name__ == "__main__":
    sys.exit(main())
