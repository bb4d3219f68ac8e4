"""Which sections of the pages somebody is shown.

In: `Who`. Out: (address, key of its word). Law: what one may not enter is not shown; entering is refused all the same.
"""

from __future__ import annotations

from outscan.gate.http.operation import AUDIT, BOTH, OFFICE, SECURITY, STAFF, SYSTEM
from outscan.gate.states import APPROVERS, Role
from outscan.gate.who import Who

_SECTIONS: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("/", "nav_home", frozenset(Role)),
    ("/send", "nav_send", STAFF),
    ("/scans", "nav_scans", STAFF),
    ("/cases", "nav_cases", STAFF),
    ("/queue", "nav_queue", frozenset(APPROVERS)),
    ("/deputies", "nav_deputies", frozenset(APPROVERS)),
    ("/register", "nav_register", OFFICE | {Role.LEADER}),
    ("/months", "nav_month", OFFICE | {Role.LEADER}),
    ("/search", "nav_search", OFFICE | {Role.LEADER}),
    ("/false-alarms", "nav_alarms", OFFICE | SECURITY),
    ("/rollout", "nav_rollout", OFFICE | SECURITY),
    ("/rules", "nav_rules", OFFICE | SECURITY | {Role.LEADER}),
    ("/own-rules", "nav_own", OFFICE | SECURITY),
    ("/runs", "nav_runs", OFFICE | {Role.LEADER}),
    ("/clocks", "nav_clocks", OFFICE),
    ("/audit", "nav_audit", AUDIT),
    ("/system", "nav_system", SYSTEM),
    ("/accounts", "nav_accounts", BOTH),
    ("/changes", "nav_changes", BOTH),
)


def sections(who: Who) -> list[tuple[str, str]]:
    """The sections of somebody who is signed on."""
    if not who.account or who.must_change:
        return []
    return [(path, key) for path, key, roles in _SECTIONS if who.roles & roles]
