"""Bytes to text, strictly: a declared charset is one candidate among others, and what no encoding explains is unsound.

In: bytes, and what somebody declared about them. Out: `Decoded`: text, the encoding it was read with, and whether all of it is
sound. Law 2: nothing unread is clean; undecodable bytes are shown as U+FFFD and make the result unsound, never dropped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from outscan.lazy_regex import lazy
from outscan.legible.clarity import clarity
from outscan.nouns import Struct

CLEAR = 0.2
"""At or above this a strict decoding that is not UTF-8 is believed."""
CLEAR_WIDE = 0.55
"""UTF-16 without a byte order mark decodes nearly anything, so it must look better."""
CLEAR_SHORT, SHORT = 0.8, 40
"""And better still where there is little of it (bytes)."""
_AT_HOME = 0.12
"""Bonus of GB 18030, the national standard, where two readings look alike."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "cp932", "cp949", "cp1251", "cp1252")
_SINGLE = frozenset({"cp1251", "cp1252"})
"""Code pages in which any bytes are letters of some kind."""
_WIDE = ("utf-16-le", "utf-16-be")
_SHIFTED = re.compile(rb"\+[A-Za-z0-9+/]{2,2000}-?")
_ISO_2022_CN = re.compile(rb"\x0e([\x21-\x7e]*)\x0f?")
_SHIFTS = re.compile(rb"\x1b\$[()]?[A-Z@B]")
"""A seven-bit encoding begins here; in a text of another one nobody reads what follows."""
_DESIGNATION = re.compile(rb"\x1b\$[)*+][A-Z]|\x1bN")
_LONGEST_CHARACTER = 4
_HALVES = lazy("[\ud800-\udfff]")
_THREE = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){2}")
_HIGH = re.compile(rb"[\x80-\xff]+")


class Decoded(Struct, frozen=True):
    """Text, the encoding it was read with ("mixed" where lines differ), and whether all of it is sound."""

    text: str
    encoding: str
    sound: bool = True


def decode(data: bytes, declared: str = "") -> Decoded:
    """Read `data` as text. `declared` is a charset somebody named: tried like the others, never trusted."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _marked(data[len(bom) :], name)
    if data.isascii() and not _nulls(data):
        return _ascii(data)
    wide = _wide(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8", sound=not _SHIFTS.search(data))
    except UnicodeDecodeError as error:
        cut = error.start if error.start >= len(data) - _LONGEST_CHARACTER and error.reason.startswith("unexpected end") else 0
    return _legacy(data, declared, cut)


def decode_name(data: bytes) -> str:
    """A file name from its bytes: UTF-8, else whatever reads best (GBK names of archives), undecodable bytes as U+FFFD."""
    return decode(data).text.replace("\0", "")


def whole_name(name: str) -> str:
    """A file name as the system handed it over, its bytes that are no UTF-8 read as what reads best (GBK), each part by itself.

    What is no byte of a name either (half a surrogate pair) comes back as U+FFFD.
    """
    return "/".join(names(part)[0] for part in name.split("/"))


def named(name: str) -> bool:
    """Whether a file name as the system handed it over is text: in UTF-8, or in GB 18030 as Chinese systems write it."""
    if name.isascii() or not _HALVES.search(name):
        return True
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return _strict(data, "utf-8") is not None or _strict(data, "gb18030") is not None


def names(name: str) -> tuple[str, ...]:
    """Every way one file name may be read, the likeliest first; one way where it is sound already."""
    if name.isascii() or not _HALVES.search(name):
        return (name,)
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return (_HALVES.sub("\ufffd", name),)
    if (plain := _strict(data, "utf-8")) is not None:  # the locale, not the name, was not UTF-8
        return (plain,)
    home = _strict(data, "gb18030")
    if home is None:  # damaged, or several encodings: every run of high bytes by itself
        return (_HIGH.sub(lambda m: m.group().decode("gb18030", "replace").encode(), data).decode("utf-8", "replace"),)
    return tuple(dict.fromkeys((decode_name(data), home)))


def _marked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        if name == "utf-8":
            return _mixed(data, "")
        return Decoded(data.decode(name, "replace"), name, sound=False)


def _nulls(data: bytes) -> bool:
    """Whether so many bytes are zero that two of them may make one character."""
    return data.count(0) * 5 > len(data)


def _ascii(data: bytes) -> Decoded:
    """Seven-bit text; also the encodings that hide in it: ISO-2022, HZ, UTF-7."""
    if b"\x1b$" in data:
        if _DESIGNATION.search(data) and b"\x0e" in data:
            eight = _ISO_2022_CN.sub(lambda m: bytes(b | 0x80 for b in m.group(1)), _DESIGNATION.sub(b"", data))
            korean = b"\x1b$)C" in data  # RFC 1557; the same bytes in the Chinese set are other words
            first, second = ("euc_kr", "gb2312") if korean else ("gb2312", "euc_kr")
            if got := _strict(eight, first) or _strict(eight, second):
                return Decoded(got, "iso-2022-kr" if korean else "iso-2022-cn")
        for name in ("iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr"):
            if got := _strict(data, name):
                return Decoded(got, name)
        return Decoded(data.decode("ascii"), "ascii", sound=False)
    if b"~{" in data and (got := _strict(data, "hz")) and clarity(got) >= CLEAR_WIDE and not got.isascii():
        return Decoded(got, "hz")
    if b"+" in data:
        text = _SHIFTED.sub(_unshift, data)
        if text != data:  # where words were spelled so, single characters were too
            return Decoded(_SHIFTED.sub(lambda m: _unshift(m, least=1), data).decode("utf-8"), "utf-7")
    return Decoded(data.decode("ascii"), "ascii")


def _unshift(match: re.Match[bytes], least: int = 2) -> bytes:
    """A UTF-7 run as UTF-8 where it spells common Han, else the bytes as they stand (base64, telephone numbers)."""
    run = match.group()
    text = _strict(run if run.endswith(b"-") else run + b"-", "utf-7")
    if not text or len(text) < least or clarity(text) < CLEAR_WIDE or any(c.isascii() for c in text):
        return run
    return text.encode("utf-8", "replace")


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 (or 32) without a byte order mark, where it reads well and the bytes are no UTF-8."""
    many = _nulls(data)
    if not many and _strict(data[: 1 << 16], "utf-8") is not None:
        return None
    if many and len(data) % 4 == 0:
        for name in ("utf-32-le", "utf-32-be"):
            if (text := _strict(data, name)) is not None and "\0" not in text:
                return Decoded(text, name)
    even = len(data) & ~1
    if not even:
        return None
    scores = []
    for name in _WIDE:
        text = _strict(data[: min(even, 1 << 16)], name)
        if text is None:
            continue
        score = 1.0 if text.isascii() and "\0" not in text else _wide_clarity(text)
        scores.append((score, name))
    if not scores or max(scores)[0] < (CLEAR_SHORT if len(data) < SHORT and not many else CLEAR_WIDE):
        return None
    if not many:  # Chinese without a single Latin letter: it must beat the national encoding
        home = _strict(data[: 1 << 16], "gb18030") or _strict(data[: (1 << 16) - 1], "gb18030")
        if home is not None and clarity(home) + _AT_HOME >= max(scores)[0]:
            return None
    name = max(scores)[1]
    text = data[:even].decode(name, "replace")
    return Decoded(text, name, sound="\ufffd" not in text and even == len(data))


def _wide_clarity(text: str) -> float:
    """Clarity, where control characters and NUL speak against two bytes making one character."""
    controls = sum(1 for c in text[:4000] if c < " " and c not in "\t\r\n\f")
    return clarity(text) - 4 * controls / min(len(text), 4000) if text else -1.0


def _legacy(data: bytes, declared: str, cut: int) -> Decoded:
    """The best strict reading of bytes that are not UTF-8; line by line where no single encoding explains all of them."""
    if _mostly_utf8(data):
        return _mixed(data, declared)
    best: tuple[float, str, str] | None = None
    names = dict.fromkeys((*((declared.lower(),) if declared else ()), *_CANDIDATES))
    for name in names:
        text = _strict(data, name) if not _stateful(name) else None
        if text is None:
            continue
        score = clarity(text) + (_AT_HOME if name == "gb18030" else _AT_HOME / 2 if name == declared.lower() else 0.0)
        if best is None or score > best[0]:
            best = (score, name, text)
    if (best is None or best[1] in _SINGLE) and (home := _damaged_home(data, best[0] if best else CLEAR)):
        return home
    if cut and (best is None or best[0] < CLEAR_WIDE):
        return Decoded(data[:cut].decode("utf-8") + "\ufffd", "utf-8", sound=False)
    if best is not None and best[0] >= CLEAR:
        # Letters of three bytes in what else reads as a single-byte code page are UTF-8 with damage around them.
        return Decoded(best[2], best[1], sound=best[1] not in _SINGLE or not _THREE.search(data))
    return _mixed(data, declared)


def _damaged_home(data: bytes, least: float) -> Decoded | None:
    """GB 18030 with damage, where that reads well and better than `least`: one lost byte turns no document into Cyrillic."""
    text = data.decode("gb18030", "replace")
    whole = text.replace("\ufffd", "")
    good = sum(not c.isascii() for c in whole[: 1 << 20])
    if good < max(text.count("\ufffd"), 2) or clarity(whole) < max(least, CLEAR_WIDE):
        return None
    return Decoded(text, "gb18030", sound=False)


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with damage: far more characters decode than not, and what decodes reads well."""
    text = data[: 1 << 20].decode("utf-8", "replace")
    bad = text.count("\ufffd")
    whole = text.replace("\ufffd", "")
    good = sum(not c.isascii() for c in whole)
    return good >= max(bad, 2) and clarity(whole) >= CLEAR_WIDE


def _stateful(name: str) -> bool:
    """Whether a declared name is one that must not be tried on eight-bit bytes, or is no charset at all."""
    try:
        return codecs.lookup(name).name.startswith(
            ("utf-7", "utf-16", "utf-32", "idna", "punycode", "unicode", "raw", "hz", "iso2022", "latin", "iso8859-1")
        )
    except (LookupError, ValueError):
        return True


def _mixed(data: bytes, declared: str) -> Decoded:
    """Line by line: UTF-8 where it decodes, else the best reading of that line."""
    sound, lines = True, []
    for line in _lines(data):
        try:
            lines.append(line.decode("utf-8"))
            continue
        except UnicodeDecodeError:
            text, good = _at_home(line) or _line(line, declared)
        sound = sound and good
        lines.append(text)
    return Decoded("".join(lines), "mixed", sound)


def _lines(data: bytes) -> Iterator[bytes]:
    yield from data.splitlines(keepends=True)


def _at_home(line: bytes) -> tuple[str, bool] | None:
    """A line that is plain Chinese in the national encoding needs no further looking."""
    text = _strict(line, "gb18030")
    return (text, True) if text is not None and clarity(text) >= CLEAR_SHORT else None


def _line(line: bytes, declared: str) -> tuple[str, bool]:
    if _mostly_utf8(line):
        return max((t for t in islice(_tries(line, ""), 2)), key=clarity), False
    readings = [(clarity(text), text, "\ufffd" not in text) for text in _tries(line, declared)]
    score, text, whole = max(readings, key=lambda r: r[0])
    return text, whole and score >= CLEAR


def _tries(line: bytes, declared: str) -> Iterator[str]:
    """Readings of one line, undecodable bytes as U+FFFD; surrogates written as three bytes (CESU-8) joined first."""
    yield line.decode("utf-8", "replace")
    with suppress(UnicodeDecodeError):
        yield line.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    for name in (*((declared,) if declared and not _stateful(declared) else ()), *_CANDIDATES[:2], "cp1252"):
        yield line.decode(name, "replace")
