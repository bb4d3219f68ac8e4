"""Ask an operation of the API from a page: the same rights, shapes, transactions and events as over the wire.

In: the page's `Ask`, an operation's name, a body. Out: its `Reply`. Raises Refused as the API would.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from outscan.gate import moment
from outscan.gate.auth import accounts
from outscan.gate.auth.sessions import is_fresh
from outscan.gate.faults import Refused
from outscan.gate.http import guard
from outscan.gate.http.ask import Ask
from outscan.gate.http.reply import Reply
from outscan.gate.http.server import OPERATIONS
from outscan.gate.who import Who
from outscan.nouns import replace

_BY_NAME = {one.name: one for one in OPERATIONS}


async def call(
    ask: Ask,
    name: str,
    body: object = None,
    *,
    path: Mapping[str, str] | None = None,
    query: Mapping[str, object] | None = None,
    who: Who | None = None,
) -> Reply:
    """The reply of operation `name`. `path` adds to the page's own path parts."""
    operation = _BY_NAME[name]
    inner = replace(
        ask,
        operation=operation,
        headers={**ask.headers, "content-type": "application/json", "idempotency-key": ""},
        raw_query=[(key, str(value)) for key, value in (query or {}).items()],
        path={**ask.path, **(path or {})},
        who=who or ask.who,
        _query={},
        _body=None if body is None else msgspec.json.encode(body),
    )
    if not operation.public:
        guard.authorise(operation, inner.who)
    inner.check_query()
    return await operation.handler(inner)


async def answer_of(ask: Ask, name: str, **given: Any) -> Any:  # noqa: ANN401 - the JSON of an operation
    """What operation `name` answers, as plain values."""
    return (await call(ask, name, **given)).body


async def prove(ask: Ask, fields: Mapping[str, list[str]]) -> str:
    """Prove again who asks, by the form's password; "" where that was done, else the key of the sentence that says what is wrong.

    Somebody who signs on at a provider does so again there; the one person of this machine has no password and proves nothing.
    """
    kind = await ask.read(lambda link: str(accounts.find(link, ask.who.account).kind))
    if kind == "local":
        try:
            await call(ask, "prove", {"password": fields.get("password", [""])[-1]})
        except Refused as refused:
            if refused.kind not in {"prove_again", "invalid", "throttled"}:
                raise
            return "password_wait" if refused.kind == "throttled" else "password_wrong"
    elif kind != "embedded" and not is_fresh(ask.who, ask.house.settings.auth):
        return "sign_on_again"
    ask.who = replace(ask.who, proved=moment.here())
    return ""
