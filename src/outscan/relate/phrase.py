"""Say what met: a cluster of hits as a `Finding`, group by group, document words typed for the mask.

In: an item and a cluster. Out: a `Finding` whose `because` says `map_scale 2000 < 5000`: the figure is the document's, the
bound the rule's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from outscan.lexicon.pack import Leaf, Pack, PackItem
from outscan.nouns import replace
from outscan.relate.layout import Layout
from outscan.relate.quote import stretched
from outscan.relate.windows import Cluster, Hit
from outscan.types import Confidence, Count, Finding, Kind, Match, Quote, Reason, Threshold, Value, Word, because

LONGEST_QUOTE = 60
MOST_MATCHES = 200
TITLE_WORD = 3
"""Characters a term must have to make a line the title of a table."""
TIGHT = 400
"""Groups that meet within so many characters are surely spoken of together."""
SURE_OCR = 0.8
_UNITS = {
    "km2": "km²", "m": "m", "m3": "m³", "m3s": "m³/s", "mgal": "mGal", "arcmin": "′", "arcsec": "″", "percent": "%", "kw": "kW",
    "kv": "kV", "yuan": "元", "persons": "人", "t": "t", "precision_m": "m", "step_m": "m", "step_arcmin": "′",
}  # fmt: skip
_FIRST = ("table", "coordinates", "structure", "identifier", "quantity")


def finding(pack: Pack, item: PackItem, layout: Layout, cluster: Cluster, dismissed: Reason | None, as_of: date) -> Finding:
    """The finding of `item` made by `cluster`, dismissed where a reason is given."""
    because = tuple(_group(item, number, hits, as_of) for number, hits in enumerate(cluster.chosen))
    return Finding(
        rule=item.id,
        kind=Kind.ITEM,
        domain=item.domain,
        level=item.level,
        title=item.title,
        title_en=item.title_en,
        basis=item.basis,
        matches=_matches(pack, item, layout, cluster),
        because=because,
        confidence=_confidence(item, layout, cluster),
        advice=item.advice,
        ask=item.ask,
        ask_en=item.ask_en,
        settled_by=item.settled_by,
        state="live" if item.live else "",
        dismissed=dismissed,
    )


def _matches(pack: Pack, item: PackItem, layout: Layout, cluster: Cluster) -> tuple[Match, ...]:
    """The hits that met, the most telling first, then whatever else of the item stood in the same stretch."""
    chosen = [hit for group in cluster.chosen for hit in group]
    telling = sorted(chosen, key=lambda hit: (_rank(hit.evidence.match), hit.evidence.match.segment, hit.evidence.match.start))
    seen = {id(hit.evidence.match): hit.evidence.match for hit in telling}
    for hit in cluster.all_hits:
        if len(seen) >= MOST_MATCHES:
            break
        if hit.strong and hit.excuse is None:
            seen.setdefault(id(hit.evidence.match), hit.evidence.match)
    words = title_words(pack, item.domain) if any(match.kind is Kind.TABLE for match in seen.values()) else ()
    return stretched(layout, [_short(match) for match in seen.values()], words)


def title_words(pack: Pack, domain: str) -> tuple[str, ...]:
    """The terms of a domain that are long enough to make a line the title of one of its tables."""
    numbers = {n for i in pack.items if i.domain == domain for c in i.conditions for leaf in c.leaves for n in leaf.terms}
    return tuple(pack.terms[n] for n in sorted(numbers) if len(pack.terms[n]) >= TITLE_WORD)


def _rank(match: Match) -> int:
    if match.kind is Kind.TERM and not match.rule.startswith("term/"):
        return len(_FIRST) + 1  # what is said of a matter tells less than the matter
    kind = match.rule.split("/", 1)[0]
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


def _short(match: Match) -> Match:
    """`match` quoting at most LONGEST_QUOTE characters; a table keeps its header and one row."""
    if match.kind is Kind.TABLE or len(match.quote) <= LONGEST_QUOTE or len(match.spans) != 1:
        return match
    span = match.spans[0]
    return replace(match, quote=match.quote[:LONGEST_QUOTE], spans=(span._replace(end=span.start + LONGEST_QUOTE),))


def _group(item: PackItem, number: int, hits: Sequence[Hit], as_of: date) -> Reason:
    first = hits[0]
    leaf = item.conditions[number].leaves[first.leaf]
    if not leaf.rule:
        words = list(dict.fromkeys(hit.evidence.match.quote for hit in hits))[:5]
        said = tuple(Quote(word[:LONGEST_QUOTE]) for word in words)
        return (
            because("item.words", words=said) if leaf.need == 1 else because("item.words_needed", words=said, n=Count(leaf.need))
        )
    return _datum(leaf, hits, as_of)


def _datum(leaf: Leaf, hits: Sequence[Hit], as_of: date) -> Reason:
    match = hits[0].evidence.match
    kind = leaf.rule.split("/", 1)[1]
    parts: list[Value] = []
    for test in leaf.tests:
        unit = _UNITS.get(test.fact, "")
        figure = _figure(match.facts.get(test.fact, ""))
        limit = Threshold(test.shown.replace("today", str(as_of.year)), unit)
        if len(leaf.tests) == 1:
            parts.append(because("item.test", figure=figure, limit=limit))
        else:
            parts.append(because("item.fact_test", fact=Word(test.fact), figure=figure, limit=limit))
    if leaf.count is not None:
        figure = _figure(max(len({h.key for h in hits}), *(h.amount for h in hits)))
        parts.append(because("item.fact_test", fact=Word("count"), figure=figure, limit=Threshold(leaf.count.shown)))
    if not parts:
        parts.append(Quote(match.quote[:LONGEST_QUOTE]))
    tests = parts[-1]
    for part in reversed(parts[:-1]):
        tests = because("item.and", first=part, rest=tests)
    return because("item.datum", kind=Word(kind), tests=tests)


def _figure(fact: str | float | bool) -> str:  # noqa: FBT001 - a fact may be a truth value
    return f"{fact:.10g}" if isinstance(fact, float) else str(fact)


def _confidence(item: PackItem, layout: Layout, cluster: Cluster) -> Confidence:
    """High where data stands behind it or many groups meet closely; low where two bare words share a page."""
    chosen = [group[0] for group in cluster.chosen]
    data = sum(hit.strong for hit in chosen)
    groups = len(chosen)
    if any(hit.evidence.match.ocr is not None and hit.evidence.match.ocr < SURE_OCR for hit in chosen):
        return Confidence.MEDIUM if data else Confidence.LOW
    if any(hit.evidence.match.kind is Kind.TABLE for hit in chosen) or (
        data and groups > 1 and (data > 1 or _close(layout, chosen))
    ):
        return Confidence.HIGH
    near = item.window in {"sentence", "paragraph"} or _close(layout, chosen)
    if groups > 2 and near:  # noqa: PLR2004 - three groups in one breath
        return Confidence.HIGH
    return Confidence.MEDIUM if data or near or groups > 2 else Confidence.LOW  # noqa: PLR2004 - as above


def _close(layout: Layout, hits: Sequence[Hit]) -> bool:
    if len({hit.evidence.match.segment for hit in hits}) > 1:
        return False
    stretches = [layout.stretch(hit.evidence.match) for hit in hits]
    return max(start for start, _ in stretches) - min(end for _, end in stretches) <= TIGHT
