"""Accounts and sign-ins as they stand in the database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select, update

from store.database.schema import account_sessions, accounts

if TYPE_CHECKING:
    from store.desk.permissions import Actor


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in while ``active``. ``secret``: the hash of the password; never shown."""

    name: str
    role: str
    departments: tuple[str, ...]
    secret: str
    active: bool
    made: str
    changed: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in: whose, from where, since when and last used (seconds since 1970), and when it ended."""

    digest: str
    account: str
    address: str
    began: float
    used: float
    ended: float | None


def account(connection: Connection, name: str) -> Account | None:
    """The account of that name; None where there is none."""
    if "\0" in name:
        return None  # PostgreSQL takes none and would fail
    row = connection.execute(select(accounts).where(accounts.c.name == name)).mappings().one_or_none()
    return _account(dict(row)) if row else None


def all_accounts(connection: Connection) -> list[Account]:
    """Every account, by name."""
    return [_account(dict(row)) for row in connection.execute(select(accounts).order_by(accounts.c.name)).mappings()]


def keep(connection: Connection, wanted: Account) -> None:
    """Write an account, new or changed."""
    row = {
        "name": wanted.name, "role": wanted.role, "departments": json.dumps(wanted.departments, ensure_ascii=False),
        "secret": wanted.secret, "active": wanted.active, "made": wanted.made, "changed": wanted.changed,
    }  # fmt: skip
    if account(connection, wanted.name) is None:
        connection.execute(insert(accounts).values(**row))
    else:
        connection.execute(update(accounts).where(accounts.c.name == wanted.name).values(**row))


def active_admins(connection: Connection) -> int:
    """How many administrators could sign in."""
    asked = select(func.count()).where(accounts.c.role == "admin", accounts.c.active)
    return connection.scalar(asked) or 0


def begin(connection: Connection, sign_in: SignIn) -> None:
    """Write a new sign-in."""
    connection.execute(
        insert(account_sessions).values(
            digest=sign_in.digest, account=sign_in.account, address=sign_in.address, began=sign_in.began,
            used=sign_in.used, ended=None,
        )
    )  # fmt: skip


def sign_in(connection: Connection, digest: str) -> SignIn | None:
    """The sign-in of that digest, open or ended."""
    row = (
        connection.execute(select(account_sessions).where(account_sessions.c.digest == digest)).mappings().one_or_none()
    )
    return SignIn(**row) if row else None


def sign_ins(connection: Connection, name: str) -> list[SignIn]:
    """The account's open sign-ins, the newest first."""
    table = account_sessions
    asked = select(table).where(table.c.account == name, table.c.ended.is_(None)).order_by(table.c.began.desc())
    return [SignIn(**row) for row in connection.execute(asked).mappings()]


def holds(connection: Connection, actor: Actor) -> bool:
    """Whether an actor's sign-in is open, and the account's role and units are still what the actor says."""
    table = account_sessions
    mark = table.c.digest.startswith(actor.session, autoescape=True)
    asked = select(table.c.account).where(mark, table.c.ended.is_(None), table.c.account == actor.name)
    owner = account(connection, actor.name) if connection.execute(asked).first() else None
    return owner is not None and owner.active and (owner.role, frozenset(owner.departments)) == (
        actor.role, actor.departments,
    )  # fmt: skip


def use(connection: Connection, digest: str, moment: float) -> None:
    """Note that a sign-in was used."""
    connection.execute(update(account_sessions).where(account_sessions.c.digest == digest).values(used=moment))


def end(connection: Connection, moment: float, *, account: str = "", digest: str = "") -> int:
    """End every open sign-in of an account, or the one of a digest; return how many that were."""
    table = account_sessions
    whose = table.c.account == account if account else table.c.digest == digest
    return connection.execute(update(table).where(whose, table.c.ended.is_(None)).values(ended=moment)).rowcount


def _account(row: dict) -> Account:
    return Account(**{**row, "departments": tuple(json.loads(row["departments"]))})
