"""Catalogue items: groups of terms and quantities that must meet inside one window.

In: the pack, a document, the evidence `confirm` left standing or dismissed. Out: item `Finding`s, upheld or dismissed
with a reason. Law: evidence whose match was dismissed never makes a finding stand; adding text never takes one away,
because what excuses a hit must stand beside that hit.
Deliberately does not read files, decide, or drop: an item complete only with dismissed evidence is a dismissed finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from outscan.lexicon.pack import Pack, PackItem
from outscan.limits import Limits
from outscan.reading import Document, Evidence
from outscan.relate.context import LEGAL, Surroundings
from outscan.relate.index import Index, in_sight
from outscan.relate.known import known_documents
from outscan.relate.layout import Layout, lay_out
from outscan.relate.phrase import finding
from outscan.relate.sum import summed
from outscan.relate.sweep import Cluster, Hit, clusters
from outscan.relate.units import ANYWHERE, WIDTHS, units
from outscan.types import Count, Finding, Kind, Reason, because

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
    surroundings = Surroundings(layout)
    out: list[Finding] = list(known_documents(evidence))
    for item, hits in index.candidates():
        out += _item(pack, item, layout, document, hits, surroundings)
    for item in index.summable():
        if not any(one.rule == item.id and one.dismissed is None for one in out):
            hits = [_judged(surroundings, item, hit) for hit in index.hits(item, any_size=True)]
            out += summed(pack, item, layout, document, hits)
    return tuple(_bounded(_gathered(out), most))


def _gathered(findings: list[Finding]) -> list[Finding]:
    """One finding where a table and the sentence around it say the same: `x-text` joins an upheld `x` of the same part."""
    heads = {(one.rule, one.matches[0].where.member): n for n, one in enumerate(findings) if one.upheld}
    out = list(findings)
    gone: set[int] = set()
    for number, one in enumerate(findings):
        head = heads.get((one.rule.removesuffix(AS_TEXT), one.matches[0].where.member))
        if head is None or not one.upheld or not one.rule.endswith(AS_TEXT):
            continue
        known = {match.spans for match in out[head].matches}
        more = tuple(match for match in one.matches if match.spans not in known)
        out[head] = replace(out[head], matches=(*out[head].matches, *more))
        gone.add(number)
    return [one for number, one in enumerate(out) if number not in gone]


def _judged(surroundings: Surroundings, item: PackItem, hit: Hit) -> Hit:
    """`hit` with the reason it may not count. `firm` reasons hold even beside data; the others only for bare words."""
    match = hit.evidence.match
    if hit.evidence.dismissed:
        return replace(hit, excuse=hit.evidence.dismissed, firm=True)
    if reason := surroundings.unless_word(match, hit.low, hit.high, item.unless):
        return replace(hit, excuse=reason, firm=True)
    if not hit.strong and (reason := surroundings.title_word(match, hit.low, item.unless)):
        return replace(hit, excuse=reason)
    if hit.strong and match.kind is not Kind.QUANTITY:
        return hit
    reason = surroundings.genre(match, hit.low, hit.high)
    if reason and (not hit.strong or reason in LEGAL or surroundings.threshold(match, hit.low, hit.high)):
        return replace(hit, excuse=reason, strong=False)
    return hit


def _item(
    pack: Pack, item: PackItem, layout: Layout, document: Document, hits: list[Hit], surroundings: Surroundings
) -> list[Finding]:
    """Upheld findings first from what stands, then with excused words beside data, then dismissed ones from everything.

    Only hits that meet at all are looked at in their surroundings: that is what costs.
    """
    meeting = {id(hit.evidence): None for cluster in _clusters(item, layout, document, hits) for hit in cluster.all_hits}
    if not meeting:
        return []
    judged = [_judged(surroundings, item, hit) for hit in hits if id(hit.evidence) in meeting]
    found: list[tuple[Cluster, Reason | None]] = []
    taken: set[int] = set()
    for allowed in (_standing, _beside_data, _anything):
        chosen = [hit for hit in judged if allowed(hit)]
        for cluster in _clusters(item, layout, document, chosen):
            if any(id(hit.evidence) in taken for group in cluster.chosen for hit in group):
                continue
            reason = _reason(cluster)
            if reason is None or allowed is _anything:
                found.append((cluster, reason))
                taken.update(id(hit.evidence) for hit in cluster.all_hits)
        if not any(hit.excuse for hit in judged):
            break
    return [finding(pack, item, layout, cluster, reason, document.as_of) for cluster, reason in found]


def _standing(hit: Hit) -> bool:
    return hit.excuse is None


def _beside_data(hit: Hit) -> bool:
    return hit.excuse is None or not hit.firm


def _anything(hit: Hit) -> bool:  # noqa: ARG001 - one of three sieves with one signature
    return True


def _reason(cluster: Cluster) -> Reason | None:
    """Why the cluster does not stand: a firm excuse, or a weak one with no data beside it."""
    chosen = list(chain.from_iterable(cluster.chosen))
    excused = [hit for hit in chosen if hit.excuse]
    firm = [hit for hit in excused if hit.firm]
    if firm:
        return firm[0].excuse
    if excused and not any(hit.strong for hit in chosen):
        return excused[0].excuse
    return None


def _clusters(item: PackItem, layout: Layout, document: Document, hits: list[Hit]) -> list[Cluster]:
    if len({hit.condition for hit in hits}) < len(item.conditions):
        return []
    width = WIDTHS.get(item.window, ANYWHERE)
    out: list[Cluster] = []
    for unit in units(item.window, layout, hits):
        out += clusters(unit, item.conditions, width, document.as_of)
    return out


def _bounded(findings: list[Finding], most: int) -> list[Finding]:
    """At most `most` findings, upheld and grave ones first; the last says how many more there were."""
    if len(findings) <= most:
        return findings
    order = sorted(range(len(findings)), key=lambda i: (not findings[i].upheld, -findings[i].level.rank, i))
    kept = [findings[i] for i in sorted(order[:most])]
    kept[-1] = replace(kept[-1], because=(*kept[-1].because, because("item.more", n=Count(len(findings) - most))))
    return kept
