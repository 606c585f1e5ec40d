"""The matrix of roles, pages and acts: ``catalog/access.toml``, typed."""

from __future__ import annotations

from functools import cache
from typing import Literal

from catalog.declaration import HERE
from catalog.typed import Declared, made

Reach = Literal["all", "own", "led"]


class Access(Declared, frozen=True):
    """Who may open and do what. An act a role is not named under is refused to it."""

    roles: tuple[str, ...]
    whole_zone: tuple[str, ...]
    own_units_only: tuple[str, ...]
    sees_contacts: tuple[str, ...]
    locked_refuses: tuple[str, ...]
    pages: dict[str, tuple[str, ...]]
    acts: dict[str, dict[str, Reach]]

    def reach(self, role: str, act: str) -> Reach | None:
        """Tell whose units the role may do ``act`` for; None where it may not at all; ``KeyError`` for no such act."""
        return self.acts[act].get(role)

    def opens(self, role: str, page: str) -> bool:
        """Tell whether the role may open the page of that name."""
        return role in self.pages.get(page, self.roles)


@cache
def access() -> Access:
    """The declared matrix."""
    return made((HERE / "access.toml").read_text("utf-8"), Access, file="catalog/access.toml")
