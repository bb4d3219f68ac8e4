"""A zip taken apart and put together again: untouched members are copied as the bytes they are.

In: the bytes of a zip. Out: a zip with the same order and packing; members may be replaced or dropped. Time stamps of replaced
members, extra fields, comments and anything between the members do not come along: they are nobody's text and everybody's trace.
(APPNOTE.TXT §4.3)
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from outscan.limits import Budget
from outscan.process.task import Refused, Task
from outscan.types import Blob, Where
from outscan.words import say

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8, _ENCRYPTED = 0x800, 0x1
_BIG = 0xFFFFFFFF


@dataclass(slots=True)
class Archive:
    """A zip being edited. `read` inflates, `replace` and `drop` are remembered, `packed` writes."""

    data: bytes
    budget: Budget
    infos: list[zipfile.ZipInfo] = field(default_factory=list)
    changed: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    leave: Callable[[Where, bytes], None] = lambda where, data: None  # noqa: ARG005 - nobody asked to be told
    where: Where = field(default_factory=Where)

    @classmethod
    def of(cls, blob: Blob, task: Task) -> Archive:
        """The package `blob`, whose dropped members the task keeps account of. Raises Refused."""
        archive = cls.open(blob.data, task.budget)
        archive.leave, archive.where = task.leave, blob.where
        return archive

    @classmethod
    def open(cls, data: bytes, budget: Budget) -> Archive:
        """Open `data`. Raises Refused where it is no sound zip or two members have one name."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                infos = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
            raise Refused(say("refusal.package_broken")) from None
        names = [info.filename.lower() for info in infos]
        if len(set(names)) < len(names):
            raise Refused(say("refusal.package_twins"))
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise Refused(say("refusal.package_encrypted"))
        return cls(data, budget, infos)

    def names(self) -> list[str]:
        """Members that are there now, folders left out."""
        return [i.filename for i in self.infos if not i.is_dir() and i.filename not in self.dropped]

    def read(self, name: str) -> bytes:
        """The bytes of a member as it is now; b'' where there is none."""
        if name in self.dropped:
            return b""
        return self.changed[name] if name in self.changed else self._before(name)

    def _before(self, name: str) -> bytes:
        info = next((i for i in self.infos if i.filename == name), None)
        if info is None:
            return b""
        raw = self._raw(info)
        if info.compress_type == zipfile.ZIP_STORED:
            self.budget.spend(len(raw))
            return raw
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise Refused(say("refusal.package_method"))
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            return self.budget.inflate(_chunks(stream, raw), len(raw))
        except zlib.error:
            raise Refused(say("refusal.package_member")) from None

    def replace(self, name: str, data: bytes) -> None:
        """Give a member other bytes."""
        if data != self.read(name):
            self.changed[name] = data

    def drop(self, name: str) -> None:
        """Leave a member out; what it held before anything was cut is handed on."""
        if name not in self.dropped and not name.endswith(".rels"):
            self.leave(self.where.inside(name), self._before(name))
        self.dropped.add(name)

    def _raw(self, info: zipfile.ZipInfo) -> bytes:
        head = self.data[info.header_offset : info.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size:
            raise Refused(say("refusal.package_broken"))
        *_, name, extra = _LOCAL.unpack(head)
        start = info.header_offset + _LOCAL.size + name + extra
        return self.data[start : start + info.compress_size]

    def packed(self) -> bytes:
        """The zip as it is now."""
        out, directory = io.BytesIO(), io.BytesIO()
        count = 0
        for info in self.infos:
            if info.filename in self.dropped:
                continue
            raw, crc, size, method = self._member(info)
            if max(size, len(raw), out.tell()) >= _BIG:
                raise Refused(say("refusal.package_large"))
            name = self.renamed.get(info.filename, info.filename).encode()
            flags = _UTF8 if not name.isascii() else 0
            date, time = _stamp(info)
            offset = out.tell()
            common = (flags, method, time, date, crc, len(raw), size, len(name), 0)
            out.write(_LOCAL.pack(b"PK\x03\x04", 20, *common) + name + raw)
            directory.write(_CENTRAL.pack(b"PK\x01\x02", 20, 20, *common, 0, 0, 0, info.external_attr & 0x10, offset) + name)
            count += 1
        at = out.tell()
        listing = directory.getvalue()
        out.write(listing + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), at, 0))
        return out.getvalue()

    def _member(self, info: zipfile.ZipInfo) -> tuple[bytes, int, int, int]:
        data = self.changed.get(info.filename)
        if data is None:
            return self._raw(info), info.CRC, info.file_size, info.compress_type
        if info.compress_type == zipfile.ZIP_STORED:
            return data, zlib.crc32(data), len(data), zipfile.ZIP_STORED
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        return packer.compress(data) + packer.flush(), zlib.crc32(data), len(data), zipfile.ZIP_DEFLATED


def _chunks(stream: zlib._Decompress, raw: bytes):  # type: ignore[no-untyped-def]  # a generator of bytes; zlib's type is private  # noqa: ANN202
    yield stream.decompress(raw, 1 << 20)
    while stream.unconsumed_tail:
        yield stream.decompress(stream.unconsumed_tail, 1 << 20)


def _stamp(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return (max(year - 1980, 0) << 9 | month << 5 | day), (hour << 11 | minute << 5 | second // 2)
