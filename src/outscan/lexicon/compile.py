"""Check lexicon files against their shape and number their terms: YAML sheets in, one `Pack` out.

In: the bytes of each file. Out: `Pack`. Every complaint carries `file:line`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from outscan.errors import LexiconError
from outscan.evidence import TECHNIQUES
from outscan.fold import fold
from outscan.lexicon.english import advised, asked, in_english
from outscan.lexicon.groups import Terms, fitting_terms, group_said, leaves, numbers_of, plain_way, spelled
from outscan.lexicon.model import (
    EnglishFile,
    Example,
    Item,
    Judgement,
    LexiconFile,
    MarksFile,
    StateFile,
    Thesaurus,
    UnitFile,
    WordsFile,
)
from outscan.lexicon.pack import LEVELS, Condition, Domain, ItemTests, Leaf, Pack, PackItem, distinct
from outscan.lexicon.proper import check_item, check_marks, check_state, written
from outscan.lexicon.rule_file import RuleFile, read_rules
from outscan.lexicon.yamlines import Lined
from outscan.types import Action, Certainty
from outscan.words import nearest, say
from outscan.words.packages import OWN

__all__ = ["RuleFile", "compile_pack", "read_rules"]


def compile_pack(sheets: Sequence[RuleFile], version: str, digest: str) -> Pack:
    """All sheets as one pack. Raises LexiconError where an item breaks a rule the shape cannot tell."""
    terms, items, domains = Terms(), [], []
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


def _thesaurus(sheets: Sequence[RuleFile]) -> dict[str, list[str]]:
    """The lists all items may name, shipped ones first. Raises LexiconError."""
    shared: dict[str, list[str]] = {}
    for sheet in sheets:
        if isinstance(sheet.content, Thesaurus):
            nothing = LexiconFile("", "", {}, [])
            for name, members in sheet.content.groups.items():
                words = fitting_terms(sheet.lined, f"$.groups.{name}", members, nothing, nested=False)
                shared[name] = [*shared.get(name, ()), *words]
    return shared


def _items(
    sheet: RuleFile,
    own: LexiconFile,
    shared: dict[str, list[str]],
    terms: Terms,
    seen: dict[str, str],
    english: EnglishFile | None,
) -> Iterator[PackItem]:
    lined = sheet.lined
    content = msgspec.structs.replace(own, groups={**shared, **own.groups})
    for name, members in own.groups.items():
        fitting_terms(lined, f"$.groups.{name}", members, content, nested=False)
    for number, item in enumerate(content.items):
        path = f"$.items[{number}]"
        place = f"{lined.name}:{lined.line(path)}"
        check_item(sheet, content, item, path)
        advice, ask_en = advised(sheet, item.advice, f"{path}.advice", english), asked(sheet, item, path, english)
        if item.id in seen:
            raise lined.complaint(f"{path}.id", say("rule.id_taken", id=item.id, place=seen[item.id]))
        seen[item.id] = place
        conditions = tuple(
            Condition(tuple(leaves(lined, f"{path}.all[{i}]", group, content, terms)), group.state is not None)
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
            unless=distinct(w for word in item.unless for w in spelled(lined, f"{path}.unless", word, content)),
            ask=item.ask,
            live=item.live,
            action=Action(item.advice.action),
            techniques=_techniques(sheet.lined, path, item),
            approver=item.advice.approver,
            advice_note=item.advice.note,
            note=item.note,
            source=place,
            tests=ItemTests(
                written(lined, path, len(content.items)),
                tuple(_example(one) for one in item.hits),
                tuple(_example(one) for one in item.misses),
                tuple(tuple(group_said(group)) for group in item.all),
                tuple(_superseded(item, content)),
            ),
            plain=tuple(plain_way(lined, f"{path}.plain[{i}]", groups, content, terms) for i, groups in enumerate(item.plain)),
            alone=item.alone,
            ask_en=ask_en,
            approver_en=advice.approver_en,
            note_en=advice.note_en,
            settled_by=item.settled_by,
        )


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


def _superseded(item: Item, content: LexiconFile) -> Iterator[tuple[str, str]]:
    for one in item.basis if isinstance(item.basis, list) else [item.basis]:
        text = content.basis[one.instrument]
        if by := text.superseded_by:
            yield text.cite, content.basis[by].cite if by in content.basis else by


def _code_name(sheet: RuleFile, content: UnitFile, index: int, terms: Terms) -> PackItem:
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
        conditions=(Condition((Leaf(terms=numbers_of(terms, [name.name, *name.also])),)),),
        unless=(),
        ask="",
        live=False,
        action=Action(name.action),
        techniques=(),
        approver=content.contact,
        advice_note="",
        note="",
        source=f"{sheet.lined.name}:{sheet.lined.line(path)}",
        tests=ItemTests(),
    )
