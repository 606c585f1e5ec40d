"""Make the first administrator, or another account, or give one a new password, at the server's own command line.

    python -m tools.account NAME [--role admin] [--unit UNIT …] [--url STORE_URL]

The password is asked for twice and never shown; ``--generate`` makes one and prints it once.
"""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
import time
from datetime import datetime

from access import passwords
from access.words import words
from store import ROLES, Actor, Desk, Refused, open_store


def main(arguments: list[str] | None = None) -> int:
    """Make or change the account; 1 where it was refused."""
    asked = argparse.ArgumentParser(prog="python -m tools.account", description=__doc__)
    asked.add_argument("name")
    asked.add_argument("--role", choices=ROLES, default="admin")
    asked.add_argument("--unit", action="append", default=[])
    asked.add_argument("--url", default=os.environ.get("STORE_URL"))
    asked.add_argument("--generate", action="store_true")
    given = asked.parse_args(arguments)
    password = secrets.token_urlsafe(12) if given.generate else _typed()
    if not passwords.strong(password, given.name):
        print(words().tool.weak.format(shortest=passwords.SHORTEST))
        return 1
    try:
        desk = Desk(open_store(given.url), Actor("tools.account", "admin"))
        done = _kept(desk, given, passwords.hashed(password))
    except Refused as refused:
        print(refused)
        return 1
    print(done, *([words().tool.password.format(password=password)] if given.generate else []), sep="\n")
    return 0


def _kept(desk: Desk, given: argparse.Namespace, secret: str) -> str:
    at, moment = datetime.now().astimezone(), time.time()
    if given.name in {account.name for account in desk.accounts()}:
        desk.set_password(given.name, secret, at=at, moment=moment)
        return words().tool.changed.format(name=given.name)
    desk.make_account(given.name, given.role, given.unit, secret, at=at)
    return words().tool.made.format(name=given.name)


def _typed() -> str:
    first, second = getpass.getpass(words().tool.ask), getpass.getpass(words().tool.ask_again)
    if first != second:
        sys.exit(words().tool.differs)
    return first


if __name__ == "__main__":
    sys.exit(main())
