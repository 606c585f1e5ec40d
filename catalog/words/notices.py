"""Notices, reminders and reply sheets: ``catalog/wording/notices.toml``, typed."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class NoticeWords(Declared, frozen=True):
    """The whole of ``wording/notices.toml``."""

    title: str
    reminder_title: str
    addressee: str
    body: str
    body_to_leader: str
    named_at: str
    named_in: str
    body_reminder: str
    rules_head: str
    rules: tuple[str, ...]
    annex: str
    copied: str
    matters: str
    signed: str
    signed_demo: str
    promised_by: str
    promise_separator: str
    reply_title: str
    reply_head: str
    reply_help: str
    reply_sign: str
    demo: str
    file_notice: str
    file_reply: str
    brackets: str
    heads: dict[str, str]
    states: dict[str, str]
    acts: dict[str, str]
    kept: dict[str, str]


@cache
def notice_words() -> NoticeWords:
    """What ``catalog/wording/notices.toml`` declares."""
    return made((HERE / "wording/notices.toml").read_text("utf-8"), NoticeWords, file="wording/notices.toml")
