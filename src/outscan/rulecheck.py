"""Put every rule to its own tests: the hits and misses of each item, through the real detectors, confirm and relate.

In: a pack, or lexicon files. Out: complaints `file:line: id: what`. Stands above the scanner, because it needs all stages.
`python -m outscan.rulecheck lexicons/surveying.yaml …` is the quick door for one file; `outscan rules check` the full one;
`python -m outscan.rulecheck --write` proves the shipped lexicons and compiles them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from outscan.config import Config, shipped
from outscan.confirm import confirm
from outscan.detect.detectors import Grounds, detectors
from outscan.detect.sightings import Sightings
from outscan.errors import LexiconError
from outscan.fold import plain
from outscan.lexicon.compile import compile_pack, read_rules
from outscan.lexicon.load import load, write_pack
from outscan.lexicon.model import Example
from outscan.lexicon.pack import Leaf, Pack, PackItem
from outscan.reading import Document, Reading
from outscan.relate import relate
from outscan.types import Finding, Part, Reason, Segment, Where, grid, spot
from outscan.words import Words, say

Judge = Callable[[Example], tuple[Sequence[Finding], Document]]
NAME = "样例"


def check(pack: Pack) -> Iterator[str]:
    """One complaint for each hit that is not found and each miss that is. The pack is loaded `whole`."""
    judge = judge_of(pack)
    for item in pack.items:
        yield from _try(item, judge)


def judge_of(pack: Pack) -> Judge:
    """A function that judges one example by `pack` as a scan would."""
    every = detectors(Grounds(pack.terms, pack.folded, load(shipped("lexicons")).state, Config().as_of))

    def judge(example: Example) -> tuple[Sequence[Finding], Document]:
        day = date.fromisoformat(example.as_of) if example.as_of else Config().as_of
        document, sightings = Document(NAME, day), Sightings()
        for segment in _segments(example):
            reading = Reading(len(document.readings), segment, plain(segment.text))
            document.readings.append(reading)
            list(sightings.look(every, reading))  # examples are short: no limit is met
        document.matches = sightings.settled(None)
        return relate(pack, document, confirm(document, pack).evidence), document

    return judge


def _segments(example: Example) -> Iterator[Segment]:
    """Running text as a body, rows as a table below it."""
    if example.text:
        yield Segment(Where((f"{NAME}.docx",)), example.text)
    if example.rows:
        cells = [(r, c, str(cell)) for r, row in enumerate(example.rows) for c, cell in enumerate(row) if str(cell)]
        text, places = grid(spot("table", 1), cells)
        yield Segment(Where((f"{NAME}.docx",), Part.TABLE, spot("table", 1)), text, places)


def _try(item: PackItem, judge: Judge) -> Iterator[str]:
    for number, example in enumerate(item.written.hits, 1):
        findings, document = judge(example)
        found = [one for one in findings if one.rule == item.id]
        if not any(one.upheld for one in found):
            if found:
                why = say("rule.dismissed", why=_why(found[0].dismissed))
            else:
                why = say("rule.not_found", why=_lacking(item, document))
            yield f"{item.source}: {item.id}: {say('rule.hit', n=number, why=why)}: {_shown(example)}"
    for number, example in enumerate(item.written.misses, 1):
        found = [one for one in judge(example)[0] if one.rule == item.id and one.upheld]
        if found:
            why = "; ".join(map(_why, found[0].because))
            yield f"{item.source}: {item.id}: {say('rule.miss', n=number, why=why)}: {_shown(example)}"


def _why(reason: Reason | None) -> str:
    """A reason with the words of the example, which are the author's own."""
    return Words.here().reason(reason) if reason else ""


def _lacking(item: PackItem, document: Document) -> str:
    """Which groups nothing in the example meets, for the author of the item."""
    numbers = [str(i) for i, one in enumerate(item.conditions, 1) if not any(_seen(leaf, document) for leaf in one.leaves)]
    if numbers:
        return say("rule.group_unmet", groups=", ".join(numbers))
    return say("rule.too_far", window=item.window)


def _seen(leaf: Leaf, document: Document) -> bool:
    if not leaf.rule:
        return sum(any(match.rule == f"term/{term}" for match in document.matches) for term in leaf.terms) >= leaf.need
    return any(
        match.rule == leaf.rule and all(test.holds(match.facts.get(test.fact), document.as_of) for test in leaf.tests)
        for match in document.matches
    )


def _shown(example: Example) -> str:
    rows = " / ".join(" | ".join(map(str, row)) for row in example.rows[:2])
    return f"{example.text[:80]}{' ⊞ ' if rows else ''}{rows[:80]}".replace("\n", "⏎")


def _alone(path: Path) -> Pack:
    """One file as a pack of its own, with the shipped pages that are beside every domain where they load."""
    sheets = [read_rules(f"{path.parent.name}/{path.name}", path.read_bytes(), local=path.parent.name == "local")]
    for other in ("words.yaml", "marks.yaml", "state.yaml", "judgement.yaml", "thesaurus.yaml"):
        beside = path.parent / other
        if beside.is_file() and beside != path:
            sheets.append(read_rules(f"{path.parent.name}/{other}", beside.read_bytes(), local=False))
    return compile_pack(sheets, "", "")


def main(arguments: Sequence[str]) -> int:
    """Check the named files, or the shipped pack; returns the exit code.

    `--write` keeps the compiled pack beside the shipped YAML when nothing is wrong with it.
    """
    named = [Path(one) for one in arguments if one != "--write"]
    failed = 0
    for pack in [_alone(one) for one in named] or [load(shipped("lexicons"), whole=True)]:
        for complaint in check(pack):
            failed += 1
            sys.stdout.write(f"{complaint}\n")
        sys.stdout.write(f"{say('rule.counted', items=len(pack.items), terms=len(pack.terms), complaints=failed)}\n")
    if "--write" in arguments and not named and not failed:
        sys.stdout.write(f"{write_pack(shipped('lexicons')).name} written\n")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except LexiconError as error:
        sys.stdout.write(f"{error}\n")
        sys.exit(2)
