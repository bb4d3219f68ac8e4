"""Outlook messages (`.msg`, `.oft`): [MS-OXMSG], own reader of its properties.

In: `Blob` of a compound file with a property stream. Out: the message's words (see `ole.mapi`), recipients, and
attachments as blobs, messages and objects inside included. Deliberately does not look up anything in a directory.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from outscan.extract.ole import Compound, Path, codec, embedded, storage
from outscan.extract.ole.compound import printable
from outscan.extract.ole.mapi import Key, Value, attachment_name, message, person
from outscan.legible import decode
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Part, Piece, Segment, joined, spot, unread
from outscan.words.members import called

_STREAM = re.compile(r"(?i)__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-([0-9A-F]{8}))?")
_PROPERTIES, _NAMES = "__properties_version1.0", "__nameid_version1.0"
_INTEGER, _NARROW, _WIDE, _BINARY = 0x0003, 0x001E, 0x001F, 0x0102


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the message, its recipients and its attachments."""
    compound = Compound(blob.data, budget)
    yield from compound.gaps(blob.where)
    reader = _Message(compound, blob, budget)
    yield from reader.pieces()


_ANSI = {
    0x01: 1256, 0x02: 1251, 0x04: 936, 0x05: 1250, 0x08: 1253, 0x0D: 1255, 0x0E: 1250, 0x11: 932, 0x12: 949, 0x15: 1250,
    0x18: 1250, 0x19: 1251, 0x1A: 1250, 0x1B: 1250, 0x1C: 1250, 0x1E: 874, 0x1F: 1254, 0x22: 1251, 0x23: 1251, 0x24: 1250,
    0x25: 1257, 0x26: 1257, 0x27: 1257, 0x2A: 1258, 0x2F: 1251,
}  # fmt: skip
"""The code page Windows writes a language in, by its primary number ([MS-LCID] 2.2); most others in 1252."""
_TRADITIONAL = frozenset({0x0404, 0x0C04, 0x1404})


def ansi(locale: int) -> int:
    """The code page of a locale."""
    return 950 if locale in _TRADITIONAL else _ANSI.get(locale & 0x3FF, 1252)


_PLUMBING = frozenset({"370E", "3712", "3703", "3713"})
"""Properties of an attachment that hold types and identifiers: no words."""


class _Message:
    """One message: its storages, its names, its code page."""

    def __init__(self, compound: Compound, blob: Blob, budget: Budget) -> None:
        self.compound, self.blob, self.budget = compound, blob, budget
        self.gaps: list[Gap] = []
        self.inert: list[Inert] = []
        self.page = self.web = 0
        numbers = self._numbers(())
        # PidTagMessageCodepage, PidTagInternetCodepage ([MS-OXPROPS] 2.807, 2.749)
        self.page = numbers.get(0x3FFD, 0) or numbers.get(0x3FDE, 0) or 936
        self.web = numbers.get(0x3FDE, 0) or self.page
        if self.page in (1200, 65001, 20127):
            self.page = self.web if self.web not in (1200, 20127) else 936
        self.locale = ansi(numbers.get(0x3FF1, 0))
        self.names = self._named()

    def pieces(self) -> Iterator[Piece]:
        """Everything, recipients after the message, attachments last."""
        props = self.properties(())
        yield from message(props, self.web, self.blob.where, self.budget)
        people = [
            (spot("recipient", n), text)
            for n, top in enumerate(self._storages("__recip_version1.0_"), 1)
            if (text := person(self.properties(top), self.page))
        ]
        if people:
            text, places = joined(people)
            yield Segment(self.blob.where.at(Part.METADATA), text, places, hidden=HiddenKind.MAIL_HEADER)
        for number, top in enumerate(self._storages("__attach_version1.0_"), 1):
            self.budget.tick()
            yield from self._attachment(top, number)
        yield from self.gaps
        yield from self.inert

    def _storages(self, prefix: str) -> list[Path]:
        return [s for s in self.compound.storages if len(s) == 1 and s[0].lower().startswith(prefix)]

    def _numbers(self, top: Path) -> dict[int, int]:
        """Integer properties of the fixed-length stream of `top`."""
        path = self.compound.find(*top, _PROPERTIES)
        data = self.compound.stream(path)[0] if path else b""
        # headers are 32, 24 or 8 bytes long ([MS-OXMSG] 2.4.1); entries 16
        start = 8 if top else 24 if len(data) % 16 == 8 else 32
        found: dict[int, int] = {}
        for at in range(start, len(data) - 15, 16):
            kind, number = struct.unpack_from("<HH", data, at)
            if kind == _INTEGER:
                found[number] = struct.unpack_from("<I", data, at + 8)[0]
        return found

    def _named(self) -> dict[int, str]:
        """Names of the properties from 0x8000 on ([MS-OXMSG] 2.2.3)."""
        parts = {}
        for number in ("0003", "0004"):
            path = self.compound.find(_NAMES, f"__substg1.0_{number}0102")
            parts[number] = self.compound.stream(path)[0] if path else b""
        found: dict[int, str] = {}
        strings = parts["0004"]
        for at in range(0, len(parts["0003"]) - 7, 8):
            name, kind, index = struct.unpack_from("<IHH", parts["0003"], at)
            if kind & 1 and name + 4 <= len(strings):
                size = struct.unpack_from("<I", strings, name)[0]
                found[0x8000 + index] = strings[name + 4 : name + 4 + size].decode("utf-16-le", "replace")
            else:
                found[0x8000 + index] = f"LID {name:#06x}"
        return found

    def properties(self, top: Path) -> dict[Key, Value]:
        """The texts and binaries directly in storage `top`, by number or name."""
        found: dict[Key, Value] = {}
        for path in self.compound.paths:
            match = _STREAM.fullmatch(path[-1]) if path[:-1] == top else None
            if match is None:
                continue
            number, kind = int(match.group(1), 16), int(match.group(2), 16)
            many = bool(kind & 0x1000)
            kind &= 0xEFFF
            if many and match.group(3) is None and kind in (_NARROW, _WIDE, _BINARY):
                continue  # lengths of the values of a list; the values follow in streams of their own
            data, gaps = self.compound.read(path, self.blob.where.at(Part.METADATA, printable("/".join(path))))
            self.gaps += gaps
            key: Key = self.names.get(number, number) if hasattr(self, "names") else number
            if kind == _WIDE:
                value: Value = data.decode("utf-16-le", "replace")
            elif kind == _NARROW:
                value = self._narrow(data)
            else:
                value = data
                if number not in (0x1009, 0x1013, 0x3701):
                    self.inert.append(Inert(self.blob.where.at(Part.METADATA, printable("/".join(path))), data, "mapi binary"))
            before = found.get(key)
            found[key] = f"{before}\v{value}" if isinstance(before, str) and isinstance(value, str) else value
        return found

    def _narrow(self, data: bytes) -> str:
        """A string of bytes: in the code page the message names, else in one its language is written in."""
        for page in (self.page, self.web, self.locale):
            try:
                return data.decode(codec(page))
            except UnicodeDecodeError:
                continue
        text = decode(data)
        return text.text if text.sound else data.decode(codec(self.page), "replace")

    def _attachment(self, top: Path, number: int) -> Iterator[Piece]:
        props = self.properties(top)
        name = attachment_name(props, self.page) or called("attachment", n=number)
        hidden = HiddenKind.ATTACHMENT if self._numbers(top).get(0x7FFE) else None
        inner = next((s for s in self.compound.storages if s[:-1] == top and s[-1].lower() == "__substg1.0_3701000d"), None)
        data = props.get(0x3701)
        if inner is not None and self.compound.find(*inner, _PROPERTIES):
            yield Blob(
                self.blob.where.inside(name if name.lower().endswith(".msg") else f"{name}.msg"),
                storage(self.compound, inner),
                hidden,
                "msg",
            )
        elif inner is not None:
            yield from embedded(self.compound, self.blob, inner, name)
        elif isinstance(data, bytes):
            yield Blob(self.blob.where.inside(name), data, hidden)
        else:
            yield Gap(self.blob.where.inside(name), GapReason.UNREADABLE, unread("attachment_without_data"))
        words = [
            (spot("attachment", number, f"{key:04X}" if isinstance(key, int) else key), v.strip("\0 "))
            for key, v in props.items()
            if isinstance(v, str)
        ]
        words = [(at, text) for at, text in words if text and text != name and at.name not in _PLUMBING]
        if words:
            text, places = joined(words)
            yield Segment(self.blob.where.at(Part.METADATA), text, places, hidden=HiddenKind.PROPERTY)
