"""Catalogue items: groups of terms and quantities that meet inside one window, weighed with what is said around them.

In: the pack, a document, the evidence `confirm` left standing or dismissed. Out: item `Finding`s, upheld or dismissed
with a reason. A matter with the state its item asks for has the item's advice; without, it is a question to a person where it
weighs enough. Law: evidence whose match was dismissed never makes a finding stand; adding text never takes one away, because
what speaks against a meeting must stand before or in it. Deliberately does not read files, decide, or drop.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.lexicon.pack import Pack
from outscan.limits import Limits
from outscan.nouns import replace
from outscan.reading import Document, Evidence
from outscan.relate.aggregate import summed
from outscan.relate.copies import known_documents
from outscan.relate.index import Index
from outscan.relate.layout import lay_out
from outscan.relate.sight import in_sight
from outscan.relate.weighing import Weigher
from outscan.types import Count, Finding, because

__all__ = ["in_sight", "relate"]


AS_TEXT = "-text"
"""An item whose id ends so tells in words what the item without it tells by its table."""


def relate(
    pack: Pack, document: Document, evidence: Sequence[Evidence], *, most: int = Limits().max_findings
) -> tuple[Finding, ...]:
    """The items of `pack` that meet in `document`, in the order of the pack; at most `most`, the rest counted in the last."""
    if not evidence:
        return ()
    layout = lay_out(document)
    index = Index(pack, evidence, layout, document.as_of)
    weigher = Weigher(pack, document, layout, index.coming())
    out: list[Finding] = list(known_documents(evidence))
    for ways in index.candidates():
        out += weigher.findings(index, ways)
    for item in index.summable():
        if not any(one.rule == item.id and one.dismissed is None for one in out):
            out += summed(pack, item, layout, document, index.hits(item, any_size=True))
    return tuple(_bounded(_gathered(out), most))


def _gathered(findings: list[Finding]) -> list[Finding]:
    """One finding where a table and the sentence around it say the same: `x-text` joins an upheld `x` of the same part."""
    heads = {(one.rule, one.matches[0].where.member): n for n, one in enumerate(findings) if one.upheld}
    out = list(findings)
    gone: set[int] = set()
    for number, one in enumerate(findings):
        head = heads.get((one.rule.removesuffix(AS_TEXT), one.matches[0].where.member))
        if head is None or not one.upheld or not one.rule.endswith(AS_TEXT) or _graver(one, out[head]):
            continue
        known = {match.spans for match in out[head].matches}
        more = tuple(match for match in one.matches if match.spans not in known)
        out[head] = replace(out[head], matches=(*out[head].matches, *more))
        gone.add(number)
    return [one for number, one in enumerate(out) if number not in gone]


def _graver(one: Finding, other: Finding) -> bool:
    """Whether `one` asks for more than `other`: a matter told in full is not lost in a question about it."""
    return one.advice is not None and other.advice is not None and one.advice.action > other.advice.action


def _bounded(findings: list[Finding], most: int) -> list[Finding]:
    """At most `most` findings, upheld and grave ones first; the last says how many more there were."""
    if len(findings) <= most:
        return findings
    order = sorted(range(len(findings)), key=lambda i: (not findings[i].upheld, -findings[i].level.rank, i))
    kept = [findings[i] for i in sorted(order[:most])]
    kept[-1] = replace(kept[-1], because=(*kept[-1].because, because("item.more", n=Count(len(findings) - most))))
    return kept
