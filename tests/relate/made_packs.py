"""A small pack and documents for the tests of relate: real detectors, no stand-ins."""

from __future__ import annotations

from datetime import date

from outscan.detect.quantities import QuantityDetector
from outscan.detect.tables import TableDetector
from outscan.detect.terms import TermDetector
from outscan.fold import fold
from outscan.lexicon.compile import compile_pack, read_rules
from outscan.lexicon.pack import Pack
from outscan.reading import Document, Evidence, Reading
from outscan.relate import relate
from outscan.types import Finding, Part, Segment, Spot, Where, grid, spot
from sentences import stated

DAY = date(2026, 3, 1)
HEAD = "domain: t\ntitle: 测试\nbasis: {b: {cite: 某规定, certainty: A}}\nitems:\n"


def item(name: str, window: str, groups: str, more: str = "") -> str:
    body = "\n".join(f"      - {one}" for one in groups.strip().splitlines())
    return (
        f"  - id: t/{name}\n    title: 题\n    level: 秘密\n    basis: {{instrument: b}}\n"
        f"    window: {window}\n    all:\n{body}\n"
        f"    advice: {{action: process}}\n    hits: [x]\n    misses: [y]\n{more}"
    )


FIRST = spot("table", 1)


def pack(*items: str) -> Pack:
    return compile_pack([read_rules("t.yaml", (HEAD + "".join(items)).encode(), local=False)], "", "")


def body(text: str, file: str = "材料.docx", part: Part = Part.BODY) -> Segment:
    return Segment(Where((file,), part), text)


def table(rows: list[list[str]], file: str = "材料.docx", place: Spot = FIRST) -> Segment:
    text, places = grid(place, [(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)])
    return Segment(Where((file,), Part.TABLE, place), text, places)


def found(rules: Pack, *segments: Segment, dismiss: str = "") -> tuple[Finding, ...]:
    document = Document("材料", DAY)
    detectors = [TermDetector(rules.terms), QuantityDetector(), TableDetector()]
    for number, segment in enumerate(segments):
        reading = Reading(number, segment, fold(segment.text))
        document.readings.append(reading)
        for detector in detectors:
            document.matches.extend(detector.detect(reading))
    evidence = [Evidence(one, stated("试") if dismiss and one.quote == dismiss else None) for one in document.matches]
    return relate(rules, document, evidence)


def upheld(rules: Pack, *segments: Segment) -> tuple[Finding, ...]:
    return tuple(one for one in found(rules, *segments) if one.upheld)
