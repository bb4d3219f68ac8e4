"""Figures of one content that add up over a package: persons, square kilometres of maps, rows of personal data.

In: a document's matches. Out: `Facts`. A person is a keyed hash of an identity number: equal numbers are one person, and
the hash says nothing to whoever lacks the installation's key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from outscan.reading import Document

PERSON = "identifier/resident_id"
LIST = "table/name_list"
AREA = "quantity/area"
SCALE = ("quantity/map_scale", "quantity/sheet_number")


@dataclass(frozen=True, slots=True)
class Facts:
    """`persons` are hashes, `more` persons counted beyond those, `km2` the largest map area named, `rows` of name lists."""

    persons: tuple[int, ...] = ()
    more: int = 0
    km2: float = 0.0
    rows: int = 0

    def sums(self) -> dict[str, float]:
        """The figures without the hashes, those that are not nought."""
        totals = {"persons": len(self.persons) + self.more, "more": self.more, "km2": self.km2, "rows": self.rows}
        return {name: figure for name, figure in totals.items() if figure}


def facts_of(document: Document, person: Callable[[str], int]) -> Facts:
    """The figures of one document. `person` turns a number into its keyed hash."""
    hashes: set[int] = set()
    counted: dict[int, tuple[int, int]] = {}
    km2, rows, scaled = 0.0, 0, False
    for match in document.matches:
        if match.rule == PERSON:
            hashes.add(person("".join(c for c in match.quote if c.isalnum()).upper()))
            listed, _ = counted.get(match.segment, (0, 0))
            counted[match.segment] = (listed + 1, _whole(match.facts.get("count")))
        elif match.rule == AREA:
            km2 = max(km2, _figure(match.facts.get("km2")))
        elif match.rule == LIST:
            rows += _whole(match.facts.get("rows"))
        elif match.rule in SCALE:
            scaled = True
    more = sum(max(count - listed, 0) for listed, count in counted.values())
    return Facts(tuple(sorted(hashes)), more, round(km2, 3) if scaled else 0.0, rows)


def _figure(fact: object) -> float:
    return float(fact) if isinstance(fact, int | float) else 0.0


def _whole(fact: object) -> int:
    return int(_figure(fact))
