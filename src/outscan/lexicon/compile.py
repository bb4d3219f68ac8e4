"""Check lexicon files against their shape and number their terms: YAML sheets in, one `Pack` out.

In: the bytes of each file. Out: `Pack`. Every complaint carries `file:line`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from outscan.errors import LexiconError
from outscan.evidence import EVIDENCE, TECHNIQUES, kinds
from outscan.fold import fold
from outscan.lexicon.english import advised, asked, in_english
from outscan.lexicon.model import (
    Comparison,
    EnglishFile,
    Example,
    Group,
    Item,
    Judgement,
    LexiconFile,
    MarksFile,
    StateFile,
    Thesaurus,
    UnitFile,
    WordsFile,
)
from outscan.lexicon.pack import LEVELS, Condition, Domain, Leaf, Pack, PackItem, Plain, Proof, Test, distinct, parse_test
from outscan.lexicon.proper import check_item, check_marks, check_state, written
from outscan.lexicon.sheet import Sheet, read_sheet
from outscan.lexicon.yamlines import Lined
from outscan.types import Action, Certainty
from outscan.words import nearest, say
from outscan.words.packages import OWN

__all__ = ["Sheet", "compile_pack", "read_sheet"]

FIGURE = "#"
"""A group of `plain` that any figure in the sentence meets."""
STATES = {"kept": "structure/withheld", "handed": "structure/handover", "given": "structure/given", "abroad": "structure/abroad"}
DETECTORS = ("quantity", "coordinates", "table", "identifier", "structure")


@dataclass(slots=True)
class _Terms:
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


def compile_pack(sheets: Sequence[Sheet], version: str, digest: str) -> Pack:
    """All sheets as one pack. Raises LexiconError where an item breaks a rule the shape cannot tell."""
    terms, items, domains = _Terms(), [], []
    seen: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    marks: MarksFile | None = None
    unit, contact = "", ""
    state: StateFile | None = None
    judgement: Judgement | None = None
    english = next((one.content for one in sheets if isinstance(one.content, EnglishFile)), None)
    shared = _thesaurus(sheets)
    for sheet in sheets:
        content = sheet.content
        if isinstance(content, WordsFile):
            words.update({key: distinct(value) for key, value in content.words.items()})
        elif isinstance(content, MarksFile):
            check_marks(sheet.lined, content)
            marks = in_english(sheet, content, english)
        elif isinstance(content, StateFile):
            check_state(sheet.lined, content)
            state = content
        elif isinstance(content, EnglishFile):
            continue
        elif isinstance(content, Judgement):
            judgement = content
        elif isinstance(content, UnitFile):
            unit, contact = content.unit, content.contact
            items += [_code_name(sheet, content, i, terms) for i in range(len(content.code_names))]
        elif isinstance(content, LexiconFile):
            domains.append(Domain(content.domain, content.title, content.title_en, content.note))
            items += _items(sheet, content, shared, terms, seen, english)
    if not items:
        raise LexiconError(say("rule.no_item"))
    folded = {number: text for number, word in enumerate(terms.words) if (text := fold(word).text) != word}
    return Pack(
        version, digest, tuple(terms.words), tuple(items), words, tuple(domains), marks, unit, contact, folded, state, judgement
    )


def _thesaurus(sheets: Sequence[Sheet]) -> dict[str, list[str]]:
    """The lists all items may name, shipped ones first. Raises LexiconError."""
    shared: dict[str, list[str]] = {}
    for sheet in sheets:
        if isinstance(sheet.content, Thesaurus):
            nothing = LexiconFile("", "", {}, [])
            for name, members in sheet.content.groups.items():
                words = _terms_fit(sheet.lined, f"$.groups.{name}", members, nothing, nested=False)
                shared[name] = [*shared.get(name, ()), *words]
    return shared


def _items(
    sheet: Sheet,
    own: LexiconFile,
    shared: dict[str, list[str]],
    terms: _Terms,
    seen: dict[str, str],
    english: EnglishFile | None,
) -> Iterator[PackItem]:
    lined = sheet.lined
    content = msgspec.structs.replace(own, groups={**shared, **own.groups})
    for name, members in own.groups.items():
        _terms_fit(lined, f"$.groups.{name}", members, content, nested=False)
    for number, item in enumerate(content.items):
        path = f"$.items[{number}]"
        place = f"{lined.name}:{lined.line(path)}"
        check_item(sheet, content, item, path)
        advice, ask_en = advised(sheet, item.advice, f"{path}.advice", english), asked(sheet, item, path, english)
        if item.id in seen:
            raise lined.complaint(f"{path}.id", say("rule.id_taken", id=item.id, place=seen[item.id]))
        seen[item.id] = place
        conditions = tuple(
            Condition(tuple(_leaves(lined, f"{path}.all[{i}]", group, content, terms)), group.state is not None)
            for i, group in enumerate(item.all)
        )
        yield PackItem(
            id=item.id,
            title=item.title,
            title_en=item.title_en,
            domain=content.domain,
            level=LEVELS[item.level],
            bases=tuple(_bases(lined, f"{path}.basis", item, content)),
            window=item.window,
            conditions=conditions,
            unless=distinct(w for word in item.unless for w in _spelled(lined, f"{path}.unless", word, content)),
            ask=item.ask,
            live=item.live,
            action=Action(item.advice.action),
            techniques=_techniques(sheet.lined, path, item),
            approver=item.advice.approver,
            advice_note=item.advice.note,
            note=item.note,
            source=place,
            proof=msgspec.msgpack.encode(
                Proof(
                    written(lined, path, len(content.items)),
                    tuple(_example(one) for one in item.hits),
                    tuple(_example(one) for one in item.misses),
                    tuple(tuple(_said(group)) for group in item.all),
                )
            ),
            plain=tuple(_plain(lined, f"{path}.plain[{i}]", groups, content, terms) for i, groups in enumerate(item.plain)),
            alone=item.alone,
            ask_en=ask_en,
            approver_en=advice.approver_en,
            note_en=advice.note_en,
            settled_by=item.settled_by,
        )


def _plain(lined: Lined, path: str, groups: list[list[str]], content: LexiconFile, terms: _Terms) -> Plain:
    """One everyday way to name a matter."""
    worded = [(i, group) for i, group in enumerate(groups) if group != [FIGURE]]
    if len(groups) < 2:  # noqa: PLR2004 - one word alone names no matter
        raise lined.complaint(path, say("rule.plain_alone"))
    conditions = (
        Condition((Leaf(terms=distinct_numbers(terms, _terms_fit(lined, f"{path}[{i}]", group, content))),))
        for i, group in worded
    )
    return Plain(tuple(conditions), figure=len(worded) < len(groups))


def _techniques(lined: Lined, path: str, item: Item) -> tuple[str, ...]:
    """The techniques an item advises; one that does not exist would be advised to no end."""
    for name in item.advice.techniques:
        if name not in TECHNIQUES:
            raise lined.complaint(
                f"{path}.advice.techniques", say("rule.technique_unknown", name=name, near=nearest(name, TECHNIQUES))
            )
    return tuple(item.advice.techniques)


def _example(written: str | Example) -> Example:
    return Example(text=written) if isinstance(written, str) else written


def _said(group: Group) -> Iterator[str]:
    """A group in words, for `outscan rules explain`."""
    if group.state is not None:
        yield from (f"state/{word}" for word in group.state)
    if group.any is not None:
        yield "、".join(group.any)
    elif group.at_least is not None:
        yield f"≥ {group.at_least.n}: {'、'.join(group.at_least.of)}"
    elif group.either is not None:
        for one in group.either:
            yield from _said(one)
    else:
        for detector in DETECTORS:
            facts: dict[str, Comparison] | None = getattr(group, detector)
            if facts:
                yield " ".join(
                    [str(facts.get("kind", "")), *(f"{name} {written}" for name, written in facts.items() if name != "kind")]
                )


def _bases(lined: Lined, path: str, item: Item, content: LexiconFile) -> Iterator[tuple[str, str, Certainty]]:
    cited = item.basis if isinstance(item.basis, list) else [item.basis]
    if not cited:
        raise lined.complaint(path, say("rule.item_basis"))
    for one in cited:
        text = content.basis.get(one.instrument)
        if text is None:
            known = say("listed").join(content.basis) or say("rule.nothing_yet")
            raise lined.complaint(f"{path}.instrument", say("rule.instrument", name=one.instrument, known=known))
        yield text.cite, str(one.item), Certainty(one.certainty or text.certainty)


def _spelled(lined: Lined, path: str, word: str, content: LexiconFile) -> Sequence[str]:
    """`word`, or the members of the list it names."""
    if not word.startswith("@"):
        return (word,)
    members = content.groups.get(word[1:])
    if members is None:
        known = say("listed").join(f"@{name}" for name in content.groups) or say("rule.nothing_yet")
        raise lined.complaint(path, say("rule.group_unknown", word=word, known=known))
    return members


def _terms_fit(lined: Lined, path: str, words: Sequence[str], content: LexiconFile, *, nested: bool = True) -> tuple[str, ...]:
    if not words:
        raise lined.complaint(path, say("rule.no_terms"))
    out: list[str] = []
    for i, word in enumerate(words):
        if not fold(word).text.strip():
            raise lined.complaint(f"{path}[{i}]", say("rule.empty_term"))
        if word.startswith("@") and not nested:
            raise lined.complaint(f"{path}[{i}]", say("rule.nested_list", word=word))
        out += _spelled(lined, f"{path}[{i}]", word, content)
    return distinct(out)


def _leaves(lined: Lined, path: str, group: Group, content: LexiconFile, terms: _Terms) -> Iterator[Leaf]:
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
        words = _terms_fit(lined, f"{path}.any", group.any, content)
        yield Leaf(terms=distinct_numbers(terms, words))
    elif group.at_least is not None:
        words = _terms_fit(lined, f"{path}.at_least.of", group.at_least.of, content)
        numbers = distinct_numbers(terms, words)
        if not 1 <= group.at_least.n <= len(numbers):
            raise lined.complaint(f"{path}.at_least.n", say("rule.too_many_needed", n=group.at_least.n, terms=len(numbers)))
        yield Leaf(terms=numbers, need=group.at_least.n)
    elif group.either is not None:
        if not group.either:
            raise lined.complaint(f"{path}.either", say("rule.no_alternative"))
        for i, alternative in enumerate(group.either):
            yield from _leaves(lined, f"{path}.either[{i}]", alternative, content, terms)
    else:
        yield _evidence(lined, f"{path}.{key}", key, getattr(group, key))


def distinct_numbers(terms: _Terms, words: Sequence[str]) -> tuple[int, ...]:
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
    for name, told in facts.items():
        if name == "kind":
            continue
        if name not in known.facts:
            near = nearest(name, known.facts)
            raise lined.complaint(f"{path}.{name}", say("rule.fact_unknown", kind=known.rule, name=name, near=near))
        try:
            test = parse_test(name, told)
        except ValueError as error:
            raise lined.complaint(f"{path}.{name}", f"{name}: {error}") from None
        if name == "count":
            count = test
        else:
            tests.append(test)
    return Leaf(rule=f"{detector}/{kind}", tests=tuple(tests), count=count)


def _code_name(sheet: Sheet, content: UnitFile, index: int, terms: _Terms) -> PackItem:
    """A project's code name as an item of its own: the bare word in a document is enough."""
    name = content.code_names[index]
    path = f"$.code_names[{index}]"
    if not fold(name.name).text.strip():
        raise sheet.lined.complaint(path, say("rule.code_name_empty"))
    return PackItem(
        id=f"local/code-name-{index + 1}",
        title=name.title or OWN["code_name"][0],
        title_en=OWN["code_name"][1],
        domain="local",
        level=LEVELS[name.level],
        bases=((content.basis or OWN["basis"][0], "", Certainty.A),),
        window="sentence",
        conditions=(Condition((Leaf(terms=distinct_numbers(terms, [name.name, *name.also])),)),),
        unless=(),
        ask="",
        live=False,
        action=Action(name.action),
        techniques=(),
        approver=content.contact,
        advice_note="",
        note="",
        source=f"{sheet.lined.name}:{sheet.lined.line(path)}",
    )
