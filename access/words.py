"""What the door says to people: ``catalog/wording/access.toml``."""

from __future__ import annotations

from functools import cache

from catalog.declaration import HERE
from catalog.typed import Declared, made


class SignIn(Declared, frozen=True):
    """The sign-in page."""

    title: str
    name: str
    password: str
    enter: str
    wrong: str
    wait: str
    busy: str
    forgotten: str
    by_provider: str
    not_confirmed: str
    no_role: str
    provider_gone: str


class Own(Declared, frozen=True):
    """The page of one's own account."""

    title: str
    back: str
    who: str
    units: str
    old: str
    new: str
    again: str
    change: str
    changed: str
    wrong: str
    differs: str
    weak: str
    sign_ins: str
    here: str
    elsewhere: str
    sign_out: str
    sign_out_everywhere: str


class Refusals(Declared, frozen=True):
    """Why a request went no further."""

    host: str
    origin: str
    nobody: str
    page: str
    no_upload: str
    not_your_session: str
    too_much: str
    page_gone: str
    file_too_large: str
    not_taken: str
    elsewhere: str

    def upload(self, status: int) -> str:
        """Say why Streamlit, answering with that status, has not taken a file."""
        return {400: self.page_gone, 413: self.file_too_large}.get(status, self.not_taken)


class Start(Declared, frozen=True):
    """What is said before a terminal."""

    local_needs_loopback: str
    unknown_mode: str
    local_needs_no_proxy: str
    proxy_needs: str
    oidc_needs: str
    not_a_number: str
    not_a_switch: str
    not_a_host: str
    no_such_zone: str
    cannot_listen: str
    cannot_log: str
    no_accounts: str


class Tool(Declared, frozen=True):
    """What ``tools.account`` says before a terminal."""

    ask: str
    ask_again: str
    differs: str
    weak: str
    made: str
    changed: str
    password: str


class Words(Declared, frozen=True):
    """Everything the door says."""

    sign_in: SignIn
    account: Own
    refused: Refusals
    start: Start
    tool: Tool


@cache
def words() -> Words:
    """The declared sentences, typed."""
    return made((HERE / "wording/access.toml").read_text("utf-8"), Words, file="catalog/wording/access.toml")
