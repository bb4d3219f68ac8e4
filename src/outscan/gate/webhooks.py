"""Notices to listeners by the Standard Webhooks rules: a case number and a link, never content.

In: events, the listeners of gate.toml. Out: signed POST requests, tried again with growing pauses. Only named targets; no
redirects; no address inside the unit unless the listener is marked so; a target's secret is read from its file.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from outscan.gate import moment
from outscan.gate.outward import post
from outscan.gate.settings import Settings, Webhook
from outscan.gate.tables import DELIVERIES

PAUSES = (5, 30, 300, 1800, 7200, 18000, 36000)
"""Seconds before each further try (the specification's own example)."""
_FINE = range(200, 300)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice on its way."""

    id: str
    target: str
    body: str
    attempts: int


def enqueue(link: Connection, settings: Settings, kind: str, thing: str, number: str = "") -> None:
    """Queue a notice for every target, in the transaction of what it tells of: an id, a number, where to look."""
    data = {"id": thing, **({"case": number} if number else {})}
    if base := settings.http.base_url:
        data["link"] = f"{base.rstrip('/')}/{'cases' if number else 'scans'}/{thing}"
    event = {"type": kind, "timestamp": moment.here(), "data": data}
    for target in settings.webhooks:
        link.execute(
            insert(DELIVERIES).values(
                id=f"msg_{uuid4().hex[:28]}",
                target=target.url,
                body=json.dumps(event, ensure_ascii=False, separators=(",", ":")),
                attempts=0,
                state="waiting",
                next=moment.here(),
                created=moment.here(),
            )
        )


def due(link: Connection) -> list[Delivery]:
    """Notices whose time has come."""
    rows = link.execute(
        select(DELIVERIES).where(DELIVERIES.c.state == "waiting", DELIVERIES.c.next <= moment.here()).limit(50)
    ).all()
    return [Delivery(row.id, row.target, row.body, row.attempts) for row in rows]


def settle(link: Connection, delivery: Delivery, *, done: bool) -> None:
    """Record how a try ended; after the last pause it is given up."""
    attempts = delivery.attempts + 1
    state = "done" if done else "waiting" if attempts <= len(PAUSES) else "given_up"
    pause = PAUSES[min(attempts, len(PAUSES)) - 1]
    link.execute(
        update(DELIVERIES).where(DELIVERIES.c.id == delivery.id).values(attempts=attempts, state=state, next=moment.ahead(pause))
    )


def signature(secret: bytes, message: str, timestamp: int, body: str) -> str:
    """`v1,` and the base64 HMAC-SHA256 over id, time and body."""
    text = f"{message}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(secret, text, hashlib.sha256).digest()).decode()


def secret_of(path: Path) -> bytes:
    """The secret of a listener's file: `whsec_` and base64, as the specification writes it, or the bytes as they are."""
    text = path.read_text("ascii").strip()
    return base64.b64decode(text.removeprefix("whsec_")) if text.startswith("whsec_") else text.encode()


def send(target: Webhook, delivery: Delivery) -> bool:
    """Try once; whether the listener said 2xx. Never follows a redirect."""
    try:
        stamp = int(moment.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "webhook-id": delivery.id,
            "webhook-timestamp": str(stamp),
            "webhook-signature": signature(secret_of(Path(target.secret_file)), delivery.id, stamp, delivery.body),
        }
        return post(target.url, delivery.body.encode(), headers, private=target.private)[0] in _FINE
    except (OSError, ValueError, HTTPException):
        return False
