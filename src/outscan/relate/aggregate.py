"""What is harmless piece by piece and not together: areas of adjacent sheets, rows of split lists (聚合).

In: an item none of whose windows passed, its evidence, the document. Out: at most one finding, whose figure is a sum.
Basis: 保密法 art. 36, 实施条例 art. 43: pieces that together become a secret are managed as one.
Only figures of different files, sheets, tables or sheet numbers are added, and only facts that can be (areas, rows, persons).
"""

from __future__ import annotations

import msgspec

from outscan.lexicon.pack import Condition, Pack, PackItem, Test
from outscan.nouns import replace
from outscan.reading import Document
from outscan.relate.index import summable_test, without_sum
from outscan.relate.layout import Layout
from outscan.relate.phrase import finding
from outscan.relate.units import ANYWHERE, WIDTHS, units
from outscan.relate.windows import Cluster, Hit, clusters
from outscan.types import Basis, Confidence, Count, Finding, Threshold, Word, because

TOGETHER = (Basis("《保守国家秘密法》", "第三十六条"), Basis("《保守国家秘密法实施条例》", "第四十三条第三款"))
_UNITS = {"km2": "km²", "rows": "行", "persons": "人", "ids": "个", "phones": "个"}


def summed(pack: Pack, item: PackItem, layout: Layout, document: Document, hits: list[Hit]) -> list[Finding]:
    """The finding of `item` whose one summable figure passes only when the pieces are added up; [] where none does.

    `hits` hold figures of every size.
    """
    sound = [hit for hit in hits if hit.excuse is None]
    for number, condition in enumerate(item.conditions):
        test = summable_test(condition)
        if test is None:
            continue
        relaxed = _relaxed(item, number)
        pieces = _pieces(relaxed, layout, document, sound, number, test)
        total = sum(_amount(hit, test) for _, hit in pieces)
        if len(pieces) > 1 and test.holds(total, document.as_of):
            return [_together(pack, item, layout, document, pieces, number, test, total)]
    return []


def _relaxed(item: PackItem, number: int) -> PackItem:
    """`item` with the summable comparison taken out of condition `number`."""
    conditions = tuple(Condition((without_sum(one.leaves[0]),)) if i == number else one for i, one in enumerate(item.conditions))
    return msgspec.structs.replace(item, conditions=conditions)


def _pieces(
    item: PackItem, layout: Layout, document: Document, hits: list[Hit], number: int, test: Test
) -> list[tuple[Cluster, Hit]]:
    """One figure, the largest, for each piece of the hand-over: a file, or a sheet or table of one.

    Copies of one file in two formats (图幅.docx, 图幅.pdf) are one piece.
    """
    out: dict[tuple[object, ...], tuple[Cluster, Hit]] = {}
    for unit in units(item.window, layout, hits, len(item.conditions)):
        for cluster in clusters(unit, item.conditions, WIDTHS.get(item.window, ANYWHERE), document.as_of):
            for hit in (one for one in cluster.all_hits if one.condition == number):
                key = _piece(layout, hit)
                if key not in out or _amount(hit, test) > _amount(out[key][1], test):
                    out[key] = (cluster, hit)
    return list(out.values())


def _piece(layout: Layout, hit: Hit) -> tuple[object, ...]:
    match = hit.evidence.match
    member = match.where.member
    stem = member[-1].rsplit(".", 1)[0] if member else ""
    return (*member[:-1], stem, match.segment if layout.is_grid(match.segment) else -1)


def _amount(hit: Hit, test: Test) -> float:
    fact = hit.evidence.match.facts.get(test.fact, 0)
    return float(fact) if isinstance(fact, int | float) else 0.0


def _together(
    pack: Pack,
    item: PackItem,
    layout: Layout,
    document: Document,
    pieces: list[tuple[Cluster, Hit]],
    number: int,
    test: Test,
    total: float,
) -> Finding:
    cluster = pieces[0][0]
    chosen = tuple(tuple(hit for _, hit in pieces) if i == number else group for i, group in enumerate(cluster.chosen))
    whole = Cluster(chosen, tuple(hit for one, _ in pieces for hit in one.all_hits), cluster.start, cluster.end)
    made = finding(pack, item, layout, whole, None, document.as_of)
    members = len({hit.evidence.match.where.member for _, hit in pieces})
    said = because(
        "item.sum",
        fact=Word(test.fact),
        figure=f"{total:.10g}",
        limit=Threshold(test.shown, _UNITS[test.fact]),
        n=Count(len(pieces)),
        files=Count(members),
    )
    reasons = tuple(said if i == number else one for i, one in enumerate(made.because))
    return replace(made, because=reasons, basis=(*made.basis, *TOGETHER), confidence=Confidence.MEDIUM)
