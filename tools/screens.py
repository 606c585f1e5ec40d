"""Keeps every page in meeting mode, PNG (1080p, 4K) and PDF: ``python -m tools.screens [--url] [--into]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exports.chromium import NoPicture
from exports.pictures import photographs
from pages import PAGES

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Writes PNG (1080p and 4K) and PDF of each page into the folder; says plainly what it cannot."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--url", default="http://127.0.0.1:8501")
    asked.add_argument("--into", type=Path, default=ROOT / "build" / "screens")
    asked.add_argument("--period", default="")
    given = asked.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    query = {"period": given.period} if given.period else {}
    addresses = {page.name: page.address for page in PAGES if page.section == "leaders"}
    failed = 0
    try:
        for one in photographs(given.url, addresses, query):
            for name, content in one.files.items():
                (given.into / name).write_bytes(content)
            print(one.problem or f"{one.title}: {', '.join(one.files)}")
            failed += bool(one.problem)
    except NoPicture as reason:
        print(reason, file=sys.stderr)
        return 1
    print(given.into)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
