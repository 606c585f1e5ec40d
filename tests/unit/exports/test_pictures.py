"""Where Chromium or a Chinese font is missing, a sentence says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.words.papers import paper_words
from exports.chromium import NoPicture, browser, chromium_path, require_chinese_font

SENTENCES = paper_words().pictures


def program(folder: Path, name: str, prints: str) -> None:
    """A program of that name that prints a line."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {prints}\n")
    path.chmod(0o755)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which nothing but what a test puts there can be found."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_no_browser_is_said(only: Path) -> None:
    with pytest.raises(NoPicture, match=SENTENCES.no_chromium):
        chromium_path()


def test_a_browser_named_in_the_environment_wins(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(only, "chromium", "")
    program(only, "ours", "")
    monkeypatch.setenv("CHROMIUM", str(only / "ours"))
    assert chromium_path() == str(only / "ours")


def test_no_chinese_font_is_said(only: Path) -> None:
    program(only, "fc-list", "")
    with pytest.raises(NoPicture, match=SENTENCES.no_font):
        require_chinese_font()


@pytest.mark.parametrize("installed", [{"fc-list": "NotoSansCJK.ttc"}, {}])
def test_with_a_font_or_nobody_to_ask_pictures_go_on(only: Path, installed: dict[str, str]) -> None:
    for name, prints in installed.items():
        program(only, name, prints)
    require_chinese_font()


def test_a_browser_that_does_not_start_is_said(only: Path) -> None:
    program(only, "chromium", "")
    with pytest.raises(NoPicture, match=SENTENCES.failed), browser():
        pass
