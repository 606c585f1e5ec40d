"""``python -m tools.samples``: writes data/samples, what they truly say, and when each came in."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tools.samples import living
from tools.samples.answers import answers
from tools.samples.books import Sent, exercises, monthly
from tools.samples.truth import deliveries, truth

ROOT = Path(__file__).parents[2]


def main(samples: Path, golden: Path) -> None:
    """Write every workbook under ``samples`` and its truth under ``golden``."""
    reports = monthly()
    sent = [*reports, *exercises()]
    for one in sent:
        _write(samples / one.folder / one.file, one.content)
    _write(samples / "deliveries.json", _json(deliveries(reports)))
    _write(samples / "mappings.json", _json(json.loads(answers(sent).to_json())))
    for folder in dict.fromkeys(one.folder for one in sent):
        here = [one for one in sent if one.folder == folder]
        _write(golden / f"{folder}.json", _lines(here))
    print(f"{len(sent)} workbooks, {sum(len(one.content) for one in sent) / 1e6:.2f} MB")


def go_on(folder: Path) -> None:
    """Write the workbooks of the months after July under ``folder``, and what the office does meanwhile."""
    sent = living.reports()
    for one in sent:
        _write(folder / one.folder / one.file, one.content)
    _write(folder / "deliveries.json", _json(living.deliveries_of(sent)))
    _write(folder / "mappings.json", _json(json.loads(answers(sent).to_json())))
    print(f"{len(sent)} workbooks, {sum(len(one.content) for one in sent) / 1e6:.2f} MB")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(sent: list[Sent]) -> bytes:
    """One line a table, so that a change shows as the lines of the tables it touches."""
    tables = [json.dumps(t, ensure_ascii=False, separators=(",", ":")) for one in sent for t in truth(one)]
    return ("[\n" + ",\n".join(tables) + "\n]\n").encode()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "samples"
    go_on(target.parent / "living")
    main(target, Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "tests" / "golden" / "samples")
