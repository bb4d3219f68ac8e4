"""What is harmless piece by piece and not together: areas of adjacent sheets, rows of split lists (聚合).

In: an item none of whose windows passed, its evidence, the document. Out: at most one finding, whose figure is a sum.
Basis: 保密法 art. 36, 实施条例 art. 43: pieces that together become a secret are managed as one.
Only figures of different files, sheets, tables or sheet numbers are added, and only facts that can be (areas, rows, persons).
"""

from __future__ import annotations

from dataclasses import replace

from outscan.lexicon.pack import Condition, PackItem, Test
from outscan.reading import Document
from outscan.relate.index import Index
from outscan.relate.layout import Layout
from outscan.relate.phrase import finding
from outscan.relate.sweep import Cluster, Hit, clusters
from outscan.relate.units import ANYWHERE, WIDTHS, units
from outscan.types import Basis, Confidence, Finding, value

SUMMABLE = {"km2", "rows", "persons", "ids", "phones"}
"""Facts that add up over pieces."""
TOGETHER = Basis("《保守国家秘密法》", "第三十六条")
_UNITS = {"km2": " km²", "rows": " 行", "persons": " 人", "ids": " 个", "phones": " 个"}


def summed(item: PackItem, layout: Layout, document: Document, hits: list[Hit], index: Index) -> list[Finding]:
    """The finding of `item` whose one summable figure passes only when the pieces are added up; [] where none does."""
    for number, condition in enumerate(item.conditions):
        test = _summable(condition)
        if test is None:
            continue
        relaxed = _relaxed(item, number, test)
        sound = [hit for hit in hits if hit.excuse is None and hit.condition != number]
        pieces = _pieces(relaxed, layout, document, [*sound, *_any_size(relaxed, number, index)], number, test)
        total = sum(_amount(hit, test) for _, hit in pieces)
        if len(pieces) > 1 and test.holds(total, document.as_of):
            return [_together(item, layout, document, pieces, number, test, total)]
    return []


def _summable(condition: Condition) -> Test | None:
    """The one comparison of a one-leaf condition that pieces may add up to pass."""
    if len(condition.leaves) != 1:
        return None
    tests = [test for test in condition.leaves[0].tests if test.fact in SUMMABLE and test.additive]
    return tests[0] if len(tests) == 1 else None


def _relaxed(item: PackItem, number: int, test: Test) -> PackItem:
    """`item` with the summable comparison taken out of condition `number`."""
    leaf = item.conditions[number].leaves[0]
    bare = type(leaf)(leaf.terms, leaf.need, leaf.rule, tuple(one for one in leaf.tests if one is not test), leaf.count)
    conditions = tuple(Condition((bare,)) if i == number else one for i, one in enumerate(item.conditions))
    return _with_conditions(item, conditions)


def _with_conditions(item: PackItem, conditions: tuple[Condition, ...]) -> PackItem:
    import msgspec  # noqa: PLC0415 - only where something is added up

    return msgspec.structs.replace(item, conditions=conditions)


def _any_size(item: PackItem, number: int, index: Index) -> list[Hit]:
    """The figures of condition `number`, however small."""
    return [hit for hit in index.hits(item) if hit.condition == number and hit.evidence.dismissed is None]


def _pieces(item: PackItem, layout: Layout, document: Document, hits: list[Hit], number: int, test: Test) -> list[tuple[Cluster, Hit]]:
    """One figure, the largest, for each piece of the hand-over: a file, or a sheet or table of one.

    Copies of one file in two formats (图幅.docx, 图幅.pdf) are one piece.
    """
    out: dict[tuple[object, ...], tuple[Cluster, Hit]] = {}
    for unit in units(item.window, layout, hits):
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
    item: PackItem, layout: Layout, document: Document, pieces: list[tuple[Cluster, Hit]], number: int, test: Test, total: float
) -> Finding:
    cluster = pieces[0][0]
    chosen = tuple(tuple(hit for _, hit in pieces) if i == number else group for i, group in enumerate(cluster.chosen))
    whole = Cluster(chosen, tuple(hit for one, _ in pieces for hit in one.all_hits), cluster.start, cluster.end)
    made = finding(item, layout, whole, None, document.as_of)
    members = len({hit.evidence.match.where.member for _, hit in pieces})
    said = f"{test.fact} 合计 {value(f'{total:.10g}')} {test.shown}{_UNITS[test.fact]}（{len(pieces)} 处、{members} 个文件）"
    because = tuple(said if i == number else one for i, one in enumerate(made.because))
    return replace(made, because=because, basis=(*made.basis, TOGETHER), confidence=Confidence.MEDIUM)
