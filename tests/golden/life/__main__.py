"""``python -m tests.golden.life``: what the product prints now of every such month, as the golden file keeps it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from store import open_store
from tests.golden.life.office import Office
from tests.golden.life.told import OVER_SAMPLES, TOLD, as_text
from ui.demo import load_samples


def main() -> None:
    """Print every case."""
    with tempfile.TemporaryDirectory() as folder:
        samples = Path(folder) / "samples.db"
        store = open_store(f"sqlite:///{samples}")
        load_samples(store)
        store.database.close()
        said = {}
        for name, case in TOLD.items():
            own = Path(folder) / f"{name}.db"
            if name in OVER_SAMPLES:
                shutil.copy(samples, own)
            said[name] = case(Office(f"sqlite:///{own}"))
    sys.stdout.write(as_text(said))


if __name__ == "__main__":
    main()
