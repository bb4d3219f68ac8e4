"""The few requests the gate itself sends: to a listener, to a time-stamp authority, each named in gate.toml.

In: a URL, a body. Out: status and the beginning of the reply. Never a redirect, never an address of the machine's own link; an
address inside the unit only where the caller says so. The address that was checked is the one that is spoken to.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

SECONDS = 10
MOST_BYTES = 1 << 20


def post(url: str, body: bytes, headers: Mapping[str, str], *, private: bool) -> tuple[int, bytes]:
    """Send once: (status, reply). Raises OSError, ValueError or HTTPException where nothing came of it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = _address(host, parts.port or (443 if parts.scheme == "https" else 80), private=private)
    link = _connection(parts.scheme, host, address)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        link.request("POST", path, body=body, headers={"Host": parts.netloc, **headers})
        reply = link.getresponse()
        return reply.status, reply.read(MOST_BYTES)
    finally:
        link.close()


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
