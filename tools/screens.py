"""Keeps every page in meeting mode, PNG (1080p, 4K) and PDF: ``python -m tools.screens [--url] [--into]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exports.chromium import NoPicture
from exports.pictures import screens
from pages import PAGES

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Writes ``<page>-1080`` as PNG and PDF and ``<page>-4k.png`` into the folder; says plainly why it cannot."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--url", default="http://127.0.0.1:8501")
    asked.add_argument("--into", type=Path, default=ROOT / "build" / "screens")
    asked.add_argument("--period", default="")
    given = asked.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    query = {"period": given.period} if given.period else {}
    addresses = {page.name: page.address for page in PAGES if page.section == "leaders"}
    for suffix, four_k in (("1080", False), ("4k", True)):
        paths = {f"{name}-{suffix}": address for name, address in addresses.items()}
        try:
            taken = screens(given.url, paths, query, four_k=four_k, pdf=not four_k)
        except NoPicture as reason:
            print(reason, file=sys.stderr)
            return 1
        for name, content in taken.items():
            (given.into / name).write_bytes(content)
    print(given.into)
    return 0


if __name__ == "__main__":
    sys.exit(main())
