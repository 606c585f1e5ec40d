"""Long work beside the page: done once by a thread of its own, with how far it is; the page stays usable meanwhile."""

from __future__ import annotations

import contextvars
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

# So long a page waits for work that may be short, before it shows how far the work is.
PATIENCE = 1.5
MOST = 60
_LOG = logging.getLogger(__name__)

Tell = Callable[[int, int, str], None]


@dataclass
class Task:
    """Work under way: ``done`` of ``total`` steps, the words for the present one; its ``outcome`` once ``finished``, or
    the ``fault`` that ended it."""

    total: int = 1
    done: int = 0
    words: str = ""
    outcome: Any = None
    fault: BaseException | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    def tell(self, done: int, total: int, words: str) -> None:
        """Say how far it is."""
        self.done, self.total, self.words = done, max(1, total), words

    def over(self) -> bool:
        """Whether it is finished, within the patience of a page."""
        return self.finished.wait(PATIENCE)

    def result(self) -> Any:
        """What came of it; raises what ended it."""
        if self.fault is not None:
            raise self.fault
        return self.outcome


def begun(key: str, work: Callable[[Tell], Any]) -> Task:
    """The task of that key, begun now where nobody began it. ``work`` is given the function that says how far it is; it
    runs without a page: it draws nothing, and takes the desk it acts with along."""
    tasks, guard = _tasks()
    with guard:
        if key not in tasks:
            tasks[key] = started(work)
        tasks.move_to_end(key)
        while len(tasks) > MOST:
            tasks.popitem(last=False)
        return tasks[key]


def started(work: Callable[[Tell], Any]) -> Task:
    """A task begun now for one reader alone, as :func:`begun` begins one: what comes of it goes with whoever holds it,
    so that nothing large outlives the session it was made for."""
    task, context = Task(), contextvars.copy_context()
    threading.Thread(target=context.run, args=(_carried_out, task, work), daemon=True).start()
    return task


def forget(key: str) -> None:
    """Let the same be begun again."""
    tasks, guard = _tasks()
    with guard:
        tasks.pop(key, None)


@st.fragment(run_every=0.7)
def progress(task: Task) -> None:
    """How far it is; once it is finished the page is shown anew."""
    if task.finished.is_set():
        st.rerun()
    st.progress(min(1.0, task.done / task.total), text=task.words or "正在处理…")


def _carried_out(task: Task, work: Callable[[Tell], Any]) -> None:
    try:
        task.outcome = work(task.tell)
    except Exception as fault:  # noqa: BLE001 (whoever waits has to hear of it)
        _LOG.info("background work ended: %s", fault)
        task.fault = fault
    finally:
        task.finished.set()


@st.cache_resource(show_spinner=False)
def _tasks() -> tuple[OrderedDict[str, Task], threading.Lock]:
    return OrderedDict(), threading.Lock()
