"""Who may do what: five roles, and for each action the least role that may and whether it must own the department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog import declared
from store.refusals import NotAllowed

# Each may what the ones before it may. An auditor stands apart: reads all, does nothing.
LADDER = ("viewer", "analyst", "approver", "admin")
ROLES = (*LADDER, "auditor")

# In an actor's departments: all there are, also those that the catalog does not know.
ALL = "*"

# action: the least role on the ladder. Actions about one department ask for that department too.
ACTIONS = {
    "read_figures": "viewer",
    "read_trace": "viewer",
    "read_original": "analyst",
    "read_uploads": "analyst",
    "read_audit": "approver",
    "keep": "analyst",
    "assign": "analyst",
    "receive": "analyst",
    "answer": "analyst",
    "correct": "analyst",
    "discard": "analyst",
    "save": "analyst",
    "publish": "analyst",
    "withdraw": "analyst",
    "restore": "analyst",
    "declare_no_progress": "analyst",
    "return": "approver",
    "choose": "approver",
    "explain_change": "approver",
    "lock": "approver",
    "unlock": "approver",
    "freeze": "approver",
    "remove_demo": "approver",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``departments`` are those an analyst answers for; ``ALL`` in it means every one."""

    name: str
    role: str = "viewer"
    departments: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"no such role: {self.role}")
        object.__setattr__(self, "departments", frozenset(self.departments))

    def owns(self, department: str) -> bool:
        """Whether this actor answers for the department; approvers and admins answer for all."""
        return self.role in ("approver", "admin") or ALL in self.departments or department in self.departments


def local_actor() -> Actor:
    """Whoever sits at a machine without sign-in: the office itself, all departments, nobody above it."""
    return Actor(declared("wording/store")["local_actor"], "admin", frozenset({ALL}))


def may(actor: Actor, action: str, departments: Iterable[str] = ()) -> bool:
    """Whether the actor may do this (to these departments)."""
    least = ACTIONS[action]
    if actor.role == "auditor":
        return action.startswith("read_")
    if LADDER.index(actor.role) < LADDER.index(least):
        return False
    return least == "viewer" or all(actor.owns(d) for d in departments)


def require(actor: Actor, action: str, departments: Iterable[str] = ()) -> None:
    """``NotAllowed`` unless the actor may."""
    departments = tuple(departments)
    if not may(actor, action, departments):
        words = declared("wording/store")
        what, where = words["actions"][action], words["list_separator"].join(departments)
        raise NotAllowed("not_allowed", actor=actor.name, role=words["roles"][actor.role], action=what, where=where)
