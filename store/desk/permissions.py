"""Who may do what, by the matrix of ``catalog/access.toml``: checked here whatever a page has checked before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.access import access
from catalog.words.store import store_words
from store.refusals import NotAllowed

ROLES = access().roles
# In an actor's departments: all there are, also those that the catalog does not know.
ALL = "*"
ACTIONS = tuple(access().acts)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``departments`` are those the account answers for; ``ALL`` in it means every one.

    ``address`` and ``session``: where from and in which sign-in, as the log notes it; "" without sign-in.
    """

    name: str
    role: str = "viewer"
    departments: frozenset[str] = field(default_factory=frozenset)
    address: str = ""
    session: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"no such role: {self.role}")
        object.__setattr__(self, "departments", frozenset(self.departments))

    def owns(self, department: str) -> bool:
        """Tell whether this actor answers for the department; some roles answer for every one."""
        return self.role in access().whole_zone or ALL in self.departments or department in self.departments

    def sees(self, department: str) -> bool:
        """Tell whether this actor is shown the department's figures."""
        return self.role not in access().own_units_only or self.owns(department)


def local_actor() -> Actor:
    """Whoever sits at a machine without sign-in: the office itself, all departments, nobody above it."""
    return Actor(store_words().local_actor, "admin", frozenset({ALL}))


def may(actor: Actor, action: str, departments: Iterable[str] = (), *, leader: str = "") -> bool:
    """Tell whether the actor may do this (to these departments, to what the post ``leader`` leads)."""
    reach = access().reach(actor.role, action)
    if reach == "led":
        return bool(leader) and actor.name == leader
    return reach == "all" or (reach == "own" and all(actor.owns(d) for d in departments))


def require(actor: Actor, action: str, departments: Iterable[str] = (), *, leader: str = "") -> None:
    """``NotAllowed`` unless the actor may."""
    departments = tuple(departments)
    if not may(actor, action, departments, leader=leader):
        words = store_words()
        what, where = words.actions[action], words.list_separator.join(departments)
        raise NotAllowed("not_allowed", actor=actor.name, role=words.roles[actor.role], action=what, where=where)
