r"""Characters written as codes: percent, `\u`, `\x`, octal, entities, quoted-printable.

In: text. Out: edits `(start, end, replacement)`, one for each character that was spelled so. A run of codes is undone where it
spells something beyond ASCII that reads well (`legible.clarity`); hashes, keys, colours and paths spell nothing and stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from outscan.fold.signs import Edit
from outscan.lazy_regex import lazy
from outscan.legible import clarity

_PERCENT = lazy(r"%[0-9A-Fa-f]{2}")
_PERCENTS = lazy(r"%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*")
_TOKEN_ENDS = lazy(r"[\s\"'<>|，。；、]")
_TWICE = lazy(r"%25(?=[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})")
_HEX = lazy(r"\\x[0-9A-Fa-f]{2}(?:\\x[0-9A-Fa-f]{2})*")
_OCTAL = lazy(r"\\[0-3][0-7]{2}(?:\\(?:[0-3][0-7]{2}|[0-7]{2}(?![0-7])))*")
_EIGHTS = lazy(r"\\([0-7]{2,3})")
_WIDES = lazy(r"(?:\\[0-9a-fA-F]{4}(?![0-9a-fA-F]) ?){2,}")
_ONE_WIDE = lazy(r"\\([0-9a-fA-F]{4}) ?")
_LABEL = lazy(r"(?<![A-Za-z0-9-])[xX][nN]--([A-Za-z0-9-]{2,120})")
_QUOTED = lazy(r"=[0-9A-F]{2}(?:=?[\n\v])?(?:=[0-9A-F]{2}(?:=?[\n\v])?)+")
_QUOTED_BYTE = lazy(r"=([0-9A-F]{2})(?:=?[\n\v](?==))?")
_POINT = (
    r"\\u\{([0-9a-fA-F]{1,6})\}|[\\%]u([0-9a-fA-F]{4})|\\x\{([0-9a-fA-F]{2,6})\}|\\U([0-9a-fA-F]{8})"
    r"|\\?(?:N\{)?U\+([0-9a-fA-F]{4,5})(?![0-9a-fA-F])\}?(?: (?=U\+[0-9a-fA-F]{4}))?"
    r"|&(?:amp;)*#(\d{2,7});?|&(?:amp;)*#[xX]([0-9a-fA-F]{2,6});?|\\U([0-9a-fA-F]{4})(?![0-9a-fA-F])"
)
_POINTS = lazy(r"[\\%U&](?:(?<=\\)(?:u|x\{|U|N\{U\+)|(?<=%)u|(?<=U)\+|(?<=&)(?:amp;)*#)")
"""How a point begins; from there `_RUN` reads."""
_RUN = lazy(rf"(?:{_POINT})+")
_SLASHES = lazy(r"\\{2,16}(?=u[0-9a-fA-F]{4}\\*)")
_ONE_POINT = lazy(rf"({_POINT})")
_DECIMAL = 7
"""The group of `_ONE_POINT` that is written in tens."""
_VALUE = r"(?:(?:0x|&H)[0-9A-F]{2,6}|\d{2,7})"
_CALL = (
    rf"(?:(?:chr[wb]?\$?|unichr|fromCharCode|fromCodePoint|UNICHAR|N?CHAR)\(\s?{_VALUE}(?:,\s?{_VALUE})*\s?\)|\[char\]{_VALUE})"
)
_CALLS = lazy(
    rf"QUOTE(?: +\d{{2,6}}){{3,}}|(?:map\(chr|pack\(\"U\*\"), ?\[?{_VALUE}(?:, ?{_VALUE}){{3,}}\]?"
    rf"|{_CALL}(?:\s?(?:[+&.,]|\|\|)\s?(?:String\.)?{_CALL})*",
    re.IGNORECASE,
)
_NUMBER = lazy(r"(?:0[xX]|&[hH])([0-9A-Fa-f]{2,6})|(\d{2,7})")
_TYPESET = lazy(r"\\char\"([0-9A-F]{2,5}) ?|\^{4}([0-9a-f]{4})|\\\[u([0-9A-F]{4,6})\]")
"""Characters by their number in TeX and groff."""
_IN_TENS = lazy(r"(?:\\\d{1,3}){3,}")
"""Bytes as Lua writes them."""
_ARRAY = lazy(r"0[xX][0-9a-fA-F]{2,5}(?:[,\s]{1,3}0[xX][0-9a-fA-F]{2,5}){5,}")
_TENS = lazy(
    r"2(?:2[6-9]|3[0-3])[,;\s]{1,3}1(?:2[89]|[3-8]\d|9[01])[,;\s]{1,3}1(?:2[89]|[3-8]\d|9[01])(?:[,;\s]{1,3}\d{1,3}(?!\d)){3,}"
)
"""Bytes in tens that begin as UTF-8 of a Han does."""
_BYTE = lazy(r"\d{1,3}")
_NAMED = lazy(r"&(?:amp;)*(starf|bigstar|star|nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|ZeroWidthSpace|lrm|rlm);")
_MEANT = {"starf": "★", "bigstar": "★", "star": "☆", "nbsp": " ", "ensp": " ", "emsp": " ", "thinsp": " "}
_LAST = 0x10FFFF
_CLEAR = 0.55
_PRINTED = 0x20
_Byte = tuple[int, int, int]


def _spelled(units: list[_Byte]) -> list[Edit]:
    """The characters that bytes spell, each with the stretch it was written in; none where they spell nothing clear."""
    data = bytes(value for value, _, _ in units)
    if data[:2] == b"\xfe\xff":  # with its mark, as strings of PDF have it
        points = [(units[at], units[at + 1]) for at in range(2, len(units) - 1, 2)]
        wide = [(high[1], low[2], chr(high[0] << 8 | low[0])) for high, low in points if not 0xD8 <= high[0] < 0xE0]
        if clarity("".join(char for _, _, char in wide)) >= _CLEAR:
            return [(units[0][1], units[1][2], ""), *wide]
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.isascii() and clarity(text) < _CLEAR:
            continue
        edits, at = [], 0
        for char in text:
            size = len(char.encode(encoding))
            edits.append((units[at][1], units[at + size - 1][2], char if ord(char) >= _PRINTED else " "))
            at += size
        return edits
    return []


def _percent(text: str) -> Iterator[Edit]:
    """Whole addresses: what is ASCII in one is undone only where something else in it is not."""
    pending: list[Edit] = []
    foreign, last = False, 0
    for run in _PERCENTS.finditer(text):
        if _TOKEN_ENDS.search(text, last, run.start()):
            if foreign:
                yield from pending
            pending, foreign = [], False
        edits = _spelled([(int(m.group()[1:], 16), m.start(), m.end()) for m in _PERCENT.finditer(text, run.start(), run.end())])
        pending += edits
        foreign = foreign or any(not char.isascii() for _, _, char in edits)
        last = run.end()
    if foreign:
        yield from pending
    for twice in _TWICE.finditer(text):
        yield twice.start(), twice.end(), "%"


def _telling(edits: list[Edit]) -> list[Edit]:
    return edits if any(not char.isascii() for _, _, char in edits) else []


def _hex(text: str) -> Iterator[Edit]:
    for run in _HEX.finditer(text):
        yield from _telling(_spelled([(int(text[at + 2 : at + 4], 16), at, at + 4) for at in range(run.start(), run.end(), 4)]))


def _octal(text: str) -> Iterator[Edit]:
    for run in _OCTAL.finditer(text):
        yield from _telling(_spelled([(int(one[1], 8), one.start(), one.end()) for one in _EIGHTS.finditer(text, *run.span())]))


def _wide(text: str) -> Iterator[Edit]:
    r"""Code points as style sheets and SQL write them: \\673a\\5bc6."""
    for run in _WIDES.finditer(text):
        edits = [(one.start(), one.end(), chr(int(one[1], 16))) for one in _ONE_WIDE.finditer(text, run.start(), run.end())]
        said = "".join(char for _, _, char in edits)
        if said.isprintable() and sum("\u3400" <= char <= "\u9fff" for char in said) > 1 and clarity(said) >= _CLEAR:
            yield from edits


def _host(text: str) -> Iterator[Edit]:
    """Labels of host names in letters of ASCII (RFC 3492)."""
    for label in _LABEL.finditer(text):
        try:
            said = label[1].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError, OverflowError):
            continue
        if not said.isascii() and clarity(said) >= _CLEAR:
            yield label.start(), label.end(), said


def _quoted(text: str) -> Iterator[Edit]:
    for run in _QUOTED.finditer(text):
        units = [(int(m[1], 16), m.start(), m.end()) for m in _QUOTED_BYTE.finditer(text, run.start(), run.end())]
        yield from _telling(_spelled(units))


def _array(text: str) -> Iterator[Edit]:
    """Bytes or code points as sources list them: 0xe6, 0x9c, 0xba; 0x673a, 0x5bc6."""
    for run in _ARRAY.finditer(text):
        numbers = re.finditer(r"[xX]([0-9a-fA-F]{2,5})", run.group())
        units = [(int(one[1], 16), run.start() + one.start() - 1, run.start() + one.end()) for one in numbers]
        if all(value <= 0xFF for value, _, _ in units):
            yield from _closed(_telling(_spelled(units)))
            continue
        edits = [(start, end, chr(value)) for value, start, end in units if value >= _PRINTED and not 0xD800 <= value < 0xE000]
        if clarity("".join(char for _, _, char in edits)) >= _CLEAR:
            yield from _closed(_telling(edits))


def _tens(text: str) -> Iterator[Edit]:
    """Bytes as sources list them, in tens: 230, 156, 186."""
    for run in _TENS.finditer(text):
        units = [(int(one.group()), one.start(), one.end()) for one in _BYTE.finditer(text, run.start(), run.end())]
        if all(value <= 0xFF for value, _, _ in units):
            yield from _closed(_telling(_spelled(units) or _spelled(units[: len(units) // 3 * 3])))


def _closed(edits: list[Edit]) -> Iterator[Edit]:
    """`edits` with what stands between them: the commas of a list are not read."""
    last = None
    for start, end, put in edits:
        yield start if last is None else last, end, put
        last = end


def _calls(text: str) -> Iterator[Edit]:
    """Characters called by their number: chr(26426) + chr(23494)."""
    for run in _CALLS.finditer(text):
        found = _NUMBER.finditer(text, run.start(), run.end())
        numbers = [(int(one[1], 16) if one[1] else int(one[2]), one.end()) for one in found]
        said = "".join(chr(value) if _PRINTED <= value <= _LAST and not 0xD800 <= value < 0xE000 else " " for value, _ in numbers)
        if said.isascii() or clarity(said) < _CLEAR:
            continue
        last = run.start()
        for (_, end), char in zip([*numbers[:-1], (0, run.end())], said, strict=True):
            yield last, end, char
            last = end


def _typeset(text: str) -> Iterator[Edit]:
    points = [(one.start(), one.end(), int(one[1] or one[2] or one[3], 16)) for one in _TYPESET.finditer(text)]
    edits = [(start, end, chr(value)) for start, end, value in points if value <= _LAST and not 0xD800 <= value < 0xE000]
    yield from _telling(edits)


def _in_tens(text: str) -> Iterator[Edit]:
    for run in _IN_TENS.finditer(text):
        units = [(int(one.group()), one.start() - 1, one.end()) for one in _BYTE.finditer(text, run.start(), run.end())]
        if all(value <= 0xFF for value, _, _ in units):
            yield from _telling(_spelled(units))


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Every run of points in `text`."""
    at = 0
    while begin := _POINTS.search(text, at):
        run = _RUN.match(text, begin.start())
        at = run.end() if run else begin.start() + 1
        if run:
            yield run


def _points(text: str) -> Iterator[Edit]:
    escaped = [(slashes.start(), slashes.end() - 1, "") for slashes in _SLASHES.finditer(text)]
    if escaped:  # again, by whatever a string was put into: undone first, so that a run is whole
        yield from escaped
        return
    for run in _runs(text):
        edits: list[Edit] = []
        high: tuple[int, int] | None = None
        for found in _ONE_POINT.finditer(text, run.start(), run.end()):
            groups = found.groups()[1:]
            number, digits = next((i, d) for i, d in enumerate(groups, 2) if d is not None)
            value = min(int(digits, 10 if number == _DECIMAL else 16), _LAST)
            if 0xD800 <= value < 0xDC00:  # the first half of a pair (UTF-16)
                high = (value, found.start())
            elif 0xDC00 <= value < 0xE000 and high is not None:  # the second half
                char = chr(0x10000 + ((high[0] & 0x3FF) << 10) + (value & 0x3FF))
                edits.append((high[1], found.end(), char))
                high = None
            elif value >= _PRINTED and not 0xD800 <= value < 0xE000:  # half of a pair alone says nothing
                edits.append((found.start(), found.end(), chr(value)))
        yield from _telling(edits)


def _named(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), _MEANT.get(m[1], "")) for m in _NAMED.finditer(text))


CODES: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Edit]]], ...] = (
    (("%",), _percent),
    (("\\x",), _hex),
    (("\\2", "\\3"), _octal),
    (tuple(f"\\{digit}" for digit in "3456789"), _wide),
    (("xn--", "XN--"), _host),
    (("=E", "=B", "=C", "=D"), _quoted),
    (("\\u", "%u", "\\x{", "\\U", "U+", "#x", "#X", "&#", "&amp;#"), _points),
    (tuple(f"0x{digit}" for digit in "3456789abcdefABCDEF"), _array),
    (tuple(str(lead) for lead in range(226, 234)), _tens),
    (
        (
            "QUOTE ",
            "[char]",
            "map(chr",
            'pack("U',
            *(f"{name}(" for name in ("chr", "Chr", "chrw", "ChrW", "CHR", "CharCode", "CodePoint", "CHAR", "unichr")),
        ),
        _calls,
    ),
    (('\\char"', "^^^^", "\\[u"), _typeset),
    (tuple(f"\\{lead}" for lead in range(226, 234)), _in_tens),
    (("&",), _named),
)
"""What has to stand in a text before a kind of code is looked for, and what looks for it."""
