"""An upload on its way: multipart or raw, straight into the private spool, hashed as it is written.

In: chunks of a body, its headers. Out: `Received`: spool file, name, fields; `Several` where a page sends more than one. Nothing
is left where it fails.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError, MultipartParseError
from python_multipart.multipart import parse_options_header

from outscan.gate.faults import Refused
from outscan.gate.spool import Full, Spool, Upload

MOST_PARTS = 64
MOST_HEAD = 16 << 10
MOST_FIELD = 64 << 10
MOST_TEXT = 4 << 20
"""Of one field where the form is what is judged: text that was pasted in."""
MOST_NAME = 1024
UNNAMED = "unnamed"
"""The name of what came without one; an approval binds names, so a sender does well to give it."""
_ENDS = re.compile(r"[/\\]")
_BAD = re.compile(r"[\x00-\x1f\x7f]")
_BOUNDARY = re.compile(rb"[0-9A-Za-z'()+_,\-./:=? ]{1,70}")


@dataclass(slots=True)
class Received:
    """What came: the file and the fields beside it, each possibly several times."""

    upload: Upload
    name: str
    fields: dict[str, list[str]]


@dataclass(slots=True)
class Several:
    """What a form sent: its files with their names, and its fields."""

    files: list[tuple[Upload, str]]
    fields: dict[str, list[str]]

    def drop(self) -> None:
        """Leave nothing of the files."""
        for upload, _ in self.files:
            upload.drop()


Fields = dict[str, list[str]]


def text_of(raw: bytes) -> str:
    """A field or a name as text: UTF-8, else the coding old Chinese clients use. Raises Refused where it is neither."""
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    raise Refused("bad_body", "charset")


def name_of(filename: str) -> str:
    """The last component of a file name as sent. Raises Refused for one that is empty, too long or holds control characters."""
    name = _ENDS.split(filename)[-1].strip()
    if not name or name in {".", ".."} or len(name) > MOST_NAME or _BAD.search(name):
        raise Refused("bad_body", "filename")
    return name


async def raw(body: AsyncIterator[bytes], spool: Spool, name: str, most: int) -> Received:
    """A body that is the file itself."""
    checked = name_of(name)
    upload = spool.begin(most)
    try:
        async for chunk in body:
            upload.write(chunk)
        upload.close()
    except Full:
        upload.drop()
        raise Refused("too_large", str(most)) from None
    except BaseException:
        upload.drop()
        raise
    return Received(upload, checked, {})


def forms(body: Iterable[bytes], media: str, spool: Spool, most: int) -> tuple[list[tuple[Upload, str]], dict[str, list[str]]]:
    """Every file and every field of a form that another program sent; `media` is its Content-Type.

    Raises Refused where it cannot be read whole; nothing is left in the spool then.
    """
    form = _Form(spool, most, MOST_PARTS, lenient=True)
    with _filling(form, most):
        parser = MultipartParser(_boundary(media), form.callbacks())  # type: ignore[arg-type]  # its own TypedDict of the same keys
        for chunk in body:
            parser.write(chunk)
        parser.finalize()
        form.check_ended()
    return form.files, form.fields


@contextmanager
def _filling(form: _Form, most: int) -> Iterator[None]:
    """While a form is read: what ends the reading early leaves nothing in the spool. Raises Refused for a fault of the form."""
    try:
        yield
    except (MultipartParseError, FormParserError):
        form.drop()
        raise Refused("bad_body", "multipart") from None
    except Full:
        form.drop()
        raise Refused("too_large", str(most)) from None
    except BaseException:
        form.drop()
        raise


def _boundary(media: str) -> bytes:
    """The boundary of a Content-Type. Raises Refused where there is none, or two."""
    _, options = parse_options_header(media.encode("utf-8", "surrogateescape"))
    boundary = options.get(b"boundary", b"")
    if not _BOUNDARY.fullmatch(boundary) or media.lower().count("boundary=") != 1:
        raise Refused("bad_body", "boundary")
    return boundary


async def multipart(body: AsyncIterator[bytes], headers: Mapping[str, str], spool: Spool, most: int) -> Received:
    """A multipart/form-data body with exactly one file."""
    found = await several(body, headers, spool, most, 1)
    upload, name = found.files[0]
    return Received(upload, name, found.fields)


async def several(
    body: AsyncIterator[bytes],
    headers: Mapping[str, str],
    spool: Spool,
    most: int,
    most_files: int,
    admit: Callable[[Fields], None] = lambda _: None,
) -> Several:
    """A multipart/form-data body with one to `most_files` files; `admit` sees the fields that come before the first of them."""
    boundary = _boundary(headers.get("content-type", ""))
    form = _Form(spool, most, most_files, admit)
    with _filling(form, most):
        parser = MultipartParser(boundary, form.callbacks())  # type: ignore[arg-type]  # its own TypedDict of the same keys
        async for chunk in body:
            parser.write(chunk)
        parser.finalize()
        return form.received()


@dataclass(slots=True)
class _Form:
    """The state of one multipart body."""

    spool: Spool
    most: int
    most_files: int
    admit: Callable[[Fields], None] = lambda _: None
    lenient: bool = False
    """Whether another program sent it: a file without a name is one, too, and a field may be long."""
    files: list[tuple[Upload, str]] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)
    parts: int = 0
    head: int = 0
    ended: bool = False
    _key: bytearray = field(default_factory=bytearray)
    _value: bytearray = field(default_factory=bytearray)
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _field: str = ""
    _data: bytearray | None = None

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._key_data,
            "on_header_value": self._value_data,
            "on_header_end": self._header,
            "on_headers_finished": self._ready,
            "on_part_data": self._part,
            "on_part_end": self._finish,
            "on_end": self._end,
        }

    def check_ended(self) -> None:
        """Raise Refused where the closing boundary never came."""
        if not self.ended:
            raise Refused("bad_body", "multipart")

    def received(self) -> Several:
        """What came. Raises Refused where there is no file, or the end is missing."""
        if not self.files or not self.ended:
            self.drop()
            raise Refused("bad_body", "file" if self.ended else "multipart")
        return Several(self.files, self.fields)

    def drop(self) -> None:
        while self.files:
            self.files.pop()[0].drop()

    def _begin(self) -> None:
        self.parts += 1
        self.head = 0
        self._headers = {}
        if self.parts > MOST_PARTS:
            raise Refused("bad_body", f"parts > {MOST_PARTS}")

    def _grow(self, into: bytearray, data: bytes, start: int, end: int) -> None:
        self.head += end - start
        if self.head > MOST_HEAD:
            raise Refused("bad_body", f"part header > {MOST_HEAD}")
        into += data[start:end]

    def _key_data(self, data: bytes, start: int, end: int) -> None:
        self._grow(self._key, data, start, end)

    def _value_data(self, data: bytes, start: int, end: int) -> None:
        self._grow(self._value, data, start, end)

    def _header(self) -> None:
        self._headers[bytes(self._key).lower()] = bytes(self._value)
        self._key.clear()
        self._value.clear()

    def _ready(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = text_of(options.get(b"name", b""))
        coding = self._headers.get(b"content-transfer-encoding", b"binary").strip().lower()
        if coding not in {b"binary", b"8bit", b"7bit"}:
            raise Refused("bad_body", "Content-Transfer-Encoding")
        self._data = None
        if b"filename" in options:
            if len(self.files) == self.most_files:
                raise Refused("bad_body", "one file" if self.most_files == 1 else f"files > {self.most_files}")
            if not self.files:
                self.admit(self.fields)
            filename = text_of(options[b"filename"])
            name = UNNAMED if self.lenient and not filename.strip() else name_of(filename)
            self.files.append((self.spool.begin(self.most), name))
        else:
            self._data = bytearray()

    def _part(self, data: bytes, start: int, end: int) -> None:
        if self._data is None:
            if self.files:
                self.files[-1][0].write(data[start:end])
            return
        most = MOST_TEXT if self.lenient else MOST_FIELD
        if len(self._data) + end - start > most:
            raise Refused("bad_body", f"field > {most}")
        self._data += data[start:end]

    def _finish(self) -> None:
        if self._data is not None:
            self.fields.setdefault(self._field, []).append(text_of(bytes(self._data)))
            self._data = None
        elif self.files:
            upload, name = self.files[-1]
            upload.close()
            if self.lenient and name == UNNAMED and not upload.size:  # what a browser sends where nobody chose a file
                upload.drop()
                self.files.pop()

    def _end(self) -> None:
        self.ended = True
