"""An act is done under a sign-in that holds, or not at all: role by act, for sign-ins ended, accounts closed or changed."""

from __future__ import annotations

import time

import pytest

from store import ROLES, Actor, Desk, NotAllowed
from store.accounts import records
from store.accounts.records import SignIn
from tests.unit.store.readings import AT
from tests.unit.store.test_permissions import MINE, acts

DIGEST = "5e551011" * 8


def revoked(office: Desk) -> None:
    office.end_sign_ins("somebody", at=AT, moment=time.time())


def closed(office: Desk) -> None:
    office.change_account("somebody", active=False, at=AT, moment=time.time())


def moved(office: Desk) -> None:
    office.change_account("somebody", departments=["环保局"], at=AT, moment=time.time())


def never(office: Desk) -> None:
    with office.store.database.writing() as connection:
        records.end(connection, 1.0, digest=DIGEST)


def actor_in(store, role: str, session: str = DIGEST[:12]) -> Actor:
    office = Desk(store, Actor("tools.account", "admin"))
    office.make_account("another", "admin", (), "hash", at=AT)
    office.make_account("somebody", role, (MINE,), "hash", at=AT)
    with store.database.writing() as connection:
        records.begin(connection, SignIn(DIGEST, "somebody", "10.0.0.7", 1.0, 1.0, None))
    return Actor("somebody", role, frozenset({MINE}), "10.0.0.7", session)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ended", [revoked, closed, moved, never])
def test_nothing_is_done_or_read_under_a_sign_in_that_has_ended(store, role, ended):
    desk = Desk(store, actor_in(store, role))
    wanted = acts(desk, MINE)
    wanted |= {"own_password": lambda: desk.set_password("somebody", "x", at=AT, moment=2.0)}
    ended(Desk(store, Actor("tools.account", "admin")))
    before = store.version()
    for name, act in wanted.items():
        with pytest.raises(NotAllowed):
            act()
        assert store.version() == before, name


def test_an_act_under_a_sign_in_that_holds_is_noted_with_where_it_came_from(store):
    Desk(store, actor_in(store, "analyst")).keep(b"x", "x.xlsx", at=AT)
    assert '"origin":{"address":"10.0.0.7","session":"5e5510115e55"}' in store.audit().iloc[-1]["details"]


def test_a_name_that_no_database_takes_is_nobodys(store) -> None:
    with store.database.reading() as connection:
        assert records.account(connection, "some\0body") is None
