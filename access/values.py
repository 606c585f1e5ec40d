"""Values of the environment, each read as what it must be: what is none ends the start in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from access.words import words

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[\w.\-]+)(:\d{1,5})?", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


class CannotStart(SystemExit):
    """The configuration cannot be served; the message is one sentence for whoever started the server."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


def number(environment: Mapping[str, str], name: str, usual: int, *, least: int, most: int) -> int:
    """The whole number a variable names; ``usual`` where it is not set."""
    said = environment.get(name)
    if said is None:
        return usual
    if not _NUMBER.fullmatch(said) or not least <= int(said) <= most:
        raise CannotStart(words().start.not_a_number.format(name=name, least=least, most=most, said=said))
    return int(said)


def switch(environment: Mapping[str, str], name: str) -> bool:
    """Whether a variable is 1; "" and 0 are no, and what else one may think means yes is neither."""
    said = environment.get(name, "")
    if said not in ("", "0", "1"):
        raise CannotStart(words().start.not_a_switch.format(name=name, said=said))
    return said == "1"


def host_names(environment: Mapping[str, str], name: str) -> frozenset[str]:
    """The host names and addresses a variable lists, lower case, without ports."""
    listed = [part.strip() for part in environment.get(name, "").split(",") if part.strip()]
    for part in listed:
        if not name_in(bracketed(part)):
            raise CannotStart(words().start.not_a_host.format(name=name, said=part))
    return frozenset(name_in(bracketed(part)) for part in listed)


def name_in(host: str) -> str:
    """The name a Host header holds, lower case, without its port; "" where it holds none, or more than that."""
    plain = _HOST.fullmatch(host)
    return plain["name"].strip("[]").lower() if plain else ""


def bracketed(part: str) -> str:
    """A name or address as it stands in an address that is typed: IPv6 in brackets."""
    return f"[{part}]" if part.count(":") > 1 and not part.startswith("[") else part
