"""One ICAP request: its head, the HTTP heads it encapsulates, and where a body follows (RFC 3507 §4.3, §4.4).

In: an asyncio stream. Out: `Request`; the body stays in the stream for `body`. Offsets in `Encapsulated` are often wrong in
real clients, so heads are read to their empty line and only the names of the list are believed.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from outscan.gate.icap.head import BadMessage, Head, parse_head

MOST_HEAD = 64 * 1024
"""Bytes of one head. Longer is refused before it is stored."""

METHODS = ("OPTIONS", "REQMOD", "RESPMOD")
_PART = re.compile(r"\s*(req-hdr|res-hdr|req-body|res-body|opt-body|null-body)\s*=\s*(\d{1,9})\s*", re.IGNORECASE)
_HEADS, _BODIES = ("req-hdr", "res-hdr"), ("req-body", "res-body", "opt-body")


@dataclass(frozen=True, slots=True)
class Request:
    """`http_request` and `http_response` are the encapsulated heads; `body` is the name of the body's section or empty."""

    method: str
    service: str
    """Path of the service that is asked, without its leading slash: `reqmod`."""
    head: Head
    http_request: Head | None = None
    http_response: Head | None = None
    body: str = ""
    preview: int | None = None
    """Bytes of the preview the client announced; None where it sends the whole body at once."""

    @property
    def may_204(self) -> bool:
        """Whether the client takes 204 outside a preview (RFC 3507 §4.6)."""
        return "204" in {part.strip() for part in self.head.get("allow").split(",")}

    @property
    def closes(self) -> bool:
        """Whether the client ends the connection after this request."""
        return "close" in self.head.get("connection").lower()


async def first_line(stream: asyncio.StreamReader) -> bytes:
    """The first line of the next request, blank lines before it passed over (RFC 9112 §2.2); empty where the client closed."""
    while line := await _line(stream):
        if line.strip():
            return line
    return b""


async def read_request(stream: asyncio.StreamReader, first: bytes) -> Request:
    """The request that begins with the line `first`, up to where its body stands in the stream. Raises BadMessage."""
    head = parse_head(await _raw_head(stream, first))
    method, service = _first_line(head.line)
    sections = _sections(head.one("encapsulated"))
    if method != "OPTIONS" and not sections:
        raise BadMessage(400, "no Encapsulated")
    heads: dict[str, Head] = {}
    for name in sections:
        if name in _HEADS:
            heads[name] = parse_head(await _raw_head(stream))
    body = next((name for name in sections if name in _BODIES), "")
    return Request(method, service, head, heads.get("req-hdr"), heads.get("res-hdr"), body, _preview(head) if body else None)


def _first_line(line: str) -> tuple[str, str]:
    words = line.split(" ")
    if len(words) < 3 or not words[-1].upper().startswith("ICAP/"):  # noqa: PLR2004 - method, address, version
        raise BadMessage(400, "no ICAP request")
    if words[-1].upper() != "ICAP/1.0":
        raise BadMessage(505, "only ICAP/1.0 is spoken here")
    method = words[0].upper()
    if method not in METHODS:
        raise BadMessage(405, "unknown method")
    try:
        address = urlsplit(" ".join(words[1:-1]))
    except ValueError:
        raise BadMessage(400, "no address") from None
    return method, address.path.strip("/")


def _sections(value: str) -> list[str]:
    """Names of the sections in their order; exactly one body, or none said, at the end."""
    names = []
    for part in value.split(",") if value.strip() else ():
        found = _PART.fullmatch(part)
        if found is None or found[1].lower() in names:
            raise BadMessage(400, "Encapsulated cannot be read")
        names.append(found[1].lower())
    if any(name not in _HEADS for name in names[:-1]):
        raise BadMessage(400, "Encapsulated names a body before its end")
    return names


def _preview(head: Head) -> int | None:
    value = head.one("preview").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 9:  # noqa: PLR2004 - a gigabyte of preview is none
        raise BadMessage(400, "Preview is no number")
    return int(value)


async def _raw_head(stream: asyncio.StreamReader, first: bytes = b"") -> bytes:
    """Bytes up to and with the empty line."""
    out = bytearray(first)
    while line := await _line(stream):
        out += line
        if len(out) > MOST_HEAD:
            raise BadMessage(400, "the head is too long")
        if not line.strip(b"\r\n"):
            return bytes(out)
    raise BadMessage(400, "the message ends in its head")


async def _line(stream: asyncio.StreamReader) -> bytes:
    try:
        return await stream.readuntil(b"\n")
    except asyncio.IncompleteReadError as end:
        if end.partial:
            raise BadMessage(400, "the message ends in a line") from None
        return b""
    except asyncio.LimitOverrunError:
        raise BadMessage(400, "a line is too long") from None
