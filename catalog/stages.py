"""How an investment stage is called, on every screen, slide and list: the words of the book's rule."""

from __future__ import annotations

from catalog.book import book, derived


def stage_word(stage: str) -> str:
    """The word of a stage, or of what is no stage ("stopped", "new", "vanished"); an unknown one as it is."""
    return _words().get(stage, stage)


@derived
def _words() -> dict[str, str]:
    rule = book().rules.pipeline
    return {s.name: s.word for s in rule.stages} | rule.other_stages
