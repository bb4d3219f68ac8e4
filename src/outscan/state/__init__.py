"""What a passage says of a matter's state: kept back, handed over, coming, one's own; or published, taught, legislated, told.

In: a `StateFile` (`lexicons/state.yaml`: parts, and forms that put them together) and folded text. Out: `Sign`s with their
stretches, in the order of the text. State has a grammar as marks have: negation × manner × verb, verb × party, moment × 前 ×
prohibition; `parts` are the words, `forms` the order. Knows no matter and judges nothing: `relate` weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from outscan.late import late
from outscan.lexicon.model import SignText, StateFile
from outscan.state.form import Form, compiled

__all__ = ["KEPT_OR_HANDED", "Sign", "State"]

_ENGLISH = late("[a-z]{3}")
KEPT_OR_HANDED = ("kept", "handed")
"""The signs an item may ask for."""

Sign = tuple[str, int, int]
"""What is said (`kept`, `published`, …) and where, `[start, end)` of the text that was asked about."""


class State:
    """The grammar of state, compiled when it is first asked."""

    def __init__(self, file: StateFile) -> None:
        self.file = file

    @cached_property
    def forms(self) -> dict[str, list[Form]]:
        """By what is said, everything that says it."""
        out: dict[str, list[Form]] = {}
        for sign in self.file.signs:
            out.setdefault(spoken(sign), []).append(compiled(self.file.parts, sign))
        return out

    @cached_property
    def sayings(self) -> dict[str, SignText]:
        """By what is said, how a report names it."""
        return {spoken(sign): sign for sign in reversed(self.file.signs)}

    def signs(self, text: str, wanted: Sequence[str] | None = None) -> Iterator[Sign]:
        """Every sign in `text`, or every one of `wanted`, by its beginning; of one that lies in another only the longer."""
        lowered = text.lower()
        latin = _latin(lowered)
        for name, forms in self.forms.items():
            if wanted is not None and name not in wanted:
                continue
            found = sorted(
                (hit for form in forms if latin or not form.english for hit in form.find(lowered)),
                key=lambda hit: (hit[0], -hit[1]),
            )
            last = -1
            for start, end in found:
                if end > last:
                    yield name, start, end
                    last = end


def spoken(sign: SignText) -> str:
    """What a sign says: several may say the same in different ways or languages."""
    return sign.same or sign.id


def _latin(text: str) -> bool:
    """Whether there may be English in it."""
    return _ENGLISH.search(text) is not None
