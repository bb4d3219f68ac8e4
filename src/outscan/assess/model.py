"""The classifier at work: every paragraph group is judged, the gravest one speaks for the document.

In: a folder with a manifest and weights, then a document's readings. Out: `Assessor`, which gives a document its `Risk`.
Law 3: it can only raise, by itself to review; where the grammar of state hears beside the passage that it is kept back or handed
over, or the document is addressed abroad, the reason says so and the policy asks for more. Where the title says what the writing
is (a lesson, a form, a publication), only what is certain or so stated raises. The gravest group counts; text behind a group
that was full never lowers it, text before it only by telling for whom it is written (`audience`). No scikit-learn; numpy for
long texts only.
The risk does not look at findings: what a rule has named may be raised as well, the rule's own action is the graver one.
`set_aside` does, and dismisses items in words that are written for everybody (`aside`).
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from heapq import nlargest
from operator import itemgetter
from pathlib import Path

from outscan.assess import hashing
from outscan.assess.aside import Aside, Written, told
from outscan.assess.audience import readership
from outscan.assess.explain import explain
from outscan.assess.margins import margins
from outscan.assess.meaning import Meaning, load_meaning
from outscan.assess.passage import Passage
from outscan.assess.senses import heads
from outscan.assess.structure import latin, structure
from outscan.assess.weights import GRAMS, MANIFEST, Weights, open_weights
from outscan.assess.windows import LEAST, blocks
from outscan.errors import ModelError
from outscan.genre.earnest import live
from outscan.genre.heading import in_article, provides, simulated, spoken
from outscan.genre.ours import ours
from outscan.lexicon.model import DOCUMENT_WINDOW
from outscan.nouns import Struct, replace
from outscan.reading import Document, Reading
from outscan.state import State
from outscan.state.address import addressed, goes_abroad
from outscan.types import STATED, Finding, HiddenKind, Part, Risk, RiskReason, because
from outscan.words import say

LOUDEST = 500
"""So many passages of a block are looked at for more than their n-grams: behind hundreds that are louder none decides."""
SHOWN = 3
"""So many passages explain a score."""
ENGLISH = 0.5
"""From this share of Latin letters on a passage is an English one."""
ASIDE = 160
"""Characters on each side of a raised passage in which it is said that it is kept back or handed over."""
CERTAIN = 0.95
"""From this likelihood on a title excuses nothing; the policy asks for approval from there on, too."""
SAID = ("kept", "handed", "abroad")
_UNREADABLE = frozenset({HiddenKind.RAW_STRING, HiddenKind.MACRO, HiddenKind.SCRIPT, HiddenKind.FORMULA, HiddenKind.FIELD_CODE})
_NO_PROSE = frozenset({Part.NAME, Part.METADATA})
_BESIDE = frozenset({Part.COMMENT, Part.HIDDEN, Part.REVISION})
"""What stands there is said beside the writing: its title does not say what that is."""


class Assessor(Struct, frozen=True):
    """No weights are installed: no opinion. `digest` names the manifest in every report, "none" without one.

    With the second stage it names both manifests and the encoder.
    """

    digest: str = "none"
    weights: Weights | None = None
    meaning: Meaning | None = None
    state: State | None = None
    """The grammar of state, where the pack has one."""
    never: frozenset[str] = frozenset()
    """The rules whose findings are set aside by no reading of theirs."""

    def set_aside(self, document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """`findings`, those of items dismissed that stand in writing for everybody."""
        aside = self._aside
        return tuple(findings) if aside is None else aside.findings(document, findings)

    @property
    def _aside(self) -> Aside | None:
        if self.weights is None or self.weights.manifest.audience is None or self.state is None:
            return None
        return Aside(readership(self.weights.folder, self.weights.manifest.audience), self.state, self.never)

    def assess(self, document: Document, findings: Sequence[Finding]) -> Risk:
        """The risk of what no rule named. The same document gives the same risk, whatever was found in it."""
        del findings
        if self.weights is None:
            return Risk(model=self.digest)
        manifest = self.weights.manifest
        readings = [one for one in document.readings if prose(one)]
        passages = [one for reading in readings for one in self.passages(reading)]
        if self.meaning is not None:
            passages += self.meaning.passages(self.weights, readings, partial(log_odds, self.weights))
        if not passages:
            return Risk(model=self.digest)
        gravest = _apart(nlargest(20, self._lifted(document, nlargest(20, passages, key=_order)), key=_order))
        raising = [p for p in gravest if p.log_odds >= manifest.threshold and not self._excused(document, p)]
        speaking = (raising or gravest)[0]
        abroad = addressed(document) if raising and self.state is not None else frozenset()
        stated_by_us = bool(raising) and ours(document)
        return Risk(
            score=round(likelihood(self.weights, speaking.log_odds), 4),
            domain=domain_of(self.weights, speaking.text) if raising else None,
            raised=bool(raising),
            model=self.digest,
            because=tuple(explain(self.weights, p) if stated_by_us else self._reason(p, abroad) for p in raising),
        )

    def _excused(self, document: Document, passage: Passage) -> bool:
        """Whether the title says what is heard near it (a lesson, a form); never of what is certain, kept back or handed over."""
        assert self.weights is not None  # noqa: S101 - assess() has asked
        member = passage.reading.segment.where.member
        if passage.reading.segment.where.part in _BESIDE:
            return False
        if provides(document, member, passage.reading.folded.text, passage.start):
            return True
        if likelihood(self.weights, passage.log_odds - passage.lift) >= CERTAIN:
            return False
        if self._for_everybody(document, passage):
            return True
        if passage.start > DOCUMENT_WINDOW or spoken(document, member) is None:
            return False
        if simulated(document, member) and not live(passage.reading.folded.text, passage.start, passage.end):
            return True
        abroad = addressed(document) if self.state is not None else frozenset()
        return not any(reason.key == STATED for reason in self._reason(passage, abroad).features)

    def _for_everybody(self, document: Document, passage: Passage) -> bool:
        """Whether a passage reads as written for everybody, and nothing near it is said to be live."""
        aside = self._aside
        if aside is None or not told(passage.reading):
            return False
        return aside.public(Written(filter(told, document.readings)), passage.place)

    def _lifted(self, document: Document, passages: Sequence[Passage]) -> Sequence[Passage]:
        """`passages`, those near the line heard more that read as one desk writes to another."""
        aside = self._aside
        if aside is None or self.weights is None or not passages:
            return passages
        least = self.weights.manifest.threshold - aside.table.told.most
        if passages[0].log_odds < least:
            return passages
        written = Written(document.readings)
        lifts = [aside.lift(written, one.place) if one.log_odds >= least else 0.0 for one in passages]
        return [replace(one, log_odds=one.log_odds + lift, lift=lift) for one, lift in zip(passages, lifts, strict=True)]

    def _reason(self, passage: Passage, abroad: AbstractSet[str]) -> RiskReason:
        """Why a passage was raised, and whether it is said to be kept back or to go abroad."""
        assert self.weights is not None  # noqa: S101 - assess() has asked
        explained = explain(self.weights, passage)
        if self.state is None:
            return explained
        member = passage.reading.segment.where.member
        text = passage.reading.folded.text
        around = text[max(0, passage.start - ASIDE) : passage.end + ASIDE]
        said = {name for name, _, _ in self.state.signs(around, SAID)}
        # in English something is given in every letter: to whom must be said too
        spoken = "kept" in said or ("handed" in said and ("abroad" in said or not latin(passage.text)))
        general = in_article(text, passage.start) or self.state.lays_down(passage.text)
        if goes_abroad(member, abroad) or (spoken and not general):
            return replace(explained, features=(because(STATED), *explained.features))
        return explained

    def passages(self, reading: Reading) -> Iterator[Passage]:
        """The paragraph groups of one reading that the n-grams point at, with their log-odds."""
        text = reading.folded.text
        for begin, end in blocks(text):
            for passage in self._block(reading, text[begin:end]):
                yield replace(passage, start=passage.start + begin, end=passage.end + begin)

    def _block(self, reading: Reading, text: str) -> Iterator[Passage]:
        assert self.weights is not None  # noqa: S101 - assess() has asked
        loudest = nlargest(LOUDEST, margins(self.weights, text), key=itemgetter(1))
        found = all_log_odds(self.weights, [(text[start:end], margin) for (start, end), margin in loudest])
        for ((start, end), _), one in zip(loudest, found, strict=True):
            yield Passage(reading, start, end, one)


def all_log_odds(weights: Weights, passages: Sequence[tuple[str, float]]) -> list[float]:
    """How passages with their margins stand: n-grams and looks joined, and what the words of English ones mean near the line."""
    manifest, head = weights.manifest, weights.manifest.senses
    out, near = [], []
    for at, (text, margin) in enumerate(passages):
        figures = structure(text)
        english = figures[-1] > ENGLISH
        looks = sum(a * b for a, b in zip(manifest.structure, figures, strict=True))
        joined = manifest.bias + manifest.slope[english] * margin + looks
        out.append(joined - manifest.handicap if english else joined)
        if head is not None and english and out[at] + head.reach >= manifest.threshold:
            near.append(at)
    if head is not None:
        for at, heard in zip(near, heads(weights, [passages[at][0] for at in near]), strict=True):
            out[at] += head.weight * heard
    return out


def log_odds(weights: Weights, passage: str, margin: float) -> float:
    """How one passage stands."""
    return all_log_odds(weights, [(passage, margin)])[0]


def likelihood(weights: Weights, log_odds: float) -> float:
    """The calibrated score, 0 to 1."""
    a, b = weights.manifest.calibration
    return 1 / (1 + math.exp(-max(min(a * log_odds + b, 500.0), -500.0)))


def domain_of(weights: Weights, passage: str) -> str:
    """The domain a passage sounds like."""
    manifest = weights.manifest
    count = len(manifest.domains)
    total = array("d", manifest.domain_intercepts)
    scale = 1 / math.sqrt(max(len(passage), 1))
    for found in hashing.buckets(passage, manifest.domain_bits):
        for bucket in found:
            for at in range(count):
                total[at] += weights.domains[bucket * count + at] * scale
    return manifest.domains[max(range(count), key=total.__getitem__)]


def _order(one: Passage) -> tuple[float, int, int]:
    """The gravest first, of those alike the first in the document."""
    return one.log_odds, -one.reading.index, -one.start


def prose(reading: Reading) -> bool:
    """Whether a reading holds sentences that can be judged."""
    segment = reading.segment
    return segment.hidden not in _UNREADABLE and segment.where.part not in _NO_PROSE and len(reading.folded.text) >= LEAST


def _apart(passages: Sequence[Passage]) -> list[Passage]:
    """The gravest passages that do not overlap, at most SHOWN."""
    kept: list[Passage] = []
    for one in passages:
        if len(kept) < SHOWN and not any(
            one.reading.index == other.reading.index and one.start < other.end and other.start < one.end for other in kept
        ):
            kept.append(one)
    return kept


def load_assessor(models: Path, *, required: bool = False) -> Assessor:
    """The assessor of the folder `models` (or of its `residual`); one without opinion where nothing is installed.

    Raises ModelError where one is `required`, because a unit that named its own model relies on it.
    """
    folder = models if (models / MANIFEST).exists() else models / "residual"
    if not (folder / MANIFEST).exists():
        if required:
            raise ModelError(say("problem.no_model", path=models))
        return Assessor()
    weights = open_weights(folder)
    meaning = load_meaning(folder, weights.manifest.sha256[GRAMS])
    return Assessor(weights.digest if meaning is None else f"{weights.digest}; {meaning.name}", weights, meaning)
