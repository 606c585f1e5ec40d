"""What a notice says, ready to be printed: its number, whom it is to, by when, and its matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalog.words.notices import NoticeWords, notice_words


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One matter: its place in the notice, the gap in words, its own deadline."""

    position: int
    item: str
    department: str
    leader: str
    gap: str
    deadline: date | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A notice. ``to_kind`` department | leader; ``source``: where its matters were named, in words; ``reminder``: it
    is sent because nobody has answered."""

    number: str
    to_kind: str
    addressee: str
    source: str
    issued: date
    due: date
    rows: tuple[NoticeRow, ...]
    reminder: bool = False
    demo: bool = False

    @property
    def title(self) -> str:
        """What the paper is called."""
        return words().reminder_title if self.reminder else words().title

    @property
    def leaders(self) -> tuple[str, ...]:
        """The posts that lead its matters, each once."""
        return tuple(dict.fromkeys(row.leader for row in self.rows if row.leader))


def words() -> NoticeWords:
    """The notices' own sentences and headings."""
    return notice_words()
