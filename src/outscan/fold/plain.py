"""What a text says to the one who reads it: codes and mark-up undone, then folded, with one way back through all of it.

In: `str`. Out: `Folded`. Law: as for `fold`, and a character that was written as several leads back to all of them.
"""

from __future__ import annotations

from operator import add

from outscan.fold.codes import CODES
from outscan.fold.folded import Folded
from outscan.fold.folding import fold
from outscan.fold.signs import SIGNS, Edit

MOST_PASSES = 4
"""Codes inside codes and signs inside signs are undone so often; what is wrapped deeper nobody reads as words."""
_FAMILIES = tuple(
    tuple(
        (
            frozenset(trigger for trigger in triggers if len(trigger) == 1),
            tuple((trigger, frozenset(trigger)) for trigger in triggers if len(trigger) > 1),
            look,
        )
        for triggers, look in families
    )
    for families in (CODES, SIGNS)
)
_ANY = frozenset("".join("".join(triggers) for families in (CODES, SIGNS) for triggers, _ in families))
"""Every character of every sign: which of them stand in a text is asked once, and most have none that matters."""


def edits_of(text: str) -> list[Edit]:
    """The edits that leave what is read, ascending, none inside another."""
    found: list[Edit] = []
    present = set(text) & _ANY
    if not present:
        return found
    for families in _FAMILIES:
        for singles, triggers, look in families:
            if not present.isdisjoint(singles) or any(chars <= present and trigger in text for trigger, chars in triggers):
                found.extend(look(text))
        if found:
            break  # signs are looked for once codes are undone
    found.sort()
    kept: list[Edit] = []
    end = 0
    for edit in found:
        if edit[0] >= end and edit[1] > edit[0]:
            kept.append(edit)
            end = edit[1]
    return kept


def plain(text: str) -> Folded:
    """Fold what `text` says once its codes and mark-up are undone; offsets of the result lead back to `text`."""
    under: Folded | None = None
    said = text
    for _ in range(MOST_PASSES):
        edits = edits_of(said)
        if not edits:
            break
        edited = _edited(said, edits)
        under = edited if under is None else edited.over(under)
        said = under.text
    folded = fold(said)
    return folded if under is None else folded.over(under)


def _edited(text: str, edits: list[Edit]) -> Folded:
    """`text` edited, unfolded otherwise."""
    parts: list[str] = []
    at, shift, out, cut = [0], [0], 0, 0
    widths: dict[int, int] = {}
    for start, end, put in edits:
        parts += (text[cut:start], put)
        out += start - cut
        if put:
            _turn(at, shift, out, start - out)
            widths[start] = end - start
            for further in range(end - start, len(put)):  # what was one character and is several leads back to its last
                _turn(at, shift, out + further, end - 1 - out - further)
            out += len(put)
        _turn(at, shift, out, end - out)
        cut = end
    parts.append(text[cut:])
    return Folded("".join(parts), tuple(at), tuple(shift), (), len(text), tuple(map(add, at, shift)), widths)


def _turn(at: list[int], shift: list[int], position: int, by: int) -> None:
    """From `position` on the way back is `by` longer."""
    if at[-1] == position:
        shift[-1] = by
    elif by != shift[-1]:
        at.append(position)
        shift.append(by)
