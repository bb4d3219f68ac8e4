"""What the groups of an item ask for: terms by number, evidence by kind and facts, signs of state.

In: a group as it is written. Out: the leaves of a condition. Raises LexiconError with file and line where a word,
a list, a kind or a fact is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from outscan.evidence import EVIDENCE, kinds
from outscan.fold import fold
from outscan.lexicon.model import Comparison, Group, LexiconFile
from outscan.lexicon.pack import Condition, Leaf, Plain, Test, distinct, parse_test
from outscan.lexicon.yamlines import Lined
from outscan.nouns import Struct, field
from outscan.words import nearest, say

FIGURE = "#"
"""A group of `plain` that any figure in the sentence meets."""
STATES = {"kept": "structure/withheld", "handed": "structure/handover", "given": "structure/given", "abroad": "structure/abroad"}
DETECTORS = ("quantity", "coordinates", "table", "identifier", "structure")


class Terms(Struct):
    """Every term once, by its folded form."""

    words: list[str] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """The index of `word` in the pack's terms."""
        key = fold(word).text.casefold()
        if key not in self.known:
            self.known[key] = len(self.words)
            self.words.append(word)
        return self.known[key]


def leaves(lined: Lined, path: str, group: Group, content: LexiconFile, terms: Terms) -> Iterator[Leaf]:
    """The leaves of one group: its terms or its evidence, with the states it wants."""
    if group.state is not None:
        yield from (Leaf(rule=STATES[word]) for word in group.state)
        if group.any is None:
            return
    given = [key for key in ("any", "at_least", *DETECTORS, "either") if getattr(group, key) is not None]
    if len(given) != 1:
        said = say("listed").join(given) or say("rule.none")
        raise lined.complaint(path, say("rule.group_shape", detectors=", ".join(DETECTORS), here=said))
    key = given[0]
    if group.any is not None:
        words = fitting_terms(lined, f"{path}.any", group.any, content)
        yield Leaf(terms=numbers_of(terms, words))
    elif group.at_least is not None:
        words = fitting_terms(lined, f"{path}.at_least.of", group.at_least.of, content)
        numbers = numbers_of(terms, words)
        if not 1 <= group.at_least.n <= len(numbers):
            raise lined.complaint(f"{path}.at_least.n", say("rule.too_many_needed", n=group.at_least.n, terms=len(numbers)))
        yield Leaf(terms=numbers, need=group.at_least.n)
    elif group.either is not None:
        if not group.either:
            raise lined.complaint(f"{path}.either", say("rule.no_alternative"))
        for i, alternative in enumerate(group.either):
            yield from leaves(lined, f"{path}.either[{i}]", alternative, content, terms)
    else:
        yield _evidence(lined, f"{path}.{key}", key, getattr(group, key))


def plain_way(lined: Lined, path: str, groups: list[list[str]], content: LexiconFile, terms: Terms) -> Plain:
    """One everyday way to name a matter."""
    worded = [(i, group) for i, group in enumerate(groups) if group != [FIGURE]]
    if len(groups) < 2:  # noqa: PLR2004 - one word alone names no matter
        raise lined.complaint(path, say("rule.plain_alone"))
    conditions = (
        Condition((Leaf(terms=numbers_of(terms, fitting_terms(lined, f"{path}[{i}]", group, content))),)) for i, group in worded
    )
    return Plain(tuple(conditions), figure=len(worded) < len(groups))


def spelled(lined: Lined, path: str, word: str, content: LexiconFile) -> Sequence[str]:
    """`word`, or the members of the list it names."""
    if not word.startswith("@"):
        return (word,)
    members = content.groups.get(word[1:])
    if members is None:
        known = say("listed").join(f"@{name}" for name in content.groups) or say("rule.nothing_yet")
        raise lined.complaint(path, say("rule.group_unknown", word=word, known=known))
    return members


def fitting_terms(lined: Lined, path: str, words: Sequence[str], content: LexiconFile, *, nested: bool = True) -> tuple[str, ...]:
    """The words of a group, those of a list it names too (`nested`), each once and none empty."""
    if not words:
        raise lined.complaint(path, say("rule.no_terms"))
    out: list[str] = []
    for i, word in enumerate(words):
        if not fold(word).text.strip():
            raise lined.complaint(f"{path}[{i}]", say("rule.empty_term"))
        if word.startswith("@") and not nested:
            raise lined.complaint(f"{path}[{i}]", say("rule.nested_list", word=word))
        out += spelled(lined, f"{path}[{i}]", word, content)
    return distinct(out)


def numbers_of(terms: Terms, words: Sequence[str]) -> tuple[int, ...]:
    """The numbers of `words`, each once, ascending."""
    return tuple(sorted({terms.number(word) for word in words}))


def _evidence(lined: Lined, path: str, detector: str, facts: dict[str, Comparison]) -> Leaf:
    kind = facts.get("kind")
    if not isinstance(kind, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", kind):
        raise lined.complaint(path, say("rule.no_kind", detector=detector))
    known = EVIDENCE.get(f"{detector}/{kind}")
    if known is None:
        raise lined.complaint(path, say("rule.kind_unknown", detector=detector, kind=kind, near=nearest(kind, kinds(detector))))
    tests: list[Test] = []
    count: Test | None = None
    for name, wanted in facts.items():
        if name == "kind":
            continue
        if name not in known.facts:
            near = nearest(name, known.facts)
            raise lined.complaint(f"{path}.{name}", say("rule.fact_unknown", kind=known.rule, name=name, near=near))
        try:
            test = parse_test(name, wanted)
        except ValueError as error:
            raise lined.complaint(f"{path}.{name}", f"{name}: {error}") from None
        if name == "count":
            count = test
        else:
            tests.append(test)
    return Leaf(rule=f"{detector}/{kind}", tests=tuple(tests), count=count)


def group_said(group: Group) -> Iterator[str]:
    """A group in words, for `outscan rules explain`."""
    if group.state is not None:
        yield from (f"state/{word}" for word in group.state)
    if group.any is not None:
        yield "、".join(group.any)
    elif group.at_least is not None:
        yield f"≥ {group.at_least.n}: {'、'.join(group.at_least.of)}"
    elif group.either is not None:
        for one in group.either:
            yield from group_said(one)
    else:
        for detector in DETECTORS:
            facts: dict[str, Comparison] | None = getattr(group, detector)
            if facts:
                yield " ".join(
                    [str(facts.get("kind", "")), *(f"{name} {written}" for name, written in facts.items() if name != "kind")]
                )
