"""Who may not decide a case: everyone who touched it, and whoever stands in for one of them.

In: who did what to a case, who stands in for whom. Out: the accounts that may decide.
Law: if nobody is left the case goes up the ladder; the rule is never relaxed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deputy:
    """委托: `deputy` acts for `principal` in one role until a moment."""

    principal: str
    deputy: str
    role: str
    until: datetime

    def stands(self, now: datetime) -> bool:
        """Whether it is in force."""
        return now < self.until


def excluded(touched: Iterable[str], deputies: Iterable[Deputy], now: datetime) -> frozenset[str]:
    """Those who touched the case, and all who stand in for one of them, or for one who stands in for them."""
    out = set(touched)
    standing = [one for one in deputies if one.stands(now)]
    while True:
        more = {one.deputy for one in standing if one.principal in out} - out
        if not more:
            return frozenset(out)
        out |= more


def deciders(
    role: str, holders: Mapping[str, Iterable[str]], touched: Iterable[str], deputies: Iterable[Deputy], now: datetime
) -> frozenset[str]:
    """The accounts that may decide at a step of `role`: holders of the role and their deputies, without the excluded."""
    standing = [one for one in deputies if one.stands(now) and one.role == role]
    having = {account for account, roles in holders.items() if role in set(roles)}
    out = excluded(touched, deputies, now)
    acting = {one.deputy for one in standing if one.principal in having - out}
    return frozenset((having | acting) - out)
