"""One operation of the API as data: what the router, the guard, the OpenAPI document and the tests all read.

In: nothing. Out: `Operation`, `Parameter`. Law: an operation that names no roles is open to nobody but by `public`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outscan.gate.states import APPROVERS, Role

if TYPE_CHECKING:
    from outscan.gate.http.ask import Ask
    from outscan.gate.http.reply import Reply

STAFF = frozenset({Role.HANDLER, *APPROVERS})
EVERYBODY = frozenset(Role)
SENDERS = STAFF | {Role.SERVICE}
OFFICE = frozenset({Role.OFFICE})
SYSTEM = frozenset({Role.SYSTEM_ADMIN})
SECURITY = frozenset({Role.SECURITY_ADMIN})
BOTH = SYSTEM | SECURITY
AUDIT = frozenset({Role.AUDITOR})

Handler = Callable[["Ask"], Awaitable["Reply"]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter or path part: its name and JSON schema."""

    name: str
    schema: dict[str, object]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """A method on a path. `roles` may call it, with `scope` where a token does; `once` takes an Idempotency-Key."""

    method: str
    path: str
    name: str
    handler: Handler
    roles: frozenset[Role] = frozenset()
    scope: str = ""
    public: bool = False
    body: type | None = None
    upload: bool = False
    query: tuple[Parameter, ...] = ()
    statuses: tuple[int, ...] = (200,)
    media: str = "application/json"
    once: bool = False
    secret: bool = False
    """The reply holds a secret that is given out once: it is never kept for a repeated key."""


TEXT: dict[str, object] = {"type": "string", "maxLength": 512, "pattern": r"^[^\x00-\x1f\x7f]*$"}
ID: dict[str, object] = {"type": "string", "pattern": "^[0-9a-f]{32}$"}


def integer(least: int, most: int, default: int) -> dict[str, object]:
    """The schema of a whole number."""
    return {"type": "integer", "minimum": least, "maximum": most, "default": default}


def choice(*words: str) -> dict[str, object]:
    """The schema of one of some words."""
    return {"type": "string", "enum": list(words)}


FLAG = choice("true", "false")
