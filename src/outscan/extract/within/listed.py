"""Bytes and characters written as lists of numbers: dumps of od, xxd, hexdump and debuggers, figures of any base in a row.

In: a text. Out: where such a list stands, and what it may spell. Which program wrote it is not asked: rows whose places grow by
the same step say how many bytes a row holds, and how wide its figures are says of which base they may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from outscan.lazy_regex import lazy
from outscan.lazy_regex.literals import Literals

_SEPARATORS = b" ,;:|-\\\t\n\x0b&$#<>(){}[]\"'"
_FIGURES = b"0123456789abcdefABCDEF"
_LETTERS = bytes(sorted({*range(48, 58), *range(65, 91), *range(97, 123), *b"+/"} - set(_FIGURES)))
_CLASSES = bytes(
    ord("0") if one in _FIGURES else ord("a") if one in _LETTERS else ord(" ") if one in _SEPARATORS else ord(".")
    for one in range(256)
)
_BEYOND = bytes(range(128, 256))
"""Looked at is only what is ASCII: a list of numbers holds nothing else."""
_OFTEN = {2: 7, 3: 5, 4: 4, 5: 4, 6: 4, 8: 4, 16: 3}
"""How many figures of a width in a row may be a list: times and addresses have fewer."""
_LISTS = Literals(
    [
        *((b"0" * width + b" " * between) * often for width, often in _OFTEN.items() for between in (1, 2, 3)),
        b"0a00." * 6,
        *((head + b" " * between) * 6 for head in (b"0a00", b"000a", b"00a", b"0a000") for between in (1, 2)),
    ]
)
_SIGNED = (",-2", ", -2", " -2")
_PIECES = Literals([(b"a" * width + b" ") * 5 for width in (4, 8, 12)])
_FEWEST_SIGNED = 3

_ROW = lazy(
    r"(?:(?<=[\n\v])|\A)[ \t]{0,8}(?:[0-9A-Fa-f]{4}:)?(?:0[xX])?([0-9A-Fa-f]{3,16})(?: ?<[^<>\n\v]{1,60}>)?[:|]{0,2}"
    r"([ \t][^\n\v]{2,400})(?:[\n\v]|\Z)"
)
"""A row of a dump: its place, its figures and what is plain of them."""
_BLANK = r"[ \t|:-]{1,4}"
_STRETCH, _MARGIN = 8192, 512
"""Characters that are asked about at a time, and those around them that belong to what was found."""
_WIDEST = 64
"""Bytes a row holds at most."""
_USUAL = 16
_TOKEN = r"(?:0[xXoO]|\\x|[$#])?-?[0-9A-Fa-f]{1,16}[hH]?"
_BETWEEN = r"(?:-|[\s,;:|&<>\[\](){}\"'\\]{1,8})"
_RUN = lazy(rf"(?<![0-9A-Za-z.]){_TOKEN}(?:{_BETWEEN}{_TOKEN}){{7,}}(?![0-9A-Za-z])")
_NUMBER = lazy(r"(?:0[xX]|\\x)?(0[oO])?((?<![0-9A-Fa-f])-)?([0-9A-Fa-f]{1,16})[hH]?")
_HEXED = re.compile(r"([0-9A-Fa-f]{1,3})[hH]")
_BYTE, _WORD, _LAST = 0xFF, 0xFFFF, 0x10FFFF
_HALF = 128


def listed(text: str, *, grid: bool = False) -> Iterator[tuple[int, int, Iterator[bytes]]]:
    """Yield (start, end, the bytes it may be) of every list of numbers; in a `grid` figures of their own cells are none."""
    for low, high in _around(text, _in_cells if grid else _in_text):
        dumps = [(start, end, rows, _step([row[1] for row in rows])) for start, end, rows in _dumps(text, low, high)]
        for start, end, rows, step in dumps:
            if step:
                yield start, end, _rows(rows, step)
        for run in _RUN.finditer(text, low, high):
            yield run.start(), run.end(), _readings(run.group())
        for start, end, rows, step in dumps:
            if not step:
                yield start, end, _rows(rows, _USUAL)


def _around(text: str, asked: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The stretches of `text` in which what is asked for may be."""
    low = high = -1
    for at in range(0, len(text), _STRETCH):
        if asked(text[at : at + _STRETCH]):
            if high < at:
                if high >= 0:
                    yield low, min(high + _MARGIN, len(text))
                low = max(at - _MARGIN, 0)
            high = at + _STRETCH
    if high >= 0:
        yield low, min(high + _MARGIN, len(text))


def _in_text(text: str) -> bool:
    return _LISTS.stand_in(text.encode("utf-8", "replace").translate(_CLASSES, _BEYOND)) or _signed(text)


def _in_cells(text: str) -> bool:
    """In a grid what parts cells parts nothing."""
    if " " not in text and "," not in text and "0x" not in text:
        return False
    return _LISTS.stand_in(text.encode("utf-8", "replace").translate(_CLASSES_OF_CELLS, _BEYOND)) or _signed(text)


def _signed(text: str) -> bool:
    return sum(text.count(sign) for sign in _SIGNED) >= _FEWEST_SIGNED


_CLASSES_OF_CELLS = bytes(ord(".") if one in b"\t\n" else _CLASSES[one] for one in range(256))


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` in which letters and figures may stand in pieces of one length."""
    return _around(text, _in_pieces)


def _in_pieces(text: str) -> bool:
    return _PIECES.stand_in(text.encode("utf-8", "replace").translate(_LETTERED, _BEYOND))


_LETTERED = bytes(
    ord("a") if one in _FIGURES or one in _LETTERS else ord(" ") if one in b" \n\x0b" else ord(".") for one in range(256)
)


def _dumps(text: str, low: int, high: int) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """Rows that follow one another."""
    rows: list[re.Match[str]] = []
    for row in _ROW.finditer(text, low, high):
        if rows and row.start() != rows[-1].end():
            yield rows[0].start(), rows[-1].end(), rows
            rows = []
        rows.append(row)
    if rows:
        yield rows[0].start(), rows[-1].end(), rows


def _rows(rows: list[re.Match[str]], step: int) -> Iterator[bytes]:
    """What rows of a dump may spell that hold `step` bytes each."""
    colon = ":" in rows[0].group()[: rows[0].start(2) - rows[0].start()]
    for width, base, size, orders in _CELLS:
        cells = _cell(width, max(step // size, 1), joined=colon and (base, size) == (16, 1))
        first = cells.match(rows[0][2])
        if first is None:
            continue
        column, figures = first.end(), list[str]()
        for row in rows:
            found = cells.match(row[2], 0, column)
            if found is None and row is not rows[-1]:
                break
            figures += found.group().translate(_PARTED).split() if found else []
            if base == 16 and size > 1 and row is rows[-1] and (rest := _REST.match(row[2], found.end() if found else 0)):
                figures.append(rest[1])
        else:
            for order in orders if colon else reversed(orders):
                if data := _packed(figures, base, size, order).rstrip(b"\0"):
                    yield data
    if all("-" in row[2] for row in rows[:1]):
        yield from _readings(" ".join(row[2] for row in rows))
    yield from _plain(rows, step)


_CELLS = (
    (r"[0-9A-Fa-f]{2}", 16, 1, ("big",)),
    (r"[0-9A-Fa-f]{4}", 16, 2, ("big", "little")),
    (r"[0-9A-Fa-f]{8}", 16, 4, ("little", "big")),
    (r"[0-9A-Fa-f]{16}", 16, 8, ("little", "big")),
    (r"0x[0-9A-Fa-f]{2}", 16, 1, ("big",)),
    (r"0x[0-9A-Fa-f]{8}", 16, 4, ("little",)),
    (r"[0-3][0-7]{2}", 8, 1, ("big",)),
    (r"[01][0-7]{5}", 8, 2, ("big", "little")),
    (r"[01]{8}", 2, 1, ("big",)),
    (r"\d{1,3}", 10, 1, ("big",)),
    (r"\d{1,5}", 10, 2, ("big", "little")),
)
"""A figure of a dump, its base, how many bytes it is, in which order behind a colon; without one the other order comes first."""


_REST = re.compile(r"[ \t]{1,16}((?:[0-9A-Fa-f]{2}){1,7})(?![0-9A-Za-z])")
"""Of the last row: a figure that is not full."""
_PARTED = str.maketrans("|:-", "   ")


@lru_cache(maxsize=256)
def _cell(width: str, most: int, *, joined: bool) -> re.Pattern[str]:
    between = r"[ \t|:-]{0,4}" if joined else r"[ \t|:-]{1,8}"
    return re.compile(rf"(?:{between}{width}){{1,{min(most, _WIDEST)}}}(?![0-9A-Za-z])")


def _step(places: list[str]) -> int:
    """How many bytes a row holds, by the places of all; 0 where they do not say."""
    for base in (16, 8, 10):
        try:
            numbers = [int(place, base) for place in places]
        except ValueError:
            continue
        steps = {other - one for one, other in pairwise(numbers)}
        if len(steps) == 1 and 0 < (step := steps.pop()) <= _WIDEST:
            return step
    return 0


def _packed(figures: list[str], base: int, size: int, order: str) -> bytes:
    if size == 1 and base == 16 and not figures[0].startswith("0x"):
        digits = "".join(figures)
        return bytes.fromhex(digits[: len(digits) // 2 * 2])
    try:
        if base == 16:
            hexed = (bytes.fromhex(one.removeprefix("0x")) for one in figures)
            return b"".join(one if order == "big" else one[::-1] for one in hexed)
        return b"".join(int(one, base).to_bytes(size, "big" if order == "big" else "little") for one in figures)
    except (OverflowError, ValueError):
        return b""


_PLAIN_CELL = re.compile(r" {1,8}(?:([0-7]{3})|\\([0abtnvfr])|([!-~]))(?![^ ])")


def _plain(rows: list[re.Match[str]], step: int) -> Iterator[bytes]:
    """Rows in which what is plain stands for itself (od -c)."""
    out = bytearray()
    for row in rows:
        cells = list(_PLAIN_CELL.finditer(row[2]))
        if not cells or len(cells) > step:
            return
        for octal, escape, char in (cell.groups() for cell in cells):
            out.append(int(octal, 8) & _BYTE if octal else ord(" ") if escape else ord(char))
    yield bytes(out)


def _readings(run: str) -> Iterator[bytes]:
    """What figures in a row may spell."""
    found = _NUMBER.findall(run)
    figures, signed = [one for _, _, one in found], any(sign for _, sign, _ in found)
    if "h" in run or "H" in run:  # as assemblers write them: 0E6h
        figures = [one.lstrip("0").zfill(2) for one in _HEXED.findall(run)]
    elif not signed and len({len(one) for one in figures[2:]}) == 1:  # behind a place or a kind: hex(1):6a,00
        figures = figures[next(at for at in range(3) if len(figures[at]) == len(figures[2])) :]
    widths, digits = {len(one) for one in figures}, set("".join(figures))
    if digits <= set("01") and widths <= {8, 16}:
        yield b"".join(int(one, 2).to_bytes(len(one) // 8, "big") for one in figures)
        return
    octal = digits <= set("01234567")
    if octal and (widths <= {3, 4} or any(sign for sign, _, _ in found)):
        yield from _bytes([int(one, 8) for one in figures])
    if octal and widths == {6}:
        yield from _words([int(one, 8) for one in figures])
    if not digits & set("abcdefABCDEF"):
        numbers = [(-int(one) if sign else int(one)) for _, sign, one in found]
        if signed:
            yield from _bytes([one & _BYTE for one in numbers if -_HALF <= one < _HALF] if min(numbers) >= -_HALF else [])
        else:
            yield from _bytes(numbers)
            if max(numbers) > _BYTE:
                yield _points(numbers)
                yield from _words(numbers)
    if len(widths) == 1 and (width := widths.pop()) in (2, 4, 8, 16):
        data = b"".join(map(bytes.fromhex, figures))
        yield data
        if width > 2:
            yield b"".join(bytes.fromhex(one)[::-1] for one in figures)


def _bytes(numbers: list[int]) -> Iterator[bytes]:
    if numbers and max(numbers) <= _BYTE:
        yield bytes(numbers)


def _points(numbers: list[int]) -> bytes:
    said = "".join(chr(one) for one in numbers if one <= _LAST and not 0xD800 <= one < 0xE000)
    return said.encode() if len(said) == len(numbers) else b""


def _words(numbers: list[int]) -> Iterator[bytes]:
    if max(numbers) <= _WORD:
        yield b"".join(one.to_bytes(2, "little") for one in numbers)
        yield b"".join(one.to_bytes(2, "big") for one in numbers)
