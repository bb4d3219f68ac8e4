"""Words in bytes under a name nobody here knows: segments and chunks of pictures, fields that programs keep for themselves.

In: bytes of a file that is otherwise read. Out: what a person would read in them: the whole as text, the text they hold deflated,
else every sentence that stands in them in UTF-8, UTF-16 of either order or GB 18030. Single words, versions and identifiers
say nothing, and binary data make no sentences.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from outscan.legible import clarity, decode

LIMIT = 4_000_000
"""Bytes looked at."""
LETTERS, HAN, CLEAR = 4, 5, 0.6
"""Letters a whole text needs; Han of a sentence among other bytes, and how clear they are together."""
MOST = 2000
"""Sentences of one stretch."""
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile("[\u3400-\u9fff]")
_SENTENCE = re.compile(r"(?:[A-Za-z][a-z]+[,;:]? ){4}[A-Za-z]")
_TAIL = rb"[\x20-\x7e\t\r\n]|[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}"
_NARROW = (
    ("utf-8", re.compile(rb"(?:" + _TAIL + rb"){6,}")),
    ("gb18030", re.compile(rb"(?:[\x20-\x7e\t\r\n]|[\xa1-\xa3\xb0-\xf7][\xa1-\xfe]){8,}")),
)
_HIGH = rb"[\x4e-\x9f\x30\xff\x20\x26]"
_WIDE = (
    ("utf-16-le", re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]\x00|[\x00-\xff]" + _HIGH + rb"){6,}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\x09\x0a\x0d\x20-\x7e]|" + _HIGH + rb"[\x00-\xff]){6,}")),
)
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def texts_in(data: bytes) -> list[str]:
    """The texts in `data`, each once."""
    data = data[:LIMIT]
    if whole := plain(data):
        return [whole] if len(_LETTER.findall(whole)) >= LETTERS else []
    return list(dict.fromkeys([*_inflated(data), *_sentences(data)]))


def plain(data: bytes) -> str:
    """Bytes as text, "" where they are none: tables and profiles hold control characters."""
    text = decode(data.strip(b"\x00")[:LIMIT])
    return text.text if text.sound and all(char.isprintable() or char in "\t\r\n" for char in text.text) else ""


def _inflated(data: bytes) -> Iterator[str]:
    """What the first deflated stream within the first bytes says (behind a keyword, as chunks of PNG have it)."""
    begin = _PACKED.search(data, 0, 256)
    if begin is None:
        return
    try:
        unpacked = zlib.decompressobj().decompress(data[begin.start() :], LIMIT)
    except zlib.error:
        return
    whole = plain(unpacked)
    yield from [whole] if whole else _sentences(unpacked)


def _sentences(data: bytes) -> Iterator[str]:
    met: list[str] = []
    for encoding, pattern in (*_NARROW, *_WIDE):
        at = 0
        while len(met) < MOST and (found := pattern.search(data, at)):
            text = max((_read(pattern, encoding, data, found.start() + by) for by in (0, 1)), key=len)
            at = found.end() if text or encoding in ("utf-8", "gb18030") else found.start() + 2
            if text and not any(text in one for one in met):
                met.append(text)
                yield text


def _read(pattern: re.Pattern[bytes], encoding: str, data: bytes, at: int) -> str:
    """The sentence that begins here, "" where none does."""
    found = pattern.match(data, at)
    text = found.group().decode(encoding, "replace").strip() if found else ""
    han = "".join(_HAN.findall(text))
    if len(han) >= HAN:
        return text if clarity(han) >= CLEAR and "\ufffd" not in text else ""
    return text if not han and _SENTENCE.search(text) else ""
