"""The second reader: whether a processed file still holds a removed word, whoever reads it.

In: the bytes of a file, its kind, the words that must be gone. Out: which reader still finds one, never the word.
Independent of the scanner's readers: python-docx, openpyxl, pdfminer.six, poppler where it is here, and the raw strings of all
decompressed parts in every encoding we know.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator

from outscan.formats import FORMATS
from outscan.limits import Budget
from outscan.process.search import squeezed
from outscan.words import say

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_DEEP = 6
_PLANE = 0xD800
_BLANK = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")


def found_again(data: bytes, kind: str, words: list[str], budget: Budget) -> list[str]:
    """The names of the readers that still find one of `words`, with how many they find."""
    words = sorted({squeezed(word) for word in words} - {""})
    if not words:
        return []
    seen = []
    for name, texts in ((say("change.plain_reader"), _plain(data, kind)), (say("change.raw_reader"), _raw(data, budget, 0))):
        left: set[str] = set()
        for text in texts:
            bare = _BLANK.sub("", text).lower()
            said = squeezed(text) if len(text) < 2_000_000 else bare  # folding a huge raw text costs too much
            left.update(word for word in words if word in said or word in bare)
        if left:
            seen.append(f"{name}：{len(left)}")
    return seen


def _plain(data: bytes, kind: str) -> Iterator[str]:
    """The text as another program reads it; nothing for kinds that no second library reads."""
    row = FORMATS.get(kind)
    if row and row.second:
        yield from _READERS[row.second](data)


def _docx(data: bytes) -> Iterator[str]:
    from docx import Document

    document = Document(io.BytesIO(data))
    yield "\n".join(paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield "\n".join("".join(cell.text for cell in row.cells) for row in table.rows)
    for section in document.sections:
        for part in (section.header, section.footer):
            yield "\n".join(paragraph.text for paragraph in part.paragraphs)


def _xlsx(data: bytes) -> Iterator[str]:
    from openpyxl import load_workbook

    for values in (False, True):
        book = load_workbook(io.BytesIO(data), data_only=values, keep_links=True)
        for sheet in book.worksheets:
            yield sheet.title
            for row in sheet.iter_rows():
                yield "\t".join(str(cell.value) for cell in row if cell.value is not None)
                yield from (cell.comment.text for cell in row if cell.comment)


def _pdf(data: bytes) -> Iterator[str]:
    from pdfminer.high_level import extract_text

    yield extract_text(io.BytesIO(data))
    poppler = shutil.which("pdftotext")
    if poppler:
        made = subprocess.run([poppler, "-q", "-", "-"], input=data, capture_output=True, timeout=60, check=False)  # noqa: S603 - a fixed command, the document on its standard input
        yield made.stdout.decode("utf-8", "replace")


_READERS = {"python-docx": _docx, "openpyxl": _xlsx, "pdfminer.six": _pdf}
"""By the library the table of formats names."""


def _raw(data: bytes, budget: Budget, depth: int) -> Iterator[str]:
    """The bytes of every part, packed ones inflated, as text in each encoding; markup with and without its tags."""
    yield from _texts(data)
    if depth > _DEEP:
        return
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    yield info.filename
                    with archive.open(info) as member:
                        inner = budget.inflate(iter(lambda: member.read(1 << 16), b""), info.compress_size)
                    yield from _raw(inner, budget, depth + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, OSError, ValueError):
            return
    elif data[:1024].find(b"%PDF-") >= 0:
        yield from _streams(data)


def _texts(data: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        text = data.decode(encoding, "ignore")
        yield text
        if encoding == "utf-8" and ("<" in text or "&" in text):
            yield html.unescape(_TAG.sub("", text))
            yield html.unescape(text)
        if encoding == "utf-8" and re.search(r"\\?u\d{4,5}\?", text):  # rich text spells characters as numbers
            yield "".join(chr(int(point)) for point in re.findall(r"u(\d{4,5})\?", text) if int(point) < _PLANE)
        if encoding == "utf-8" and "\\u" in text:
            yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    if len(data) % 2:
        yield data[1:].decode("utf-16-le", "ignore")


def _streams(data: bytes) -> Iterator[str]:
    """Every stream and string of a PDF, whether or not a page leads to it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    yield from _texts(thing.read_bytes())
                except pikepdf.PikepdfError:
                    yield from _texts(thing.read_raw_bytes())
            yield from _strings(thing, 0)


def _strings(thing: object, depth: int) -> Iterator[str]:
    import pikepdf

    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth < _DEEP and isinstance(thing, pikepdf.Array):
        for one in thing:
            yield from _strings(one, depth + 1)
    elif depth < _DEEP and isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, one in thing.items():
            yield str(key)
            if not getattr(one, "is_indirect", False):
                yield from _strings(one, depth + 1)
