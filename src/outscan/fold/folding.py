"""Undo disguises, keep the way back: full width, script variants, invisible characters, blanks between Han.

In: `str`. Out: `Folded`, text to match on and a map back to the original; SOFT breaks are folded away (remembered in
`lines`), HARD and CELL stay. Law: every folded character leads back to the character it came from, and folding what is
folded changes nothing. Knows no terms, keeps letter case, leaves raised figures (10³) and circled ones alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import add

from outscan.fold.folded import Folded
from outscan.fold.table import EXPANSIONS, LOOKALIKES, table, wide
from outscan.lazy_regex import lazy
from outscan.types import SOFT

LONGEST_BLANK = 6
"""Blanks between two Han characters up to this many are letter-spacing and vanish; a wider gap is a column."""


# Default-ignorable, bidirectional, tag and combining characters, and controls that are none of our separators.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u302a-\u302d\u3099\u309a\U0001bca0-\U0001bca3\U000e0000-\U000e0fff"
)
_BREAKS = "\v\f\r\x85\u2028\u2029"
_GHOSTS = lazy(f"[{_INVISIBLE}]+")
_ODD = lazy(f"  |[{_BREAKS}{_INVISIBLE}]")
_EXPAND = lazy(f"[{''.join(EXPANSIONS)}]")
_RARE = lazy(f"[Ͱ-ϿЀ-ӿ\U00010000-\U0010ffff{''.join(EXPANSIONS)}]")
_TONED = lazy(r"[(（](?<=[\u3400-\u9fff][(（])[a-zà-üāēěīńňōūǎǐǒǔǖǘǚǜǹḿ]{0,5}[à-üāēěīńňōūǎǐǒǔǖǘǚǜǹḿ][a-z]{0,4}[)）]")
_MIXED = lazy(r"[A-Za-zͰ-ϿЀ-ӿ]+(?: [A-Za-zͰ-ϿЀ-ӿ]+)*")
_ASTRAL = lazy("[\U00010000-\U0010ffff]")
_FOREIGN = lazy("[Ͱ-ϿЀ-ӿ]")
_BESIDE = lazy("[Ͱ-ϿЀ-ӿ](?: ?[A-Za-z]|(?<=[A-Za-z].)|(?<=[A-Za-z] .))")
_GLUE = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々★"
_HAN = lazy(f"[{_GLUE}]")
_EMPTY = f"[ {_BREAKS}{_INVISIBLE}]"
# A lone blank is met at every English word: only one that joins is worth stopping at.
_RUN = lazy(f"{_EMPTY}(?:{_EMPTY}+|(?<! )|(?<=[{_GLUE}] )(?=[{_GLUE}0-9(])|(?<=[0-9] )(?=[年月日天个★]))")


def fold(text: str) -> Folded:
    """Fold `text`; offsets of the result lead back to it."""
    if text.isascii():
        if not _ODD.search(text):
            return Folded(text, (0,), (0,), (), len(text))
        plain, rare = text, False
    else:
        plain, rare = _same_length(text)
    parts: list[str] = []
    at, shift, lines, out, cut = [0], [0], [], 0, 0
    for start, end, replacement, breaks in _edits(plain) if rare else _runs(plain):
        parts += (plain[cut:start], replacement)
        out += start - cut
        for offset in range(len(replacement)):
            if start + min(offset, end - start - 1) - (out + offset) != shift[-1]:
                at.append(out + offset)
                shift.append(start + min(offset, end - start - 1) - (out + offset))
        out += len(replacement)
        if end - out != shift[-1]:
            at.append(out)
            shift.append(end - out)
        if breaks:
            lines.append(out)
        cut = end
    parts.append(plain[cut:])
    folded = "".join(parts)
    if rare and _BESIDE.search(folded):
        folded = _MIXED.sub(_unmask, folded)
    positions, shifts = _ascending(at, shift)
    return Folded(folded, positions, shifts, tuple(lines), len(text), tuple(map(add, positions, shifts)))


def _ascending(at: list[int], shift: list[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The map with one entry a position, the last one said: an edit may end where the next begins."""
    last = dict(zip(at, shift, strict=True))
    return tuple(last), tuple(last.values())


def _same_length(text: str) -> tuple[str, bool]:
    """The changes that keep every offset where it is, one character for one; and whether there may be others."""
    plain = text.translate(table())
    if "(" in plain and _TONED.search(text):
        plain = _blot(plain, text)
    if not _RARE.search(plain):
        return plain, False
    return (plain.translate(wide()) if _ASTRAL.search(plain) else plain), True


def _blot(plain: str, text: str) -> str:
    """`plain` with bracketed pinyin (內(nèi)部) turned into invisible characters, so that it vanishes with its neighbours."""
    parts: list[str] = []
    cut = 0
    for noise in _TONED.finditer(text):
        parts += (plain[cut : noise.start()], "\u200b" * (noise.end() - noise.start()))
        cut = noise.end()
    return "".join([*parts, plain[cut:]])


def _unmask(found: re.Match[str]) -> str:
    """Cyrillic and Greek letters that look Latin, back to Latin where Latin stands beside them and all of them look so."""
    words = found.group()
    foreign = set(_FOREIGN.findall(words))
    if foreign <= LOOKALIKES.keys() and re.search("[A-Za-z]", words):
        return words.translate({ord(a): b for a, b in LOOKALIKES.items()})
    return words


def _edits(plain: str) -> Iterator[tuple[int, int, str, bool]]:
    """The stretches of `plain` that change length: (start, end, replacement, whether a line ended there), ascending."""
    expansions = [(m.start(), m.end(), EXPANSIONS[m.group()], False) for m in _EXPAND.finditer(plain)]
    return iter(sorted([*_runs(plain), *expansions]))


def _runs(plain: str) -> Iterator[tuple[int, int, str, bool]]:
    """What becomes of each whole run of blanks, breaks and invisible characters (they hide behind one another)."""
    length = len(plain)
    for run in _RUN.finditer(plain):
        start, end = run.span()
        found = run.group()
        if found == " ":
            if start and end < length and _joins(plain[start - 1], plain[end], plain[end + 1 : end + 2]):
                yield start, end, "", False
            continue
        blanks = _GHOSTS.sub("", found)
        breaks = SOFT in blanks or "\f" in blanks or "\u2028" in blanks or "\u2029" in blanks or "\x85" in blanks
        before, after = plain[start - 1 : start], plain[end : end + 1]
        if not blanks:
            replacement = ""
        elif _joins(before, after, plain[end + 1 : end + 2]):
            replacement = "" if breaks or len(blanks) <= LONGEST_BLANK else " " * len(blanks)
        else:
            replacement = " "
        if replacement != found or breaks:
            yield start, end, replacement, breaks


def _joins(before: str, after: str, beyond: str) -> bool:
    """Whether a blank between these two characters is no word boundary: Han, stars, and the figures of a date or term."""
    if _HAN.match(before):
        return bool(_HAN.match(after)) or (after.isdigit() and before in "★年月") or (before == "★" and after == "(")
    return (before.isdigit() and after in ("年", "月", "日", "天", "★")) or (
        before.isdigit() and after == "个" and beyond == "月"
    )
