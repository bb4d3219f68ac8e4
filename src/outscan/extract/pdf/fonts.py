"""Can the text of a font be believed? Not where it knows no way to Unicode, or its ToUnicode map contradicts all else it says.

In: a font dictionary of a pikepdf document. Out: why its text is not to be believed, None where nothing speaks against it.
The map is compared with what the font's own encoding says: a predefined CMap of known codes, glyph names, the character
collection, the `cmap` table of an embedded TrueType font. Of a subset font that carries none of these only this can be said:
a map that calls many glyphs by one name, or wide glyphs by the names of narrow letters, was not made by a producer.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pikepdf

from outscan.extract.pdf.sfnt import cmap
from outscan.extract.pdf.streams import inflated
from outscan.limits import Budget
from outscan.types import Reason, unread

CODECS = {
    "UniGB": "utf-16-be", "UniCNS": "utf-16-be", "UniJIS": "utf-16-be", "UniKS": "utf-16-be", "GBK": "gbk", "GBKp": "gbk",
    "GBK2K": "gb18030", "GB-EUC": "gb2312", "GBpc": "gb2312", "ETen": "big5", "B5pc": "big5", "90ms": "cp932", "KSCms": "cp949",
}  # fmt: skip
"""Families of predefined CMaps (ISO 32000-1, table 118) and the encoding their codes are written in."""
COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1", "KR"})
GROSS = 0.3
"""Share of contradicting codes above which the map is no slip of a producer (variants and ligatures are below a tenth)."""
CROWD = 8
"""Codes; fewer are no crowd."""
NARROW, FULL = 600, 950
"""Thousandths of an em: no Han is narrower, no Latin letter but m and w is wider."""
ORDERED, STEADY = 20, 0.75
"""Han of a font that are enough to know its order, and the share of them that keeps it."""
FEW = 3
MOST = 20_000
"""Codes compared."""
CHAR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])")
BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
SURROGATE = re.compile(rb"[Dd][89A-Fa-f]")
HALVES = re.compile("[\ud800-\udfff]")
NAMED = re.compile(r"uni([0-9A-F]{4})|u([0-9A-F]{4,6})")


def stated_by(font: pikepdf.Dictionary, budget: Budget) -> dict[int, str]:
    """Code → text as the font's own map states it, {} where it has none."""
    stream = font.get("/ToUnicode")
    return to_unicode(inflated(stream, budget)) if isinstance(stream, pikepdf.Stream) else {}


def doubt(font: pikepdf.Dictionary, stated: Mapping[int, str], budget: Budget) -> Reason | None:
    """Why the text shown in `font`, whose map is `stated`, is not to be believed, None where nothing speaks against it."""
    kind = str(font.get("/Subtype", ""))
    if kind == "/Type0":
        return _composite(font, stated, budget)
    if kind == "/Type3" and not stated and not glyph_names(font):
        return unread("type3_unnamed")
    if kind == "/Type3" and _wide(font, stated):
        return unread("type3_wide")
    if _crowded(stated):
        return unread("unicode_crowded")
    known = glyph_names(font)
    if kind == "/Type3" and not stated:  # PDFium takes the codes themselves for characters
        return unread("codes_names") if _contradicts({code: chr(code) for code in known}, known) else None
    return unread("unicode_names") if _contradicts(stated, known) else None


def _composite(font: pikepdf.Dictionary, stated: Mapping[int, str], budget: Budget) -> Reason | None:
    name = str(font.get("/Encoding", "")).removeprefix("/")
    codec = next((codec for family, codec in CODECS.items() if name.startswith(family)), "")
    if codec:
        known = {code: text for code in list(stated)[:MOST] if (text := _decoded(code, codec))}
        return unread("unicode_encoding") if _contradicts(stated, known) else None
    below = font.get("/DescendantFonts")
    descendant = below[0] if isinstance(below, pikepdf.Array) and len(below) else None
    if not isinstance(descendant, pikepdf.Dictionary) or not name.startswith("Identity"):
        return None
    info = descendant.get("/CIDSystemInfo")
    ordering = str(info.get("/Ordering", "")) if isinstance(info, pikepdf.Dictionary) else ""
    if ordering in COLLECTIONS:
        return unread("unicode_collection") if stated and _contradicts(stated, _collection(ordering)) else None
    glyphs = _embedded(descendant, budget)
    if not stated:
        return None if glyphs else unread("cid_unnamed")
    if _crowded(stated):
        return unread("unicode_crowded")
    if _misfit(stated, descendant):
        return unread("unicode_widths")
    mapped = descendant.get("/CIDToGIDMap", "/Identity")
    plain = not isinstance(mapped, pikepdf.Stream)
    return unread("unicode_font") if plain and _contradicts(stated, glyphs) else None


def out_of_order(font: pikepdf.Dictionary, stated: Mapping[int, str]) -> frozenset[str]:
    """Han whose codes stand out of the order all others of the font keep.

    The glyphs of most fonts stand in the order of Unicode, and a subset keeps their numbers. A few characters that do not fit in
    were called by other names than theirs, or are variants: only where several stand together in the text is that a doubt.
    """
    if not stated or not str(font.get("/Encoding", "")).startswith("/Identity"):
        return frozenset()
    pairs = sorted((code, text) for code, text in stated.items() if "\u4e00" <= text <= "\u9fff")
    pairs = [pair for pair in pairs if len(pair[1]) == 1][:MOST]
    if len(pairs) < ORDERED:
        return frozenset()
    kept = _rising([text for _, text in pairs])
    return (
        frozenset(text for i, (_, text) in enumerate(pairs) if i not in kept) if len(kept) > STEADY * len(pairs) else frozenset()
    )


def _rising(texts: list[str]) -> set[int]:
    """Positions of a longest rising subsequence."""
    tails: list[str] = []
    ends: list[int] = []
    before: list[int] = []
    for i, text in enumerate(texts):
        at = bisect_left(tails, text)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [text]
        ends[at : at + 1] = [i]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _crowded(stated: Mapping[int, str]) -> bool:
    """Whether far more codes are mapped than characters told apart; a producer maps variants of a few."""
    texts = [text for text in stated.values() if text.strip() and text != "\ufffd"]
    return len(texts) >= CROWD and len(set(texts)) < (1 - 2 * GROSS) * len(texts)


def _misfit(stated: Mapping[int, str], descendant: pikepdf.Dictionary) -> bool:
    """Whether glyphs as wide as Han are called by Latin letters, or glyphs half as wide by Han."""
    widths = _widths(descendant.get("/W"))
    default = descendant.get("/DW", 1000)
    usual = float(default) if isinstance(default, int | float | Decimal) else 1000.0
    judged = wrong = 0
    for code, text in list(stated.items())[:MOST]:
        wide = widths.get(code, usual)
        if len(text) != 1 or not wide:
            continue
        if "\u4e00" <= text <= "\u9fff":
            judged, wrong = judged + 1, wrong + (wide <= NARROW)
        elif text.isascii() and text.isalnum() and text not in "mwMW":
            judged, wrong = judged + 1, wrong + (wide >= FULL)
    return wrong >= CROWD and wrong > GROSS * judged


def _wide(font: pikepdf.Dictionary, stated: Mapping[int, str]) -> bool:
    """Whether most glyphs of a Type 3 font are as wide as Han and are called by letters or digits."""
    widths, matrix, first = font.get("/Widths"), font.get("/FontMatrix"), font.get("/FirstChar", 0)
    if not isinstance(widths, pikepdf.Array) or not isinstance(matrix, pikepdf.Array):
        return False
    names = stated or glyph_names(font)
    scale = abs(float(matrix[0])) * 1000
    called = [
        float(wide) * scale >= FULL
        for code, wide in enumerate(list(widths)[:256], int(first))
        if (text := names.get(code, "")).isascii() and text.isalnum() and text not in "mwMW"
    ]
    return len(called) >= FEW and sum(called) > (1 - GROSS) * len(called)


def _widths(table: object) -> dict[int, float]:
    """CID → width in thousandths of an em (ISO 32000-1, 9.7.4.3): `c [w …]` or `first last w`."""
    found: dict[int, float] = {}
    items = list(table)[: 2 * MOST] if isinstance(table, pikepdf.Array) else []
    at = 0
    while at + 1 < len(items):
        first, second = items[at], items[at + 1]
        if isinstance(second, pikepdf.Array):
            found.update({int(first) + i: float(wide) for i, wide in enumerate(list(second)[:MOST])})
            at += 2
        elif at + 2 < len(items):
            found.update(dict.fromkeys(range(int(first), min(int(second), int(first) + MOST) + 1), float(items[at + 2])))
            at += 3
        else:
            break
    return found


def to_unicode(data: bytes) -> dict[int, str]:
    """Code → text of a ToUnicode CMap (ISO 32000-1, 9.10.3), as far as it is written in the usual way."""
    found: dict[int, str] = {}
    for kind, body in BLOCK.findall(data):
        if kind == b"char":
            pairs = CHAR.findall(body)
            found.update(zip((_number(code) for code, _ in pairs), _texts([text for _, text in pairs]), strict=True))
        else:
            for first, last, start, several in RANGE.findall(body):
                low, high = _number(first), min(_number(last), _number(first) + MOST)
                texts = re.findall(rb"<([0-9A-Fa-f\s]*)>", several)
                base = _text(start) if start else ""
                for i, code in enumerate(range(low, high + 1)):
                    if base:
                        found[code] = base[:-1] + chr(min(ord(base[-1]) + i, 0x10FFFF))
                    elif i < len(texts):
                        found[code] = _text(texts[i])
        if len(found) > 4 * MOST:
            break
    return found


def _texts(raws: list[bytes]) -> Sequence[str]:
    """What each of `raws` says; nearly all maps say one character of the basic plane a code, and are read at once."""
    if set(map(len, raws)) != {len("FFFF")} or not (digits := b"".join(raws)).isalnum():
        return [_text(raw) for raw in raws]
    said = bytes.fromhex(digits.decode()).decode("utf-16-be", "surrogatepass")
    return said if len(said) == len(raws) and not HALVES.search(said) else [_text(raw) for raw in raws]


def _number(raw: bytes) -> int:
    return int(raw if raw.isalnum() else b"".join(raw.split()) or b"0", 16)


def _text(raw: bytes) -> str:
    if len(raw) == len("FFFF") and raw.isalnum() and not SURROGATE.match(raw):
        return chr(int(raw, 16))
    digits = b"".join(raw.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()).decode("utf-16-be", "replace")


def _decoded(code: int, codec: str) -> str:
    size = 2 if code > 0xFF or codec == "utf-16-be" else 1
    try:
        return code.to_bytes(max(size, (code.bit_length() + 7) // 8), "big").decode(codec)
    except UnicodeDecodeError:
        return ""


def _contradicts(stated: Mapping[int, str], known: Mapping[int, str]) -> bool:
    """Whether the two maps tell grossly different things of the codes both know."""
    shared = [code for code in stated if code in known and stated[code].strip() and known[code].strip()][:MOST]
    wrong = sum(_same(stated[code]) != _same(known[code]) for code in shared)
    return wrong >= FEW and wrong > GROSS * len(shared)


def _same(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()[:1]


def glyph_names(font: pikepdf.Dictionary) -> dict[int, str]:
    """Code → character as the encoding of a simple font names it, as far as the names are those of the Adobe glyph list."""
    encoding = font.get("/Encoding")
    if not isinstance(encoding, pikepdf.Dictionary):
        codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac-roman"}.get(str(encoding or ""), "")
        symbolic = font.get("/FontDescriptor")
        if not codec or (isinstance(symbolic, pikepdf.Dictionary) and int(symbolic.get("/Flags", 0)) & 4):
            return {}  # a symbolic TrueType font ignores its encoding (ISO 32000-1, 9.6.6.4)
        return {code: bytes([code]).decode(codec, "ignore") for code in range(33, 127)}
    names = encoding.get("/Differences")
    found, code = {}, 0
    for item in list(names)[:1000] if isinstance(names, pikepdf.Array) else []:
        if isinstance(item, int):
            code = int(item)
        else:
            text = _named(str(item).removeprefix("/"))
            if text:
                found[code] = text
            code += 1
    return found


def _named(name: str) -> str:
    if len(name) == 1 and name.isascii() and name.isalpha():
        return name
    match = NAMED.fullmatch(name)
    if match:
        code = int(match.group(1) or match.group(2), 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    digits = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return str(digits.index(name)) if name in digits else ""


def _collection(ordering: str) -> Mapping[int, str]:
    """CID → character of an Adobe character collection, from the tables pdfminer carries."""
    from pdfminer.cmapdb import CMapDB  # noqa: PLC0415 - loads tables of a megabyte

    return dict(CMapDB.get_unicode_map(f"Adobe-{ordering}").cid2unichr)


def _embedded(descendant: pikepdf.Dictionary, budget: Budget) -> dict[int, str]:
    """Glyph → character by the `cmap` table of an embedded TrueType or OpenType font (cmap formats 4 and 12)."""
    descriptor = descendant.get("/FontDescriptor")
    program = descriptor.get("/FontFile2", descriptor.get("/FontFile3")) if isinstance(descriptor, pikepdf.Dictionary) else None
    if not isinstance(program, pikepdf.Stream) or program.get("/Subtype", "/OpenType") != "/OpenType":
        return {}
    try:
        return cmap(inflated(program, budget))
    except (struct.error, pikepdf.PikepdfError):
        return {}
