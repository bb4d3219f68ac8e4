"""How a part of the door speaks: problem documents to programs, pages to people; and where it looks for a session's own token.

In: a refusal, a request. Out: a `Reply`. Law: both parts pass the same guards in the same order.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from outscan.gate.faults import Refused
from outscan.gate.http import guard
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import Operation
from outscan.gate.http.reply import Reply, problem

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """`refuse` words a refusal (the `Ask` is None where it came to none), `check_token` refuses what another page sent."""

    headers: Mapping[str, str]
    refuse: Callable[[Refused, Ask | None, str, str], Awaitable[Reply]]
    check_token: Callable[[Ask], Awaitable[None]]
    language: Callable[[Ask], str]


@dataclass(frozen=True, slots=True)
class Face:
    """Operations that are answered in a manner of their own."""

    operations: Sequence[Operation]
    manner: Manner


async def _refuse(refused: Refused, ask: Ask | None, language: str, request: str) -> Reply:
    del ask
    return problem(refused, language, request)


async def _check_token(ask: Ask) -> None:
    guard.check_token(ask.who, ask.headers.get("x-csrf-token", ""))


def _language(ask: Ask) -> str:
    return ask.language


API = Manner(HEADERS, _refuse, _check_token, _language)
"""How the API speaks: JSON, and the token as a header."""
