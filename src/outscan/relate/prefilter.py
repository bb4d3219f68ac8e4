"""How far the rarest group of an item reaches: what stands further away cannot meet it and is not looked at.

In: the evidence of one group, the item's window. Out: `Reach.holds`, true for everything that might share a window with
it, and for some things that do not: windows decide, this only saves work. Without it a long text full of common words
costs ten times as much.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

from outscan.reading import Evidence
from outscan.relate.layout import PARAGRAPH, Layout
from outscan.relate.units import WIDTHS
from outscan.types import Part

Stood = tuple[Evidence, int, int]
"""Evidence and its stretch in the folded text of its segment."""
Run = tuple[int, int, int]
"""A segment, and from where to where its evidence stands in a list that holds it in the order of the text."""
_FEW = 32
"""Evidence of one term in a segment up to which each is asked; of more only the stretches are looked up."""
_LOW = itemgetter(1)
MARGINS = {window: width + 2 * PARAGRAPH for window, width in WIDTHS.items()}


class Reach:
    """Stretches of each member's count that lie within the window of some evidence of the rarest group."""

    def __init__(self, layout: Layout, rare: Iterable[Stood], window: str) -> None:
        self.layout, self.margin = layout, MARGINS[window]
        found: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        grids: set[int] = set()
        for evidence, low, high in rare:
            segment = evidence.match.segment
            sheet = layout.sheets[segment]
            if segment in grids:
                continue
            if layout.is_grid(segment):  # whatever stands in it reaches over all of it
                grids.add(segment)
                found[sheet.member] += self._over(segment)
            else:
                found[sheet.member] += self._around(segment, sheet.base + low, sheet.base + high)
        self._grids: dict[int, bool] = {}
        self._plain: dict[int, tuple[int, list[int], list[int]] | None] = {}
        self.starts: dict[tuple[str, ...], list[int]] = {}
        self.ends: dict[tuple[str, ...], list[int]] = {}
        for member, stretches in found.items():
            self._merge(member, sorted(stretches))

    def _around(self, segment: int, low: int, high: int) -> list[tuple[int, int]]:
        """What evidence at `[low, high)` of its member's count may meet: a file it names, a table it is in or titles."""
        sheet = self.layout.sheets[segment]
        if sheet.reading.segment.where.part is Part.NAME:
            return [(0, self.layout.lengths[sheet.member])]
        out = [(low - self.margin, high + self.margin)]
        for number in self.layout.grids.get(sheet.member, ()):
            other = self.layout.sheets[number]
            if number == segment or any(start <= low < end for start, end in other.captions):
                out.append((other.base - self.margin, other.base + len(other.reading.folded.text) + self.margin))
                out += [(start - self.margin, end + self.margin) for start, end in other.captions]
        return out

    def _over(self, segment: int) -> list[tuple[int, int]]:
        """What anything in a grid may meet."""
        sheet = self.layout.sheets[segment]
        return self._around(segment, sheet.base, sheet.base + len(sheet.reading.folded.text) + 1)

    def _reached(self, segment: int) -> bool:
        """Whether what stands in a grid might share a window with the rarest group: all of it or nothing."""
        if segment not in self._grids:
            member = self.layout.sheets[segment].member
            self._grids[segment] = member in self.starts and any(
                self._touches(member, low, high) for low, high in self._over(segment)
            )
        return self._grids[segment]

    def _merge(self, member: tuple[str, ...], stretches: list[tuple[int, int]]) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for start, end in stretches:
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        self.starts[member], self.ends[member] = starts, ends

    def near(self, found: Sequence[Stood], runs: Sequence[Run] | None = None) -> list[Stood]:
        """Those of `found` that might share a window with the rarest group; `runs` says where `found` follows the text."""
        if runs is None:
            return self._each(found)
        out: list[Stood] = []
        for segment, first, last in runs:
            if self.layout.is_grid(segment):
                out += found[first:last] if self._reached(segment) else ()
                continue
            if segment not in self._plain:
                self._plain[segment] = self._running(segment)
            running = self._plain[segment]
            if running is None or last - first <= _FEW + len(running[1]):
                out += self._each(found[first:last])
                continue
            base, starts, ends = running
            at = first
            for start, end in zip(starts, ends, strict=True):
                low = bisect_left(found, start - base, at, last, key=_LOW)
                at = bisect_right(found, end - base, low, last, key=_LOW)
                out += found[low:at]
        return out

    def _each(self, found: Iterable[Stood]) -> list[Stood]:
        out: list[Stood] = []
        plain = self._plain
        for stood in found:
            segment = stood[0].match.segment
            if segment not in plain:
                plain[segment] = self._running(segment)
            running = plain[segment]
            if running is None:
                if self.holds(stood):
                    out.append(stood)
                continue
            base, starts, ends = running
            place = base + stood[1]
            at = bisect_right(starts, place) - 1
            if at >= 0 and place <= ends[at]:
                out.append(stood)
        return out

    def _running(self, segment: int) -> tuple[int, list[int], list[int]] | None:
        """For running text of a file without tables where it begins and what is reached; None where `holds` has to look."""
        sheet = self.layout.sheets[segment]
        tabled = sheet.reading.segment.cells is not None or sheet.member in self.layout.grids
        if sheet.reading.segment.where.part is Part.NAME or tabled:
            return None
        return sheet.base, self.starts.get(sheet.member, []), self.ends.get(sheet.member, [])

    @staticmethod
    def runs(found: Sequence[Stood]) -> list[Run] | None:
        """The segments of `found` where it follows the text, each segment once and its places ascending; None elsewhere."""
        out: list[Run] = []
        segment, low, first = -1, -1, 0
        for number, (evidence, start, _) in enumerate(found):
            if evidence.match.segment != segment:
                if number:
                    out.append((segment, first, number))
                segment, low, first = evidence.match.segment, -1, number
            if start < low:
                return None
            low = start
        if found:
            out.append((segment, first, len(found)))
        return out if len({one for one, _, _ in out}) == len(out) else None

    def holds(self, stood: Stood) -> bool:
        """Whether `stood` might share a window with the rarest group."""
        segment = stood[0].match.segment
        sheet = self.layout.sheets[segment]
        starts = self.starts.get(sheet.member)
        if starts is None:
            return False
        if sheet.reading.segment.where.part is Part.NAME:
            return True
        if sheet.reading.segment.cells is not None:
            return self._reached(segment)
        if sheet.member in self.layout.grids:
            return any(
                self._touches(sheet.member, low, high)
                for low, high in self._around(segment, sheet.base + stood[1], sheet.base + stood[2])
            )
        at = bisect_right(starts, sheet.base + stood[1]) - 1
        return at >= 0 and sheet.base + stood[1] <= self.ends[sheet.member][at]

    def _touches(self, member: tuple[str, ...], low: int, high: int) -> bool:
        at = bisect_right(self.starts[member], high) - 1
        return at >= 0 and self.ends[member][at] >= low
