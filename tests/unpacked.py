"""What tests of readers share: bytes in, pieces out, through the real door."""

from __future__ import annotations

from outscan.limits import Budget, Limits
from outscan.types import Blob, Gap, Segment, Where
from outscan.unpack import Unpacker
from outscan.words.places import place_words


def seen(data: bytes, name: str = "a", declared: str = "", **limits):
    """Everything unpack yields for `data` under `name`."""
    return list(Unpacker(Budget(Limits(**limits))).unpack(Blob(Where((name,)), data, declared=declared)))


def words(pieces, **want):
    """The text of all segments but names, joined; narrowed by `hidden`, `part` or `member`."""
    found = (p for p in pieces if isinstance(p, Segment) and (p.where.part != "name" or want.get("part") == "name"))
    return "\n".join(
        p.text for p in found if all((p.hidden if k == "hidden" else getattr(p.where, k)) == v for k, v in want.items())
    )


def gaps(pieces):
    """The reasons of all gaps."""
    return [p.reason for p in pieces if isinstance(p, Gap)]


def spot(pieces, text: str) -> str:
    """The spot a person would open for `text`."""
    segment = next(p for p in pieces if isinstance(p, Segment) and text in p.text)
    return place_words(segment.where_at(segment.text.index(text)).spot)
