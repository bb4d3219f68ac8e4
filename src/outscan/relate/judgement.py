"""Weigh a meeting: how closely its groups stand, how telling they are, what is said for and against.

In: a meeting's hits, its passage, the weights of `lexicons/judgement.yaml`. Out: `Weighed`: a sum of log-odds and what made it.
Law: every weight has the sign of its meaning (closeness, data and signs of state only raise; signs of publication and genre only
lower), so that more evidence for a matter never means less. No item and no word has a say of its own beyond its one weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from outscan.genre import SCHOOL, TITLES
from outscan.genre.declared import Declaration
from outscan.lexicon.model import Judgement
from outscan.lexicon.pack import Pack, PackItem
from outscan.nouns import Struct, once_for
from outscan.relate.context import CATALOGUE, LEGAL, LESSON, NEWS, PROVISION, STATUTE, Surroundings
from outscan.relate.passage import HELD, Passages
from outscan.relate.windows import Hit
from outscan.state import State
from outscan.types import Kind, Ours, Reason, because

CLOSE = (12, 30, 80, 200, 500)
"""Characters between the first and the last group: each bound that is kept adds its weight."""
LETTERS = (5, 8, 12)
"""Han characters (four Latin letters count as one) of the groups' words together: longer words leave less doubt."""
FULL, MATTER, PLAIN = "full", "matter", "plain"
"""Every group with the state asked for; the matter without it; the matter in everyday words."""


DECLINED = "declined"
OF_ALL = {"published", "fictional", "shown"}
"""Signs of a title that speak for the whole writing."""
NAMING = {*TITLES, *SCHOOL}
"""Words that say what a writing is."""
PUBLISHED = "published"
"""What an office has released says so of all its sentences."""
COMING = "future"
"""A paper of a day to come is no exercise, whatever its title says."""
GIVING = {"handed", "given", "abroad", "own", "pointing"}
"""Signs that a refusal uses as well as an offer: to whom, and what."""
KEPT = "kept"
SLIGHT = 0.3
"""A sign with less weight is not worth telling."""
UNLESS, TITLE, TWICE, DATA, FIGURE, NORM = "unless", "title", "before_taught", "data", "figure", "norm"
PLAINEST = Judgement(
    {},
    doubt=1e9,
    stray=0.0,
    weights={"full": 1.0, "unless": -9.0, "title": -9.0, "para_law": -9.0, "para_lesson": -9.0, "para_news": -9.0},
)
"""Without a learned table: a full meeting stands unless a provision, a lesson, news or an excluding word is around it."""
TOLD = ("says_", "before_", "in_", "para_", UNLESS, TITLE)
"""Features a reader can see in the text."""
PARAGRAPHS = {STATUTE: "law", PROVISION: "law", CATALOGUE: "law", LESSON: "lesson", NEWS: "news"}


class Weighed(Struct, frozen=True):
    """The sum and its parts, heaviest first."""

    total: float
    parts: tuple[tuple[str, float], ...]
    features: frozenset[str] = frozenset()

    @property
    def against(self) -> tuple[str, ...]:
        """What lowered it and can be told, heaviest first."""
        return tuple(name for name, weight in self.parts if weight < 0 and name.startswith(TOLD))


class Scale:
    """The weights, and the passages they are put on."""

    def __init__(self, pack: Pack, judgement: Judgement, passages: Passages, surroundings: Surroundings) -> None:
        self.judgement, self.passages, self.surroundings = judgement, passages, surroundings
        self.terms, (self.ordinary, self.known) = pack.terms, _common(judgement)

    def weigh(self, item: PackItem, form: str, hits: Sequence[Hit]) -> Weighed:
        """The weight of `hits`, which meet `form` of `item`."""
        features = frozenset(self._features(item, form, hits))
        weights: Mapping[str, float] = self.judgement.weights
        parts = sorted(
            ((name, weights[name]) for name in features if weights.get(name)), key=lambda part: (-abs(part[1]), part[0])
        )
        return Weighed(self.judgement.common.get(item.id, 0.0) + sum(weight for _, weight in parts), tuple(parts), features)

    def said(self, item: PackItem, hits: Sequence[Hit], feature: str, state: State) -> Reason:
        """What speaks against a meeting, as a reason to read."""
        found: Iterator[Reason | None] = iter(())
        if feature in (UNLESS, TITLE):
            words = (self._unless(item, hit) or self._title(item, hit) for hit in hits)
            kinds = (because("item.declared", words=said.words) for hit in hits if (said := self._declared(hit)))
            found = chain(words, kinds)
        elif feature.startswith("para_"):
            written = (self._genre(hit) for hit in hits)
            found = (genre for genre in written if genre and feature.endswith(PARAGRAPHS[genre]))
        return next((reason for reason in found if reason), self.words(feature, state))

    def spoken(self, weight: Weighed, state: State) -> Iterator[Reason]:
        """What spoke for and against, heaviest first: only what a reader can see in the text."""
        for name, part in weight.parts:
            if name.startswith(TOLD) and abs(part) >= SLIGHT:
                yield because("item.against" if part < 0 else "item.beside", what=self.words(name, state))

    def words(self, feature: str, state: State) -> Reason:
        """A feature in words."""
        kind, _, name = feature.partition("_")
        if kind in ("says", "before") and name in state.sayings:
            sign = state.sayings[name]
            return because("item.sign", what=Ours(sign.says, sign.says_en))
        return because(f"item.{feature}")

    def _features(self, item: PackItem, form: str, hits: Sequence[Hit]) -> Iterator[str]:
        yield "always"
        yield form
        yield from (f"groups_{n}" for n in (3, 4) if len(hits) >= n)
        yield from _closeness(hits)
        yield from _words(hits)
        yield from self._common(hits)
        if self.passages.opens(hits):
            yield "opens"
        written = {genre for hit in hits if (genre := self._genre(hit))}
        if any(self._data(hit) for hit in hits):
            yield DATA
        if self.passages.figure(hits):
            yield FIGURE
        inside, before = self.passages.signs(hits)
        if written and written <= LEGAL and all(hit.strong or self._genre(hit) for hit in hits):
            # a provision speaks of what is kept or handed over in general: that is no state of this matter
            inside, before = self.passages.lowering(inside), self.passages.lowering(before)
            yield NORM
        before |= self._headed(hits)
        if (
            not item.live
            and not any(hit.strong for hit in hits)
            and self.surroundings.released(hits[0].evidence.match, hits[0].low)
        ):
            inside |= {PUBLISHED}
        inside, before = self._in_earnest(item, hits, inside, before)
        yield from (f"says_{name}" for name in inside)
        yield from (f"before_{name}" for name in before - inside)
        yield from (
            f"in_{name}" for name in self.passages.genres(min(hits, key=lambda hit: (hit.evidence.match.segment, hit.low)))
        )
        yield from (f"para_{PARAGRAPHS[genre]}" for genre in written)
        words = item.unless
        if KEPT in inside:  # 新闻发布会前勿外传: a word inside what keeps a matter back does not excuse it
            kept = tuple(self.passages.kept(hits))
            words = tuple(word for word in item.unless if not any(word.casefold() in one for one in kept))
        real = self.surroundings.live(hits)
        if real:  # 习题 over what is real and kept back says no more than a title does
            words = tuple(word for word in words if word not in NAMING)
        if any(self.surroundings.unless_word(hit.evidence.match, hit.low, hit.high, words) for hit in hits):
            yield UNLESS
        elif not real and self._entitled(item, hits, coming=COMING in inside | before):
            yield TITLE
        if not real and any(said.twice for hit in hits if (said := self._declared(hit))):
            yield TWICE

    def _in_earnest(
        self, item: PackItem, hits: Sequence[Hit], inside: frozenset[str], before: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """The signs without what is kept back in jest; who refuses to send, or asks in a list, hands nothing over."""
        if KEPT in inside and not item.live and self.surroundings.joking(hits):
            inside -= {KEPT}
        if DECLINED in inside or self.surroundings.blank(hits):
            return inside - GIVING, before - GIVING
        return inside, before

    def _headed(self, hits: Sequence[Hit]) -> frozenset[str]:
        """What the title says of all that follows near it: published, invented, shown; nothing where it keeps anything back."""
        first = min(hits, key=lambda hit: (hit.evidence.match.segment, hit.low)).evidence.match
        said = self.passages.headed(first)
        return frozenset() if any(hit.strong for hit in hits) or said & HELD else said & OF_ALL

    def _common(self, hits: Sequence[Hit]) -> Iterator[str]:
        """How many groups are met by words that public texts are full of."""
        words = [self.terms[hit.key].casefold() for hit in hits if not hit.strong and isinstance(hit.key, int)]
        ordinary = sum(word in self.ordinary for word in words)
        known = ordinary + sum(word in self.known for word in words)
        yield from (f"ordinary_{n}" for n in (1, 2, 3) if ordinary >= n)
        yield from (f"known_{n}" for n in (1, 2, 3) if known >= n)

    def _genre(self, hit: Hit) -> Reason | None:
        """What the paragraph of a hit is; a table or a place is never a lesson or a law."""
        if hit.strong and hit.evidence.match.kind is not Kind.QUANTITY:
            return None
        return self.surroundings.genre(hit.evidence.match, hit.low, hit.high)

    def _data(self, hit: Hit) -> bool:
        """Whether a hit is data of its own and not a limit in a provision."""
        if not hit.strong or hit.evidence.match.kind is not Kind.QUANTITY:
            return hit.strong
        genre = self._genre(hit)
        return not genre or not (genre in LEGAL or self.surroundings.threshold(hit.evidence.match, hit.low, hit.high))

    def _unless(self, item: PackItem, hit: Hit) -> Reason | None:
        return self.surroundings.unless_word(hit.evidence.match, hit.low, hit.high, item.unless)

    def _title(self, item: PackItem, hit: Hit) -> Reason | None:
        return None if hit.strong else self.surroundings.title_word(hit.evidence.match, hit.low, (*item.unless, *TITLES))

    def _entitled(self, item: PackItem, hits: Sequence[Hit], *, coming: bool) -> bool:
        """Whether a word of the title speaks against words, or what the file declares itself to be (never of a coming paper)."""
        worded = any(self._title(item, hit) for hit in hits)
        return worded or (not (item.live and coming) and any(self._declared(hit) for hit in hits))

    def _declared(self, hit: Hit) -> Declaration | None:
        return None if hit.strong else self.surroundings.declared(hit.evidence.match, hit.low)


def _closeness(hits: Sequence[Hit]) -> Iterator[str]:
    first = hits[0].evidence.match.segment
    if any(hit.evidence.match.segment != first for hit in hits):
        yield "apart"
        return
    gap = max(hit.low for hit in hits) - min(hit.high for hit in hits)
    yield from (f"within_{bound}" for bound in CLOSE if gap <= bound)


def _words(hits: Sequence[Hit]) -> Iterator[str]:
    letters = 0.0
    for quote in {hit.evidence.match.quote for hit in hits if not hit.strong}:
        latin = len(quote.encode("ascii", "ignore"))
        letters += len(quote) - latin + latin / 4
    yield from (f"letters_{n}" for n in LETTERS if letters >= n)


@once_for
def _common(judgement: Judgement) -> tuple[frozenset[str], frozenset[str]]:
    """Ordinary and known words, as they are compared."""
    return frozenset(judgement.ordinary), frozenset(judgement.known)
