"""winmail.dat: Transport Neutral Encapsulation, [MS-OXTNEF].

In: `Blob`. Out: the message's words (see `ole.mapi`), recipients, attachments as blobs.
Law: a stream that ends inside an attribute is a gap beside what was read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from outscan.errors import Unreadable
from outscan.extract.ole import codec
from outscan.extract.ole.mapi import Key, Value, attachment_name, message, person
from outscan.limits import Budget
from outscan.nouns import Struct, field
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, joined, spot, unread
from outscan.words.members import called

SIGNATURE = b"\x78\x9f\x3e\x22"
_SUBJECT, _BODY, _FROM, _PROPS, _RECIPIENTS, _PAGE = 0x8004, 0x800C, 0x8000, 0x9003, 0x9004, 0x9007
_NEW, _DATA, _TITLE, _ATTACHMENT, _METAFILE = 0x9002, 0x800F, 0x8010, 0x9005, 0x8011
_QUIET = frozenset(
    {0x9006, 0x8008, 0x8005, 0x8006, 0x8020, 0x8009, 0x800A, 0x800B, 0x800D, 0x8012, 0x8013, 0x9008, 0x0006, 0x0007, 0x0008}
)
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16, 1: 0}


class _Attachment(Struct):
    data: bytes | None = None
    title: str = ""
    picture: bytes = b""
    props: dict[Key, Value] = field(default_factory=dict)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """(number, bytes, whole) of every attribute."""
    at = 6
    while at + 9 <= len(data):
        number, size = struct.unpack_from("<II", data, at + 1)
        body = data[at + 9 : at + 9 + size]
        yield number & 0xFFFF, body, len(body) == size
        at += 9 + size + 2


class _Properties:
    """A run of encoded MAPI properties ([MS-OXTNEF] 2.1.3.4)."""

    def __init__(self, data: bytes, page: int, at: int = 0) -> None:
        self.data, self.page, self.at = data, page, at

    def _number(self) -> int:
        self.at += 4
        return int(struct.unpack_from("<I", self.data, self.at - 4)[0])

    def _bytes(self, size: int) -> bytes:
        if size > len(self.data) - self.at:
            raise Unreadable(GapReason.CORRUPT, unread("property_of_bytes", size=size))
        raw = self.data[self.at : self.at + size]
        self.at += size + -size % 4
        return raw

    def read(self) -> dict[Key, Value]:
        """The texts and binaries; other kinds are passed over."""
        found: dict[Key, Value] = {}
        for _ in range(self._number()):
            tag = self._number()
            kind, key = tag & 0xFFFF, tag >> 16
            name: Key = key
            if key >= 0x8000:
                self._bytes(16)
                name = (
                    self._bytes(self._number()).decode("utf-16-le", "replace").rstrip("\0")
                    if self._number()
                    else f"LID {self._number():#06x}"
                )
            base, many = kind & 0xEFFF, bool(kind & 0x1000)
            if base in _FIXED:
                for _ in range(self._number() if many else 1):
                    self._bytes(_FIXED[base])
                continue
            if base not in (0x1E, 0x1F, 0x102, 0x0D):
                raise Unreadable(GapReason.CORRUPT, unread("property_type", base=f"{base:#06x}"))
            for _ in range(self._number()):
                self._keep(found, name, base, self._bytes(self._number()))
        return found

    def _keep(self, found: dict[Key, Value], name: Key, kind: int, raw: bytes) -> None:
        if kind == 0x1F:
            value: Value = raw.decode("utf-16-le", "replace").rstrip("\0")
        elif kind == 0x1E:
            value = raw.decode(codec(self.page), "replace").rstrip("\0")
        else:
            value = raw[16:] if kind == 0x0D else raw
        before = found.get(name)
        found[name] = f"{before}\v{value}" if isinstance(before, str) and isinstance(value, str) else value


class _Found(Struct):
    """What the attributes said so far."""

    page: int = 936
    props: dict[Key, Value] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    attachments: list[_Attachment] = field(default_factory=list)

    def take(self, number: int, body: bytes) -> bool:
        """Take in one attribute; False where it is none that says anything."""
        if number == _PAGE and len(body) >= 4:
            self.page = struct.unpack_from("<I", body)[0]
        elif number in (_SUBJECT, _BODY):
            self.props[0x0037 if number == _SUBJECT else 0x1000] = body.decode(codec(self.page), "replace").rstrip("\0")
        elif number == _FROM and len(body) > 8:
            self.props[0x0C1A] = body[8:].split(b"\0")[0].decode(codec(self.page), "replace")
        elif number == _PROPS:
            self.props |= _Properties(body, self.page).read()
        elif number == _RECIPIENTS:
            self.people += _recipients(body, self.page)
        elif number == _NEW:
            self.attachments.append(_Attachment())
        elif number in (_DATA, _TITLE, _ATTACHMENT, _METAFILE):
            if not self.attachments:
                self.attachments.append(_Attachment())
            _attach(self.attachments[-1], number, body, self.page)
        else:
            return number in _QUIET
        return True


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the message, its recipients and its attachments. Raises Unreadable(corrupt) where the signature is wrong."""
    if not blob.data.startswith(SIGNATURE):
        raise Unreadable(GapReason.CORRUPT, unread("signature"))
    found = _Found()
    for number, body, whole in _attributes(blob.data):
        budget.tick()
        if not whole:
            yield Gap(blob.where, GapReason.CORRUPT, unread("attribute_cut", number=f"{number:#06x}"))
        try:
            known = found.take(number, body)
        except (Unreadable, struct.error) as error:
            yield Gap(
                blob.where, GapReason.CORRUPT, unread("attribute_error", number=f"{number:#06x}", error=type(error).__name__)
            )
            continue
        if not known:
            yield Inert(blob.where.at(Part.METADATA, f"attribute {number:#06x}"), body, "tnef")
    props, page, people, attachments = found.props, found.page, found.people, found.attachments
    yield from message(props, page, blob.where, budget)
    if people:
        text, places = joined([(spot("recipient", n), p) for n, p in enumerate(people, 1)])
        yield Segment(blob.where.at(Part.METADATA), text, places, hidden=HiddenKind.MAIL_HEADER)
    for n, attachment in enumerate(attachments, 1):
        yield from _pieces(attachment, n, blob, page)


def _recipients(body: bytes, page: int) -> Iterator[str]:
    reader = _Properties(body, page, 4)
    for _ in range(struct.unpack_from("<I", body)[0]):
        if reader.at + 4 > len(body):
            raise Unreadable(GapReason.CORRUPT, unread("recipient_table_cut"))
        if text := person(reader.read(), page):
            yield text


def _attach(attachment: _Attachment, number: int, body: bytes, page: int) -> None:
    if number == _DATA:
        attachment.data = body
    elif number == _TITLE:
        attachment.title = body.decode(codec(page), "replace").split("\0")[0]
    elif number == _METAFILE:
        attachment.picture = body
    else:
        attachment.props = _Properties(body, page).read()


def _pieces(attachment: _Attachment, number: int, blob: Blob, page: int) -> Iterator[Piece]:
    name = attachment_name(attachment.props, page) or attachment.title or called("attachment", n=number)
    data = attachment.data
    if not data:
        held = attachment.props.get(0x3701)
        data = held if isinstance(held, bytes) else data
    if data is not None:
        yield Blob(blob.where.inside(name), data)
    else:
        yield Gap(blob.where.inside(name), GapReason.UNREADABLE, unread("attachment_without_data"))
    if attachment.picture:
        yield Inert(blob.where.at(Part.METADATA, spot("attachment", number, "icon")), attachment.picture, "tnef")
    if attachment.title and attachment.title != name:
        yield Segment(blob.where.at(Part.METADATA, spot("attachment", number)), attachment.title, None, HiddenKind.PROPERTY)
