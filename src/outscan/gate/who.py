"""Who is asking: the account, what it may do, from where.

In: nothing. Out: `Who`, which every act of the gate is told, and which the record keeps.
"""

from __future__ import annotations

from dataclasses import dataclass

from outscan.gate.states import Role


@dataclass(frozen=True, slots=True)
class Who:
    """A person, a service or the gate itself. `scopes` is None where a session stands for the whole person."""

    account: str
    login: str = ""
    name: str = ""
    roles: frozenset[Role] = frozenset()
    source: str = ""
    scopes: frozenset[str] | None = None
    session: str = ""
    proved: str = ""
    csrf: str = ""
    must_change: bool = False
    language: str = "zh-CN"

    @property
    def role(self) -> str:
        """The roles as the record names them."""
        return " ".join(sorted(self.roles)) or "gate"

    def holds(self, *roles: Role) -> bool:
        """Whether one of `roles` is held."""
        return bool(self.roles & set(roles))

    def may(self, scope: str) -> bool:
        """Whether a token's scopes (or the session, which has all) allow it."""
        return self.scopes is None or scope in self.scopes


GATE = Who("gate")
"""The gate itself: what no person asked for."""
CLOCK = Who("clock")
"""Time: what happened because a term ran out."""
