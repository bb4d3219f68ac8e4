"""Files that stand in a text as codes: data addresses, base64, hex; of a kind known by its bytes, or plain text that reads well.

In: a segment. Out: blobs, and the segment without the codes of those blobs. Keys, certificates, hashes and identifiers spell
neither a file nor words and stay where they are.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from outscan.extract.within.candidates import unpacked
from outscan.extract.within.coded import TEXT, Found, coded
from outscan.lazy_regex import lazy
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
_MARKUP = frozenset({"svg+xml", "html", "xhtml+xml", "xml"})


class Count(Struct):
    """How many files were found in the texts of one document: their names."""

    files: int = 0

    def named(self, where: Where, name: str) -> Where:
        """The place of the next file, its number before the ending of `name`."""
        self.files += 1
        word, dot, ending = name.partition(".")
        return where.inside(f"{word}-{self.files}{dot}{ending}")


def files(segment: Segment, budget: Budget, count: Count) -> tuple[Segment, list[Blob]]:
    """`segment` without the codes of files, and those files."""
    found: list[Found] = []
    text = segment.text
    if "data:" in text or "DATA:" in text:
        found += _addresses(text)
    found += coded(text, [(one.start, one.end) for one in found], budget, grid=segment.cells is not None)
    if not found:
        return segment, []
    found.sort(key=lambda one: one.start)
    blobs = []
    for one in found:
        budget.tick()
        budget.spend(len(one.data), one.end - one.start)
        hidden = None if one.declared.startswith("image/") else HiddenKind.EMBEDDED_FILE
        blobs.append(Blob(count.named(segment.where, one.word), one.data, hidden, one.declared))
    return _without(segment, list(dict.fromkeys((one.start, one.end) for one in found if one.word != TEXT))), blobs


def _addresses(text: str) -> Iterator[Found]:
    """What stands in `data:` addresses (RFC 2397)."""
    at = 0
    while head := _DATA.search(text, at):
        media, packed = (head[1] or "").lower(), bool(head[3])
        body = (_BASE64_BODY if packed else _PLAIN_BODY).match(text, head.end())
        end = body.end() if body else head.end()
        if not packed and media.rpartition("/")[2] in _MARKUP:
            end = _whole(text, head.start(), head.end(), end)
        raw = unquote_to_bytes(text[head.end() : end])
        data = unpacked(raw) if packed else raw
        at = max(end, head.end())
        if data and (packed or media):
            ending = re.sub(r"[^a-z0-9]", "", media.rpartition("/")[2])[:8] or "bin"
            yield Found(head.start(), end, data, f"data.{ending}", f"{media}{head[2]}")


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
