"""Document properties of a compound file: [MS-OLEPS] property sets, standard and custom, in whatever code page.

In: the bytes of a `SummaryInformation`-like stream. Out: `Segment`s, one place a property.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator

from outscan.extract.collected import Collected
from outscan.extract.ole.compound import Compound, printable
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Segment, Where, named, unread

_SUMMARY = {
    2: "title", 3: "subject", 4: "author", 5: "keywords", 6: "comments", 7: "template", 8: "last_author", 18: "application",
}  # fmt: skip
_DOCUMENT = {
    2: "category", 3: "presentation_target", 13: "parts", 14: "manager", 15: "company", 21: "hyperlinks", 26: "content_type",
    27: "content_status", 28: "language", 29: "version",
}  # fmt: skip
_PERSONS = frozenset({"author", "last_author", "manager", "company"})
_SETS = {"\x05summaryinformation": _SUMMARY, "\x05documentsummaryinformation": _DOCUMENT}
_THUMBNAIL = 17
_VT_LPSTR, _VT_LPWSTR, _VT_BSTR, _VT_VARIANT, _VT_CF, _VT_BLOB, _VT_VECTOR = 0x1E, 0x1F, 0x08, 0x0C, 0x47, 0x41, 0x1000
_MAX_ITEMS = 10_000


def codec(page: int) -> str:
    """The Python codec of a Windows code page; cp1252 where there is none."""
    special = {
        936: "gb18030", 54936: "gb18030", 950: "cp950", 1200: "utf-16-le", 65001: "utf-8", 20127: "cp1252", 10008: "gb18030",
        10000: "mac-roman",
    }  # fmt: skip
    special |= {
        20936: "gb2312",
        52936: "hz",
        28591: "cp1252",
        20866: "koi8-r",
        51949: "euc-kr",
        51932: "euc-jp",
        50220: "iso2022-jp",
    }
    name = special.get(page) or (f"iso8859-{page - 28590}" if 28592 <= page <= 28605 else f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


class _Set:
    """One property set section: identifiers to offsets, dictionary of names, code page."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        _, count = struct.unpack_from("<II", data, 0)
        pairs = [struct.unpack_from("<II", data, 8 + 8 * i) for i in range(min(count, _MAX_ITEMS, (len(data) - 8) // 8))]
        self.offsets: dict[int, int] = {int(k): int(v) for k, v in pairs}
        self.page = 1252
        if 1 in self.offsets:
            self.page = struct.unpack_from("<H", data, self.offsets[1] + 4)[0]
        self.names: dict[int, str] = {}
        if 0 in self.offsets:
            self.names = self._dictionary(self.offsets[0])

    def _decode(self, raw: bytes) -> str:
        return raw.decode(codec(self.page), "replace").split("\0")[0]

    def _dictionary(self, at: int) -> dict[int, str]:
        count = struct.unpack_from("<I", self.data, at)[0]
        at, names = at + 4, dict[int, str]()
        for _ in range(min(count, _MAX_ITEMS)):
            key, length = struct.unpack_from("<II", self.data, at)
            size = length * 2 if self.page == 1200 else length
            names[key] = self._decode(self.data[at + 8 : at + 8 + size])
            at += 8 + size + (-size % 4 if self.page == 1200 else 0)
        return names

    def text(self, at: int) -> str:
        """The value at `at` in words, '' for what has none."""
        kind = struct.unpack_from("<H", self.data, at)[0]
        return self._value(kind, at + 4)[0]

    def _value(self, kind: int, at: int) -> tuple[str, int]:
        if kind & _VT_VECTOR:
            return self._vector(kind & 0xFFF, at)
        if kind in (_VT_LPSTR, _VT_BSTR):
            size = struct.unpack_from("<I", self.data, at)[0]
            return self._decode(self.data[at + 4 : at + 4 + size]), at + 4 + size + -size % 4
        if kind == _VT_LPWSTR:
            size = struct.unpack_from("<I", self.data, at)[0] * 2
            return self.data[at + 4 : at + 4 + size].decode("utf-16-le", "replace").split("\0")[0], at + 4 + size + -size % 4
        if kind == _VT_VARIANT:
            return self._value(struct.unpack_from("<H", self.data, at)[0], at + 4)
        if kind == _VT_BLOB:
            size = struct.unpack_from("<I", self.data, at)[0]
            raw = self.data[at + 4 : at + 4 + size]
            # _PID_HLINKS is a blob that holds a vector of variants ([MS-OSHARED] 2.3.3.1.21)
            if len(raw) > 8 and raw[:4] != b"\0\0\0\0":
                return self._vector(_VT_VARIANT, at + 4)[0], at + 4 + size + -size % 4
            return "", at + 4 + size + -size % 4
        numbers = {2: "<h", 3: "<i", 4: "<f", 5: "<d", 0x12: "<H", 0x13: "<I", 0x14: "<q", 0x15: "<Q", 0x16: "<i", 0x17: "<I"}
        if kind in numbers:
            return f"{struct.unpack_from(numbers[kind], self.data, at)[0]}", at + max(4, struct.calcsize(numbers[kind]))
        return "", at + 4 if kind == 0x0B else at + 8

    def _vector(self, kind: int, at: int) -> tuple[str, int]:
        count = struct.unpack_from("<I", self.data, at)[0]
        at, found = at + 4, list[str]()
        for _ in range(min(count, _MAX_ITEMS)):
            if at >= len(self.data):
                break
            if kind == _VT_LPSTR:
                # elements of a vector of VT_LPSTR are not padded in practice where the set says so only for scalars
                size = struct.unpack_from("<I", self.data, at)[0]
                text, at = self._decode(self.data[at + 4 : at + 4 + size]), at + 4 + size
            else:
                text, at = self._value(kind, at)
            if text and not (kind == _VT_VARIANT and text.lstrip("-").isdigit()):
                found.append(text)
        return "\v".join(found), at


def properties(compound: Compound, blob: Blob, prefix: tuple[str, ...] = ()) -> Iterator[Segment | Gap | Blob]:
    """Yield the summary, document and custom properties below `prefix` as segments, the thumbnail as a blob."""
    if not prefix:
        yield from compound.gaps(blob.where)
    for path in [p for p in compound.paths if p[:-1] == prefix and p[-1].startswith("\x05") and p[-1].lower() in _SETS]:
        data, gaps = compound.read(path, blob.where.at(Part.METADATA, printable(path[-1])))
        yield from gaps
        try:
            yield from _stream(data, path[-1], blob.where)
        except (struct.error, IndexError) as error:
            yield Gap(
                blob.where.at(Part.METADATA, printable(path[-1])),
                GapReason.CORRUPT,
                unread("property_set", error=type(error).__name__),
            )


def _stream(data: bytes, name: str, where: Where) -> Iterator[Segment | Blob]:
    names = _SETS[name.lower()]
    count = struct.unpack_from("<I", data, 24)[0]
    if not count:
        if data[28:].strip(b"\0"):
            raise struct.error
        return  # a set of no sections: some writers leave it so
    found = Collected()
    for i in range(min(count, 2)):
        offset = struct.unpack_from("<I", data, 28 + 20 * i + 16)[0]
        section = _Set(data[offset:])
        custom = i == 1
        for key, at in section.offsets.items():
            if key < 2 or key >= 0x80000000:
                continue
            label = section.names.get(key, f"property {key}") if custom else names.get(key, "")
            if label and (text := section.text(at)):
                here = f"{printable(name)}:{printable(label)}"
                found.say(Part.METADATA, _kind(label, custom=custom), here, label_text(label, text, custom=custom))
        if not custom and names is _SUMMARY and _THUMBNAIL in section.offsets:
            yield from _thumbnail(section, where)
    yield from found.pieces(where, named(printable(name)))


def label_text(label: str, text: str, *, custom: bool) -> str:
    """A custom property as 'name: value', because its name is the document's own word; others by their value."""
    return f"{label}: {text}" if custom and not label.startswith(("property ", "_PID_")) else text


def _kind(label: str, *, custom: bool) -> HiddenKind:
    if custom:
        return HiddenKind.CUSTOM_PROPERTY
    return HiddenKind.PERSON_PROPERTY if label in _PERSONS else HiddenKind.PROPERTY


def _thumbnail(section: _Set, where: Where) -> Iterator[Blob]:
    """The preview picture ([MS-OLEPS] 2.11): a clipboard format, mostly a Windows metafile."""
    at = section.offsets[_THUMBNAIL]
    kind, size, tag, clipboard = struct.unpack_from("<IIII", section.data, at)
    if kind != _VT_CF or size <= 8 or tag != 0xFFFFFFFF:
        return
    raw = section.data[at + 16 : at + 8 + size]
    if clipboard == 3:  # METAFILEPICT: mm, xExt, yExt, hMF, then the metafile
        yield Blob(where.inside("thumbnail.wmf"), raw[8:], HiddenKind.THUMBNAIL, "wmf")
    elif clipboard == 14:
        yield Blob(where.inside("thumbnail.emf"), raw, HiddenKind.THUMBNAIL, "emf")
    elif clipboard == 8:
        header = struct.unpack_from("<I", raw, 0)[0]
        yield Blob(
            where.inside("thumbnail.bmp"),
            b"BM" + struct.pack("<IHHI", 14 + len(raw), 0, 0, 14 + header) + raw,
            HiddenKind.THUMBNAIL,
            "bmp",
        )
    else:
        yield Blob(where.inside("thumbnail"), raw, HiddenKind.THUMBNAIL)
