"""The comparing of very large drafts in a process of its own: within the server every reader's page would wait for it.

``python -m ui.analysts.upload.beside``: what is asked comes in over standard input, the answer goes out, both pickled;
the rows are read from the store, whose address is in ``STORE_URL``.
"""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from ui import filling, source
from ui.shelf import ROOT

# From so many rows on it pays to start a process, which takes two seconds.
MANY = 20_000
_LOG = logging.getLogger(__name__)

Found = TypeVar("Found")


def worked_out(work: Callable[..., Found], *about: Any, rows: int) -> Found:
    """What the function of a module gives for this: here for few ``rows``, for many in a process of its own, which
    has the machine after the pages; here too where that process ends without an answer."""
    if rows < MANY:
        return work(*about)
    asked = pickle.dumps((work.__module__, work.__name__, about))
    ran = subprocess.run(
        [sys.executable, "-m", "ui.analysts.upload.beside"], cwd=ROOT, env=filling.environment(source.store()),
        input=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if ran.returncode:
        _LOG.warning("a comparing process ended with %s", ran.returncode)
        return work(*about)
    return pickle.loads(ran.stdout)  # noqa: S301 - our own process's


def main() -> None:
    """Answer the one thing asked."""
    logging.disable(logging.WARNING)
    os.nice(5)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up in the answer
    module, name, about = pickle.load(sys.stdin.buffer)  # noqa: S301 - the server's own
    __import__(module)
    found = getattr(sys.modules[module], name)(*about)
    with answers:
        pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
