"""The parts of a message, taken apart with a loop.

In: headers and body. Out: blobs of parts, text around them, gaps. Every branch of `multipart/alternative` is read; what is
signed is unwrapped, what is encrypted is said.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator

from outscan.extract.mail.enriched import plain
from outscan.extract.mail.headers import Headers, parameters, split
from outscan.extract.signed import content_of, is_enveloped, is_understood
from outscan.formats import by_media
from outscan.legible import decode
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Reason, Segment, Where, joined, unread
from outscan.words.members import called

_MOST_LEVELS = 100
_UU = (re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,1000})\r?\n", re.MULTILINE), re.compile(rb"^end[ \t]*\r?$", re.MULTILINE))
_YENC = (
    re.compile(rb"^=ybegin [^\r\n]{0,300}?name=([^\r\n]{1,1000})\r?\n(?:=ypart[^\r\n]*\r?\n)?", re.MULTILINE),
    re.compile(rb"^=yend[^\r\n]*", re.MULTILINE),
)
_SOFT_BREAK = re.compile(rb"=[ \t]+(\r?\n)")
"""Blanks behind a soft line break were added on the way (RFC 2045 §6.7)."""
_FLOWED = re.compile(rb"(?<![-][-]) \r?\n(?!\r?\n|>)")
_QUOTED = re.compile(rb"(?<=[^\s>]) \r?\n(?:>+ ?)(?!-- )")
"""A line that was quoted and flows on (RFC 3676 §4.5)."""
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_BOILERPLATE = re.compile(rb"(?i)^this is a (?:multi-?part|cryptographically|MIME|OpenPGP)")
_ENRICHED = frozenset({"text/enriched", "text/richtext"})
_ENDINGS = by_media()


def parts(where: Where, headers: Headers, body: bytes, budget: Budget) -> Iterator[Piece]:
    """Yield every part of the message whose headers and body these are."""
    stack = [(headers, body, 0)]
    count = unclosed = 0
    while stack:
        head, content, level = stack.pop()
        budget.tick()
        if not _holds_parts(head, content):
            count += 1
            yield from _leaf(where, head, content, count, budget)
            continue
        if level >= _MOST_LEVELS:
            yield Gap(where, GapReason.TOO_DEEP, unread("multipart_levels", most=_MOST_LEVELS))
            continue
        if head.kind() == "multipart/encrypted":
            yield Gap(where, GapReason.ENCRYPTED, unread("multipart_encrypted"))
        around, inner, closed = _split(head, content)
        if around:
            yield Segment(where.at(Part.BODY), *joined(around), hidden=HiddenKind.HIDDEN_TEXT)
        unclosed += not closed
        stack.extend((*split(part), level + 1) for part in reversed(inner))
    if unclosed:
        yield Gap(where, GapReason.CORRUPT, unread("multipart_not_closed", unclosed=unclosed))


def _holds_parts(headers: Headers, body: bytes) -> bool:
    """Whether a part holds others: it says so, or names a boundary that stands in it (a type spelled wrong hides nothing)."""
    if headers.kind().startswith("multipart/"):
        return True
    boundary = headers.parameter("content-type", "boundary").encode("utf-8", "replace")
    return bool(boundary) and b"--" + boundary in body


def _split(headers: Headers, body: bytes) -> tuple[list[tuple[str, str]], list[bytes], bool]:
    """Text before and behind the parts, the parts, and whether the last one was closed."""
    boundary = headers.parameter("content-type", "boundary").encode("utf-8", "replace")
    if not boundary:
        first = re.search(rb"^--([^\s].{0,70}?)[ \t]*\r?$", body, re.MULTILINE)
        boundary = first.group(1) if first else b""
    if not boundary:
        return [], [b"\r\n" + body], False
    found = re.finditer(rb"--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)", body)
    marks = [mark for mark in found if body[max(mark.start() - 1, 0) : mark.start()] in (b"", b"\n")]
    if not marks:
        return [], [b"\r\n" + body], False
    around = [("preamble", body[: _before(body, marks[0].start())])]
    inner: list[bytes] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = _before(body, following.start()) if following else len(body)
        content = re.sub(rb"\A\r?\n", b"", body[mark.end() : end], count=1)
        if mark.group(1):
            around.append(("epilogue", content))
        elif content or following is None:
            inner.append(content)
    words = [(spot, decode(text).text.strip()) for spot, text in around if text.strip() and not _BOILERPLATE.match(text.strip())]
    return words, inner, any(mark.group(1) for mark in marks)


def _before(body: bytes, at: int) -> int:
    """The offset before the line break that belongs to a boundary at `at`."""
    at -= body[at - 1 : at] == b"\n"
    return at - (at > 0 and body[at - 1 : at] == b"\r")


_ELSEWHERE = {"message/partial": GapReason.CORRUPT, "message/external-body": GapReason.UNREADABLE}
"""Parts whose body is in another mail, or somewhere whoever gets the mail may look it up (RFC 2046 §5.2.2, §5.2.3)."""


def _leaf(where: Where, headers: Headers, body: bytes, number: int, budget: Budget) -> Iterator[Piece]:
    """One part that holds no others."""
    kind = headers.kind() or "text/plain"
    name = headers.parameter("content-disposition", "filename") or headers.parameter("content-type", "name")
    described = [
        (n, f"{n}: {t}")
        for n, t in headers.all()
        if n.lower() in ("content-description", "content-location", "content-id") and not t.isascii()
    ]
    described += [
        (header, f"{header}: {value}")
        for header in ("content-type", "content-disposition")
        for key, value in parameters(headers.raw(header)).items()
        if key not in ("name", "filename", "charset", "boundary") and not value.isascii()
    ]
    if described and number:
        yield Segment(where.at(Part.METADATA), *joined(described), hidden=HiddenKind.MAIL_HEADER)
    inner = where.inside(name or _called(headers, kind, number))
    data, wrong = _decoded(headers, body)
    budget.spend(len(data))
    if wrong:
        yield Gap(inner, GapReason.CORRUPT, wrong)
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime") or name.lower().endswith(".p7m"):
        opened = _opened(where, inner, data, number)
        if opened is not None:
            yield opened
        if opened is not None and opened.where is not inner:
            return
    if kind in _ELSEWHERE:
        yield Gap(inner, _ELSEWHERE[kind], unread("format", kind=kind))
    if not name and kind == "text/plain":
        stated = headers.raw("content-type").decode("ascii", "replace").lower().replace(" ", "").replace('"', "")
        if "format=flowed" in stated:
            data = _FLOWED.sub(b"" if "delsp=yes" in stated else b" ", data)
            data = _QUOTED.sub(b"" if "delsp=yes" in stated else b" ", data)
        yield from _packed(where, data, budget)
        for shape in (_UU, _YENC):
            for _, _, (start, end) in reversed(list(_stretches(data, shape))):
                data = data[:start] + data[end:]
    if data or name:
        yield _part(inner, headers, kind, data)


def _opened(where: Where, inner: Where, data: bytes, number: int) -> Blob | Gap | None:
    """What a sealed or signed message holds; a gap at its place where it is none: its bytes are looked at as well."""
    if is_enveloped(data):
        return Gap(where.inside(inner.member[-1]), GapReason.ENCRYPTED, unread("pkcs7"))
    if (content := content_of(data)) is not None:
        return Blob(where.inside(f"signed-{number}.eml"), content, declared="message/rfc822")
    return Gap(inner, GapReason.CORRUPT, unread("no_pkcs7")) if data and not is_understood(data) else None


def _part(where: Where, headers: Headers, kind: str, data: bytes) -> Blob:
    """A part as a file of its own; enriched text as plain text."""
    if kind in _ENRICHED:
        text = plain(decode(data, headers.parameter("content-type", "charset")).text)
        return Blob(where, text.encode(), declared="text/plain; charset=utf-8")
    return Blob(where, data, declared=headers.raw("content-type").decode("ascii", "replace"))


def _called(headers: Headers, kind: str, number: int) -> str:
    """A name of our own for a part that has none, or the last piece of its address."""
    location = headers.parameter("content-type", "name") or re.sub(
        r"^.*[/\\:]", "", dict(headers.all()).get("Content-Location", "")
    )
    if location and "." in location:
        return location
    ending = _ENDINGS.get(kind) or re.sub(r"[^a-z0-9]", "", kind.rpartition("/")[2])[:8]
    return called("body" if kind.startswith("text/") else "attachment", n=number, ending=ending)


def _decoded(headers: Headers, body: bytes) -> tuple[bytes, Reason | None]:
    """The bytes of a part, and what was wrong with their packing (None for nothing)."""
    how = headers.raw("content-transfer-encoding").strip().lower()
    if how == b"base64":
        return _base64(body)
    if how == b"quoted-printable":
        return quopri.decodestring(_SOFT_BREAK.sub(rb"=\1", body)), None
    if how in (b"x-uuencode", b"uuencode", b"x-uue"):
        found = next(_stretches(body, _UU), None)
        return _uudecoded(found[1]) if found else (body, unread("uuencode"))
    return body, None


def _base64(body: bytes) -> tuple[bytes, Reason | None]:
    """What decodes; text behind the padding (a second block, a list's footer) is decoded or kept too."""
    lines = [line for line in body.splitlines() if line.strip()]
    packed, rest = b"", b""
    for line in lines:
        if re.fullmatch(rb"[A-Za-z0-9+/=\s]+", line) and not rest:
            packed += line.strip()
        else:
            rest += line + b"\n"
    out, wrong = b"", None
    for block in re.findall(rb"[A-Za-z0-9+/]+={0,2}", packed):
        try:
            out += base64.b64decode(block + b"=" * (-len(block) % 4))
        except (binascii.Error, ValueError):
            usable = block.rstrip(b"=")
            out += base64.b64decode(usable[: len(usable) // 4 * 4])
            wrong = unread("base64")
    if rest.strip():
        stray = _NOT_BASE64.sub(b"", rest)
        if len(stray) < 0.9 * len(rest):
            return out + b"\n" + rest, wrong
        out += base64.b64decode(stray.rstrip(b"=")[: len(stray.rstrip(b"=")) // 4 * 4])
        wrong = unread("base64")
    return out, wrong


def _stretches(data: bytes, shape: tuple[re.Pattern[bytes], re.Pattern[bytes]]) -> Iterator[tuple[bytes, bytes, tuple[int, int]]]:
    """(name, packed lines, where they stand) of each file written into a text; in one pass, however many never end."""
    at = 0
    while (head := shape[0].search(data, at)) and (tail := shape[1].search(data, head.end())):
        yield head.group(1), data[head.end() : tail.start()], (head.start(), tail.end())
        at = tail.end()


def _uudecoded(lines: bytes) -> tuple[bytes, Reason | None]:
    out, wrong = b"", None
    for line in lines.splitlines():
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            wrong = unread("uuencode")
    return out, wrong


def _packed(where: Where, data: bytes, budget: Budget) -> Iterator[Piece]:
    """Files written into a plain text body: uuencode, yEnc."""
    for name, packed, _ in _stretches(data, _UU):
        inner = where.inside(decode(name).text)
        content, wrong = _uudecoded(packed)
        budget.spend(len(content))
        yield Blob(inner, content)
        if wrong:
            yield Gap(inner, GapReason.CORRUPT, wrong)
    for name, packed, _ in _stretches(data, _YENC):
        body = re.sub(rb"\r?\n", b"", packed)
        content = re.sub(rb"=(.)", lambda m: bytes(((m.group(1)[0] - 64) % 256,)), body, flags=re.DOTALL)
        budget.spend(len(content))
        yield Blob(where.inside(decode(name.strip()).text), bytes((b - 42) % 256 for b in content))
