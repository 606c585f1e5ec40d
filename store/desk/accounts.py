"""Accounts as acts: made, changed, given a new password, ended; each in the log, none with its secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from store.accounts import records
from store.accounts.records import Account
from store.desk.acting import Acting, At
from store.desk.permissions import ALL, ROLES
from store.journal.log import Entry, append
from store.refusals import Refused

# Roles that mean nothing without units.
NEED_UNITS = ("reporter", "analyst")


class AccountDesk(Acting):
    """What administrators do with accounts, and everybody with their own."""

    def accounts(self) -> list[Account]:
        """Every account, by name."""
        self._require("read_accounts")
        with self._database.reading() as connection:
            return records.all_accounts(connection)

    def make_account(self, name: str, role: str, departments: Sequence[str], secret: str, *, at: At) -> Account:
        """Make an account; ``Refused`` where the name is taken or the role needs units. ``secret``: the hash."""
        self._require("manage_accounts")
        by = self._by(at)
        made = Account(name.strip(), role, tuple(departments), secret, True, by.at, by.at)
        _require_sound(made)
        with self._database.writing() as connection:
            if records.account(connection, made.name) is not None:
                raise Refused("account_exists", name=made.name)
            records.keep(connection, made)
            append(connection, by, Entry("make_account", made.name, details=_said(made)))
        return made

    def change_account(
        self, name: str, *, at: At, moment: float, role: str = "", departments: Sequence[str] | None = None,
        active: bool | None = None,
    ) -> Account:  # fmt: skip
        """Give an account another role, other units, or stop it; its sign-ins end. The last administrator stays."""
        self._require("manage_accounts")
        by = self._by(at)
        with self._database.writing() as connection:
            known = _known(connection, name)
            wanted = replace(
                known, role=role or known.role, changed=by.at,
                departments=known.departments if departments is None else tuple(departments),
                active=known.active if active is None else active,
            )  # fmt: skip
            _require_sound(wanted)
            records.keep(connection, wanted)
            if not records.active_admins(connection):
                raise Refused("last_admin")
            records.end(connection, moment, account=name)
            append(connection, by, Entry("change_account", name, details=_said(wanted)))
        return wanted

    def set_password(self, name: str, secret: str, *, at: At, moment: float) -> Account:
        """Give an account a new password's hash and end its sign-ins: one's own, or as administrator anybody's."""
        self._require_own_or_managed(name)
        by = self._by(at)
        with self._database.writing() as connection:
            changed = replace(_known(connection, name), secret=secret, changed=by.at)
            records.keep(connection, changed)
            records.end(connection, moment, account=name)
            append(connection, by, Entry("set_password", name))
        return changed

    def end_sign_ins(self, name: str, *, at: At, moment: float) -> int:
        """End every sign-in of an account; return how many there were."""
        self._require_own_or_managed(name)
        by = self._by(at)
        with self._database.writing() as connection:
            _known(connection, name)
            ended = records.end(connection, moment, account=name)
            append(connection, by, Entry("end_sign_ins", name, details={"ended": ended}))
        return ended

    def _require_own_or_managed(self, name: str) -> None:
        if name == self.actor.name:
            self._require_still_in()
        else:
            self._require("manage_accounts")


def _known(connection: Connection, name: str) -> Account:
    found = records.account(connection, name)
    if found is None:
        raise Refused("no_such_account", name=name)
    return found


def _require_sound(wanted: Account) -> None:
    if not any(sign.isprintable() and not sign.isspace() for sign in wanted.name):
        raise Refused("name_needed")
    if wanted.role not in ROLES:
        raise Refused("no_such_role", role=wanted.role)
    if wanted.role in NEED_UNITS and not wanted.departments:
        raise Refused("units_needed")
    if wanted.role == "reporter" and ALL in wanted.departments:
        raise Refused("units_needed")


def _said(account: Account) -> dict[str, object]:
    return {"role": account.role, "departments": list(account.departments), "active": account.active}
