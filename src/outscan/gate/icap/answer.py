"""Answers of the ICAP service, written strictly: offsets that are true, 204 only where it is allowed, never 206.

In: what was decided, as plain values. Out: bytes of the head; a body is streamed after it by `chunk` and `LAST`.
Sources: RFC 3507 §4.3–4.10; the fields that real clients read (`X-Infection-Found`, `X-Violations-Found`, `X-Error-Code`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outscan.gate.icap.request import Request

LAST = b"0\r\n\r\n"
CONTINUE = b"ICAP/1.0 100 Continue\r\n\r\n"

_REASONS = {
    200: "OK", 204: "No Content", 400: "Bad Request", 404: "ICAP Service Not Found", 405: "Method Not Allowed For Service",
    408: "Request Timeout", 413: "Request Entity Too Large", 500: "Server Error", 503: "Service Overloaded",
    505: "ICAP Version Not Supported",
}  # fmt: skip
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Service:
    """What `OPTIONS` says of this service. `tag` changes with rule pack, policy and mode, at most 32 characters."""

    tag: str
    most_connections: int
    preview: int = 4096
    seconds: int = 60
    """How long a client may keep these options, in seconds."""


def chunk(piece: bytes) -> bytes:
    """One piece of a body, framed; an empty piece gives nothing, for it would end the body."""
    return b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b""


def head(status: int, tag: str, fields: Fields = (), *, encapsulated: str = "", close: bool = False) -> bytes:
    """The head of an answer. Values are written in ASCII; what is not ASCII, and every control character, becomes `?`."""
    lines = [f"ICAP/1.0 {status} {_REASONS[status]}", f'ISTag: "{tag[:32]}"', "Server: outscan"]
    lines += [f"{name}: {_plain(value)}" for name, value in fields]
    if close:
        lines.append("Connection: close")
    if encapsulated:
        lines.append(f"Encapsulated: {encapsulated}")
    return "\r\n".join((*lines, "", "")).encode("ascii")


def options(service: Service, methods: str) -> bytes:
    """The answer to OPTIONS: what may be asked, and how (RFC 3507 §4.10.2)."""
    fields = [
        ("Methods", methods),
        ("Service", "outscan secrecy review"),
        ("Max-Connections", str(service.most_connections)),
        ("Options-TTL", str(service.seconds)),
        ("Allow", "204"),
        ("Preview", str(service.preview)),
        ("Transfer-Preview", "*"),
    ]
    return head(200, service.tag, fields, encapsulated="null-body=0")


def nothing_changed(tag: str, fields: Fields = (), *, close: bool = False) -> bytes:
    """204: what was sent may go on as it is."""
    return head(204, tag, fields, encapsulated="null-body=0", close=close)


def failure(status: int, tag: str, fields: Fields = (), *, close: bool = True) -> bytes:
    """An answer that lets nothing through: the client treats it as a failed check."""
    return head(status, tag, fields, encapsulated="null-body=0", close=close)


def echo_head(request: Request, tag: str, fields: Fields = (), *, close: bool = False) -> bytes:
    """200 with the heads exactly as they came; the caller streams the body after it where the request had one."""
    heads, sections, offset = [], [], 0
    which = (("req-hdr", request.http_request),) if request.method == "REQMOD" else (("res-hdr", request.http_response),)
    for name, one in which:
        if one is not None:
            sections.append(f"{name}={offset}")
            heads.append(one.raw)
            offset += len(one.raw)
    body = ("req-body" if request.method == "REQMOD" else "res-body") if request.body else "null-body"
    sections.append(f"{body}={offset}")
    return head(200, tag, fields, encapsulated=", ".join(sections), close=close) + b"".join(heads)


def page(tag: str, html: bytes, fields: Fields = (), *, close: bool = False) -> bytes:
    """200 with an HTTP 403 page in place of what was sent: the block that every client understands."""
    http = (
        "HTTP/1.1 403 Forbidden\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(html)}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n"
    ).encode("ascii")
    return head(200, tag, fields, encapsulated=f"res-hdr=0, res-body={len(http)}", close=close) + http + chunk(html) + LAST


def _plain(value: str) -> str:
    return "".join(c if " " <= c <= "~" else "?" for c in value)
