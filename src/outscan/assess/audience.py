"""For whom a passage is written: for everybody (taught, reported, told, laid down, published) or by one desk for another.

In: a table of n-gram weights, the text of a paragraph and what stands before it. Out: whether it reads as written for everybody.
Law: only what a file opens with, what stands before a place and its own paragraph are read, so that text added behind changes
nothing; the paragraph must read so by itself, too, so that a letter pasted into a lesson is judged as a letter.
"""

from __future__ import annotations

from functools import cache
from math import sqrt
from pathlib import Path

import msgspec

from outscan.assess import hashing
from outscan.nouns import Struct

__all__ = ["FAR", "LONGEST", "TABLE", "Audience", "Readership", "heard", "readership"]

TABLE = "audience.i8"
OPENING = 160
"""Characters a file opens with that are read with every passage of it."""
NEAR, FAR = 400, 1500
"""Characters up to the end of a paragraph that are read: what stands closest, and all that tells what a writing is."""
LONGEST = 300
"""A paragraph is read by itself up to so many characters: in a page without paragraphs the sentence must speak."""


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a manifest says of the table.

    A text's figure is `intercept + scale · Σ weight / √n` over its n different n-grams in buckets of `bits`. Above zero it
    reads as of a desk, below as written for everybody. A passage reads so where what stands close and what stands further
    before it stay below `line`, and its paragraph alone below `own`; where something near it is said to be handed over,
    all three below `kept`. What only a word or a title excuses stands again where both reaches of all its places are `doubted`
    or more: one desk writes there to another. What the classifier hears in a passage is lifted by `around` times the lower of
    its two reaches and `alone` times its paragraph, never below nothing, by `most` at most.
    """

    bits: int
    intercept: float
    scale: float
    line: float
    kept: float
    own: float
    doubted: float
    around: float
    alone: float
    most: float


class Readership(Struct, frozen=True):
    """What a manifest says, and a signed byte for each bucket."""

    told: Audience
    table: memoryview[int]

    def figure(self, text: str) -> float:
        """How `text` reads; nothing is known of one without a token."""
        found: set[int] = set().union(*hashing.buckets(text, self.told.bits))
        if not found:
            return 0.0
        return self.told.intercept + self.told.scale * sum(map(self.table.__getitem__, found)) / sqrt(len(found))

    def public(self, opening: str, before: str, paragraph: str, line: float) -> bool:
        """Whether a paragraph that ends `before` (itself included) reads as written for everybody, by one of the lines."""
        near, far, alone = heard(opening, before, paragraph)
        return (
            self.figure(alone) < min(self.told.own, line)
            and self.figure(near) < line
            and (far == near or self.figure(far) < line)
        )

    def desk(self, opening: str, before: str, paragraph: str) -> bool:
        """Whether what stands before the end of a paragraph clearly reads as one desk writes to another."""
        near, far, _ = heard(opening, before, paragraph)
        return min(self.figure(near), self.figure(far)) >= self.told.doubted

    def lift(self, opening: str, before: str, paragraph: str) -> float:
        """By how much a paragraph that ends `before` is heard more: it reads as one desk writes to another."""
        near, far, alone = heard(opening, before, paragraph)
        told = self.told
        around = min(self.figure(near), self.figure(far)) if far != near else self.figure(near)
        return max(0.0, min(told.around * around + told.alone * self.figure(alone), told.most))


def heard(opening: str, before: str, paragraph: str) -> tuple[str, str, str]:
    """What is read of a paragraph that ends `before`: with what stands close before it, with all that tells, and alone."""
    alone = paragraph[-LONGEST:]
    near, far = (f"{opening[:OPENING]}\n{before[-max(reach, len(alone)) :]}" for reach in (NEAR, FAR))
    return near, far, alone


@cache
def readership(folder: Path, told: Audience) -> Readership:
    """The table of a folder that `weights` has checked."""
    return Readership(told, memoryview((folder / TABLE).read_bytes()).cast("b"))
