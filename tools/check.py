"""Name what this machine lacks: packages that do not import, Chromium and a Chinese font for pictures.

python -m tools.check      -> 0 where the dashboard can run; pictures missing is said, and no reason to fail
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator

from exports.chromium import NoPicture, chromium_path, require_chinese_font

PACKAGES = ("streamlit", "pandas", "plotly", "sqlalchemy", "python_calamine", "lxml", "pptx", "docx", "xlsxwriter")


def lacking() -> list[str]:
    """The packages that do not import, each with why."""
    found = []
    for name in PACKAGES:
        try:
            importlib.import_module(name)
        except ImportError as why:
            found.append(f"{name}: {why}")
    return found


def no_pictures() -> Iterator[str]:
    """The sentences of what pictures lack."""
    for needed in (chromium_path, require_chinese_font):
        try:
            needed()
        except NoPicture as why:
            yield str(why)


def main() -> int:
    """Print what is missing; 1 where the dashboard could not run."""
    broken = lacking()
    for line in broken:
        print(line)
    print(*no_pictures(), sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
