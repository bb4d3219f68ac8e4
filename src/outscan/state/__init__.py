"""What a passage says of a matter's state: kept back, handed over, coming, one's own; or published, taught, legislated, told.

In: a `StateFile` (`lexicons/state.yaml`: parts, and forms that put them together) and folded text. Out: `Sign`s with their
stretches, in the order of the text. State has a grammar as marks have: negation × manner × verb, verb × party, moment × 前 ×
prohibition; `parts` are the words, `forms` the order. Knows no matter and judges nothing: `relate` weighs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from outscan.lazy_regex import lazy
from outscan.lexicon.model import SignText, StateFile
from outscan.nouns import once_for
from outscan.state.form import Form, beginnings, compiled

__all__ = ["KEPT_OR_HANDED", "Sign", "State", "grammar", "spoken"]

_ENGLISH = lazy("[a-z]{3}")
SHORT = 20_000
"""Characters up to which the words of a text are looked up before any form is looked for."""
KEPT_OR_HANDED = ("kept", "handed")
"""The signs an item may ask for."""

NONE = StateFile({}, [])

Sign = tuple[str, int, int]
"""What is said (`kept`, `published`, …) and where, `[start, end)` of the text that was asked about."""


class State:
    """The grammar of state, compiled when it is first asked."""

    def __init__(self, file: StateFile) -> None:
        self.file = file
        self._asked: dict[tuple[str, ...] | None, _Wanted] = {}
        self._made: dict[int, Form] = {}

    def _forms(self, wanted: tuple[str, ...] | None) -> dict[str, list[Form]]:
        """By what is said, everything that says it."""
        out: dict[str, list[Form]] = {}
        for number, sign in enumerate(self.file.signs):
            if wanted is None or spoken(sign) in wanted:
                if number not in self._made:
                    self._made[number] = compiled(self.file.parts, sign)
                out.setdefault(spoken(sign), []).append(self._made[number])
        return out

    def _known(self, wanted: tuple[str, ...] | None) -> _Wanted:
        if wanted not in self._asked:
            self._asked[wanted] = _Wanted(self._forms(wanted))
        return self._asked[wanted]

    @cached_property
    def sayings(self) -> dict[str, SignText]:
        """By what is said, how a report names it."""
        return {spoken(sign): sign for sign in reversed(self.file.signs)}

    def lays_down(self, text: str) -> bool:
        """Whether a sentence lays down a duty for everybody (投标人不得…, 不得擅自…) and points at no matter of its own."""
        said = {name for name, _, _ in self.signs(text, ("rule", "this"))}
        return "rule" in said and "this" not in said

    def signs(self, text: str, wanted: Sequence[str] | None = None) -> Iterator[Sign]:
        """Every sign in `text`, or every one of `wanted`, by its beginning; of one that lies in another only the longer."""
        lowered = text.lower()
        known = self._known(tuple(wanted) if wanted is not None else None)
        latin = _latin(lowered)
        begun, spoken = known.begun(lowered, latin=latin), known.possible(lowered, latin=latin)
        if not begun and not spoken:
            return
        for name, forms in known.forms:
            found = sorted(
                (
                    span
                    for number, pattern in forms
                    if number in begun or spoken >> number & 1
                    for span in _met(pattern, lowered, begun.get(number))
                ),
                key=lambda hit: (hit[0], -hit[1]),
            )
            last = -1
            for start, end in found:
                if end > last:
                    yield name, start, end
                    last = end


_compiled = once_for(State)


def grammar(file: StateFile | None) -> State:
    """The grammar of `file`, compiled once; one that hears nothing where there is no file."""
    return _compiled(file or NONE)


class _Wanted:
    """The forms of some signs, numbered, and which of them words may belong to: what no word speaks for is not looked for."""

    def __init__(self, forms: Mapping[str, Sequence[Form]]) -> None:
        self.forms: list[tuple[str, list[tuple[int, re.Pattern[str]]]]] = []
        self.always = 0
        self.by_beginning: dict[str, int] = {}
        self.by_lead: dict[str, list[int]] = {}
        self.by_opening: dict[str, list[int]] = {}
        self.open = self.open_latin = 0
        """The forms of which it is not known what they begin with, and those of them that are English."""
        number = 0
        for name, ways in forms.items():
            numbered = []
            for form in ways:
                for pattern, needs, leads in zip(form.patterns, form.needs, form.leads, strict=True):
                    numbered.append((number, pattern))
                    for beginning in needs:
                        self.by_beginning[beginning] = self.by_beginning.get(beginning, 0) | 1 << number
                    known = self.by_opening if form.english else self.by_lead
                    for lead in leads:
                        known.setdefault(lead, []).append(number)
                    self.open |= 0 if leads else 1 << number
                    self.open_latin |= 0 if leads or not form.english else 1 << number
                    self.always |= 0 if needs else 1 << number
                    number += 1
            self.forms.append((name, numbered))
        firsts, seconds = ({re.escape(lead[at]) for lead in self.by_lead if len(lead) > 1} for at in (0, 1))
        alone = {re.escape(lead) for lead in self.by_lead if len(lead) == 1}
        two = [f"[{''.join(sorted(firsts))}](?=[{''.join(sorted(seconds))}])"] if firsts else []
        self._lead = lazy("|".join([*two, *([f"[{''.join(sorted(alone))}]"] if alone else [])]))
        ends = range(1, max(map(len, self.by_opening), default=0) + 1)
        self._shorter = {
            one: [one[:end] for end in ends if end <= len(one) and one[:end] in self.by_opening] for one in self.by_opening
        }
        self._opening = lazy(partial(_openings, self.by_opening))

    def possible(self, text: str, *, latin: bool) -> int:
        """The open forms that lowered `text` may hold, a bit each; every one where looking would cost more than it saves."""
        asked = self.open if latin else self.open & ~self.open_latin
        if len(text) > SHORT or not asked:
            return asked
        out, known = self.always, self.by_beginning
        for beginning in known.keys() & beginnings(text):
            out |= known[beginning]
        return out & asked

    def begun(self, text: str, *, latin: bool) -> dict[int, list[int]]:
        """By form, where in lowered `text` it may begin: a form is then asked at these places and nowhere else."""
        out: dict[int, list[int]] = {}
        known = self.by_lead
        for hit in self._lead.finditer(text) if known else ():
            at = hit.start()
            for lead in (text[at : at + 2], text[at]):
                for number in known.get(lead, ()):
                    out.setdefault(number, []).append(at)
        words = self.by_opening
        for hit in self._opening.finditer(text) if words and latin else ():
            at = hit.start()
            for opening in self._shorter[" ".join((hit[0] + hit[hit.lastindex or 0]).split())]:
                for number in words[opening]:
                    out.setdefault(number, []).append(at)
        return out


def _met(pattern: re.Pattern[str], text: str, places: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    """Every stretch of `text` that `pattern` matches, one behind the other; only those that begin at `places` where given."""
    if places is None:
        yield from (hit.span() for hit in pattern.finditer(text))
        return
    last = 0
    for at in places:
        if at >= last and (hit := pattern.match(text, at)):
            last = hit.end()
            yield hit.span()


def _openings(openings: Iterable[str]) -> str:
    """What finds the longest of `openings` at the beginning of a word; by letters, which the engine tells apart at once."""
    by_letter: dict[str, list[str]] = {}
    for one in sorted(openings, reverse=True):
        by_letter.setdefault(one[0], []).append(one[1:].replace(" ", r"\s+"))
    # the first letter alone is taken: the second word of one may be the first of another
    return "|".join(rf"{letter}(?<!\w{letter})(?=({'|'.join(rest)}))" for letter, rest in by_letter.items())


def spoken(sign: SignText) -> str:
    """What a sign says: several may say the same in different ways or languages."""
    return sign.same or sign.id


def _latin(text: str) -> bool:
    """Whether there may be English in it."""
    return _ENGLISH.search(text) is not None
