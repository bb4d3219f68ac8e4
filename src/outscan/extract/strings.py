"""Words in bytes nobody reads as text: inert parts and unknown kinds, searched for marks in every encoding we know.

In: bytes. Out: small segments around each mark word, hidden as raw strings. Reads no more than that: what stands around a mark
in a font or a program is no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from outscan.lazy_regex import Near, lazy
from outscan.lazy_regex.literals import Literals
from outscan.types import HiddenKind, Part, Segment, Where

_WORDS = ("绝密", "机密", "秘密", "絕密", "機密", "密级", "密級", "内部资料", "内部文件", "仅供内部", "不得外传", "启用前")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_ANCHORS = ("密", "内部", "外传", "启用")
"""Each word holds one of them: bytes are searched for these first, which costs half of what the words do."""
_LONGEST = max(len(word.encode(name)) for word in _WORDS for name in _ENCODINGS)
_AROUND = 96
"""Bytes read on either side of a word."""
_MOST = 50
_LEVELS = ("绝密", "机密", "秘密", "絕密", "機密")
_WORD = lazy(rf"({'|'.join(_LEVELS)})\s*[★☆]")
_EDGE = lazy(r"[^\w\s★☆●◆：:()（）〔〕【】《》、，。·.-]+")


@cache
def _any() -> Literals:
    """All words in all encodings."""
    return Literals([word.encode(name) for name in _ENCODINGS for word in _WORDS])


@cache
def _needles() -> tuple[tuple[str, Near[bytes]], ...]:
    """One pattern an encoding; GB 18030 covers GBK and GB 2312."""
    return tuple((name, _needle(name)) for name in _ENCODINGS)


def _needle(encoding: str) -> Near[bytes]:
    words = re.compile(b"|".join(re.escape(word.encode(encoding)) for word in _WORDS))
    return Near(words, tuple(anchor.encode(encoding) for anchor in _ANCHORS), _LONGEST, _LONGEST)


def marks_in(where: Where, data: bytes) -> Iterator[Segment]:
    """Yield a segment for each place where a mark word stands in `data`."""
    count = 0
    for encoding, pattern in _needles() if _any().stand_in(data) else ():
        reached = 0
        for found in pattern.finditer(data):
            if found.start() < reached or not _aligned(encoding, found.start(), data):
                continue
            count += 1
            if count > _MOST:
                return
            reached = found.end() + _AROUND
            yield Segment(
                where.at(Part.METADATA, f"@{found.start()}"), _around(data, found, encoding), hidden=HiddenKind.RAW_STRING
            )


def _aligned(encoding: str, at: int, data: bytes) -> bool:
    """Whether a hit is no accident of two neighbouring characters: GB 18030 hits must not begin inside a character."""
    if encoding != "gb18030":
        return True
    run = 0
    while run < at and run < 64 and data[at - run - 1] >= 0x80:
        run += 1
    return run % 2 == 0


def _around(data: bytes, found: re.Match[bytes], encoding: str) -> str:
    """The word and the legible characters beside it."""
    word = found.group().decode(encoding)
    before = _decoded(
        data[max(found.start() - _AROUND, found.start() % 2 if encoding.startswith("utf-16") else 0) : found.start()], encoding
    )
    after = _decoded(data[found.end() : found.end() + _AROUND], encoding)
    return (_EDGE.split(before)[-1] + word + _EDGE.split(after)[0]).strip()


def _decoded(data: bytes, encoding: str) -> str:
    """Bytes whose first and last character may be cut."""
    return data.decode(encoding, "replace").lstrip("\ufffd")


def overlooked(where: Where, data: bytes, read_texts: Counter[str]) -> Iterator[Segment]:
    """Yield a segment for each mark with its star in `data` beyond those a reader has `told` (words as `starred` counts them).

    What a damaged record or a field nobody documents holds is found here; a healthy file has nothing left.
    """
    left = Counter[str]()
    for encoding, pattern in _starred() if _any().stand_in(data) else ():
        for found in pattern.finditer(data):
            word = found.group(1).decode(encoding)
            if not _aligned(encoding, found.start(), data):
                continue
            left[word] += 1
            if read_texts[word] < left[word] <= read_texts[word] + _MOST:
                where_found = where.at(Part.METADATA, f"@{found.start()}")
                yield Segment(where_found, _around(data, found, encoding), hidden=HiddenKind.RAW_STRING)


@cache
def _starred() -> tuple[tuple[str, re.Pattern[bytes]], ...]:
    """One pattern an encoding for a level word and its star, with at most a few blanks between."""
    patterns = []
    for name in _ENCODINGS:
        words, stars, blank = (b"|".join(re.escape(one.encode(name)) for one in some) for some in (_LEVELS, "★☆", " "))
        patterns.append((name, re.compile(b"(" + words + b")(?:" + blank + b"){0,4}(?:" + stars + b")")))
    return tuple(patterns)


def starred(text: str) -> list[str]:
    """The level words of `text` that a star follows."""
    return _WORD.findall(text)
