"""Catalogue items: groups of terms and quantities that must meet inside one window.

In: the pack, a document, the evidence `confirm` left standing or dismissed. Out: item `Finding`s, upheld or dismissed
with a reason. Law: evidence whose match was dismissed never makes a finding stand; adding text never takes one away,
because what excuses a hit must stand beside that hit.
Deliberately does not read files, decide, or drop: an item complete only with dismissed evidence is a dismissed finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from outscan.lexicon.pack import Pack, PackItem
from outscan.limits import Limits
from outscan.reading import Document, Evidence
from outscan.relate import context
from outscan.relate.index import Index
from outscan.relate.known import known_documents
from outscan.relate.layout import Layout, lay_out
from outscan.relate.phrase import finding
from outscan.relate.sum import summed
from outscan.relate.sweep import Cluster, Hit, clusters
from outscan.relate.units import ANYWHERE, WIDTHS, units
from outscan.types import Finding, Kind


def relate(pack: Pack, document: Document, evidence: Sequence[Evidence], *, most: int = Limits().max_findings) -> tuple[Finding, ...]:
    """The items of `pack` that meet in `document`, in the order of the pack; at most `most`, the rest counted in the last."""
    if not evidence:
        return ()
    layout = lay_out(document)
    index = Index(pack, evidence, document.as_of)
    out: list[Finding] = list(known_documents(evidence))
    for item, hits in index.candidates():
        placed = [replaced for hit in hits for replaced in _judged(layout, item, hit)]
        out += _item(item, layout, document, placed, index)
    return tuple(_bounded(out, most))


def _judged(layout: Layout, item: PackItem, hit: Hit) -> Iterable[Hit]:
    """`hit` with the reason it may not count. `firm` reasons hold even beside data; the others only for bare words."""
    match = hit.evidence.match
    if hit.evidence.dismissed:
        return (replace(hit, excuse=hit.evidence.dismissed, firm=True),)
    if reason := context.unless_word(layout, match, item.unless):
        return (replace(hit, excuse=reason, firm=True),)
    limit = match.kind is Kind.QUANTITY and context.threshold(layout, match)
    if (not hit.strong or limit) and (reason := context.genre(layout, match)):
        return (replace(hit, excuse=reason, strong=False),)
    return (hit,)


def _item(item: PackItem, layout: Layout, document: Document, hits: list[Hit], index: Index) -> list[Finding]:
    """Upheld findings first from what stands, then with excused words beside data, then dismissed ones from everything."""
    found: list[tuple[Cluster, str | None]] = []
    for allowed in (_standing, _beside_data, _anything):
        chosen = [hit for hit in hits if allowed(hit)]
        for cluster in _clusters(item, layout, document, chosen):
            if any(_overlap(cluster, other) for other, _ in found):
                continue
            reason = _reason(cluster)
            if reason is None or allowed is not _standing:
                found.append((cluster, reason))
        if not any(hit.excuse for hit in hits):
            break
    out = [finding(item, layout, cluster, reason, document.as_of) for cluster, reason in found]
    if not any(one.dismissed is None for one in out):
        out += summed(item, layout, document, hits, index)
    return out


def _standing(hit: Hit) -> bool:
    return hit.excuse is None


def _beside_data(hit: Hit) -> bool:
    return hit.excuse is None or not hit.firm


def _anything(hit: Hit) -> bool:  # noqa: ARG001 - one of three sieves with one signature
    return True


def _reason(cluster: Cluster) -> str | None:
    """Why the cluster does not stand: a firm excuse, or a weak one with no data beside it."""
    chosen = list(chain.from_iterable(cluster.chosen))
    excused = [hit for hit in chosen if hit.excuse]
    firm = [hit for hit in excused if hit.firm]
    if firm:
        return firm[0].excuse
    if excused and not any(hit.strong for hit in chosen):
        return excused[0].excuse
    return None


def _overlap(one: Cluster, other: Cluster) -> bool:
    mine = {id(hit.evidence) for group in one.chosen for hit in group}
    theirs = {id(hit.evidence) for hit in other.all_hits}
    return bool(mine & theirs)


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
    order = sorted(range(len(findings)), key=lambda i: (not findings[i].upheld, -list(type(findings[i].level)).index(findings[i].level), i))
    kept = [findings[i] for i in sorted(order[:most])]
    kept[-1] = replace(kept[-1], because=(*kept[-1].because, f"另有 {len(findings) - most} 处同类疑点未逐一列出"))
    return kept
