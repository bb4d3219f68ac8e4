"""The words of a message by its MAPI properties: what .msg and winmail.dat both carry.

In: properties by number (or by name), and a place. Out: segments for subject, people, headers and text; blobs for the
HTML or rich text body. Law: of the forms of one body the richest is read; another is read too where a line of it differs.
"""

from __future__ import annotations

import html
import re
import struct
from collections.abc import Iterator, Mapping, Sequence

from outscan.errors import Unreadable
from outscan.extract.ole.properties import codec
from outscan.limits import Budget
from outscan.types import (
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Inert,
    Part,
    Piece,
    PlacedText,
    Segment,
    Spot,
    Where,
    joined,
    named,
    spot,
    unread,
)
from outscan.words.members import called

Key = int | str
"""A property's number, or the name of a named one."""
Value = str | bytes

_SEEN = {
    0x0037: "subject", 0x0C1A: "sender", 0x0C1F: "sender_address", 0x5D01: "sender_address", 0x0042: "delegate",
    0x0065: "delegate_address", 0x0E04: "to", 0x0E03: "cc",
}  # fmt: skip
_UNSEEN = {0x0E02: "bcc", 0x007D: "mail_header", 0x1035: "Message-ID", 0x1042: "In-Reply-To", 0x1039: "References"}
_PEOPLE = {0x3001: "姓名", 0x3003: "地址", 0x39FE: "地址", 0x5FF6: "姓名", 0x3A20: "姓名", 0x3A02: "姓名"}
# addresses in directory form, search keys, classes and time zones: nothing a person wrote
_MACHINE = frozenset(
    {
        0x001A, 0x0C1E, 0x0064, 0x3002, 0x0075, 0x0077, 0x003D, 0x0E1D, 0x0070, 0x3A0D, 0x6001, 0x0E28, 0x0E29, 0x3FFA,
        0x3FF8, 0x4030, 0x4031, 0x4034, 0x4035, 0x4038, 0x4039, 0x5D0A, 0x5D0B, 0x5FE5, 0x5D02, 0x5D05, 0x5D07, 0x5D08,
        0x0078, 0x0076, 0x0044, 0x0040, 0x0072, 0x370D, 0x370F, 0x8000,
    }
)  # fmt: skip
_BODY, _RTF, _HTML = 0x1000, 0x1009, 0x1013
_CHARSET = re.compile(rb"(?i)<meta[^>]+charset|\A(?:\xef\xbb\xbf|\xff\xfe)")
"""A page that says itself how it is written."""
_BLOCK = re.compile(r"(?i)<(?:br|/?(?:p|div|td|th|tr|li|ul|ol|table|h\d|blockquote|pre|hr|body))\b[^>]*>|\n\s*\n")
_LINK = re.compile(r'<(?:https?|mailto|file|cid):[^>]*>|HYPERLINK "[^"]*" ?')
_GONE = re.compile(r"(?is)<!--.*?-->|<(style|script|head|title)\b.*?</\1>")
_PREBUFFER = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier"
    rb"{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def rtf(data: bytes, budget: Budget) -> bytes:
    """Rich text out of its compressed form ([MS-OXRTFCP] 2.1.3). Raises Unreadable(corrupt) where it is none."""
    if len(data) < 16:
        raise Unreadable(GapReason.CORRUPT, unread("rich_text_header"))
    size, full, kind, _ = struct.unpack_from("<4I", data)
    if kind == 0x414C454D:  # MELA: stored
        return data[16 : 16 + full]
    if kind != 0x75465A4C:  # LZFu
        raise Unreadable(GapReason.CORRUPT, unread("rich_text_signature"))
    window = bytearray(_PREBUFFER) + bytearray(4096 - len(_PREBUFFER))
    write, at, end, out = len(_PREBUFFER), 16, min(len(data), size + 4), bytearray()
    while at < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= end:
                break
            if not flags >> bit & 1:
                out.append(data[at])
                window[write] = data[at]
                write, at = (write + 1) & 0xFFF, at + 1
                continue
            if at + 2 > end:
                break
            token = data[at] << 8 | data[at + 1]
            at += 2
            offset = token >> 4
            if offset == write:
                budget.spend(len(out), len(data))
                return bytes(out)
            for _ in range((token & 0xF) + 2):
                byte = window[offset]
                out.append(byte)
                window[write] = byte
                write, offset = (write + 1) & 0xFFF, (offset + 1) & 0xFFF
    budget.spend(len(out), len(data))
    return bytes(out)


def _norm(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).casefold()


def _html_lines(source: str) -> list[str]:
    source = _BLOCK.sub("\n", _GONE.sub("", source).replace("\r", ""))
    return [n for line in html.unescape(re.sub(r"<[^>]*>", "", source)).split("\n") if (n := _norm(line))]


def _rtf_lines(source: bytes) -> list[str]:
    """The lines of rich text, roughly: enough to see whether it says what another body says."""
    source = re.sub(rb"\\[{}\\]", b" ", source)
    if b"\\fromhtml" in source:
        source = re.sub(rb"(?s)\\htmlrtf\b ?.*?\\htmlrtf0 ?", b"", source)
    text = re.sub(rb"\{\\\*[^{}]*\}|\{\\(?:fonttbl|colortbl|stylesheet)(?:[^{}]|\{[^{}]*\})*\}", b"", source)
    page = re.search(rb"\\ansicpg(\d+)", text)
    name = codec(int(page.group(1))) if page else "cp1252"
    text = re.sub(rb"\\(?:par|line|cell|row|tab)\b ?", b"\n", text)
    text = re.sub(
        rb"\\u(-?\d+) ?(?:\\'[0-9a-fA-F]{2}|\?)?", lambda m: chr(int(m.group(1)) & 0xFFFF).encode(name, "replace"), text
    )
    text = re.sub(rb"\\'([0-9a-fA-F]{2})", lambda m: bytes.fromhex(m.group(1).decode()), text)
    text = re.sub(rb"\\[a-zA-Z]+-?\d* ?|[{}\\]|\r\n(?=.)", b"", text)
    return [n for line in text.decode(name, "replace").split("\n") if (n := _norm(line))]


def _text(value: Value, page: int) -> str:
    return value if isinstance(value, str) else value.decode(codec(page), "replace")


def _said(lines: list[str], body: str) -> bool:
    return all(line in body for line in lines)


def _unseen(label: str) -> Spot:
    """A header that mail programs do not show; headers of the mail itself keep their names."""
    return spot(label) if label.islower() else named(label)


def message(props: Mapping[Key, Value], page: int, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield the pieces of one message; `page` is the code page of its HTML where it names none."""
    seen = [(spot(label), text) for key, label in _SEEN.items() if (text := _text(props.get(key, ""), page).strip("\0 "))]
    yield from _segment(where.at(Part.HEADER), seen)
    unseen = [
        (_unseen(label), text) for key, label in _UNSEEN.items() if (text := _text(props.get(key, ""), page).strip("\0 \r\n"))
    ]
    yield from _segment(where.at(Part.METADATA), unseen, HiddenKind.MAIL_HEADER)
    yield from _bodies(props, page, where, budget)
    read_texts = {text for _, text in (*seen, *unseen)}
    rest: list[PlacedText] = []
    for key, value in props.items():
        if key in _SEEN or key in _UNSEEN or key in (_BODY, _RTF, _HTML) or key in _MACHINE or not isinstance(value, str):
            continue
        text = value.strip("\0 \r\n")
        if text and text not in read_texts:
            read_texts.add(text)
            rest.append((f"MAPI:{key}" if isinstance(key, str) else f"MAPI:{key:04X}", text))
    yield from _segment(where.at(Part.METADATA), rest, HiddenKind.PROPERTY)


def _bodies(props: Mapping[Key, Value], page: int, where: Where, budget: Budget) -> Iterator[Piece]:
    plain = _text(props.get(_BODY, ""), page).replace("\r\n", "\n").replace("\r", "\n").strip("\0")
    raw = props.get(_HTML, b"")
    body = ""
    if raw:
        source = _text(raw, page)
        body = _norm(" ".join(_html_lines(source)))
        data = raw if isinstance(raw, bytes) else b'<meta charset="utf-8">' + raw.encode("utf-8", "replace")
        stated = "html" if _CHARSET.search(data[:4096]) else f"text/html; charset={codec(page)}"
        yield Blob(where.inside(called("body", ending="html")), data, None, stated)
    if plain.strip():
        lines = [n for line in _LINK.sub("", plain).split("\n") if (n := _norm(line))]
        if body and _said(lines, body):
            yield Inert(where.at(Part.BODY, spot("body_plain")), plain.encode("utf-8"), "body said in html")
        else:
            body += _norm(_LINK.sub("", plain)) + _norm(plain)
            yield from _segment(
                where.at(Part.BODY),
                [(spot("body").then("line", n), line) for n, line in enumerate(plain.split("\n"), 1) if line.strip()],
            )
    packed = props.get(_RTF, b"")
    if isinstance(packed, bytes) and packed:
        try:
            source_rtf = rtf(packed, budget)
        except Unreadable as why:
            yield Gap(where.at(Part.BODY, spot("body_rtf")), why.reason, why.detail)
            return
        if body and _said(_rtf_lines(source_rtf), body):
            yield Inert(where.at(Part.BODY, spot("body_rtf")), source_rtf, "body said in text")
        else:
            yield Blob(where.inside(called("body", ending="rtf")), source_rtf, None, "rtf")


def _segment(where: Where, pairs: Sequence[PlacedText], hidden: HiddenKind | None = None) -> Iterator[Segment]:
    if pairs:
        text, places = joined(pairs)
        yield Segment(where, text, places, hidden=hidden)


def person(props: Mapping[Key, Value], page: int) -> str:
    """A recipient in words: name and addresses."""
    found = [_text(props[key], page).strip("\0 ") for key in _PEOPLE if key in props]
    return " ".join(dict.fromkeys(f for f in found if f))


def attachment_name(props: Mapping[Key, Value], page: int) -> str:
    """The file name of an attachment: long, short, or displayed."""
    return next((name for key in (0x3707, 0x3704, 0x3001) if (name := _text(props.get(key, ""), page).strip("\0 "))), "")
