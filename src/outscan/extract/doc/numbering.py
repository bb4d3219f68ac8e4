"""The numbers Word writes before paragraphs of a list: seen by a reader, kept nowhere as text ([MS-DOC] 2.4.6.4).

In: `Fib` and which paragraphs belong to which list. Out: a label by the position where the paragraph ends.
Deliberately does not follow styles: a paragraph whose list comes from its style has no label here.
"""

from __future__ import annotations

import struct

from outscan.extract.doc.fib import Fib
from outscan.nouns import Struct

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset({10, 11, 33, 34, 35, 36, 37, 38, 39})
_MAX_LISTS = 5000


class _Level(Struct, frozen=True):
    start: int
    kind: int
    text: str


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def written(number: int, kind: int) -> str:
    """A number as list format `kind` writes it ([MS-OSHARED] 2.2.1.3 MSONFC); '' for a bullet."""
    if kind in (23, 255):
        return ""
    if kind in (1, 2) and 0 < number < 4000:
        return _roman(number).upper() if kind == 1 else _roman(number)
    if kind in (3, 4) and 0 < number < 800:
        letter = chr((65 if kind == 3 else 97) + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    if kind in _CHINESE:
        return _chinese(number)
    return f"{number:02d}" if kind == 22 else str(number)


def _lists(head: Fib) -> dict[int, list[_Level]]:
    """The levels of every list, by the list's number."""
    table, after = head.span(73), head.after(73)
    count = min(struct.unpack_from("<H", table)[0], _MAX_LISTS)
    found: dict[int, list[_Level]] = {}
    at = 0
    for i in range(count):
        number, flags = struct.unpack_from("<i22xB", table, 2 + 28 * i)
        levels: list[_Level] = []
        for _ in range(1 if flags & 1 else 9):
            start, kind = struct.unpack_from("<iB", after, at)
            at += 28 + after[at + 24] + after[at + 25]
            size = struct.unpack_from("<H", after, at)[0]
            levels.append(_Level(start, kind, after[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")))
            at += 2 + 2 * size
        found[number] = levels
    return found


def labels(head: Fib, paragraphs: list[tuple[int, int, int]]) -> dict[int, str]:
    """The label of each (end, list, level) paragraph, by its end; none where the lists cannot be read."""
    if head.old or not paragraphs:
        return {}
    try:
        lists, plan = _lists(head), head.span(74)
        chosen = [
            struct.unpack_from("<i", plan, 4 + 16 * i)[0] for i in range(min(struct.unpack_from("<I", plan)[0], _MAX_LISTS))
        ]
    except (struct.error, IndexError):
        return {}
    counters: dict[int, list[int]] = {}
    found: dict[int, str] = {}
    for end, which, level in sorted(paragraphs):
        levels = lists.get(chosen[which - 1], []) if 0 < which <= len(chosen) else []
        if level >= len(levels):
            continue
        values = counters.setdefault(chosen[which - 1], [entry.start - 1 for entry in levels])
        values[level] += 1
        for deeper in range(level + 1, len(levels)):
            values[deeper] = levels[deeper].start - 1
        if levels[level].kind not in (23, 255):
            found[end] = "".join(_placed(c, values, levels) for c in levels[level].text)
    return found


def _placed(char: str, values: list[int], levels: list[_Level]) -> str:
    """A character of a level's text: those below the count of levels stand for that level's number."""
    at = ord(char)
    return written(max(values[at], levels[at].start), levels[at].kind) if at < len(levels) else char
