"""Standing in (委托): who stands in for one, for whom one stands in, naming and ending it.

In: `Ask`s. Out: pages. Law: one gives away only a role of one's own, until a day, after the password.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from outscan.gate import moment
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import Operation
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import MENDABLE, fields_of, one, sentence
from outscan.gate.page.inside import answer_of, call, prove
from outscan.gate.page.look import go, page, teller
from outscan.gate.states import APPROVERS

_TYPED = ("deputy", "role", "until")
_WEEK = timedelta(days=7)


async def deputies(ask: Ask) -> Reply:
    """GET /deputies: both directions, and the form."""
    return await _deputies(ask)


async def _deputies(ask: Ask, wrong: str = "", typed: Mapping[str, str] | None = None) -> Reply:
    found = await answer_of(ask, "deputy_list")
    people = (await answer_of(ask, "colleagues"))["colleagues"]
    today = moment.now().astimezone().date()
    values: dict[str, Any] = {
        "named": found["named"],
        "standing": found["standing_in"],
        "people": [person for person in people if person["id"] != ask.who.account],
        "roles": [role for role in APPROVERS if role in ask.who.roles],
        "wrong": wrong,
        "typed": {name: (typed or {}).get(name, "") for name in _TYPED},
        "first_day": today.isoformat(),
        "usual_day": (today + _WEEK).isoformat(),
        "now": moment.here(),
    }
    return await page(ask, "deputies.html", status=422 if wrong else 200, **values)


async def name(ask: Ask) -> Reply:
    """POST /deputies: name somebody until the end of a day."""
    fields = await fields_of(ask)
    typed = {field: one(fields, field) for field in _TYPED}
    if wrong := await prove(ask, fields):
        return await _deputies(ask, teller(ask.language)(wrong), typed)
    try:
        until = moment.text(datetime.combine(datetime.fromisoformat(typed["until"]).date(), time.max).astimezone())
    except ValueError:
        return await _deputies(ask, sentence(Refused("invalid", "until"), ask.language), typed)
    try:
        await call(ask, "deputy_name", {"deputy": typed["deputy"], "role": typed["role"], "until": until})
    except Refused as refused:
        if refused.kind not in MENDABLE:
            raise
        return await _deputies(ask, sentence(refused, ask.language), typed)
    return go("/deputies")


async def end(ask: Ask) -> Reply:
    """POST /deputies/{deputy}/end: the standing-in ends now."""
    await call(ask, "deputy_end")
    return go("/deputies")


_OWNERS = frozenset(APPROVERS)
PAGES = (
    Operation("GET", "/deputies", "page_deputies", deputies, _OWNERS, "case", media="text/html"),
    Operation("POST", "/deputies", "page_deputy_name", name, _OWNERS, "case", statuses=(303,), media="text/html"),
    Operation("POST", "/deputies/{deputy}/end", "page_deputy_end", end, _OWNERS, "case", statuses=(303,), media="text/html"),
)
