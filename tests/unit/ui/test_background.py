"""Long work runs beside the page once, says how far it is, and hands on what came of it or what ended it."""

from __future__ import annotations

import threading
import weakref

import pytest
import streamlit as st

from store import Refused
from ui.background import begun, forget, started


@pytest.fixture(autouse=True)
def _fresh():
    yield
    st.cache_resource.clear()


def test_the_same_work_is_done_once_and_its_outcome_kept() -> None:
    done: list[int] = []
    first, again = (begun("key", lambda _tell: done.append(1) or 7) for _ in range(2))
    assert first is again
    assert first.finished.wait(10)
    assert (first.result(), done) == (7, [1])


def test_how_far_it_is_is_seen_while_it_runs() -> None:
    seen, go_on = threading.Event(), threading.Event()

    def work(tell) -> None:
        tell(3, 10, "三")
        seen.set()
        go_on.wait(10)

    task = begun("slow", work)
    assert seen.wait(10)
    assert (task.done, task.total, task.words, task.finished.is_set()) == (3, 10, "三", False)
    go_on.set()
    assert task.finished.wait(10)


def test_what_ended_it_is_raised_where_the_outcome_is_asked_for() -> None:
    def work(_tell) -> None:
        raise Refused("reason_needed")

    task = begun("refused", work)
    assert task.finished.wait(10)
    with pytest.raises(Refused):
        task.result()


def test_forgotten_work_is_begun_anew() -> None:
    first = begun("again", lambda _tell: 1)
    forget("again")
    assert begun("again", lambda _tell: 2) is not first


def test_what_one_reader_began_is_kept_for_nobody_but_him() -> None:
    first, again = (started(lambda _tell: bytes(1)) for _ in range(2))
    assert first is not again
    assert first.finished.wait(10)
    held = weakref.ref(first)
    del first
    assert held() is None
