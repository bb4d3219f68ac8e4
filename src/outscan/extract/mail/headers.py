"""Header fields: folded lines, encoded words, parameters, raw eight-bit bytes of mailers that know no better.

In: bytes of a message. Out: `Headers` and the body (RFC 5322, 2047, 2231).
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from outscan.legible import decode
from outscan.nouns import Struct
from outscan.types import SOFT

_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:(.*)$", re.DOTALL)
_UNFOLD = re.compile(rb"\r?\n(?=[ \t])")
_WORD = re.compile(rb"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(rb"(\?=)[ \t\r\n]+(?==\?)")
_PARAMETER = re.compile(rb";\s*([!#$%&'*+.0-9A-Z^_`a-z|~-]+)\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;]*)", re.DOTALL)
_CONTINUED = re.compile(r"^(.*?)\*(\d+)?(\*)?$")


class Headers(Struct, frozen=True):
    """The fields of one message or part, in order, raw."""

    fields: tuple[tuple[str, bytes], ...]

    def all(self) -> Iterator[tuple[str, str]]:
        """(name, readable text) of every field."""
        for name, raw in self.fields:
            yield name, readable(raw)

    def raw(self, name: str) -> bytes:
        """The raw value of the first field of that name, b"" without one."""
        return next((raw for key, raw in self.fields if key.lower() == name), b"")

    def kind(self) -> str:
        """The media type, lower case, "" where none is stated."""
        return self.raw("content-type").partition(b";")[0].strip().decode("ascii", "replace").lower()

    def parameter(self, header: str, name: str) -> str:
        """A parameter of a field, decoded, "" without one."""
        return parameters(self.raw(header)).get(name, "")


def split(data: bytes) -> tuple[Headers, bytes]:
    """The header fields and the body of a message or part; lines before the body that are no field stay with the body."""
    if data.startswith((b"\r\n", b"\n")):
        return Headers(()), data.lstrip(b"\r\n")
    end = _END.search(data)
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    fields: list[tuple[str, bytes]] = []
    stray = b""
    for line in re.split(rb"\r?\n", _UNFOLD.sub(b" ", head)):
        found = _FIELD.match(line)
        if found:
            fields.append((found.group(1).decode("ascii", "replace"), found.group(2).strip()))
        elif line.strip():
            stray += line + b"\r\n"
    return Headers(tuple(fields)), stray + body


def readable(raw: bytes) -> str:
    """A header value as a person reads it."""
    raw = _BETWEEN.sub(rb"\1", raw)
    out, at, pending, charset = [], 0, b"", ""
    for found in _WORD.finditer(raw):
        if found.start() > at:
            out += [_text(pending, charset), _text(raw[at : found.start()], "")]
            pending = b""
        named = found.group(1).decode("ascii", "replace").partition("*")[0].lower()
        if named != charset:
            out.append(_text(pending, charset))
            pending, charset = b"", named
        pending += _plain(found.group(2), found.group(3))  # one character may be cut between two words
        at = found.end()
    out += [_text(pending, charset), _text(raw[at:], "")]
    return re.sub(r"[\r\n]+[ \t]*", SOFT, "".join(out)).strip()


def _plain(how: bytes, packed: bytes) -> bytes:
    if how in b"qQ":
        return quopri.decodestring(packed.replace(b"_", b" "), header=True)
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        return packed


def _text(data: bytes, charset: str) -> str:
    return decode(data, charset).text if data else ""


def parameters(raw: bytes) -> dict[str, str]:
    """The parameters of a header value by lower-case name; continuations and charsets of RFC 2231 put together."""
    simple: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bytes, bool]]] = {}
    for key, value in _PARAMETER.findall(raw):
        name = key.decode("ascii").lower()
        plain = re.sub(rb"\\(.)", rb"\1", value[1:-1]) if value.startswith(b'"') else value.strip()
        continued = _CONTINUED.match(name)
        if continued:
            number, star = continued.group(2), continued.group(3)
            pieces.setdefault(continued.group(1), []).append((int(number or 0), plain, bool(star) or number is None))
        else:
            simple[name] = readable(plain)
    for name, parts in pieces.items():
        whole, charset = b"", ""
        for number, plain, encoded in sorted(parts, key=lambda p: p[0]):
            if encoded and number == 0 and plain.count(b"'") >= 2:
                named, _, plain = plain.split(b"'", 2)  # noqa: PLW2901 - the charset is taken off once
                charset = named.decode("ascii", "replace")
            whole += unquote_to_bytes(plain) if encoded else plain
        simple[name] = _text(whole, charset)
    return simple
