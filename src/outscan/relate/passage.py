"""What stands around a meeting for a reader: its sentences, the one before, the one behind, and the writing it is part of.

In: the layout, the grammar of state. Out: `Passages`, which tells the signs of a stretch and the genres before it. Signs are
read once a sentence and only where a matter meets. Law: behind the meeting only what raises is looked for, so that text added
behind a matter never takes it away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from outscan.genre import genres
from outscan.lazy_regex import lazy
from outscan.lexicon.model import DOCUMENT_WINDOW
from outscan.relate.layout import Layout
from outscan.relate.windows import Hit
from outscan.state import Sign, State
from outscan.types import Match

Coming = Mapping[int, Sequence[tuple[int, int]]]
"""By segment, where days to come are named."""
ASIDE = 160
"""Characters on each side of a meeting that a reader takes with it."""
OPENING = 300
"""A file begins with its first so many characters."""
STEP = 400
"""The writing before a place is looked at once in so many characters,"""
FIRST_STEP = 50
"""and more often where a file begins: its first page says most of what it is."""
FUTURE = "future"
KEPT = "kept"
DUTY = "legislated"
PUBLISHED = "published"
HELD = {"kept", "handed", "given", "abroad", "future"}
"""What a sentence that lays down a duty for everybody says of no matter of its own."""
MOST_SENTENCES = 12
NEXT = 6
"""Characters to the next word, with an article between."""
CLAUSE_ENDS = ("；", ";")
LISTED = 240
"""Characters behind a clause in which its sentence may end."""
_DENIED = lazy(
    r"(?:未|没|没有|不|不在|没在|尚未|还没|没进|没上|未在|未列入|不属于?|(?i:\bnot (?:in|on|yet|part of)(?: an?| the)?|\bun))\s?$"
)
"""没上年鉴, 不在公开目录: what is denied is not said."""
_FIGURE = lazy(
    r"[0-9０-９]|[一二三四五六七八九两][十百千万亿点成倍折个年]|十[一二三四五六七八九几来多]|百分之|千分之"
    r"|(?i:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)[ -]"
    r"(?:point|per ?cent|percent|hundred|thousand|million|billion|parts?|days?|degrees|metres|knots)\b)"
)


class Passages:
    """Signs and genres, remembered by sentence and by stretch: many meetings share one."""

    def __init__(self, layout: Layout, state: State, coming: Coming | None = None) -> None:
        self.layout, self.state, self.coming = layout, state, coming or {}
        self._wanted = tuple(name for name, sign in state.sayings.items() if sign.speaks != "excuses")
        self._raising = frozenset(name for name, sign in state.sayings.items() if sign.speaks == "raises")
        self._signs: dict[tuple[int, int], list[Sign]] = {}
        self._met: dict[tuple[tuple[int, int, int], ...], tuple[frozenset[str], frozenset[str]]] = {}
        self._figures: dict[tuple[int, int], bool] = {}
        self._heads: dict[tuple[str, ...], frozenset[str]] = {}
        self._genres: dict[tuple[int, int], frozenset[str]] = {}

    def signs(self, hits: Sequence[Hit]) -> tuple[frozenset[str], frozenset[str]]:
        """What the sentences of a meeting say, and what the one before it says; behind it only what raises."""
        places = tuple((hit.evidence.match.segment, hit.low, hit.high) for hit in hits)
        if places not in self._met:
            inside, before = self._around(hits)
            self._met[places] = frozenset(inside), frozenset(before)
        return self._met[places]

    def _around(self, hits: Sequence[Hit]) -> tuple[set[str], set[str]]:
        inside: set[str] = set()
        before: set[str] = set()
        for segment in {hit.evidence.match.segment for hit in hits}:
            own = [hit for hit in hits if hit.evidence.match.segment == segment]
            low, high = min(hit.low for hit in own), max(hit.high for hit in own)
            first, last = self.layout.sentence(segment, low), self.layout.sentence(segment, max(low, high - 1))
            spoken = (
                range(first, last + 1)
                if last - first < MOST_SENTENCES
                else sorted({self.layout.sentence(segment, one.low) for one in own})
            )
            for number in spoken:
                said = self._said(segment, number)
                inside |= {
                    name
                    for name, a, b in said
                    if b > low - ASIDE and a < high + ASIDE and not self._own_word(name, a, b, own) and not _back(name, b, said)
                }
            before |= {name for name, _, b in self._said(segment, first - 1) if b > low - ASIDE} if first else set()
            inside |= {name for name, a, _ in self._said(segment, last + 1) if name in self._raising and a < high + ASIDE}
        return inside, before

    def _own_word(self, name: str, low: int, high: int, hits: Sequence[Hit]) -> bool:
        """Whether a sign that lowers is only a word of the matter itself (摘自 of what was copied out of a secret paper)."""
        return name not in self._raising and any(hit.low <= low and high <= hit.high and not hit.strong for hit in hits)

    def headed(self, match: Match) -> frozenset[str]:
        """What the title of the file of `match` says, for what stands within a window of it; its names only raise."""
        if self.layout.sheets[match.segment].base > DOCUMENT_WINDOW:
            return frozenset()
        member = match.where.member
        if member not in self._heads:
            named, title = " ".join((self.layout.name, *member[1:])), self.layout.titles.get(member, "")
            said, raised = ({name for name, _, _ in self.state.signs(text, self._wanted)} for text in (title, named))
            self._heads[member] = frozenset(said | (raised & self._raising))
        return self._heads[member]

    def lowering(self, said: frozenset[str]) -> frozenset[str]:
        """Those of `said` that do not raise."""
        return said.difference(self._raising)

    def figure(self, hits: Sequence[Hit]) -> bool:
        """Whether a figure stands in the sentence of any of `hits`."""
        return any(self._figured(hit.evidence.match.segment, hit.low) for hit in hits)

    def _figured(self, segment: int, at: int) -> bool:
        key = segment, at
        if key not in self._figures:
            self._figures[key] = _FIGURE.search(self._sentence(segment, at)) is not None
        return self._figures[key]

    def kept(self, hits: Sequence[Hit]) -> Iterator[str]:
        """The words in which the sentences of a meeting say that it is kept back (新闻发布会前勿外传)."""
        for hit in hits:
            segment = hit.evidence.match.segment
            for name, low, high in self._said(segment, self.layout.sentence(segment, hit.low)):
                if name == "kept":
                    yield self.layout.text(segment)[low:high].casefold()

    def opens(self, hits: Sequence[Hit]) -> bool:
        """Whether a meeting is what its file begins with: little or nothing stands before it."""
        return all(self.layout.sheets[hit.evidence.match.segment].base + hit.low < OPENING for hit in hits)

    def genres(self, hit: Hit) -> frozenset[str]:
        """The writing before a hit."""
        segment = hit.evidence.match.segment
        step = FIRST_STEP if hit.low < STEP else STEP
        key = segment, hit.low // step * step
        if key not in self._genres:
            self._genres[key] = genres(self.layout.text(segment), key[1])
        return self._genres[key]

    def _sentence(self, segment: int, at: int) -> str:
        low, high = self.layout.sentence_bounds(segment, self.layout.sentence(segment, at))
        return self.layout.text(segment)[max(low, at - ASIDE) : min(high, at + ASIDE)]

    def _said(self, segment: int, number: int) -> list[Sign]:
        key = segment, number
        if key not in self._signs:
            low, high = self.layout.sentence_bounds(segment, number)
            text = self.layout.text(segment)[low:high]
            said = [(name, a + low, b + low) for name, a, b in self.state.signs(text, self._wanted)]
            said += [(FUTURE, a, b) for a, b in self.coming.get(segment, ()) if low <= a < high and FUTURE in self._raising]
            if any(name in HELD for name, _, _ in said) and self.state.lays_down(text + self._rest(segment, high)):
                # a duty for everybody keeps back or hands over in general: that is no state of this matter
                said = [one for one in said if one[0] not in HELD] + [(DUTY, low, high)]
            said = [
                one for one in said if one[0] != PUBLISHED or not _DENIED.search(text[max(0, one[1] - low - 16) : one[1] - low])
            ]
            if any(name == KEPT and "embargo" in text[a - low : b - low].lower() for name, a, b in said):
                said = [one for one in said if one[0] != PUBLISHED]  # a press release under embargo is none yet
            # 公示前请保密: what is said inside it does not say that the matter is public
            kept = [(a, b) for name, a, b in said if name == KEPT]
            self._signs[key] = [
                one for one in said if one[0] in self._raising or not any(a <= one[1] and one[2] <= b for a, b in kept)
            ]
        return self._signs[key]

    def _rest(self, segment: int, at: int) -> str:
        """What follows a clause up to the full stop: a duty stands behind the last of the cases it is laid down for."""
        text = self.layout.text(segment)
        if text[at - 1 : at] not in CLAUSE_ENDS:
            return ""
        rest = text[at : at + LISTED]
        return rest[:ends] if (ends := rest.find("。")) >= 0 else ""


def _back(name: str, end: int, said: Sequence[Sign]) -> bool:
    """Whether a source is said to be unpublished in the next word (according to the unreleased appraisal): it is none."""
    return name == PUBLISHED and any(kept == KEPT and 0 <= start - end <= NEXT for kept, start, _ in said)
