"""Notices to listeners by the Standard Webhooks rules: a case number and a link, never content.

In: events, the listeners of gate.toml. Out: signed POST requests, tried again with growing pauses. Only named targets; no
redirects; no address inside the unit unless the listener is marked so; a target's secret is read from its file.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from outscan.gate import moment
from outscan.gate.settings import Webhook
from outscan.gate.tables import DELIVERIES

PAUSES = (5, 30, 300, 1800, 7200, 18000, 36000)
"""Seconds before each further try (the specification's own example)."""
SECONDS = 10
_FINE = range(200, 300)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice on its way."""

    id: str
    target: str
    body: str
    attempts: int


def enqueue(link: Connection, targets: Sequence[Webhook], kind: str, thing: str, number: str = "") -> None:
    """Queue a notice for every target, in the transaction of what it tells of."""
    told = {"type": kind, "timestamp": moment.here(), "data": {"id": thing, **({"case": number} if number else {})}}
    for target in targets:
        link.execute(
            insert(DELIVERIES).values(
                id=f"msg_{uuid4().hex[:28]}",
                target=target.url,
                body=json.dumps(told, ensure_ascii=False, separators=(",", ":")),
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
    told = f"{message}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(secret, told, hashlib.sha256).digest()).decode()


def secret_of(path: Path) -> bytes:
    """The secret of a listener's file: `whsec_` and base64, as the specification writes it, or the bytes as they are."""
    text = path.read_text("ascii").strip()
    return base64.b64decode(text.removeprefix("whsec_")) if text.startswith("whsec_") else text.encode()


def send(target: Webhook, delivery: Delivery) -> bool:
    """Try once; whether the listener said 2xx. Never follows a redirect."""
    parts = urlsplit(target.url)
    try:
        address = _address(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80), private=target.private)
        stamp = int(moment.now().timestamp())
        headers = {
            "Host": parts.netloc,
            "Content-Type": "application/json",
            "webhook-id": delivery.id,
            "webhook-timestamp": str(stamp),
            "webhook-signature": signature(secret_of(Path(target.secret_file)), delivery.id, stamp, delivery.body),
        }
        link = _connection(parts.scheme, parts.hostname or "", address)
        try:
            link.request("POST", parts.path or "/", body=delivery.body.encode(), headers=headers)
            return link.getresponse().status in _FINE
        finally:
            link.close()
    except (OSError, ValueError, http.client.HTTPException):
        return False


def _connection(scheme: str, host: str, address: tuple[str, int]) -> http.client.HTTPConnection:
    """A connection to the address that was checked; the name is for the certificate alone, so it is not looked up twice."""
    if scheme != "https":
        return http.client.HTTPConnection(*address, timeout=SECONDS)
    link = http.client.HTTPSConnection(*address, timeout=SECONDS)
    raw = socket.create_connection(address, SECONDS)
    link.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    return link


def _address(host: str, port: int, *, private: bool) -> tuple[str, int]:
    """The first address of `host` that may be spoken to. Raises ValueError where there is none."""
    for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ipaddress.ip_address(found[4][0])
        if not address.is_link_local and (private or address.is_global):
            return str(address), port
    raise ValueError(host)
