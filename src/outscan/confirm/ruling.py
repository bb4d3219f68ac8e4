"""What a ruling is, and the questions all ladders of marks ask of a context.

In: a context. Out: `Ruling`, and why a match is a mention, whether it stands where marks stand.
"""

from __future__ import annotations

import re

from outscan.confirm.context import Context
from outscan.nouns import Struct
from outscan.types import Confidence, Part, Reason, because

HEADING = 60
"""A line of a heading, title or header is no longer."""
OWN_PARTS = (Part.HEADER, Part.FOOTER, Part.NAME, Part.METADATA, Part.COMMENT, Part.HIDDEN, Part.IMAGE, Part.NOTE, Part.REVISION)


class Ruling(Struct, frozen=True):
    """What became of one match: dismissed with a reason, or upheld with the reasons for it."""

    dismissed: Reason | None = None
    confidence: Confidence = Confidence.MEDIUM
    because: tuple[Reason, ...] = ()
    state: str = ""


def no(reason: Reason | str) -> Ruling:
    """Dismissed, with a reason or the key of one that has no values (`words.REASONS`)."""
    return Ruling(dismissed=because(reason) if isinstance(reason, str) else reason)


def yes(confidence: Confidence, reason: Reason, state: str = "") -> Ruling:
    """Upheld, with what speaks for it."""
    return Ruling(confidence=confidence, because=(reason,), state=state)


def mention(context: Context) -> Reason | None:
    """Why the words are spoken of rather than borne, None where they are not."""
    if context.enumerated():
        return because("mention.listed")
    if context.quoted():
        return because("mention.quoted")
    if context.option():
        return because("mention.option")
    if context.mentioned():
        return because("mention.example")
    return None


def prose_cell(context: Context) -> bool:
    """Whether the line is one cell among others of its row, where a value is no mark by itself."""
    text = context.reading.folded.text
    return context.part in (Part.BODY, Part.TABLE) and (
        text[context.first - 1 : context.first] == "\t" or text[context.last : context.last + 1] == "\t"
    )


def placed(context: Context, longest: int, share: float) -> bool:
    """Whether the match stands where marks stand: alone on its line, free in a name, or filling most of a short line."""
    if context.alone:
        return True
    if context.part == Part.NAME:
        return not glued(context)
    if context.part == Part.METADATA:
        return (
            not glued(context)
            and (context.short(60, 0.3) or context.fact("position") in ("start", "end"))
            and not listed(context)
        )
    return context.part in OWN_PARTS and context.short(longest, share)


def listed(context: Context) -> bool:
    """Whether the match is one of several named with 、: 国家秘密、商业秘密、个人隐私."""
    return context.left.endswith("、") or context.right.startswith("、")


def glued(context: Context) -> bool:
    """Whether Han runs on at either end of the match without any gap."""
    text = context.reading.folded
    left = bool(re.search("[\u4e00-\u9fff]$", context.left)) and not text.gap_at(context.start)
    right = bool(re.match("[\u4e00-\u9fff]", context.right)) and not text.gap_at(context.end)
    return left or right
