"""Strings of PDF objects as text, whatever encoding the producer used, and the plain text of rich text.

In: pikepdf objects. Out: `str`, empty where there is nothing to read. Deliberately does not know which key holds what.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pikepdf

HAN = re.compile(r"[\u3400-\u9fff]")
LONG = 4_000_000
"""Longer streams than this (bytes) are no text a person wrote into a field."""


def plain(raw: bytes) -> str:
    """A text string: UTF-16 or UTF-8 by its mark, else what decodes to Han (many Chinese producers write GBK), else PDFDoc."""
    if raw[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return raw.decode("utf-16", "replace").lstrip("\ufeff")
    if raw[:3] == b"\xef\xbb\xbf":
        return raw[3:].decode("utf-8", "replace")
    if not raw.isascii():
        for encoding in ("utf-8", "gb18030"):
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(HAN.findall(text)) * 2 >= sum(c > "\x7f" for c in text):
                return text
    return raw.decode("pdfdoc_pikepdf", "replace")  # the codec pikepdf registers, ISO 32000-1 Annex D


def words(thing: object) -> str:
    """The text of a string, a name-free number, a text stream or an array of strings."""
    if isinstance(thing, pikepdf.String):
        return plain(bytes(thing)).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if isinstance(thing, pikepdf.Stream):
        raw = thing.read_bytes() if len(thing.read_raw_bytes()) <= LONG // 16 else b""  # deflate swells a thousandfold
        return words(pikepdf.String(raw[:LONG])) if len(raw) <= LONG else ""
    if isinstance(thing, pikepdf.Array):
        return "\n".join(filter(None, (words(item) for item in list(thing)[:5000])))
    return ""


def name(thing: object) -> str:
    """A name with its slash, '' where there is none or its bytes are no text."""
    try:
        return str(thing) if isinstance(thing, pikepdf.Name) else ""
    except UnicodeDecodeError:
        return ""


def rich(thing: object) -> str:
    """The plain text of a rich text value (XHTML in a string or a stream)."""
    text = words(thing)
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|div|li|br)>|<br[^>]*>", "\n", text))).strip()


def link(thing: object) -> str:
    """The text of an address, its percent encoding undone."""
    text = words(thing)
    return unquote(text) if "%" in text else text


def squeezed(text: str) -> str:
    """`text` without blanks: for telling whether the same words were already read."""
    return "".join(text.split())
