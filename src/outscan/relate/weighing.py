"""Hear one item: its full meetings, its matter without state, its matter in plain words; which stand and why not.

In: an index and the ways to meet an item. Out: `Finding`s. A full meeting stands where it weighs more than scattered words do;
a matter alone where it weighs enough to be a question; it is shown as dismissed where only publication or genre speak against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from outscan.genre import paired, row
from outscan.genre.ours import ours
from outscan.genre.wordlist import barred, named
from outscan.lexicon.pack import BREATH, Pack, PackItem
from outscan.nouns import Struct, replace
from outscan.reading import Document
from outscan.relate.context import Surroundings
from outscan.relate.index import Index, Way
from outscan.relate.judgement import DATA, FIGURE, FULL, MATTER, NORM, PLAINEST, TITLE, UNLESS, Scale, Weighed
from outscan.relate.layout import Layout
from outscan.relate.passage import Coming, Passages
from outscan.relate.phrase import finding
from outscan.relate.units import ANYWHERE, LATIN_BREATH, WIDTHS, units
from outscan.relate.windows import Cluster, Hit, completed, meetings, regions, span
from outscan.state import grammar
from outscan.state.address import addressed, goes_abroad
from outscan.types import Action, Finding, Part, Reason, because

SCATTERED = because("item.scattered")
NOTHING = float("-inf")
EXCUSING = {"in_law", "in_contract", "in_lesson", "in_fiction", "in_quiz", "says_fictional", "says_exercised", "title"}
"""What may be no real matter at all is never past all help (`withhold`) for its words alone."""
OWN = {f"{where}_{said}" for where in ("says", "before") for said in ("kept", "handed", "given", "future", "own", "pointing")}
"""What says of a live matter that it is at hand and not yet used."""
SPOKEN_OF = {"in_law", "para_law", "para_lesson", "para_news", "says_legislated", "says_clause", "says_shown", "title"}
"""What may not be provided is never withheld where a rule, a lesson, a report or a title only speaks of it."""
PUBLIC = {TITLE, "in_paper", "in_news", "in_review", "in_reference", "para_news", "says_published", "before_published"}
"""Writing for everybody."""
TEACHING = {"in_lesson", "in_quiz", "para_lesson"}
"""Writing whose figures may be invented."""
INVENTED = {"says_taught", "says_exercised"}
"""What is explained and said to be made up is a lesson, too, whatever stands before it."""
DOUBTFUL = "doubtful"
"""Data that a lesson shows, or that are said to be invented: whether they are real is a question to a person."""
ENDING = 2
"""A word that is longer by no more than this (库容, 库容关系) is no second word."""
TABLED = -1.5
"""A matter beside a table or places of its own is a question from this weight on: figures of its own need few words."""
CONCEALED = 1.0
"""What a comment, a hidden sheet or invisible words need less: what is not shown to every reader is more than ordinary talk."""
OF_WEIGHT = 0.5
"""What speaks against a matter with less weight leaves no doubt."""
CLEAR = 0.3
"""So much more than a question must a matter in everyday words weigh for its own advice."""
STATED = {"says_kept", "says_handed", "before_handed"}
GIVEN_ABROAD = {"says_given", "says_abroad"}
"""What says that a matter is kept back or goes abroad."""
EXAM = {"says_taught", "before_taught", "in_quiz", "in_lesson"}
"""How every examination paper looks, live or not."""
COMING = {"says_future", "before_future"}
"""Of a live matter this says that it is not used yet."""
TELLING = 0.35
"""Of a figure beside the words of an undoubted matter, none an everyday one: 标底为2463.89万元 is a question to a person."""


class _Met(Struct, frozen=True):
    """How an item was met, where, and why it does not stand."""

    form: str
    item: PackItem
    cluster: Cluster
    reason: Reason | None
    weighed: Weighed

    @property
    def hits(self) -> Iterator[Hit]:
        return chain.from_iterable(self.cluster.chosen)


class Weigher:
    """One document's items."""

    def __init__(self, pack: Pack, document: Document, layout: Layout, coming: Coming | None = None) -> None:
        self.pack, self.document, self.layout = pack, document, layout
        self.judgement = pack.judgement or PLAINEST
        self.state = grammar(pack.state)
        self.passages = Passages(layout, self.state, coming)
        self.scale = Scale(pack, self.judgement, self.passages, Surroundings(layout, document.as_of))
        self.ours, self.addressed = ours(document), addressed(document)

    def findings(self, index: Index, ways: Sequence[Way]) -> Iterator[Finding]:
        """Findings of one item, each place once: what stands first, then what does not, with its reason."""
        taken: set[int] = set()
        against: list[_Met] = []
        stood: set[tuple[str, ...]] = set()
        for way in ways:
            for one in self._met(index, way):
                if one.reason is not None:
                    against.append(one)
                    continue
                member = one.cluster.chosen[0][0].evidence.match.where.member
                if way[0] != FULL and member in stood:
                    continue
                stood.add(member)
                taken.update(id(hit.evidence) for hit in one.cluster.all_hits)
                yield self._finding(one)
        for one in against:
            if not any(id(hit.evidence) in taken for hit in one.hits):
                taken.update(id(hit.evidence) for hit in one.cluster.all_hits)
                yield self._finding(one)

    def _met(self, index: Index, way: Way) -> Iterator[_Met]:
        """Every meeting of one way, weighed; what does not stand comes with its reason."""
        form, item, figure = way
        hits = index.hits(item)
        sound = [hit for hit in hits if hit.excuse is None]
        known: set[int] = set()
        for region in self._regions(item, sound):
            if one := self._heaviest(form, item, region, figure=figure):
                known.update(id(hit.evidence) for hit in region)
                yield one
        if form == FULL and len(sound) < len(hits):
            for region in self._regions(item, hits):
                if not any(id(hit.evidence) in known for hit in region):
                    reason = next((hit.excuse for hit in region if hit.excuse), SCATTERED)
                    yield self._made(form, item, region, next(meetings(region, item.conditions)), reason)

    def _heaviest(self, form: str, item: PackItem, region: list[Hit], *, figure: bool) -> _Met | None:
        """The heaviest meeting of a region, None where it says nothing at all."""
        best: tuple[float, int, tuple[Hit, ...], Weighed] | None = None
        tried: set[tuple[int, ...]] = set()
        for chosen in meetings(region, item.conditions):
            key = tuple(map(id, chosen))
            wide = span(chosen)
            width = _width(item.window, chosen)
            if key in tried or wide > width or (figure and not self.passages.figure(chosen)):
                continue
            if self._only_named(chosen, form) or (form != FULL and (_nested(chosen) or self._in_name(chosen))):
                continue
            tried.add(key)
            weight = self.scale.weigh(item, form, chosen)
            if best is None or (weight.total, -wide) > best[:2]:
                best = weight.total, -wide, chosen, weight
        if best is None:
            return None
        chosen, weight = best[2:]
        least = self._least(form, item, weight, chosen)
        if weight.total >= least:
            taught = bool(TEACHING & weight.features) or weight.features >= INVENTED
            untrue, doubtful = self.scale.surroundings.untrue(chosen, lesson=taught, paper=item.live)
            if untrue is not None:
                return self._made(form, item, region, chosen, untrue, weight)
            if doubtful:
                weight = replace(weight, features=weight.features | {DOUBTFUL})
        reason = None if weight.total >= least else self._reason(form, item, chosen, weight, least)
        if reason is None and weight.total < least:
            return None
        return self._made(form, item, region, chosen, reason, weight)

    def _only_named(self, chosen: Sequence[Hit], form: str) -> bool:
        """Whether the words stand in rows each of which is a word and its translation; everyday words may share one."""
        places = [(hit.evidence.match.segment, hit.low) for hit in chosen]
        drawn = all(self.layout.is_grid(segment) or barred(self.layout.text(segment), at) for segment, at in places)
        if not drawn or any(hit.strong for hit in chosen):
            return self.scale.surroundings.shown(chosen)
        many = len({(segment, row(self.layout.text(segment), at)) for segment, at in places}) > 1
        return (many or form != FULL) and all((paired if many else named)(self.layout.text(one), at) for one, at in places)

    def _in_name(self, chosen: Sequence[Hit]) -> bool:
        """Whether a matter stands in the name only of a file that says something itself."""
        if any(hit.evidence.match.where.part is not Part.NAME for hit in chosen):
            return False
        member = chosen[0].evidence.match.where.member
        return self.layout.lengths[member] > len(self.layout.text(chosen[0].evidence.match.segment)) + 1

    def _made(
        self, form: str, item: PackItem, region: list[Hit], chosen: tuple[Hit, ...], reason: Reason | None,
        weight: Weighed | None = None,
    ) -> _Met:  # fmt: skip
        full = completed(region, chosen, item.conditions, self.document.as_of)
        cluster = Cluster(full, tuple(region), min(hit.start for hit in region), max(hit.end for hit in region))
        return _Met(form, item, cluster, reason, weight or Weighed(0.0, ()))

    def _least(self, form: str, item: PackItem, weight: Weighed, chosen: Sequence[Hit]) -> float:
        """What a meeting must weigh: full data beside it need not, unless a word excuses them."""
        if NORM in weight.features and not {DATA, FIGURE} & weight.features:
            return -NOTHING  # a provision that gives no figure of its own names a matter in general
        ease = CONCEALED if all(map(_concealed, chosen)) else 0.0
        if form != FULL:
            tabled = form == MATTER and UNLESS not in weight.features and any(map(_tabled, chosen))
            if tabled:
                return min(TABLED, self.judgement.doubt)
            told = item.alone and FIGURE in weight.features and not any(part < 0 for _, part in weight.parts[1:])
            return self.judgement.doubt - max(ease, TELLING if told else 0.0)
        # a figure in the sentences of a lesson, a commentary, a paper or the news is no data of its own
        own = DATA in weight.features and (not PUBLIC & weight.features or any(map(_tabled, chosen)))
        return NOTHING if own and UNLESS not in weight.features else self.judgement.stray - ease

    def _reason(self, form: str, item: PackItem, chosen: Sequence[Hit], weight: Weighed, least: float) -> Reason | None:
        """Why a meeting that is too light does not stand; None where there is nothing to tell."""
        if NORM in weight.features and form == FULL:
            return self.scale.said(item, chosen, "para_law", self.state)
        lowered = sum(part for _, part in weight.parts if part < 0)
        if weight.total - lowered >= least and weight.against:
            return self.scale.said(item, chosen, weight.against[0], self.state)
        return SCATTERED if form == FULL else None

    def _own(self, one: _Met) -> bool:
        """Whether a matter is this document's own: it has data or a state, and nothing around says that it is only spoken of."""
        features = one.weighed.features
        if one.item.live:
            return not SPOKEN_OF & features and (DATA in features or bool(OWN & features))
        if any(map(_tabled, one.hits)):
            return True
        return bool(OWN & features) and not (EXCUSING | PUBLIC) & features

    def _stated(self, one: _Met) -> bool:
        """Whether a matter in everyday words is clear, and said to be kept back or on its way to somebody abroad."""
        if self.ours or one.weighed.total < self.judgement.doubt + CLEAR or EXCUSING & one.weighed.features:
            return False
        if STATED & one.weighed.features or one.weighed.features >= GIVEN_ABROAD:
            return True
        return goes_abroad(one.cluster.chosen[0][0].evidence.match.where.member, self.addressed)

    def _regions(self, item: PackItem, hits: list[Hit]) -> Iterator[list[Hit]]:
        if len({hit.condition for hit in hits}) < len(item.conditions):
            return
        width = max(WIDTHS.get(item.window, ANYWHERE), LATIN_BREATH if item.window == BREATH else 0)
        for unit in units(item.window, self.layout, hits, len(item.conditions)):
            yield from regions(unit, item.conditions, width, self.document.as_of)

    def _finding(self, one: _Met) -> Finding:
        made = finding(self.pack, one.item, self.layout, one.cluster, one.reason, self.document.as_of)
        if one.reason is not None:
            return made
        spoken = self.scale.spoken(one.weighed, self.state)
        made = replace(made, because=(*made.because, *spoken))
        if made.advice is None:
            return made
        if one.form == FULL and DOUBTFUL in one.weighed.features:
            return replace(made, advice=replace(made.advice, action=min(made.advice.action, Action.REVIEW)))
        least, most = Action.REVIEW, Action.ESCALATE
        clear = _clear(one.weighed, EXAM if one.item.live else frozenset())
        if one.form == FULL:
            # a paper of ours says what was found in another file: a person compares, nobody approves it
            if self._own(one) and not (self.ours and made.advice.action == Action.ESCALATE):
                return made
            least, most = Action.RELEASE, Action.REVIEW if self.ours else Action.ESCALATE
        elif not (one.item.alone and clear):
            tabled = clear and DOUBTFUL not in one.weighed.features and any(map(_tabled, one.hits))
            most = Action.ESCALATE if tabled or self._stated(one) else Action.REVIEW
        elif one.item.live and COMING & one.weighed.features:
            return made
        action = max(least, min(made.advice.action, most))
        return replace(made, advice=replace(made.advice, action=action), state="")


def _concealed(hit: Hit) -> bool:
    """Whether a hit stands where not every reader looks."""
    return not hit.evidence.match.visible or hit.evidence.match.where.part in (Part.COMMENT, Part.HIDDEN, Part.REVISION)


def _tabled(hit: Hit) -> bool:
    """Whether a hit is a table or a place with figures of its own."""
    return hit.strong and hit.evidence.match.rule.startswith(("table/", "coordinates/"))


def _width(window: str, chosen: Sequence[Hit]) -> int:
    """How far apart the groups may stand: the same thing takes more letters in English."""
    if window == BREATH and all(hit.evidence.match.quote.isascii() for hit in chosen):
        return LATIN_BREATH
    return WIDTHS.get(window, ANYWHERE)


def _nested(chosen: Sequence[Hit]) -> bool:
    """Whether a word of one group is only a piece of another group's word: one word names no matter."""
    return any(
        one is not other
        and one.evidence.match.segment == other.evidence.match.segment
        and (one.low < other.low < one.high < other.high or _piece(one, other))
        for one in chosen
        for other in chosen
        if not one.strong
    )


def _piece(one: Hit, other: Hit) -> bool:
    """Whether `one` lies in the word `other`, which says little more; an English word in a phrase is never a second word."""
    inside = other.low <= one.low and one.high <= other.high
    return inside and ((other.high - other.low) - (one.high - one.low) <= ENDING or one.evidence.match.quote.isascii())


def _clear(weighed: Weighed, looks: AbstractSet[str]) -> bool:
    """Whether a matter says its own figure and nothing of weight that a reader can see, `looks` apart, speaks against it."""
    against = sum(part for name, part in weighed.parts if name in weighed.against and name not in looks)
    return against > -OF_WEIGHT and bool({DATA, FIGURE} & weighed.features)
