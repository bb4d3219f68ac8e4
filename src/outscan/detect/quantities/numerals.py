"""Numbers as people write them, in figures and in Chinese words.

In: a string that a pattern of this room matched. Out: a float.
Deliberately small: only the forms that stand before a unit (1,200 · 三十一点六 · 二〇二七 · 2.5万); no fractions, no ordinals.
"""

from __future__ import annotations

import re
from itertools import takewhile

from outscan.lazy_regex import lazy

FIGURES = r"\d{1,3}(?:,\d{3})++(?:\.\d++)?+|\d++(?:\.\d++)?+"
"""A number in figures; possessive, so that a failing match costs its length once."""
LONGEST = 20
"""Characters of the longest number that is read."""
WORDS = "零〇一二三四五六七八九十百千万亿两"
"""The characters of a number in Chinese words (点 stands for the point)."""
POWERS = {
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "k": 1e3, "K": 1e3, "M": 1e6,
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9,
}  # fmt: skip

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}


def power(words: str) -> float:
    """What a run of multipliers stands for: "" is 1, "百万" is 10⁶, "million" is 10⁶."""
    words = words.strip()
    if words in POWERS:
        return POWERS[words]
    factor = 1.0
    for word in words:
        factor *= POWERS.get(word, 1.0)
    return factor


def in_words(words: str) -> float:
    """The value of a number in Chinese words: 三十一点六 is 31.6, 二〇二七 is 2027, 五万 is 50000, 三点五千 is 3500.

    What stands behind a fraction and is no multiplier (三点五点二) is no part of it.
    """
    whole, _, fraction = words.partition("点")
    if whole and all(c in _DIGITS for c in whole) and len(whole) > 1:
        value = float("".join(str(_DIGITS[c]) for c in whole))
    else:
        value = float(_whole(whole))
    digits = "".join(str(_DIGITS[c]) for c in takewhile(_DIGITS.__contains__, fraction))
    value += float(f"0.{digits or 0}")
    behind = fraction[len(digits) :]
    return value * power(behind) if all(word in POWERS for word in behind) else value


def _whole(words: str) -> int:
    total = section = digit = 0
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _SMALL:
            section += (digit or 1) * _SMALL[word]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[word]
            section = digit = 0
    return total + section + digit


def number(text: str) -> float:
    """The value of a number in figures or in words."""
    return in_words(text) if text[0] in WORDS else float(text.replace(",", ""))


_FIGURE_BEFORE = lazy(rf"(?:{FIGURES})\Z")
_WORD_BEFORE = lazy(rf"[零〇一二三四五六七八九十两][{WORDS}点]{{0,16}}\Z")


def before(text: str, end: int) -> str:
    """The number in figures that ends at `end`, '' where there is none or it is part of a longer code."""
    start = end
    while start > 0 and end - start < LONGEST and (text[start - 1].isdigit() or text[start - 1] in ",."):
        start -= 1
    if start > 0 and (text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] == "_")):
        return ""
    run = text[start:end].lstrip(",.")
    hit = _FIGURE_BEFORE.match(run)
    if hit:
        return run
    tail = re.search(r"(?<![\d.])\d+(?:\.\d+)?\Z", run.rpartition(",")[2])
    return tail.group() if tail and "," in run else ""


def words_before(text: str, end: int) -> str:
    """The number in Chinese words that ends at `end`, '' where there is none or figures stand before it."""
    start = end
    while start > 0 and end - start < LONGEST and (text[start - 1] in WORDS or text[start - 1] == "点"):
        start -= 1
    run = text[start:end].lstrip("点百千万亿") if start == 0 or not text[start - 1].isdigit() else ""
    return run if run and _WORD_BEFORE.fullmatch(run) else ""
