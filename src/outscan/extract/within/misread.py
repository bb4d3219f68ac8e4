"""Chinese in UTF-8 that some program read as GBK and wrote again: 鏈轰欢 for 本件.

In: a segment. Out: its lines read back, and a gap where a byte was lost. The signs of it (the halves of a comma, of 。 and of
的) stand in hardly any text otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.lazy_regex import lazy
from outscan.legible import clarity
from outscan.nouns import replace
from outscan.types import HARD, Gap, GapReason, Segment

_SIGNS = ("锛", "銆", "鐨", "涓", "浠", "鍙", "鎻", "鏂", "瀵")
_SIGN = lazy(f"[{''.join(_SIGNS)}]")
_FEWEST, _MOST, _CLEAR, _LOST = 2, 50, 0.7, 5
"""Signs of a line, lines of a segment, how clear what is read back must be, and one in how many characters may be lost."""


def misread(segment: Segment) -> Iterator[Segment | Gap]:
    """Yield what lines say that were read in the wrong encoding."""
    text = segment.text
    if text.isascii() or not ("锛" in text or "銆" in text or "鐨" in text):
        return
    end, told = -1, 0
    for sign in _SIGN.finditer(text):
        if told == _MOST:
            return
        if sign.start() <= end:  # its line was looked at
            continue
        at, end = text.rfind(HARD, 0, sign.start()) + 1, text.find(HARD, sign.start())
        line = text[at : end if end >= 0 else len(text)]
        end = at + len(line)
        if sum(one in line for one in _SIGNS) >= _FEWEST and (said := _back(line)):
            told += 1
            yield replace(segment, where=segment.where_at(at), text=said, places=None)
            if "\ufffd" in said:
                yield Gap(segment.where_at(at), GapReason.GARBLED)


def _back(line: str) -> str:
    """A line read as it was meant, "" where that is no clearer."""
    said = line.replace("\ufffd", "?").encode("gb18030", "replace").decode("utf-8", "replace")
    whole = said.replace("\ufffd", "")
    return said if len(said) - len(whole) <= len(said) // _LOST and clarity(whole) >= max(_CLEAR, clarity(line)) else ""
