"""Files that stand in a text as codes: data addresses, base64, hex; of a kind known by its bytes, or plain text that reads well.

In: a segment. Out: blobs, and the segment without the codes of those blobs. Keys, certificates, hashes and identifiers spell
neither a file nor words and stay where they are.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from outscan.extract.diagrams import sketched
from outscan.extract.sniff import sniff
from outscan.extract.within.armour import armoured
from outscan.extract.within.base85 import spelled
from outscan.formats import FormatTrait, having
from outscan.lazy_regex import lazy
from outscan.legible import clarity
from outscan.limits import Budget
from outscan.nouns import Struct, replace
from outscan.types import Blob, HiddenKind, Places, Segment, Where

_DATA = lazy(
    r"data:([\w.+-]{1,80}/[\w.+-]{1,80})?((?:;[\w.+-]{1,80}(?:=(?:\"[^\"\n]{0,80}\"|[\w.+-]{0,80}))?){0,8}?)(;base64)?,",
    re.IGNORECASE,
)
_BASE64_BODY = lazy(r"(?:[A-Za-z0-9+/_=% \t\f-]+|[\r\n\v](?![A-Z][A-Z-]{1,20}[:;]))*")
"""Up to the next property, where the address is one of a card's or a calendar's."""
_PLAIN_BODY = lazy(r"[^\s\"'<>)\\]*")
_BLOCK = lazy(
    r"(?:(?<![A-Za-z0-9+/=_-])|(?<=[A-Za-z0-9_ ]=))[A-Za-z0-9+/_-]{14,}"
    r"(?:[\n\v][ \t]{0,40}[A-Za-z0-9+/_-]{1,200}(?![^\n\v=]))*={0,2}"
    r"(?![A-Za-z0-9+/_-])"
)
_SHORTEST = 14
_LETTERS = lazy(r"[A-Za-z0-9+/_-][A-Za-z0-9+/_-]{13}")
_DIGITS = lazy(r"[0-9A-Fa-f][0-9A-Fa-f :,]{17}")
"""Without these there is neither; written to begin with a class, so that the engine passes by the rest."""
_FILE_SHORTEST = 48
_HEX = lazy(r"(?<![0-9A-Za-z])(?:0[xX])?(?:[0-9A-Fa-f]{2}[ :,]?){9,}(?:[\n\v](?:[0-9A-Fa-f]{2}[ :,]?){4,})*(?![0-9A-Za-z])")
_FILES = having(FormatTrait.CODED)
_CLEAR, _WORDS, _WIDE_WORDS = 0.75, 2, 6
"""How clear decoded text must be, and how many characters beyond ASCII it must hold: in two-byte codes more come by chance."""
_LONGEST = 1 << 24
_NO_DEFLATE = frozenset([b"\x00", b"\xff"])
_STRAYS = lazy(
    r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{4,200}(?P<stray> ?[*|,;:.!~#$%&^\"'>][*|,;:.!~#$%&^\"'>+ \n\v]{0,6})[A-Za-z0-9+/]{4,200}"
    r"(?:(?P=stray)[A-Za-z0-9+/]{1,200})+={0,2}"
)
"""Base64 cut into pieces by the same signs: quoted, joined, starred out."""
_STRAY = lazy(r"[A-Za-z0-9+/]{4} ?[*|,;:.!~#$%&^\"'>]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FILE, _TEXT = "packed", "packed.txt"
_MARKUP = frozenset({"svg+xml", "html", "xhtml+xml", "xml"})


class Count(Struct):
    """How many files were found in the texts of one document: their names."""

    files: int = 0

    def named(self, where: Where, name: str) -> Where:
        """The place of the next file, its number before the ending of `name`."""
        self.files += 1
        word, dot, ending = name.partition(".")
        return where.inside(f"{word}-{self.files}{dot}{ending}")


class _Found(Struct, frozen=True):
    """A file found: where its codes stand, its bytes, what to call it."""

    start: int
    end: int
    data: bytes
    word: str
    declared: str = ""


def files(segment: Segment, budget: Budget, count: Count) -> tuple[Segment, list[Blob]]:
    """`segment` without the codes of files, and those files."""
    found: list[_Found] = []
    text = segment.text
    if "data:" in text or "DATA:" in text:
        found += _addresses(text)
    for start, end, data in armoured(text):
        if word := _meant(data):
            found.append(_Found(start, end, data, word))
    for start, end, data in spelled(text):
        budget.tick()
        if (word := _meant(data)) and not any(one.start < end and start < one.end for one in found):
            found.append(_Found(start, end, data, word))
    found += _blocks(text, found, budget)
    if not found:
        return segment, []
    found.sort(key=lambda one: one.start)
    blobs = []
    for one in found:
        budget.tick()
        budget.spend(len(one.data), one.end - one.start)
        hidden = None if one.declared.startswith("image/") else HiddenKind.EMBEDDED_FILE
        blobs.append(Blob(count.named(segment.where, one.word), one.data, hidden, one.declared))
    return _without(segment, list(dict.fromkeys((one.start, one.end) for one in found if one.word != _TEXT))), blobs


def _addresses(text: str) -> Iterator[_Found]:
    """What stands in `data:` addresses (RFC 2397)."""
    at = 0
    while head := _DATA.search(text, at):
        media, packed = (head[1] or "").lower(), bool(head[3])
        body = (_BASE64_BODY if packed else _PLAIN_BODY).match(text, head.end())
        end = body.end() if body else head.end()
        if not packed and media.rpartition("/")[2] in _MARKUP:
            end = _whole(text, head.start(), head.end(), end)
        raw = unquote_to_bytes(text[head.end() : end])
        data = _unpacked(raw) if packed else raw
        at = max(end, head.end())
        if data and (packed or media):
            ending = re.sub(r"[^a-z0-9]", "", media.rpartition("/")[2])[:8] or "bin"
            yield _Found(head.start(), end, data, f"data.{ending}", f"{media}{head[2]}")


def _whole(text: str, start: int, body: int, end: int) -> int:
    """Where an unescaped mark-up body ends: at the quote that was opened before the address, else at the end of its line."""
    quote = text[start - 1 : start]
    if quote and quote in "\"'":
        stop = text.find(quote, body)
    elif text[body : body + 1] == "<":
        stop = text.find("\n", body)
    else:
        return end
    return stop if stop >= 0 else len(text)


def _unpacked(raw: bytes) -> bytes:
    """Base64 with whatever stands between its letters; b"" where it is none."""
    letters = re.sub(rb"[^A-Za-z0-9+/_-]", b"", raw).translate(bytes.maketrans(b"-_", b"+/"))
    usable = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return base64.b64decode(usable + b"=" * (-len(usable) % 4))
    except (binascii.Error, ValueError):
        return b""


def _blocks(text: str, taken: list[_Found], budget: Budget) -> Iterator[_Found]:
    """What stands in the text as base64 or hex: a file of a known kind, or words."""
    spans = [(one.start, one.end) for one in taken]
    for sign, pattern, decode in ((_STRAY, _STRAYS, _pieced), (_LETTERS, _BLOCK, _base64), (_DIGITS, _HEX, _hex)):
        if sign.search(text) is None:
            continue
        for found in pattern.finditer(text):
            if any(a < found.end() and found.start() < b for a, b in spans):
                continue
            start, whole = found.start(), found.group()
            wrapped = _wrapped(whole) if pattern is _BLOCK else whole
            for block in dict.fromkeys((wrapped, whole)):
                if ones := _first(decode(block), start, start + len(block), budget):
                    spans.append((start, start + len(block)))
                    yield from ones
                    break


def _first(decoded: Iterator[bytes], start: int, end: int, budget: Budget) -> list[_Found]:
    """The first reading of a block that is a file or a text (a damaged drawing is two), [] where none is."""
    for data in decoded:
        if data[:1] == b"{" and (drawings := sketched(data.decode("utf-8", "replace"), budget)):
            return [_Found(start, end, drawing, "packed.excalidraw") for drawing in drawings]
        if plain := _inflated(data):
            return [_Found(start, end, plain, _TEXT)]
        if word := _meant(data):
            return [_Found(start, end, data, word)]
    return []


def _wrapped(block: str) -> str:
    """A block up to its first line that is shorter than the one it begins with: what follows is the text around it."""
    end = first = 0
    for line in re.split(r"(?<=[\n\v])", block):
        end += len(line)
        width = len(line.strip("\n\v \t"))
        first = first or width
        if width < first:
            break
    return block[:end].rstrip("\n\v")


def _base64(block: str) -> Iterator[bytes]:
    """The block decoded, and without its first line, which may be the end of a cut one."""
    if len(block) < _FILE_SHORTEST and ((block.isalpha() and (block.islower() or block.istitle())) or block.isdigit()):
        return  # a word, a number
    yield _unpacked(block.encode("ascii"))
    first, _, rest = block.replace("\v", "\n").partition("\n")
    if rest and len(first) < len(rest):
        yield _unpacked(rest.encode("ascii"))


def _pieced(block: str) -> Iterator[bytes]:
    """A block cut into pieces, where it is long and mixed as codes are."""
    found = _STRAYS.match(block)
    letters = re.sub(r"[^A-Za-z0-9+/]", "", block.replace(found["stray"], "") if found else block)
    if len(letters) >= _FILE_SHORTEST and not letters.islower() and not letters.isupper() and not letters.isdigit():
        yield _unpacked(letters.encode("ascii"))


def _hex(block: str) -> Iterator[bytes]:
    digits = re.sub(r"[^0-9A-Fa-f]", "", block[2:] if block[:2] in ("0x", "0X") else block)
    if not digits.isdigit() or len(digits) > 2 * _FILE_SHORTEST:
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])


def _inflated(data: bytes) -> bytes:
    """The text a deflate stream holds (a table typed into a query), b"" where there is none."""
    if len(data) < _SHORTEST or data[:1] in _NO_DEFLATE:
        return b""
    for window in (-zlib.MAX_WBITS, zlib.MAX_WBITS):
        stream = zlib.decompressobj(window)
        try:
            text = stream.decompress(data, _LONGEST)
        except zlib.error:
            continue
        if stream.eof and not stream.unused_data and len(text) > _SHORTEST // 2:
            if text[:3].upper() == b"%3C":
                return unquote_to_bytes(text)
            return text if _meant(text) == _TEXT or text[:1] == b"<" else b""
    return b""


_SPELLED = lazy(
    r"(?:\\u[3-9a-fA-F][0-9a-fA-F]{3}){2}|(?:%[Ee][4-9]%[89ABab][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]){2}"
    r"|(?:&#(?:x[3-9a-fA-F][0-9a-fA-F]{3}|[1-6]\d{4});){2}"
)
"""Words beyond ASCII in letters of ASCII."""


def _meant(data: bytes) -> str:
    """What decoded bytes are called, "" where they are neither a file nor a text."""
    if len(data) >= _FILE_SHORTEST * 3 // 4 and not data.isascii() and sniff(Blob(Where(("",)), data)) in _FILES:
        return _FILE
    if data.startswith((b"%PDF-", b"{\\rtf", b"-----BEGIN PGP MESSAGE")):
        return _FILE
    if data.isascii():
        text = data.decode("ascii")
        return _TEXT if _SPELLED.search(text[:_LONGEST]) and not _CONTROL.search(text) else ""
    for encoding, least in (("utf-8", _WORDS), ("gb18030", _WORDS + 1), ("utf-16-le", _WIDE_WORDS), ("utf-16-be", _WIDE_WORDS)):
        if len(data) % 2 and encoding.startswith("utf-16"):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        beyond = sum(not char.isascii() for char in text[:2000])
        if beyond >= least and beyond * 8 >= min(len(text), 2000) and not _CONTROL.search(text) and clarity(text) >= _CLEAR:
            return _TEXT
    return ""


def _without(segment: Segment, spans: list[tuple[int, int]]) -> Segment:
    """`segment` without these stretches of its text; its places stay where they are among the rest."""
    if not spans:
        return segment
    parts, cut = [], 0
    ends, gone = [0], [0]
    for start, end in spans:
        parts.append(segment.text[cut:start])
        ends.append(end)
        gone.append(gone[-1] + end - start)
        cut = end
    parts.append(segment.text[cut:])
    places = segment.places
    if places is not None:
        moved = array("Q")
        for start in places.starts:
            index = bisect_right(ends, start) - 1
            nearest = spans[index][0] if index < len(spans) and spans[index][0] < start else start
            moved.append(nearest - gone[index])
        places = Places(moved, places.spots)
    return replace(segment, text="".join(parts), places=places)
